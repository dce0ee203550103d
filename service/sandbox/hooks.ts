import { createHmac } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Instant } from '../../shared/instant.js';
import { planSendings } from './misbehaviour.js';
import type { Misbehaviour } from './misbehaviour.js';
import type { SandboxState } from './state.js';
import type { Hook, Outgoing } from './outside-state.js';
import { pause } from './world.js';
import type { SandboxClock, SandboxEvent } from './world.js';

/** What was sent and what came back: the forum's event list. Status -1: no answer at all. */
export interface Sent {
  readonly eventId: number;
  readonly hookId: number;
  readonly event: string;
  readonly type: string;
  readonly body: string;
  readonly at: Instant;
  readonly status: number;
}

export interface Sender {
  /** Puts an event into the queue of every hook that listens to it. */
  readonly emit: (event: SandboxEvent) => void;
  readonly start: () => void;
  /** Stops after the delivery that is on its way; what waits stays in the state. */
  readonly stop: () => Promise<void>;
  /** Resolves when nothing that is due waits any more. */
  readonly settled: () => Promise<void>;
  readonly sent: () => readonly Sent[];
}

export interface SenderParts {
  readonly state: SandboxState;
  readonly clock: SandboxClock;
  readonly baseUrl: () => string;
  readonly misbehaviour: () => Misbehaviour;
  readonly changed: () => void;
}

const ANSWER_WITHIN_MS = 20_000;
const KEPT = 2_000;

interface Run {
  running: boolean;
  ring: AbortController;
  readonly waiting: Array<() => void>;
  readonly sent: Sent[];
}

export function createSender(parts: SenderParts): Sender {
  const run: Run = { running: false, ring: new AbortController(), waiting: [], sent: [] };
  let loop: Promise<void> = Promise.resolve();
  const wake = (): void => {
    run.ring.abort();
    run.ring = new AbortController();
  };
  return {
    emit(event) {
      enqueue(parts, event);
      wake();
    },
    start() {
      if (run.running) return;
      run.running = true;
      loop = work(parts, run);
    },
    async stop() {
      run.running = false;
      wake();
      await loop;
    },
    settled: () => (run.running && nextDue(parts).isDue ? new Promise((done) => run.waiting.push(done)) : Promise.resolve()),
    sent: () => run.sent,
  };
}

/** One delivery after the other, in the order in which they fall due. */
async function work(parts: SenderParts, run: Run): Promise<void> {
  while (run.running) {
    const { item, isDue, inMs } = nextDue(parts);
    if (item && isDue) {
      run.sent.push(await deliver(parts, item));
      if (run.sent.length > KEPT) run.sent.shift();
      continue;
    }
    for (const done of run.waiting.splice(0)) done();
    await pause(parts.clock, inMs, run.ring.signal);
  }
  for (const done of run.waiting.splice(0)) done();
}

function enqueue({ state, clock, misbehaviour, changed }: SenderParts, event: SandboxEvent): void {
  const { type, event: name } = event;
  const body = JSON.stringify({ [type]: event.payload });
  const how = misbehaviour();
  for (const hook of state.hooks.filter((known) => listens(known, event))) {
    const plans = planSendings(state, how);
    // A redelivery repeats the event id; a retry gets its own when it is sent.
    const eventId = plans.length > 1 && !how.doubleWithNewId ? state.next.event++ : null;
    for (const delayMs of plans) {
      const dueAt = new Date(Date.parse(clock.now()) + delayMs).toISOString();
      state.outgoing.push({ seq: state.next.outgoing++, hookId: hook.id, type, event: name, body, dueAt, eventId });
    }
  }
  changed();
}

function nextDue({ state, clock }: SenderParts): { item: Outgoing | undefined; isDue: boolean; inMs: number } {
  const isEarlier = (a: Outgoing, b: Outgoing): boolean => a.dueAt < b.dueAt || (a.dueAt === b.dueAt && a.seq < b.seq);
  const item = state.outgoing.reduce<Outgoing | undefined>((best, one) => (!best || isEarlier(one, best) ? one : best), undefined);
  const inMs = item ? Date.parse(item.dueAt) - Date.parse(clock.now()) : Infinity;
  return { item, isDue: inMs <= 0, inMs };
}

/** The delivery leaves the queue when it was answered, so a restart sends it again rather than losing it. */
async function deliver({ state, clock, baseUrl, changed }: SenderParts, item: Outgoing): Promise<Sent> {
  const hook = state.hooks.find((known) => known.id === item.hookId);
  const eventId = item.eventId ?? state.next.event++;
  const status = hook ? await post(hook, { ...item, eventId }, baseUrl()) : -1;
  state.outgoing = state.outgoing.filter((other) => other !== item);
  changed();
  const { hookId, event, type, body } = item;
  return { eventId, hookId, event, type, body, at: clock.now(), status };
}

function listens(hook: Hook, { type, categoryId, tags }: SandboxEvent): boolean {
  if (hook.types === null ? type === 'notification' : !hook.types.includes(type)) return false;
  if (hook.categories.length > 0 && (categoryId === null || !hook.categories.includes(categoryId))) return false;
  return hook.tags.length === 0 || tags.some((tag) => hook.tags.includes(tag));
}

/** One attempt, as the forum makes it with its retries switched off. */
function post(hook: Hook, item: Outgoing & { eventId: number }, baseUrl: string): Promise<number> {
  const url = new URL(hook.url);
  const bytes = Buffer.from(item.body, 'utf8');
  const headers: Record<string, string | number> = {
    Host: url.host,
    'User-Agent': 'Discourse/2.9.0.beta4',
    Accept: '*/*',
    Connection: 'close',
    'Content-Length': bytes.length,
    'Content-Type': hook.form ? 'application/x-www-form-urlencoded' : 'application/json',
    'X-Discourse-Instance': baseUrl,
    'X-Discourse-Event-Id': String(item.eventId),
    'X-Discourse-Event-Type': item.type,
    'X-Discourse-Event': item.event,
  };
  if (hook.secret) headers['X-Discourse-Event-Signature'] = `sha256=${createHmac('sha256', hook.secret).update(bytes).digest('hex')}`;
  const send = url.protocol === 'https:' ? httpsRequest : httpRequest;
  return new Promise((resolve) => {
    const call = send(url, { method: 'POST', headers, timeout: ANSWER_WITHIN_MS }, (answer) => {
      answer.resume();
      answer.on('end', () => resolve(answer.statusCode ?? -1));
      answer.on('error', () => resolve(-1));
    });
    call.on('timeout', () => call.destroy());
    call.on('error', () => resolve(-1));
    call.end(bytes);
  });
}
