import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import axios from 'axios';
import type { AxiosInstance, AxiosResponse } from 'axios';
import { ForumError } from '../../ports/forum.js';
import type { Call } from './call.js';
import { partOf } from './events.js';
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
/** The longest answer that a forum gives (a site with thousands of categories) is far below. */
export const LONGEST_ANSWER = 32 * 1024 * 1024;
/** The request did not reach the forum: name, address, certificate. */
export const NOT_SENT =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_|EHOSTUNREACH|ENETUNREACH|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_INVALID_URL)/;

export function createClient({ url, apiKey, apiUsername, timeoutMilliseconds = TIMEOUT_MILLISECONDS }: ClientOptions): Client {
  const http = axios.create({
    baseURL: url.replace(/\/+$/, ''),
    timeout: timeoutMilliseconds,
    maxRedirects: 0,
    maxContentLength: LONGEST_ANSWER,
    proxy: false,
    httpAgent: new HttpAgent({ keepAlive: true }),
    httpsAgent: new HttpsAgent({ keepAlive: true }),
    responseType: 'text',
    transformResponse: (text: unknown) => text,
    validateStatus: () => true,
    headers: { 'Api-Key': apiKey, 'Api-Username': apiUsername, Accept: 'application/json', 'User-Agent': 'hybrid-desk' },
  });
  return {
    async ask(call, asked = {}) {
      const response = await send(http, { call, asked, timeoutMilliseconds });
      return call.isRedirect ? whereTo(call, response) : answerOf(call, response);
    },
  };
}

interface Sending {
  readonly call: Call<unknown>;
  readonly asked: Asked<string>;
  readonly timeoutMilliseconds: number;
}

async function send(http: AxiosInstance, { call, asked, timeoutMilliseconds }: Sending): Promise<AxiosResponse<unknown>> {
  const isRead = call.method === 'GET';
  const fields = asked.send ?? {};
  const url = pathOf(call.path, asked.path ?? {}) + (isRead ? queryOf(fields) : '');
  const written = {
    data: call.body === 'form' ? formOf(fields) : JSON.stringify(fields),
    headers: { 'Content-Type': TYPES[call.body ?? 'json'] },
  };
  try {
    // The time-out of axios alone is one of silence: an answer that trickles would never end.
    const signal = AbortSignal.timeout(timeoutMilliseconds);
    return await http.request<unknown>({ method: call.method, url, signal, ...(!isRead && written) });
  } catch (error) {
    const code = partOf(error, 'code');
    const isSent = typeof code !== 'string' || !NOT_SENT.test(code);
    throw new ForumError('unavailable', call.name, { status: null, ...(!isRead && isSent && { outcomeUnknown: true }) });
  }
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
  const retryAfter = partOf(response.headers, 'retry-after');
  return refusalOf({
    call: call.name,
    status: response.status,
    body: bodyOf(response),
    retryAfter: typeof retryAfter === 'string' ? retryAfter : null,
    isWrite: call.method !== 'GET',
    refusals: call.refusals,
  });
}

/** The JSON of an answer, whatever its content type says (a 429 may have none); the text itself where it is none. */
export function bodyOf({ data }: AxiosResponse<unknown>): unknown {
  if (typeof data !== 'string') return data;
  try {
    return JSON.parse(data);
  } catch {
    return data;
  }
}
