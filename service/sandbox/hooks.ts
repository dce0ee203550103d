import { createHmac } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Instant } from '../../shared/instant.js';
import { planSendings } from './misbehaviour.js';
import type { Misbehaviour } from './misbehaviour.js';
import type { Hook, Outgoing, SandboxState } from './state.js';
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
  emit(event: SandboxEvent): void;
  start(): void;
  /** Stops after the delivery that is on its way; what waits stays in the state. */
  stop(): Promise<void>;
  /** Resolves when nothing that is due waits any more. */
  settled(): Promise<void>;
  sent(): readonly Sent[];
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

export function createSender(parts: SenderParts): Sender {
  const { state, clock } = parts;
  const sent: Sent[] = [];
  const waiting: Array<() => void> = [];
  let running = false;
  let ring = new AbortController();
  let loop: Promise<void> = Promise.resolve();

  const nextDue = (): Outgoing | undefined =>
    state.outgoing.reduce<Outgoing | undefined>((best, one) => (!best || one.dueAt < best.dueAt || (one.dueAt === best.dueAt && one.seq < best.seq) ? one : best), undefined);

  function wake(): void {
    ring.abort();
    ring = new AbortController();
  }

  function enqueue(hook: Hook, event: SandboxEvent, body: string): void {
    const how = parts.misbehaviour();
    const plans = planSendings(state, how);
    // A redelivery repeats the event id; a retry gets its own when it is sent.
    const eventId = plans.length > 1 && !how.doubleWithNewId ? state.next.event++ : null;
    for (const delayMs of plans) {
      const dueAt = new Date(Date.parse(clock.now()) + delayMs).toISOString();
      state.outgoing.push({ seq: state.next.outgoing++, hookId: hook.id, type: event.type, event: event.event, body, dueAt, eventId });
    }
  }

  async function work(): Promise<void> {
    while (running) {
      const next = nextDue();
      const due = next ? Date.parse(next.dueAt) - Date.parse(clock.now()) : Infinity;
      if (next && due <= 0) {
        await deliver(next);
        continue;
      }
      const signal = ring.signal;
      waiting.splice(0).forEach((done) => done());
      await pause(clock, due, signal);
    }
    waiting.splice(0).forEach((done) => done());
  }

  async function deliver(item: Outgoing): Promise<void> {
    const hook = state.hooks.find((known) => known.id === item.hookId);
    const eventId = item.eventId ?? state.next.event++;
    const status = hook ? await post(hook, { ...item, eventId }, parts.baseUrl()) : -1;
    state.outgoing = state.outgoing.filter((other) => other !== item);
    const { hookId, event, type, body } = item;
    sent.push({ eventId, hookId, event, type, body, at: clock.now(), status });
    if (sent.length > KEPT) sent.shift();
    parts.changed();
  }

  return {
    emit(event) {
      const body = JSON.stringify({ [event.type]: event.payload });
      for (const hook of state.hooks) if (listens(hook, event)) enqueue(hook, event, body);
      parts.changed();
      wake();
    },
    start() {
      if (running) return;
      running = true;
      loop = work();
    },
    async stop() {
      running = false;
      wake();
      await loop;
    },
    settled() {
      const next = nextDue();
      if (!running || !next || Date.parse(next.dueAt) > Date.parse(clock.now())) return Promise.resolve();
      return new Promise((done) => waiting.push(done));
    },
    sent: () => sent,
  };
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
