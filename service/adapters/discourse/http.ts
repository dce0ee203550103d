import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import axios, { type AxiosInstance, type AxiosResponse } from 'axios';
import { ForumError } from '../../ports/forum.js';
import { partOf } from './events.js';

/** One request to the forum, whichever of its interfaces it is for. */
export interface Sending {
  readonly name: string;
  readonly method: string;
  /** With the address of the forum. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly data?: string;
  /** It changes the forum: without an answer nobody knows what came of it. */
  readonly isWrite: boolean;
  readonly timeoutMilliseconds: number;
}

/** The longest answer that a forum gives (a site with thousands of categories) is far below. */
const LONGEST_ANSWER = 32 * 1024 * 1024;
/** The request did not reach the forum: name, address, certificate. */
const NOT_SENT =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_|EHOSTUNREACH|ENETUNREACH|CERT_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERR_TLS_|ERR_INVALID_URL)/;

export function createHttp(): AxiosInstance {
  return axios.create({
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
}

/** Never repeated. Any answer is one; without an answer it is a `ForumError`. */
export async function send(http: AxiosInstance, sending: Sending): Promise<AxiosResponse<unknown>> {
  const { name, isWrite, timeoutMilliseconds: timeout, ...request } = sending;
  try {
    // The time-out of axios alone is one of silence: an answer that trickles would never end.
    return await http.request<unknown>({ ...request, timeout, signal: AbortSignal.timeout(timeout) });
  } catch (error) {
    const code = partOf(error, 'code');
    const isSent = typeof code !== 'string' || !NOT_SENT.test(code);
    throw new ForumError('unavailable', name, { status: null, ...(isWrite && isSent && { outcomeUnknown: true }) });
  }
}

export function baseOf(url: string): string {
  return url.replace(/\/+$/, '');
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

export function retryAfterOf({ headers }: AxiosResponse<unknown>): string | null {
  const retryAfter = partOf(headers, 'retry-after');
  return typeof retryAfter === 'string' ? retryAfter : null;
}
