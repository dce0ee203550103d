import axios from 'axios';
import type { StoryCall } from '../../adapters/discourse/story-calls.js';
import type { Recording } from './recording.js';
import { RecordError, type Account, type Stage } from './stage.js';

export interface Answered {
  readonly status: number;
  /** Undefined: no JSON. */
  readonly json: unknown;
}

const TIMEOUT_MILLISECONDS = 20_000;
const MOST_BYTES = 32 * 1024 * 1024;

/** One call to the forum, recorded with what it was for. Keys are never kept. */
export type Caller = (account: Account, request: StoryCall, words: string) => Promise<Answered>;

export function createCaller(stage: Pick<Stage, 'url' | 'stamp' | 'settled' | 'keepsHeader'>, recording: Recording): Caller {
  return async (account, { name, method, path, body }, words) => {
    const sent = body && JSON.stringify(body);
    const own = {
      'Api-Username': account.username,
      Accept: 'application/json',
      ...(sent !== undefined && { 'Content-Type': 'application/json' }),
    };
    const response = await axios
      .request<string>({
        method,
        url: `${stage.url}${path}`,
        headers: { 'Api-Key': account.key, ...own, 'User-Agent': 'hybrid-desk' },
        ...(sent !== undefined && { data: sent }),
        timeout: TIMEOUT_MILLISECONDS,
        signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS),
        maxContentLength: MOST_BYTES,
        maxRedirects: 0,
        proxy: false,
        responseType: 'text',
        transformResponse: (text: unknown) => text,
        validateStatus: () => true,
      })
      .catch((error: unknown) => {
        throw new RecordError(`the forum does not answer (${error instanceof Error ? error.message : String(error)})`);
      });
    const text = typeof response.data === 'string' ? response.data : '';
    // What was shown holds at the time of the answer, and every delivery of a write came before it.
    const at = stage.stamp();
    recording.did(at, words, {
      name,
      at,
      tookMilliseconds: 0,
      request: { method, path, headers: [['Api-Key', 'REDACTED'], ...Object.entries(own)], body: sent ?? null },
      response: { status: response.status, headers: keptHeaders(response.headers, stage), body: stage.settled(text) },
    });
    return { status: response.status, json: parse(text) };
  };
}

function keptHeaders(headers: object, stage: Pick<Stage, 'settled' | 'keepsHeader'>): Array<readonly [string, string]> {
  return Object.entries(headers)
    .filter(([name]) => stage.keepsHeader(name))
    .map(([name, value]) => [name, name === 'set-cookie' ? 'REDACTED' : stage.settled(String(value))] as const);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
