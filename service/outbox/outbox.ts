import type { TicketProcessor } from '../engine/process.js';
import type { Clock } from '../ports/clock.js';
import { ForumError, type Forum } from '../ports/forum.js';
import type { Log } from '../ports/log.js';
import type { Queue } from '../ports/queue.js';
import { ONLY_PLUGIN } from '../ports/effect-kinds.js';
import type { AttemptEnd, Claim, ForumRow, Store } from '../ports/store.js';
import { Batches, type Ends, type Presence } from './batch.js';
import { carryOutReversible, carryOutSettled, lookUp } from './carry-out/carry-out.js';
import type { Carrying, OutboxReader } from './carrying.js';
import type { CRASH_POINTS } from './crash-points.js';
import { endOfError, endOfFailure, LOOK_UP_SECONDS, MOST_ATTEMPTS } from './failures.js';
import { Pace } from './pace.js';
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
  /** Where it is there, effects go to it many at a time; without it one by one over the REST interface. */
  readonly presence?: Presence;
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

/** Thrown where writing was stopped between the claim and the call; caught in this file. */
class WritingStopped extends Error {}

export function createOutbox(parts: OutboxParts): Outbox {
  return new EffectOutbox(parts);
}

class EffectOutbox implements Outbox {
  private running: Promise<void> | null = null;
  private readonly pace: Pace;
  private readonly waits: OutboxWaits;
  private batches: Batches | null = null;

  constructor(private readonly parts: OutboxParts) {
    this.waits = { ...WAITS, ...parts.waits };
    this.pace = new Pace(parts);
  }

  work(signal?: AbortSignal): Promise<void> {
    this.running ??= this.run(signal).finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async run(signal?: AbortSignal): Promise<void> {
    const { store, forum, clock, queue, presence } = this.parts;
    await store.expireLeases(forum.id, clock.now(), this.waits.lookUpSeconds);
    this.batches?.readAllAgain();
    for (;;) {
      if (signal?.aborted) return;
      if (this.pace.isPaused()) return;
      const row = await store.forum(forum.id);
      if (row?.mode !== 'live') return;
      await presence?.look();
      const isSent = await this.workInOne(row);
      // One of those that the plugin cannot do in one goes after each request: they do not wait until nothing else does.
      const isDone = await this.workSingly(row, isSent ? this.batches?.setAside() : undefined);
      if (!isSent && !isDone) return;
      queue.ring('tickets');
    }
  }

  /** All that the plugin can carry out with one request. */
  private async workInOne(row: ForumRow): Promise<boolean> {
    const { presence } = this.parts;
    if (!presence?.plugin()) return false;
    const batches = (this.batches ??= this.createBatches(row, presence));
    await batches.prepare();
    const claims = presence.plugin() ? await batches.claim() : [];
    if (claims.length === 0) return false;
    this.reach('outbox:claimed');
    await this.record(await batches.carryOut(claims));
    return true;
  }

  private async workSingly(row: ForumRow, only?: readonly number[]): Promise<boolean> {
    const { store, forum, clock } = this.parts;
    if (only?.length === 0) return false;
    const claiming = { leaseSeconds: this.waits.leaseSeconds, most: 1, without: ONLY_PLUGIN, ...(only && { only }) };
    const [claim] = await store.claimEffects(forum.id, clock.now(), claiming);
    if (!claim) return false;
    this.reach('outbox:claimed');
    const end = await this.attempt(claim, row);
    this.batches?.forget(claim.effect);
    await this.record(end === null ? [] : [{ claim, end }]);
    return true;
  }

  private async record(ends: Ends): Promise<void> {
    const { store, clock } = this.parts;
    if (ends.length > 0) this.reach('outbox:after-answer');
    for (const { claim, end } of ends) {
      await store.endAttempt(claim, end, clock.now());
      this.reach('outbox:after-row');
      this.report(claim, end);
    }
  }

  private createBatches(row: ForumRow, presence: Presence): Batches {
    const { store, forum, processor, clock, log, reader, isForumClockTrusted = () => true } = this.parts;
    return new Batches({
      ...{ store, processor, clock, log, isForumClockTrusted, presence, pace: this.pace, waits: this.waits },
      forumId: forum.id,
      carrying: (claim) => this.carrying(claim, row),
      readTopics: (topics) => reader.readTopics?.(topics) ?? Promise.resolve(null),
      reach: (name) => this.reach(name),
    });
  }

  /** Every end of an attempt is a value; null: an error of the store leaves it open, its lease runs out and it is looked up. */
  private async attempt(claim: Claim, row: ForumRow): Promise<AttemptEnd | null> {
    const { clock, log } = this.parts;
    try {
      const end = await this.carryOut(this.carrying(claim, row), claim.effect.state === 'unknown');
      this.pace.goOn();
      return end;
    } catch (error) {
      if (error instanceof WritingStopped) return { outcome: 'retry', notBefore: clock.now(), reason: 'writing was stopped' };
      if (error instanceof ForumError) return this.onForumError(error, claim);
      return endOfFailure(error, claim.effect, log);
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
    await this.pace.slowDown(error);
    return endOfError(error, effect, { now: this.parts.clock.now(), lookUpSeconds: this.waits.lookUpSeconds });
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
