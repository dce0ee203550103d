import type { Instant } from '../../shared/instant.js';
import { markerIn, markerOf, sameMarker, type Marker } from '../../shared/marker.js';
import type { Forum, PostRead, SeenPost, TopicRead } from '../ports/forum.js';
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
}

/** One effect on its way: read, compare, do the least. */
export interface Carrying {
  readonly effect: Effect;
  readonly botId: number;
  readonly secret: string;
  readonly now: Instant;
  readonly store: Pick<Store, 'effects'>;
  readonly forum: Forum;
  readonly reader: OutboxReader;
  /** The one call that changes the forum. */
  send<T>(call: (forum: Forum) => Promise<T>): Promise<T>;
}

export const DONE: AttemptEnd = { outcome: 'done', postId: null, topicId: null };
export const GONE: AttemptEnd = { outcome: 'refused', reason: 'closed_or_gone' };

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

/** An edited post keeps the marker under which it was made, also when somebody took it out of the text. */
export async function firstMarker({ store, forum, secret, effect }: Carrying, post: SeenPost): Promise<Marker> {
  const inText = post.raw === undefined ? null : markerIn(post.raw);
  if (inText !== null) return inText;
  const effects = await store.effects(forum.id, { topicId: effect.topicId });
  const made = effects.filter((one) => one.key === effect.key && one.postId === post.id).map((one) => one.revision);
  return markerOf(secret, effect.key, Math.min(effect.revision, ...made));
}
