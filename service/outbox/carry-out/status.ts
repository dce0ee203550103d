import { addSeconds } from '../../../shared/instant.js';
import { withMarker, withoutMarker } from '../../../shared/marker.js';
import { hashText } from '../../../shared/text.js';
import type { StatusValue } from '../../engine/effects.js';
import type { SeenPost, TopicRead } from '../../ports/forum.js';
import type { AttemptEnd } from '../../ports/store.js';
import { findMade, firstMarker, ownMarker, readPost, type Carrying } from '../carrying.js';

const HELD_SECONDS = 600;
/** What the forum's moderators have not let through in a day, they will hardly let through. */
const REVIEW_SECONDS = 24 * 3600;
/** The forum shows at most so much of the reason of an edit. */
const REASON_LENGTH = 200;

/** The one status post of a topic: made once, edited after that, never made again when a person removed it. */
export async function carryOutStatus(carrying: Carrying, read: TopicRead): Promise<AttemptEnd> {
  const value = carrying.effect.value as StatusValue;
  const post = await findStatusPost(carrying, read);
  if (post === 'removed') return { outcome: 'overruled', reason: 'a person removed the status post' };
  if (post === null) return create(carrying, value);
  if (post.topicId !== value.topic) return { outcome: 'overruled', reason: 'a person moved the status post away' };
  if (post.visibility !== 'visible') return { outcome: 'overruled', reason: `a person removed the status post (${post.visibility})` };
  return editPost(carrying, post, value.raw);
}

/** "Read, compare, do the least": the same text is not written again. */
export async function editPost(carrying: Carrying, post: SeenPost, wanted: string): Promise<AttemptEnd> {
  const done = { outcome: 'done', postId: post.id, topicId: post.topicId } as const;
  if (post.raw !== undefined && hashText(withoutMarker(post.raw)) === hashText(wanted)) return done;
  const raw = withMarker(wanted, await firstMarker(carrying, post));
  const reason = carrying.effect.because.slice(0, REASON_LENGTH);
  await carrying.send((forum) => forum.editPost({ postId: post.id, raw, reason, quiet: true }));
  return done;
}

async function findStatusPost(carrying: Carrying, read: TopicRead): Promise<SeenPost | 'removed' | null> {
  const { postId } = carrying.effect;
  if (postId === null) return findMade(carrying, read, 'any');
  const shown = read.posts.find((post) => post.id === postId);
  if (shown) return shown;
  // Absence from a list proves nothing: the post itself is read (design section 3).
  return (await readPost(carrying, postId))?.post ?? 'removed';
}

async function create(carrying: Carrying, value: StatusValue): Promise<AttemptEnd> {
  const { store, forum, effect, now } = carrying;
  const held = await store.effects(forum.id, { topicId: effect.topicId, states: ['enqueued'] });
  const waiting = held.find((one) => one.key === effect.key);
  if (waiting && waiting.createdAt < addSeconds(now, -REVIEW_SECONDS)) return { outcome: 'refused', reason: 'held_for_review' };
  if (waiting) {
    return { outcome: 'retry', notBefore: addSeconds(now, HELD_SECONDS), reason: 'an earlier text still waits for approval in the forum' };
  }
  const raw = withMarker(value.raw, ownMarker(carrying));
  const created = await carrying.send((port) => port.createPost({ topicId: value.topic, raw, quiet: true }));
  return created.state === 'enqueued' ? { outcome: 'enqueued' } : { outcome: 'done', postId: created.postId, topicId: created.topicId };
}
