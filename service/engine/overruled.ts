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
    // Of tags only the removed one is no longer ours: `judge` leaves it out. What the outbox found removed stays so.
    case 'tags':
    case 'notice':
    case 'message':
      return effect.state === 'overruled' ? (effect.reason ?? 'a person removed it') : null;
  }
}

function statusOverruled(effect: Effect, topic: TopicState): string | null {
  const stays = effect.state === 'overruled' ? (effect.reason ?? 'a person removed the status post') : null;
  if (effect.state !== 'done' && stays === null) return null;
  if (effect.postId === null || topic.deletedAt !== null) return stays;
  if (topic.movedAway.has(effect.postId)) return 'a person moved the status post away';
  const post = topic.posts.get(effect.postId);
  // Unknown as long as its birth has not come back. One that was recovered, or never was deleted, is ours to keep up to date again.
  if (!post) return stays;
  if (post.visibility === 'visible') return null;
  return `a person removed the status post (${post.visibility})`;
}
