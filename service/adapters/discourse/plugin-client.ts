import { randomBytes } from 'node:crypto';
import type { AxiosResponse } from 'axios';
import type { z } from 'zod';
import { CONTRACT, errorAnswer } from '../../../shared/contracts/plugin/common.js';
import { applyAnswer, MOST_TOPICS, pingAnswer, stateAnswer, type PluginTopicState } from '../../../shared/contracts/plugin/requests.js';
import { SIGNATURE_HEADERS, signatureOf } from '../../../shared/contracts/plugin/signature.js';
import type { Clock } from '../../ports/clock.js';
import { ForumError } from '../../ports/forum.js';
import type { ForumPlugin } from '../../ports/plugin.js';
import { baseOf, bodyOf, createHttp, retryAfterOf, send } from './http.js';
import { isPage, secondsIn, throttled, unavailable } from './refusals.js';

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
  const base = baseOf(url);
  const http = createHttp();
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
    const response = await send(http, {
      name: call.name,
      method: call.method,
      url: address.href,
      headers,
      ...(call.method === 'POST' && { data: body }),
      isWrite: call.isWrite,
      timeoutMilliseconds: timeoutMilliseconds ?? call.timeoutMilliseconds,
    });
    return answerOf(call, response);
  };
}

function answerOf<Answer>(call: PluginCall<Answer>, response: AxiosResponse<unknown>): Answer {
  const body = bodyOf(response);
  if (response.status !== 200) throw failureOf(call, response, body);
  const read = call.answer.safeParse(body);
  if (read.success) return read.data;
  throw new ForumError('unavailable', call.name, { status: 200, ...(call.isWrite && { outcomeUnknown: true }) });
}

function failureOf({ name, isWrite }: PluginCall<unknown>, response: AxiosResponse<unknown>, body: unknown): ForumError {
  const { status } = response;
  const answer = { call: name, status, body, retryAfter: retryAfterOf(response), isWrite };
  const said = errorAnswer.safeParse(body).data?.error_type;
  const wait = secondsIn(answer.retryAfter);
  // The plugin itself says why it did nothing at all. But who sends a request only once, and is told that it was here before, was repeated
  // by something in between: the first copy may have been carried out.
  const isRepeated = isWrite && said === 'used_nonce';
  const detail = { status, ...(wait !== null && { retryAfterSeconds: wait }), ...(isRepeated && { outcomeUnknown: true }) };
  if (said !== undefined) return new ForumError('unavailable', name, { ...detail, plugin: said });
  if (status === 429) return throttled(answer);
  // A page comes from something in front of the forum and says nothing about the plugin.
  if (status === 404 && !isPage(body)) return new ForumError('missing', name, { status });
  // Whatever else it is, no single effect is to blame.
  return unavailable(answer);
}
