import type { Need, Store, StoredNeed } from '../ports/store.js';
import type { Reading } from './reading.js';

export interface Plan {
  readonly thing: Need['thing'];
  readonly why: Need['why'];
  /** Bells seen when the read begins; null: nobody asked for this very thing. */
  readonly rings: number | null;
  /** Other needs that this read may answer. */
  readonly covers: readonly StoredNeed[];
}

interface PlanContext {
  /** Posts that a read of their topic did not show: absence proves nothing, they are read one by one. */
  readonly unseen: ReadonlySet<Need['thing']>;
  readonly store: Pick<Store, 'topicsOfPosts'>;
  readonly forumId: string;
}

/** The most urgent read. Several needs in one topic become one read of the topic. */
export async function planNext(needs: readonly StoredNeed[], { unseen, store, forumId }: PlanContext): Promise<Plan | null> {
  const [first] = needs;
  if (!first) return null;
  const alone: Plan = { thing: first.thing, why: first.why, rings: first.rings, covers: [] };
  if (first.thing.startsWith('group:') || unseen.has(first.thing)) return alone;
  const posts = needs.filter((need) => need.thing.startsWith('post:') && !unseen.has(need.thing));
  const topicOf = await store.topicsOfPosts(
    forumId,
    posts.map((need) => idOf(need.thing)),
  );
  const topic = first.thing.startsWith('topic:') ? idOf(first.thing) : topicOf.get(idOf(first.thing));
  if (topic === undefined) return alone;
  const inTopic = posts.filter((need) => topicOf.get(idOf(need.thing)) === topic);
  const whole = needs.find((need) => need.thing === `topic:${topic}`);
  if (!whole && inTopic.length < 2) return alone;
  return { thing: `topic:${topic}`, why: first.why, rings: whole?.rings ?? null, covers: inTopic };
}

/** Which of the needs a read has answered. */
export function coveredBy(reading: Reading, needs: readonly StoredNeed[]): ReadonlySet<Need['thing']> {
  if (reading.type !== 'topic') return new Set();
  const shown = new Set(reading.read.posts.map((post): Need['thing'] => `post:${post.id}`));
  return new Set(needs.map((need) => need.thing).filter((thing) => shown.has(thing)));
}

export function idOf(thing: Need['thing']): number {
  return Number(thing.slice(thing.indexOf(':') + 1));
}
