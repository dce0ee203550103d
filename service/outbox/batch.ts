import { addSeconds } from '../../shared/instant.js';
import { MOST_EFFECTS, type EffectAnswer, type PluginEffect } from '../../shared/contracts/plugin/effects.js';
import type { Processed, TicketProcessor } from '../engine/process.js';
import type { Clock } from '../ports/clock.js';
import { ForumError } from '../ports/forum.js';
import type { Log } from '../ports/log.js';
import type { ForumPlugin } from '../ports/plugin.js';
import { ONLY_PLUGIN } from '../ports/effect-kinds.js';
import type { AttemptEnd, Claim, Effect, Store } from '../ports/store.js';
import { endOfAnswer } from './apply/answers.js';
import { halvesOf, isAboutRequest, partsOf, type Part } from './apply/parts.js';
import { translate } from './apply/translate.js';
import type { Carrying } from './carrying.js';
import { again, backOff, endOfError, endOfFailure, MOST_ATTEMPTS, notDone } from './failures.js';
import { withNamesOf } from './naming.js';
import type { Pace } from './pace.js';
import { SETTLED, settles, tooLate, unwanted } from './settle.js';

/** Whose topic changes all the time under our hands is read and written at once, over the REST interface. */
const MOST_STALE = 5;
/** So many topics are read before the effects that are ready are sent. */
const MOST_READS = 20;

/** What is sent later than this part of the lease might be answered after its end. */
const SHARE_OF_LEASE = 3;

export interface BatchParts {
  readonly store: Store;
  readonly forumId: string;
  readonly processor: Pick<TicketProcessor, 'process'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly waits: { readonly leaseSeconds: number; readonly lookUpSeconds: number };
  readonly presence: Presence;
  readonly pace: Pace;
  readonly isForumClockTrusted: () => boolean;
  readonly carrying: (claim: Claim) => Carrying;
  /** Reads topics, each with what the plugin said of it before, up to one that cannot be read now: it is named. */
  readonly readTopics: (topicIds: readonly number[]) => Promise<number | null>;
  readonly reach: (name: 'outbox:before-send' | 'outbox:after-send') => void;
}

/** Whether the plugin of the forum answers. */
export interface Presence {
  look(): Promise<void>;
  plugin(): ForumPlugin | null;
  failed(error: ForumError): void;
}

/** What is wanted of a ticket, and the digest of its topic that stood before that was derived. */
interface Known {
  readonly digest: string | null;
  readonly wants: Processed['wants'];
}

export type Ends = ReadonlyArray<{ readonly claim: Claim; readonly end: AttemptEnd }>;

/** What can be said of many effects before the one request that carries them out. */
export class Batches {
  /** Ids of effects that the plugin cannot carry out in one: they are left to the REST interface. */
  private readonly singles = new Set<number>();

  /** Topics at which the forum stumbled in this run: tried before every request, they would hold up all that is due elsewhere. */
  private readonly unread = new Set<number>();

  constructor(private readonly parts: BatchParts) {}

  /** Topics in which something irreversible is due are read first where nobody knows whether they changed. */
  async prepare(): Promise<void> {
    const { store, forumId, clock, readTopics } = this.parts;
    const topics = await store.topicsWithoutDigest(forumId, clock.now(), { kinds: SETTLED, most: MOST_READS });
    const stuck = await readTopics(topics.filter((topic) => !this.unread.has(topic)));
    if (stuck !== null) this.unread.add(stuck);
  }

  /** Another run: where the forum stumbled it may do so no more. */
  readAllAgain(): void {
    this.unread.clear();
  }

  claim(): Promise<readonly Claim[]> {
    const { store, forumId, clock, waits } = this.parts;
    const claim = { leaseSeconds: waits.leaseSeconds, most: MOST_EFFECTS, withDigest: SETTLED, except: [...this.singles] };
    return store.claimEffects(forumId, clock.now(), claim);
  }

  /** What is left to the REST interface. */
  setAside(): readonly number[] {
    return [...this.singles];
  }

  /** It was carried out over the REST interface. */
  forget({ id }: Effect): void {
    this.singles.delete(id);
  }

  async carryOut(claims: readonly Claim[]): Promise<Ends> {
    const ends = new Map<Claim, AttemptEnd>();
    const sent = new Map<Claim, PluginEffect>();
    const known = new Map<number, Known>();
    for (const claim of claims) {
      const prepared = await this.prepared(claim, known).catch((error: unknown) => endOfFailure(error, claim.effect, this.parts.log));
      // Left open.
      if (prepared === null) continue;
      if ('outcome' in prepared) ends.set(claim, prepared);
      else sent.set(claim, prepared);
    }
    for (const [claim, end] of await this.sendAll(sent)) ends.set(claim, end);
    return claims.flatMap((claim) => {
      const end = ends.get(claim);
      return end === undefined ? [] : [{ claim, end }];
    });
  }

  private async prepared(claim: Claim, known: Map<number, Known>): Promise<PluginEffect | AttemptEnd> {
    const { clock, isForumClockTrusted } = this.parts;
    const { effect } = claim;
    const now = clock.now();
    const isUnknown = effect.state === 'unknown';
    if (isUnknown && effect.attempts > MOST_ATTEMPTS)
      return { outcome: 'dead', reason: `given up after ${effect.attempts - 1} attempts without an answer` };
    const late = isUnknown ? null : tooLate(effect, now);
    if (late) return late;
    if (!settles(effect.kind)) return (await this.translated(claim, null)) ?? this.single(effect);
    const { digest, wants } = await this.knownOf(effect.topicId, known);
    const end = unwanted(effect, wants, { now, isForumClockTrusted });
    // What an attempt without an answer made is looked for, wanted still or not: sending it again might make it now.
    if (end) return isUnknown ? this.single(effect) : end;
    if (digest === null || effect.attempts > MOST_STALE) return this.single(effect);
    return (await this.translated(claim, digest)) ?? this.single(effect);
  }

  /** The digest first: a read that is learnt while the ticket is derived, or later, brings another one, and the plugin says `stale`. */
  private async knownOf(topicId: number, known: Map<number, Known>): Promise<Known> {
    const { store, forumId, processor } = this.parts;
    const before = known.get(topicId);
    if (before) return before;
    const digest = (await store.digests(forumId, [topicId])).get(topicId)?.digest ?? null;
    const { wants } = await processor.process(forumId, topicId);
    const found = { digest, wants };
    known.set(topicId, found);
    return found;
  }

  private async translated(claim: Claim, digest: string | null): Promise<PluginEffect | null> {
    const { store, forumId } = this.parts;
    const carrying = await withNamesOf(this.parts.carrying(claim), claim.effect.kind);
    const { effect, value, secret } = carrying;
    const ofTicket = await store.effects(forumId, { topicId: effect.topicId });
    return translate({ effect, value, secret, digest, ofTicket, rows: ofTicket.filter(({ key }) => key === effect.key) });
  }

  private single(effect: Effect): AttemptEnd {
    this.singles.add(effect.id);
    return notDone(effect, 'the plugin cannot do it in one', this.parts.clock.now());
  }

  private async sendAll(sent: ReadonlyMap<Claim, PluginEffect>): Promise<ReadonlyMap<Claim, AttemptEnd>> {
    const { clock, waits } = this.parts;
    const waiting = partsOf([...sent]);
    const last = addSeconds(clock.now(), waits.leaseSeconds / SHARE_OF_LEASE);
    const ends = new Map<Claim, AttemptEnd>();
    let isStopped = false;
    for (let part = waiting.shift(); part; part = waiting.shift()) {
      if (isStopped || clock.now() > last) {
        for (const [claim] of part) ends.set(claim, notDone(claim.effect, 'it was not sent', clock.now()));
        continue;
      }
      try {
        for (const [claim, end] of await this.sendPart(part)) ends.set(claim, end);
      } catch (error) {
        if (!(error instanceof ForumError)) throw error;
        const isOfRequest = isAboutRequest(error);
        if (isOfRequest && part.length > 1) waiting.unshift(...halvesOf(part));
        else for (const [claim, end] of await this.endsOfError(error, part)) ends.set(claim, end);
        isStopped = !isOfRequest;
      }
    }
    return ends;
  }

  private async sendPart(part: Part): Promise<ReadonlyArray<readonly [Claim, AttemptEnd]>> {
    const { store, forumId, clock } = this.parts;
    const answers = await this.send(part.map(([, effect]) => effect));
    const now = clock.now();
    if (answers === null) return part.map(([claim]) => [claim, notDone(claim.effect, 'writing was stopped', now)]);
    const stale: number[] = [];
    const ends = part.map(([claim]): [Claim, AttemptEnd] => {
      const { effect } = claim;
      const answer = answers.find(({ key, revision }) => key === effect.key && revision === effect.revision);
      if (answer?.outcome === 'stale') stale.push(effect.topicId);
      return [claim, answer ? endOfAnswer(answer, effect, now) : { outcome: 'unknown', notBefore: now, reason: 'it was not answered' }];
    });
    await store.forgetDigests(forumId, stale);
    return ends;
  }

  /** The one request; null: writing was stopped. */
  private async send(effects: readonly PluginEffect[]): Promise<readonly EffectAnswer[] | null> {
    const { store, forumId, presence, pace, reach } = this.parts;
    const plugin = presence.plugin();
    if (!plugin || (await store.forum(forumId))?.mode !== 'live') return null;
    reach('outbox:before-send');
    const answers = await plugin.apply(effects);
    reach('outbox:after-send');
    pace.goOn();
    return answers;
  }

  private async endsOfError(error: ForumError, part: Part): Promise<ReadonlyArray<readonly [Claim, AttemptEnd]>> {
    const { clock, presence, pace, waits } = this.parts;
    const now = clock.now();
    if (isAboutRequest(error)) return part.map(([claim]) => [claim, this.notTaken(claim.effect, error.detail.plugin ?? 'too_large')]);
    if (error.kind !== 'throttled') presence.failed(error);
    // The plugin did nothing at all, and the REST interface may well answer.
    const isLeft = error.kind === 'missing' || (error.detail.plugin !== undefined && error.detail.outcomeUnknown !== true);
    if (!isLeft) await pace.slowDown(error);
    const wait = { now, lookUpSeconds: waits.lookUpSeconds };
    return part.map(([claim]) => [
      claim,
      isLeft ? notDone(claim.effect, 'the plugin did not take it', now) : endOfError(error, claim.effect, wait),
    ]);
  }

  /** Alone, and the plugin does not take it. */
  private notTaken(effect: Effect, reason: string): AttemptEnd {
    if (!ONLY_PLUGIN.includes(effect.kind)) return this.single(effect);
    return again(effect, reason, { now: this.parts.clock.now(), seconds: backOff(effect) });
  }
}
