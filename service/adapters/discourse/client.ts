import type { AxiosResponse } from 'axios';
import { ForumError } from '../../ports/forum.js';
import type { Call } from './call.js';
import { partOf } from './events.js';
import { baseOf, bodyOf, createHttp, retryAfterOf, send, type Sending } from './http.js';
import { refusalOf } from './refusals.js';

export interface ClientOptions {
  readonly url: string;
  readonly apiKey: string;
  readonly apiUsername: string;
  readonly timeoutMilliseconds?: number;
}

type Value = string | number | readonly string[] | readonly number[] | ReadonlyArray<{ readonly name: string }>;

interface Asked<Sends extends string> {
  /** The parts of the path that differ. */
  readonly path?: Readonly<Record<string, string | number>>;
  readonly send?: Readonly<Partial<Record<Sends, Value>>>;
}

export interface Client {
  /** One request, never repeated. Fails with a `ForumError` and nothing else. */
  ask<Answer, Sends extends string>(call: Call<Answer, Sends>, asked?: Asked<Sends>): Promise<Answer>;
}

const TIMEOUT_MILLISECONDS = 20_000;

export function createClient({ url, apiKey, apiUsername, timeoutMilliseconds = TIMEOUT_MILLISECONDS }: ClientOptions): Client {
  const http = createHttp();
  const base = baseOf(url);
  const account = { 'Api-Key': apiKey, 'Api-Username': apiUsername };
  return {
    async ask(call, asked = {}) {
      const { path, headers, ...request } = requestOf(call, asked);
      const sending = { ...request, url: `${base}${path}`, headers: { ...account, ...headers }, timeoutMilliseconds };
      const response = await send(http, sending);
      return call.isRedirect ? whereTo(call, response) : answerOf(call, response);
    },
  };
}

type RequestParts = Omit<Sending, 'url' | 'timeoutMilliseconds'> & { readonly path: string };

function requestOf({ name, method, path: template, body }: Call<unknown>, asked: Asked<string>): RequestParts {
  const fields = asked.send ?? {};
  const path = pathOf(template, asked.path ?? {});
  if (method === 'GET') return { name, method, path: path + queryOf(fields), headers: {}, isWrite: false };
  const data = body === 'form' ? formOf(fields) : JSON.stringify(fields);
  return { name, method, path, headers: { 'Content-Type': TYPES[body ?? 'json'] }, data, isWrite: true };
}

const TYPES = { form: 'application/x-www-form-urlencoded', json: 'application/json' } as const;

function pathOf(template: string, parts: Readonly<Record<string, string | number>>): string {
  return template.replace(/:(\w+)/g, (_, name: string) => {
    const part = parts[name];
    if (part === undefined) throw new Error(`${template} needs ${name}`);
    return encodeURIComponent(part);
  });
}

function queryOf(fields: Readonly<Partial<Record<string, Value>>>): string {
  const query = formOf(fields);
  return query === '' ? '' : `?${query}`;
}

function formOf(fields: Readonly<Partial<Record<string, Value>>>): string {
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(fields)) {
    for (const one of Array.isArray(value) ? (value as readonly unknown[]) : [value]) form.append(name, String(one));
  }
  return form.toString();
}

function whereTo<Answer>(call: Call<Answer>, response: AxiosResponse<unknown>): Answer {
  const location = partOf(response.headers, 'location');
  if (response.status < 300 || response.status >= 400) throw failureOf(call, response);
  return parsed(call, response, location);
}

function answerOf<Answer>(call: Call<Answer>, response: AxiosResponse<unknown>): Answer {
  const body = bodyOf(response);
  // Some refusals come as a success (discourse.md 9.1, 12).
  const isRefusal = partOf(body, 'success') === false || partOf(body, 'failed') !== undefined;
  if (response.status < 200 || response.status >= 300 || isRefusal) throw failureOf(call, response);
  return parsed(call, response, body);
}

function parsed<Answer>(call: Call<Answer>, { status }: AxiosResponse<unknown>, body: unknown): Answer {
  const read = call.answer.safeParse(body);
  if (read.success) return read.data;
  const isWrite = call.method !== 'GET';
  throw new ForumError('refused', call.name, { status, code: 'unreadable_answer', ...(isWrite && { outcomeUnknown: true }) });
}

function failureOf(call: Call<unknown>, response: AxiosResponse<unknown>): ForumError {
  return refusalOf({
    call: call.name,
    status: response.status,
    body: bodyOf(response),
    retryAfter: retryAfterOf(response),
    isWrite: call.method !== 'GET',
    refusals: call.refusals,
  });
}
