import type { Effect } from '../ports/store.js';
import type { TopicState } from './topic-state.js';

export interface Overruled {
  readonly reason: string;
  /** Deleted, hidden or moved away: not made again in this ticket. Otherwise only the same value is not written again. */
  readonly isForGood: boolean;
}

/** Whether somebody else undid what we did (design section 5, "A person wins"). A deletion of the whole topic is no such thing. */
export function overruledBy(effect: Effect, topic: TopicState): Overruled | null {
  switch (effect.kind) {
    case 'status':
      return statusOverruled(effect, topic);
    case 'tags':
      return tagsOverruled(effect, topic);
    case 'notice':
    case 'message':
      return null;
  }
}

function statusOverruled(effect: Effect, topic: TopicState): Overruled | null {
  if (effect.postId === null || topic.deletedAt !== null) return null;
  if (topic.movedAway.has(effect.postId)) return { reason: 'a person moved the status post away', isForGood: true };
  const post = topic.posts.get(effect.postId);
  // Unknown as long as its birth has not come back.
  if (!post || post.visibility === 'visible') return null;
  return { reason: `a person removed the status post (${post.visibility})`, isForGood: true };
}

function tagsOverruled(effect: Effect, topic: TopicState): Overruled | null {
  const { present } = effect.value as { present: readonly string[] };
  const missing = present.filter((tag) => !topic.tags.includes(tag));
  return missing.length === 0 ? null : { reason: `a person removed the tag ${missing.join(', ')}`, isForGood: false };
}
