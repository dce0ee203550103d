import { randomBytes } from 'node:crypto';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import type { z } from 'zod';
import { CONTRACT, errorAnswer } from '../../../shared/contracts/plugin/common.js';
import { applyAnswer, MOST_TOPICS, pingAnswer, stateAnswer, type PluginTopicState } from '../../../shared/contracts/plugin/requests.js';
import { SIGNATURE_HEADERS, signatureOf } from '../../../shared/contracts/plugin/signature.js';
import type { Clock } from '../../ports/clock.js';
import { ForumError } from '../../ports/forum.js';
import type { ForumPlugin } from '../../ports/plugin.js';
import { bodyOf, LONGEST_ANSWER, NOT_SENT } from './client.js';
import { partOf } from './events.js';
import { isPage, secondsIn } from './refusals.js';

export interface PluginClientOptions {
  readonly url: string;
  readonly secret: string;
  readonly clock: Clock;
  /** Instead of the usual time-outs: for tests of an answer that never comes. */
  readonly timeoutMilliseconds?: number;
}

interface PluginCall<Answer> {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: unknown;
  readonly answer: z.ZodType<Answer>;
  readonly timeoutMilliseconds: number;
  /** It changes the forum: without an answer nobody knows what came of it. */
  readonly isWrite: boolean;
}

const PING_MILLISECONDS = 5_000;
const STATE_MILLISECONDS = 20_000;
/** A hundred effects on a slow forum; below the lease of an attempt. */
const APPLY_MILLISECONDS = 60_000;
const DEFAULT_WAIT_SECONDS = 60;

/** The plugin's endpoints, signed. One request, never repeated. */
export function createPluginClient(options: PluginClientOptions): ForumPlugin {
  const ask = asker(options);
  const read = { isWrite: false } as const;
  let site: string | undefined;
  return {
    async ping() {
      const call = { name: 'ping plugin', method: 'GET', path: 'ping', timeoutMilliseconds: PING_MILLISECONDS } as const;
      const answer = await ask({ ...call, answer: pingAnswer, ...read });
      site = answer.site;
      return answer;
    },

    async apply(effects) {
      const answer = await ask({
        name: 'apply effects',
        method: 'POST',
        path: 'apply',
        body: { contract: CONTRACT, site, effects },
        answer: applyAnswer,
        timeoutMilliseconds: APPLY_MILLISECONDS,
        isWrite: true,
      });
      return answer.answers;
    },

    async state(topicIds, beforeEachCall) {
      const found: PluginTopicState[] = [];
      for (let start = 0; start < topicIds.length; start += MOST_TOPICS) {
        if (start > 0) await beforeEachCall?.();
        const body = { contract: CONTRACT, site, topicIds: topicIds.slice(start, start + MOST_TOPICS) };
        const call = { name: 'read digests', method: 'POST', path: 'state', body, timeoutMilliseconds: STATE_MILLISECONDS } as const;
        found.push(...(await ask({ ...call, answer: stateAnswer, ...read })).topics);
      }
      return found;
    },
  };
}

/** What a service needs for both ways; without a secret the plugin is never asked. */
export function pluginOf({ secret, ...options }: Omit<PluginClientOptions, 'secret'> & { readonly secret: string | undefined }) {
  return { plugin: secret === undefined ? null : createPluginClient({ ...options, secret }), pluginSecret: secret };
}

function asker({ url, secret, clock, timeoutMilliseconds }: PluginClientOptions) {
  const base = url.replace(/\/+$/, '');
  const http = axios.create({
    maxRedirects: 0,
    maxContentLength: LONGEST_ANSWER,
    proxy: false,
    httpAgent: new HttpAgent({ keepAlive: true }),
    httpsAgent: new HttpsAgent({ keepAlive: true }),
    responseType: 'text',
    transformResponse: (text: unknown) => text,
    validateStatus: () => true,
    headers: { Accept: 'application/json', 'User-Agent': 'hybrid-desk' },
  });
  return async <Answer>(call: PluginCall<Answer>): Promise<Answer> => {
    const address = new URL(`${base}/hybrid-desk/${call.path}.json`);
    const body = call.body === undefined ? '' : JSON.stringify(call.body);
    const timestamp = String(Math.floor(Date.parse(clock.now()) / 1000));
    const nonce = randomBytes(16).toString('hex');
    const headers = {
      ...(call.method === 'POST' && { 'Content-Type': 'application/json' }),
      [SIGNATURE_HEADERS.timestamp]: timestamp,
      [SIGNATURE_HEADERS.nonce]: nonce,
      [SIGNATURE_HEADERS.signature]: signatureOf(secret, { timestamp, nonce, method: call.method, path: address.pathname, body }),
    };
    const milliseconds = timeoutMilliseconds ?? call.timeoutMilliseconds;
    const response = await send(http, call, { url: address.href, headers, milliseconds, ...(call.method === 'POST' && { data: body }) });
    return answerOf(call, response);
  };
}

interface Sending {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly data?: string;
  readonly milliseconds: number;
}

async function send(http: AxiosInstance, call: PluginCall<unknown>, sending: Sending): Promise<AxiosResponse<unknown>> {
  const { milliseconds, ...request } = sending;
  try {
    return await http.request<unknown>({
      method: call.method,
      timeout: milliseconds,
      signal: AbortSignal.timeout(milliseconds),
      ...request,
    });
  } catch (error) {
    const code = partOf(error, 'code');
    const isSent = typeof code !== 'string' || !NOT_SENT.test(code);
    throw new ForumError('unavailable', call.name, { status: null, ...(call.isWrite && isSent && { outcomeUnknown: true }) });
  }
}

function answerOf<Answer>(call: PluginCall<Answer>, response: AxiosResponse<unknown>): Answer {
  const body = bodyOf(response);
  if (response.status !== 200) throw failureOf(call, response, body);
  const read = call.answer.safeParse(body);
  if (read.success) return read.data;
  throw new ForumError('unavailable', call.name, { status: 200, ...(call.isWrite && { outcomeUnknown: true }) });
}

function failureOf(call: PluginCall<unknown>, { status, headers }: AxiosResponse<unknown>, body: unknown): ForumError {
  const said = errorAnswer.safeParse(body).data?.error_type;
  const wait = secondsIn(partOf(headers, 'retry-after'));
  if (said !== undefined) {
    // The plugin itself says why it did nothing at all.
    return new ForumError('unavailable', call.name, { status, plugin: said, ...(wait !== null && { retryAfterSeconds: wait }) });
  }
  if (status === 429) return new ForumError('throttled', call.name, { status, retryAfterSeconds: wait ?? DEFAULT_WAIT_SECONDS });
  // A page comes from something in front of the forum and says nothing about the plugin.
  if (status === 404 && !isPage(body)) return new ForumError('missing', call.name, { status });
  const isReadOnly = partOf(body, 'error_type') === 'read_only';
  const outcomeUnknown = call.isWrite && status >= 500 && !isReadOnly;
  return new ForumError('unavailable', call.name, {
    status,
    ...(wait !== null && { retryAfterSeconds: wait }),
    ...(outcomeUnknown && { outcomeUnknown }),
  });
}
