import { createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createSandbox } from '../../service/sandbox/sandbox.js';
import type { Sandbox, SandboxOptions } from '../../service/sandbox/sandbox.js';
import { SAMPLE_KEYS, setUpSample } from '../../service/sandbox/sample.js';
import type { SandboxClock } from '../../service/sandbox/world.js';

/** A clock that stands still until it is moved; whoever sleeps wakes when its time has come. */
export interface TestClock extends SandboxClock {
  pass(seconds: number): void;
}

export function createTestClock(start = '2026-11-23T09:00:00.000Z'): TestClock {
  let now = Date.parse(start);
  let sleepers: Array<{ at: number; wake: () => void }> = [];
  return {
    now: () => new Date(now).toISOString(),
    sleep: (milliseconds) => new Promise<void>((wake) => sleepers.push({ at: now + milliseconds, wake })),
    pass(seconds) {
      now += seconds * 1_000;
      const due = sleepers.filter((sleeper) => sleeper.at <= now);
      sleepers = sleepers.filter((sleeper) => sleeper.at > now);
      due.forEach((sleeper) => sleeper.wake());
    },
  };
}

export interface Received {
  readonly headers: IncomingHttpHeaders;
  readonly rawHeaders: readonly string[];
  readonly body: string;
  readonly event: string;
  readonly eventId: string;
  /** What stands below the root key. */
  readonly payload: Readonly<Record<string, unknown>>;
  readonly signed: boolean;
}

export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** The events without those of users, groups, categories and tags, as `name` or `name:id`. */
  events(): string[];
  clear(): void;
  stop(): Promise<void>;
}

export const HOOK_SECRET = 'sandbox-secret-1';

/** Stores every delivery before it answers 200. */
export async function createReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const bytes = Buffer.concat(parts);
      received.push(readDelivery(bytes, request.headers, request.rawHeaders));
      response.end('ok');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hooks/forum`,
    received,
    events: () => received.map((one) => one.event).filter((event) => !/^(user|group|category|tag)_/.test(event)),
    clear: () => void (received.length = 0),
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

function readDelivery(bytes: Buffer, headers: IncomingHttpHeaders, rawHeaders: readonly string[]): Received {
  const body = bytes.toString('utf8');
  const type = String(headers['x-discourse-event-type']);
  const expected = `sha256=${createHmac('sha256', HOOK_SECRET).update(bytes).digest('hex')}`;
  return {
    headers,
    rawHeaders,
    body,
    event: String(headers['x-discourse-event']),
    eventId: String(headers['x-discourse-event-id']),
    payload: (JSON.parse(body) as Record<string, Record<string, unknown>>)[type] ?? {},
    signed: headers['x-discourse-event-signature'] === expected,
  };
}

export interface SandboxAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The parsed body; undefined when it is no JSON. */
  readonly json: unknown;
}

export interface SandboxCall {
  readonly body?: unknown;
  /** Acting user of the all-users key; null: nobody. */
  readonly as?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Calls the sandbox as the service would: JSON, with the all-users key and `desk_bot`. */
export async function callSandbox(sandbox: Sandbox, route: string, call: SandboxCall = {}): Promise<SandboxAnswer> {
  const [method = 'GET', path = '/'] = route.split(' ');
  const as = call.as === undefined ? 'desk_bot' : call.as;
  const headers: Record<string, string> = {
    Accept: 'application/json',
    ...(as === null ? {} : { 'Api-Key': SAMPLE_KEYS.allUsers, 'Api-Username': as }),
    ...(call.body === undefined ? {} : { 'Content-Type': 'application/json' }),
    ...call.headers,
  };
  const body = call.body === undefined ? {} : { body: typeof call.body === 'string' ? call.body : JSON.stringify(call.body) };
  const answer = await fetch(`${sandbox.url}${path}`, { method, headers, redirect: 'manual', ...body });
  const text = await answer.text();
  return { status: answer.status, headers: answer.headers, text, json: parsed(text) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

export interface SandboxStage {
  readonly sandbox: Sandbox;
  readonly receiver: Receiver;
  readonly clock: TestClock;
  stop(): Promise<void>;
}

/** The sample forum, started, with one hook to a receiver; what setting it up sent is forgotten. */
export async function stageSandbox(options: Partial<SandboxOptions> = {}): Promise<SandboxStage> {
  const clock = createTestClock();
  const receiver = await createReceiver();
  const sandbox = createSandbox({ clock, seed: 7, ...options });
  setUpSample(sandbox);
  sandbox.admin.addHook({ url: receiver.url, secret: HOOK_SECRET });
  await sandbox.start();
  return {
    sandbox,
    receiver,
    clock,
    async stop() {
      await sandbox.stop();
      await receiver.stop();
    },
  };
}
