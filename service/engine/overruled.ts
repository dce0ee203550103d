import type { Effect } from '../ports/store.js';
import type { TopicState } from './topic-state.js';

/**
 * Why what we did is not made again in this ticket: a person deleted, hid or moved it away (design section 5, "A person wins"). A
 * deletion of the whole topic is no such thing.
 */
export function overruledBy(effect: Effect, topic: TopicState): string | null {
  switch (effect.kind) {
    case 'status':
      return statusOverruled(effect, topic);
    // Of tags only the removed one is no longer ours: `judge` leaves it out.
    case 'tags':
    case 'notice':
    case 'message':
      return null;
  }
}

function statusOverruled(effect: Effect, topic: TopicState): string | null {
  if (effect.postId === null || topic.deletedAt !== null) return null;
  if (topic.movedAway.has(effect.postId)) return 'a person moved the status post away';
  const post = topic.posts.get(effect.postId);
  // Unknown as long as its birth has not come back.
  if (!post || post.visibility === 'visible') return null;
  return `a person removed the status post (${post.visibility})`;
}
