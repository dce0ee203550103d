import type { Instant } from '../../shared/instant.js';
import { markerIn, markerOf, sameMarker, type Marker } from '../../shared/marker.js';
import type { Created, Forum, PostRead, SeenPost, TopicRead } from '../ports/forum.js';
import type { AttemptEnd, Effect, Need, Store } from '../ports/store.js';

/** What the outbox needs of reads: each is within the budget, learnt, and gives what it showed. */
export interface OutboxReader {
  readNow(
    thing: Need['thing'],
    why: Need['why'],
  ): Promise<
    | { readonly type: 'topic'; readonly read: TopicRead }
    | { readonly type: 'post'; readonly read: PostRead }
    | { readonly type: 'group' }
    | { readonly type: 'refused' }
  >;
  spend(why: Need['why']): Promise<void>;
  /**
   * Several topics, each with what the plugin said of it before. Ends early when the forum or the budget says no: with the topic that could
   * not be read.
   */
  readTopics?(topicIds: readonly number[]): Promise<number | null>;
}

/** One effect on its way: read, compare, do the least. */
export interface Carrying {
  readonly effect: Effect;
  readonly botId: number;
  readonly secret: string;
  readonly now: Instant;
  readonly store: Pick<Store, 'effects' | 'labels'>;
  readonly forum: Forum;
  readonly reader: OutboxReader;
  /** The one call that changes the forum. */
  send<T>(call: (forum: Forum) => Promise<T>): Promise<T>;
}

export const DONE: AttemptEnd = { outcome: 'done', postId: null, topicId: null };
export const GONE: AttemptEnd = { outcome: 'refused', reason: 'closed_or_gone' };
/** A room of ours that we cannot see any more: nothing is retried, a person is asked (design section 3). */
export const LOST: AttemptEnd = { outcome: 'lost', reason: 'the message cannot be read any more' };
export const UNKNOWN_NAME: AttemptEnd = { outcome: 'refused', reason: 'recipient_unknown' };
export const MADE_PUBLIC: AttemptEnd = { outcome: 'overruled', reason: 'a person made the message public' };

/** A topic that was asked for and cannot be seen: the ticket's own, or a room that served it. */
export function unseen({ effect }: Carrying, topicId: number): AttemptEnd {
  return topicId === effect.topicId ? GONE : LOST;
}

/** What our call made, or that the forum holds it for approval. */
export function createdEnd(created: Created): AttemptEnd {
  return created.state === 'enqueued' ? { outcome: 'enqueued' } : { outcome: 'done', postId: created.postId, topicId: created.topicId };
}

export async function readTopic({ reader }: Carrying, topicId: number): Promise<TopicRead | null> {
  const reading = await reader.readNow(`topic:${topicId}`, 'act');
  return reading.type === 'topic' ? reading.read : null;
}

export async function readPost({ reader }: Carrying, postId: number): Promise<PostRead | null> {
  const reading = await reader.readNow(`post:${postId}`, 'act');
  return reading.type === 'post' ? reading.read : null;
}

/** The marker of this effect: of what it makes, if it makes something. */
export function ownMarker({ secret, effect }: Carrying): Marker {
  return markerOf(secret, effect.key, effect.revision);
}

/** A post of ours that this revision made, or any revision of the key; the marker counts only under the bot's own account. */
export function findMade({ botId, secret, effect }: Carrying, read: TopicRead, revisions: 'own' | 'any'): SeenPost | null {
  const first = revisions === 'own' ? effect.revision : 1;
  const markers = Array.from({ length: effect.revision - first + 1 }, (_, index) => markerOf(secret, effect.key, first + index));
  const isOurs = (post: SeenPost): boolean => {
    const marker = post.author?.id === botId ? (post.marker ?? (post.raw === undefined ? null : markerIn(post.raw))) : null;
    return marker !== null && markers.some((one) => sameMarker(one, marker));
  };
  return read.posts.find(isOurs) ?? null;
}

/** The revision of this key before this one that reached the forum. */
export async function madeBefore({ store, forum, effect }: Carrying): Promise<Effect | null> {
  const effects = await store.effects(forum.id, { topicId: effect.topicId });
  const made = effects.filter((one) => one.key === effect.key && one.revision < effect.revision && one.state === 'done');
  return made.sort((a, b) => a.revision - b.revision).at(-1) ?? null;
}

/** An edited post keeps the marker under which it was made, also when somebody took it out of the text. */
export async function firstMarker({ store, forum, secret, effect }: Carrying, post: SeenPost): Promise<Marker> {
  const inText = post.raw === undefined ? null : markerIn(post.raw);
  if (inText !== null) return inText;
  const effects = await store.effects(forum.id, { topicId: effect.topicId });
  const made = effects.filter((one) => one.key === effect.key && one.postId === post.id).map((one) => one.revision);
  return markerOf(secret, effect.key, Math.min(effect.revision, ...made));
}
