import type { Effect } from '../ports/store.js';
import type { TopicState } from './topic-state.js';

/**
 * Why what we did is not made again in this ticket: a person deleted, hid or moved it away (design section 5, "A person wins"). A
 * deletion of the whole topic is no such thing.
 */
export function overruledBy(effect: Effect, topic: TopicState): string | null {
  switch (effect.kind) {
    case 'status':
      return postOverruled(effect, topic, 'status post');
    case 'post':
      return postOverruled(effect, topic, 'post');
    // Of tags only the removed one is no longer ours: `judge` leaves it out. What the outbox found removed stays so. A like, a
    // closing, an assignment or a badge that a person took back is not wanted again for the same value anyway.
    case 'tags':
    case 'notice':
    case 'message':
    case 'room':
    case 'article':
    case 'like':
    case 'close':
    case 'assign':
    case 'invite':
    case 'badge':
    case 'config':
    case 'ticket':
      return effect.state === 'overruled' ? (effect.reason ?? 'a person removed it') : null;
  }
}

/** A post in a room is not among those of the topic: of it only the outbox finds out. */
function postOverruled(effect: Effect, topic: TopicState, noun: string): string | null {
  const stays = effect.state === 'overruled' ? (effect.reason ?? `a person removed the ${noun}`) : null;
  if (effect.state !== 'done' && stays === null) return null;
  if (effect.postId === null || topic.deletedAt !== null) return stays;
  // Merging takes every post along; there it says where the question goes on.
  if (effect.kind === 'status' && topic.merged !== null && topic.movedAway.has(effect.postId)) return null;
  if (topic.movedAway.has(effect.postId)) return `a person moved the ${noun} away`;
  const post = topic.posts.get(effect.postId);
  // Unknown as long as its birth has not come back. One that was recovered, or never was deleted, is ours to keep up to date again.
  if (!post) return stays;
  if (post.visibility === 'visible') return null;
  return `a person removed the ${noun} (${post.visibility})`;
}
