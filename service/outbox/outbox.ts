import { addSeconds, type Instant } from '../../shared/instant.js';
import type { TicketProcessor } from '../engine/process.js';
import type { Clock } from '../ports/clock.js';
import { ForumError, type Forum } from '../ports/forum.js';
import type { Log } from '../ports/log.js';
import type { Queue } from '../ports/queue.js';
import { StoreError, type AttemptEnd, type Claim, type ForumRow, type Store } from '../ports/store.js';
import { carryOutReversible, carryOutSettled, lookUp } from './carry-out/carry-out.js';
import type { Carrying, OutboxReader } from './carrying.js';
import type { CRASH_POINTS } from './crash-points.js';
import { endOfError, LOOK_UP_SECONDS, MOST_ATTEMPTS } from './failures.js';
import { settle, settles, tooLate } from './settle.js';

export interface OutboxParts {
  readonly store: Store;
  readonly forum: Forum;
  readonly reader: OutboxReader;
  readonly processor: Pick<TicketProcessor, 'process'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly queue: Queue;
  /** HMAC secret of the markers. */
  readonly secret: string;
  readonly crashPoint?: (name: (typeof CRASH_POINTS)[number]) => void;
  /** False: the forum's clock is far from ours, and irreversible acts with a time limit wait. */
  readonly isForumClockTrusted?: () => boolean;
  /** Other than the usual waits: for the tests that kill the process and cannot wait for minutes. */
  readonly waits?: Partial<OutboxWaits>;
}

export interface OutboxWaits {
  /** An attempt that has not reported back by then has an unknown outcome. */
  readonly leaseSeconds: number;
  /** After an unknown outcome the forum may still be writing. */
  readonly lookUpSeconds: number;
}

export interface Outbox {
  /** Carries out what is due until nothing is left, the budget is spent or `signal` aborts. Several callers share one run. */
  work(signal?: AbortSignal): Promise<void>;
}

const WAITS: OutboxWaits = { leaseSeconds: 90, lookUpSeconds: LOOK_UP_SECONDS };
const UNAUTHORISED_SECONDS = 300;
const MOST_PAUSE_SECONDS = 60;

/** Thrown where writing was stopped between the claim and the call; caught in this file. */
class WritingStopped extends Error {}

export function createOutbox(parts: OutboxParts): Outbox {
  return new EffectOutbox(parts);
}

class EffectOutbox implements Outbox {
  private running: Promise<void> | null = null;
  private pausedUntil: Instant | null = null;
  private failures = 0;
  private isKeyRefused = false;
  private readonly waits: OutboxWaits;

  constructor(private readonly parts: OutboxParts) {
    this.waits = { ...WAITS, ...parts.waits };
  }

  work(signal?: AbortSignal): Promise<void> {
    this.running ??= this.run(signal).finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async run(signal?: AbortSignal): Promise<void> {
    const { store, forum, clock, queue } = this.parts;
    await store.expireLeases(forum.id, clock.now(), this.waits.lookUpSeconds);
    for (;;) {
      if (signal?.aborted) return;
      if (this.pausedUntil !== null && clock.now() < this.pausedUntil) return;
      const row = await store.forum(forum.id);
      if (row?.mode !== 'live') return;
      const claim = await store.claimEffect(forum.id, clock.now(), this.waits.leaseSeconds);
      if (!claim) return;
      this.reach('outbox:claimed');
      const end = await this.guarded(claim, row);
      if (end === null) continue;
      this.reach('outbox:after-answer');
      await store.endAttempt(claim, end, clock.now());
      this.reach('outbox:after-row');
      this.report(claim, end);
      queue.ring('tickets');
    }
  }

  /** Null: left open. What the database refuses once it may take the next time; that it is away is for whoever waits for it. */
  private async guarded(claim: Claim, row: ForumRow): Promise<AttemptEnd | null> {
    try {
      return await this.attempt(claim, row);
    } catch (error) {
      if (!(error instanceof StoreError) || (error.kind !== 'broken' && error.kind !== 'taken')) throw error;
      const { id, topicId, kind } = claim.effect;
      this.parts.log.error(
        { effect: id, topic: topicId, kind, error: error.message },
        'an effect met an error of the database and is tried again',
      );
      return null;
    }
  }

  /** Every end of an attempt is a value. An error of the store leaves it open: its lease runs out and it is looked up. */
  private async attempt(claim: Claim, row: ForumRow): Promise<AttemptEnd> {
    const { clock, log } = this.parts;
    const { effect } = claim;
    try {
      const end = await this.carryOut(this.carrying(claim, row), effect.state === 'unknown');
      this.failures = 0;
      this.isKeyRefused = false;
      return end;
    } catch (error) {
      const now = clock.now();
      if (error instanceof WritingStopped) return { outcome: 'retry', notBefore: now, reason: 'writing was stopped' };
      if (error instanceof StoreError) throw error;
      if (error instanceof ForumError) return this.onForumError(error, claim);
      log.error(
        { effect: effect.id, kind: effect.kind, error: error instanceof Error ? error.name : 'unknown' },
        'an effect failed in a way that nobody expected',
      );
      return { outcome: 'dead', reason: 'an error of ours' };
    }
  }

  private async carryOut(carrying: Carrying, isUnknown: boolean): Promise<AttemptEnd> {
    const { effect } = carrying;
    const { processor, clock, isForumClockTrusted = () => true } = this.parts;
    const found = isUnknown ? await lookUp(carrying) : null;
    if (found) return found;
    if (isUnknown && effect.attempts > MOST_ATTEMPTS)
      return { outcome: 'dead', reason: `given up after ${effect.attempts - 1} attempts without an answer` };
    const late = isUnknown ? null : tooLate(effect, clock.now());
    if (late) return late;
    const { kind } = effect;
    if (!settles(kind)) return carryOutReversible(carrying, kind);
    const settled = await settle(carrying, { processor, now: () => clock.now(), isForumClockTrusted });
    if ('end' in settled) return settled.end;
    return carryOutSettled(carrying, { kind, ticket: settled.read });
  }

  private carrying({ effect }: Claim, row: ForumRow): Carrying {
    const { store, forum, reader, clock, secret } = this.parts;
    return {
      effect,
      botId: row.botId,
      secret,
      now: clock.now(),
      store,
      forum,
      reader,
      send: async (call) => {
        // Pausing stops all writing at once, also that of an attempt which is still reading.
        if ((await store.forum(forum.id))?.mode !== 'live') throw new WritingStopped();
        this.reach('outbox:before-send');
        const answer = await call(forum);
        this.reach('outbox:after-send');
        return answer;
      },
    };
  }

  private async onForumError(error: ForumError, { effect }: Claim): Promise<AttemptEnd> {
    const { store, forum, clock, log } = this.parts;
    const now = clock.now();
    // Without a status it was our own budget, which knows itself when there is a token again.
    if (error.kind === 'throttled' && error.detail.status !== null)
      await store.blockUntil(forum.id, addSeconds(now, error.detail.retryAfterSeconds ?? 60));
    if (error.kind === 'unavailable') {
      this.failures += 1;
      this.pausedUntil = addSeconds(now, Math.min(MOST_PAUSE_SECONDS, 2 ** this.failures));
    }
    if (error.kind === 'unauthorised') {
      this.pausedUntil = addSeconds(now, UNAUTHORISED_SECONDS);
      if (!this.isKeyRefused)
        log.error({ call: error.call, status: error.detail.status }, 'the forum does not accept our key or account: all writing waits');
      this.isKeyRefused = true;
    }
    return endOfError(error, effect, { now, lookUpSeconds: this.waits.lookUpSeconds });
  }

  private report({ effect }: Claim, end: AttemptEnd): void {
    const fields = { effect: effect.id, topic: effect.topicId, kind: effect.kind, attempts: effect.attempts };
    if (end.outcome === 'dead') this.parts.log.error(fields, 'an effect was given up');
    if (end.outcome === 'lost') this.parts.log.warn(fields, 'a message of ours is lost');
    if (end.outcome === 'refused') this.parts.log.info({ ...fields, reason: end.reason }, 'the forum refused an effect');
  }

  private reach(name: (typeof CRASH_POINTS)[number]): void {
    this.parts.crashPoint?.(name);
  }
}
