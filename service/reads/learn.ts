import type { Fact } from '../../shared/facts.js';
import { addSeconds, type Instant } from '../../shared/instant.js';
import { factsOfPostRead, factsOfTopicRead, Notebook, type Seen } from '../engine/observations.js';
import { ForumError, type TopicRead } from '../ports/forum.js';
import { GONE_TOPIC } from '../ports/plugin-store.js';
import type { Need, StoredNeed } from '../ports/store.js';
import { idOf } from './coalesce.js';
import { withLikers } from './likers.js';
import { readMembers } from './members.js';
import type { ReaderParts, Reading } from './reading.js';
import { isKnownDeleted, unexplainedAbsences } from './refusals.js';

/** One thing to be read: `rings` are the bells seen when the read begins, so that a bell during the read is not lost. */
export interface Asked {
  readonly thing: Need['thing'];
  readonly why: Need['why'];
  readonly rings: number | null;
}

export interface Learner {
  read(asked: Asked): Promise<Reading>;
  endNeed(need: StoredNeed): Promise<void>;
  postpone(need: Need, until: Instant): Promise<void>;
  lastReadAt(thing: Need['thing']): Instant | null;
}

const NOTHING: Seen = { facts: [], texts: [], labels: [], confirmations: [] };
/** Design section 9: a refused read is forgotten after 24 hours. */
const REFUSED_SECONDS = 24 * 3600;

export interface LearnerParts extends ReaderParts {
  /** Waits for a token of the budget: a long topic takes many calls. */
  spend(why: Need['why']): Promise<void>;
}

/** Reads of the forum as the bot, each learnt in one transaction with the end of its need. */
export function createLearner(parts: LearnerParts): Learner {
  return new ReadLearner(parts);
}

class ReadLearner implements Learner {
  private readonly reads = new Map<Need['thing'], Instant>();

  constructor(private readonly parts: LearnerParts) {}

  lastReadAt(thing: Need['thing']): Instant | null {
    return this.reads.get(thing) ?? null;
  }

  async read(asked: Asked): Promise<Reading> {
    const { clock, digests } = this.parts;
    const topic = asked.thing.startsWith('topic:') ? idOf(asked.thing) : null;
    const digest = topic === null ? null : (digests?.before(topic) ?? null);
    try {
      const reading = await this.ask(asked);
      this.reads.set(asked.thing, clock.now());
      if (topic !== null) await digests?.read(topic, digest);
      return reading;
    } catch (error) {
      if (!(error instanceof ForumError) || !isRefusal(error)) throw error;
      this.reads.set(asked.thing, clock.now());
      await this.onRefused(asked);
      if (topic !== null) await digests?.read(topic, GONE_TOPIC);
      return { type: 'refused' };
    }
  }

  async endNeed(need: StoredNeed): Promise<void> {
    await this.learn(NOTHING, { ...need, needs: [] });
  }

  async postpone(need: Need, until: Instant): Promise<void> {
    const { store, forum } = this.parts;
    const isThere = (await store.needs(forum.id)).some((one) => one.thing === need.thing);
    if (!isThere) await store.addNeeds(forum.id, [need]);
    await store.postponeNeed(forum.id, need.thing, until);
  }

  private async ask(asked: Asked): Promise<Reading> {
    const { forum, context } = this.parts;
    const id = idOf(asked.thing);
    if (asked.thing.startsWith('topic:')) {
      const read = await forum.readTopic(id, () => this.parts.spend(asked.why));
      const seen = await withLikers(factsOfTopicRead(read, await context()), read, {
        ...this.parts,
        observing: await context(),
        spend: () => this.parts.spend(asked.why),
      });
      await this.learn(seen, { ...asked, needs: await this.followUps(read, seen.facts, asked.why) });
      return { type: 'topic', read };
    }
    if (asked.thing.startsWith('post:')) {
      const read = await forum.readPost(id);
      // A post does not say where its topic is, and its text is kept only if that is in a community.
      const place = await this.parts.store.topicPlace(forum.id, read.post.topicId);
      const seen = factsOfPostRead({ ...read, post: { ...read.post, ...place } }, await context());
      await this.learn(seen, { ...asked, needs: [] });
      return { type: 'post', read };
    }
    await this.learn(await readMembers(this.parts, id), { ...asked, needs: [] });
    return { type: 'group' };
  }

  /** Posts that were in the topic and are not shown, and topics that posts were moved to: nothing else tells of them. */
  private async followUps(read: TopicRead, facts: readonly Fact[], why: Need['why']): Promise<Need[]> {
    const by = this.parts.clock.now();
    const asked = why === 'act' ? 'bell' : why;
    const absent = await unexplainedAbsences(this.parts, read);
    const moves = facts.flatMap(({ at, body }) =>
      body.type === 'SmallAction' && body.linkedTopic !== null ? [{ at, topic: body.linkedTopic }] : [],
    );
    const linked = moves.filter(({ at, topic }) => topic !== read.topic.id && (this.lastReadAt(`topic:${topic}`) ?? '') < at);
    return [
      ...absent.map((post): Need => ({ thing: `post:${post}`, why: asked, by })),
      ...linked.map(({ topic }): Need => ({ thing: `topic:${topic}`, why: asked, by })),
    ];
  }

  /** After a destroy bell it is a deletion, which the facts already say; else it is unreadable, and that is remembered. */
  private async onRefused({ thing, why, rings }: Asked): Promise<void> {
    const { store, forum, clock } = this.parts;
    const now = clock.now();
    const isGroup = thing.startsWith('group:');
    if (!isGroup && (await isKnownDeleted(this.parts, thing))) {
      await this.learn(NOTHING, { thing, rings, needs: [] });
      return;
    }
    if (isGroup)
      await store.note(forum.id, { kind: 'group_unreadable', thing, text: 'the forum does not show the members list to the bot', at: now });
    else await this.learn(unreadable(thing, now), { thing, rings: null, needs: [] });
    const need = (await store.needs(forum.id)).find((one) => one.thing === thing);
    // It rang during the read: perhaps because the bot was invited.
    if (need && rings !== null && need.rings !== rings) return;
    await this.postpone({ thing, why, by: now }, addSeconds(now, REFUSED_SECONDS));
  }

  private async learn(
    seen: Seen,
    { thing, rings, needs }: { thing: Need['thing']; rings: number | null; needs: readonly Need[] },
  ): Promise<void> {
    const { store, forum, queue, crashPoint } = this.parts;
    const { facts, texts, labels, confirmations } = seen;
    const cause = rings === null ? ({ type: 'none' } as const) : ({ type: 'read', thing, rings } as const);
    crashPoint?.('read:before-commit');
    await store.learn(forum.id, { facts, texts, labels, confirmations, needs, cause });
    crashPoint?.('read:after-commit');
    if (facts.length > 0) queue.ring('tickets');
    if (needs.length > 0) queue.ring('reads');
  }
}

/** Answers of the forum that say: not for you. An answer that we cannot read says nothing about the thing. */
function isRefusal(error: ForumError): boolean {
  return error.kind === 'missing' || (error.kind === 'refused' && error.detail.code === 'not_permitted');
}

function unreadable(thing: Need['thing'], at: Instant): Seen {
  const id = idOf(thing);
  const notebook = new Notebook();
  const seen = thing.startsWith('topic:') ? (`topic:${id}` as const) : (`post:${id}` as const);
  notebook.note({ type: 'Unreadable', thing: seen }, { at, learntAt: at, source: `read:${thing}` });
  return notebook;
}
