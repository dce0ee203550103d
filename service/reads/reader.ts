import type { Fact } from '../../shared/facts.js';
import { addSeconds, secondsBetween, type Instant } from '../../shared/instant.js';
import { ForumError } from '../ports/forum.js';
import type { Need } from '../ports/store.js';
import { coveredBy, idOf, planNext, type Plan } from './coalesce.js';
import { createLearner, type Learner } from './learn.js';
import type { ReaderParts, Reading } from './reading.js';
import { forgetRefusals } from './refusals.js';

/** Why `work` returned: nothing to read, the budget is spent, or the forum asked to be left alone. */
export type WorkEnd = 'idle' | 'no_token' | 'paused';

export interface Reader {
  /** One read now, learnt; the outbox compares with what it gives. Errors other than a refusal are `ForumError`. */
  readNow(thing: Need['thing'], why: Need['why']): Promise<Reading>;
  /**
   * Several topics now, learnt, each with what the plugin said of it before. Ends early when the forum or the budget says no: with the
   * topic that could not be read.
   */
  readTopics(topicIds: readonly number[]): Promise<number | null>;
  /** Works through the needs, most urgent first, while the budget lasts. Several callers share one run. */
  work(signal?: AbortSignal): Promise<WorkEnd>;
  /** Waits for a token of the budget; a wait that is too long is a `throttled` error. */
  spend(why: Need['why']): Promise<void>;
  /** A small action that brings the bot or one of its groups in makes a refused message worth reading again. */
  forgetRefusals(facts: readonly Fact[]): Promise<void>;
  /** In this process; null: not yet. */
  lastReadAt(thing: Need['thing']): Instant | null;
}

const BATCH = 50;
/** Longer than this nobody holds a lease open for a token. */
const MOST_WAIT_SECONDS = 20;
const FIRST_PAUSE_SECONDS = 5;
const MOST_PAUSE_SECONDS = 300;
const STUMBLED_SECONDS = 60;
/** An answer that we cannot read will hardly be readable at once. */
const UNREADABLE_ANSWER_SECONDS = 3600;

export function createReader(parts: ReaderParts): Reader {
  return new NeedReader(parts);
}

class NeedReader implements Reader {
  private readonly learner: Learner;
  private running: Promise<WorkEnd> | null = null;
  private pausedUntil: Instant | null = null;
  private failures = 0;

  constructor(private readonly parts: ReaderParts) {
    this.learner = createLearner({ ...parts, spend: (why) => this.spend(why) });
  }

  lastReadAt(thing: Need['thing']): Instant | null {
    return this.learner.lastReadAt(thing);
  }

  forgetRefusals(facts: readonly Fact[]): Promise<void> {
    return forgetRefusals(this.parts, facts);
  }

  async readNow(thing: Need['thing'], why: Need['why']): Promise<Reading> {
    const { store, forum } = this.parts;
    const need = (await store.needs(forum.id)).find((one) => one.thing === thing);
    await this.spend(why);
    return this.learner.read({ thing, why, rings: need?.rings ?? null });
  }

  async readTopics(topicIds: readonly number[]): Promise<number | null> {
    await this.parts.digests?.take(topicIds);
    for (const topic of topicIds) {
      try {
        await this.readNow(`topic:${topic}`, 'act');
      } catch (error) {
        // Who needs the read asks for it again, and knows what an error means.
        if (error instanceof ForumError) return topic;
        throw error;
      }
    }
    return null;
  }

  async spend(why: Need['why']): Promise<void> {
    const { store, forum, clock } = this.parts;
    const giveUpAt = addSeconds(clock.now(), MOST_WAIT_SECONDS);
    for (;;) {
      const { ok, retryAt } = await store.takeToken(forum.id, clock.now(), why);
      if (ok) return;
      const wait = secondsBetween(clock.now(), retryAt);
      if (retryAt > giveUpAt) throw new ForumError('throttled', 'budget', { status: null, retryAfterSeconds: Math.ceil(wait) });
      await clock.sleep(Math.max(1, Math.ceil(wait * 1000)));
    }
  }

  work(signal?: AbortSignal): Promise<WorkEnd> {
    this.running ??= this.run(signal).finally(() => {
      this.running = null;
    });
    return this.running;
  }

  private async run(signal?: AbortSignal): Promise<WorkEnd> {
    const { store, forum, clock } = this.parts;
    const unseen = new Set<Need['thing']>();
    for (;;) {
      if (signal?.aborted) return 'idle';
      const now = clock.now();
      if (this.pausedUntil !== null && now < this.pausedUntil) return 'paused';
      const needs = await store.nextNeeds(forum.id, now, BATCH);
      // The sweep spreads its reads: one planned for later is not due now (design section 3, "Reads have a budget").
      const due = needs.filter((need) => need.why !== 'sweep' || need.by <= now);
      const plan = await planNext(due, { unseen, store, forumId: forum.id });
      if (!plan) return 'idle';
      await this.parts.digests?.take([...due, plan].flatMap(({ thing }) => (thing.startsWith('topic:') ? [idOf(thing)] : [])));
      const token = await store.takeToken(forum.id, clock.now(), plan.why);
      if (!token.ok) return 'no_token';
      if (!(await this.readPlanned(plan, unseen))) return 'paused';
    }
  }

  /** False: the forum does not answer now. */
  private async readPlanned(plan: Plan, unseen: Set<Need['thing']>): Promise<boolean> {
    try {
      const reading = await this.learner.read(plan);
      const covered = coveredBy(reading, plan.covers);
      for (const need of plan.covers) {
        if (covered.has(need.thing)) await this.learner.endNeed(need);
        else unseen.add(need.thing);
      }
      this.failures = 0;
      return true;
    } catch (error) {
      if (!(error instanceof ForumError)) throw error;
      for (const need of plan.covers) unseen.add(need.thing);
      return this.onForumError(error, plan.thing);
    }
  }

  private async onForumError(error: ForumError, thing: Need['thing']): Promise<boolean> {
    const { store, forum, clock, log } = this.parts;
    const now = clock.now();
    const asked = error.detail.retryAfterSeconds;
    if (error.kind === 'refused' || error.kind === 'missing') {
      log.warn({ thing, call: error.call, code: error.detail.code }, 'an answer of the forum could not be read');
      await this.learner.postpone({ thing, why: 'sweep', by: now }, addSeconds(now, UNREADABLE_ANSWER_SECONDS));
      return true;
    }
    const backOff = Math.min(MOST_PAUSE_SECONDS, FIRST_PAUSE_SECONDS * 2 ** this.failures);
    // Without a status it was our own budget, which a long topic had spent: others come first.
    if (error.kind === 'throttled' && error.detail.status === null) {
      await this.learner.postpone({ thing, why: 'bell', by: now }, addSeconds(now, STUMBLED_SECONDS));
      return true;
    }
    if (error.kind === 'throttled') await store.blockUntil(forum.id, addSeconds(now, asked ?? 60));
    // One topic at which the forum always stumbles must not hold up all others: after the pause they come first.
    if (error.kind === 'unavailable') await this.learner.postpone({ thing, why: 'bell', by: now }, addSeconds(now, STUMBLED_SECONDS));
    if (error.kind === 'unauthorised' && this.failures === 0)
      log.error({ call: error.call }, 'the forum does not accept our key or account');
    this.failures += 1;
    this.pausedUntil = addSeconds(now, error.kind === 'unauthorised' ? MOST_PAUSE_SECONDS : (asked ?? backOff));
    return false;
  }
}
