import { afterAll, afterEach } from '@jest/globals';
import nock from 'nock';

/**
 * No test reaches the network. Code under test may swallow the error of a refused request (the outbox retries, for one),
 * so each request that matched nothing is remembered and fails its test as well. A test that wants an unreachable
 * server uses a closed port of 127.0.0.1.
 */
const OWN_HOST = /^127\.0\.0\.1(:\d+)?$/;
let unmatched: string[] = [];

nock.disableNetConnect();
nock.enableNetConnect(OWN_HOST);
nock.emitter.on('no match', remember);

afterEach(() => {
  const requests = takeUnmatched();
  if (requests.length > 0) throw new Error(`Requests that nothing answers (use nock, or a server on 127.0.0.1):\n${requests.join('\n')}`);
});

afterAll(() => {
  nock.emitter.off('no match', remember);
  nock.cleanAll();
  // Without this, each test file would wrap the http module once more.
  nock.restore();
});

/** The requests so far that matched nothing; they no longer fail the test. */
export function takeUnmatched(): readonly string[] {
  const requests = unmatched;
  unmatched = [];
  return requests;
}

/**
 * Nock tells a host without any reply as (options), and a reply that differs as (request, options, body). Only the first
 * can be allowed.
 */
function remember(...[request, options]: readonly unknown[]): void {
  const target = targetOf(options ?? request);
  if (options === undefined && OWN_HOST.test(target.host)) return;
  unmatched.push(`${target.method} ${target.host}${target.path}`);
}

function targetOf(request: unknown): { readonly method: string; readonly host: string; readonly path: string } {
  const parts: Readonly<Record<string, unknown>> = typeof request === 'object' && request !== null ? { ...request } : {};
  return { method: textOf(parts['method']), host: textOf(parts['host']), path: textOf(parts['path']) };
}

function textOf(part: unknown): string {
  return typeof part === 'string' ? part : '';
}
