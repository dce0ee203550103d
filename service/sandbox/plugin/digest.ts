import { createHash } from 'node:crypto';
import { canSeeTopic } from '../permissions.js';
import { findTopic, postsOf } from '../lookups.js';
import type { SandboxState, User } from '../state.js';

/** Changes with everything that a read of the topic would show otherwise, posts of the bot left out; null: it cannot see the topic. */
export function digestOf(state: SandboxState, bot: User, topicId: number): string | null {
  const topic = findTopic(state, topicId);
  if (!topic || !canSeeTopic(state, bot, topic)) return null;
  const { bumpedAt: _, ...own } = topic;
  const posts = postsOf(state, topicId)
    .filter((post) => post.userId !== bot.id)
    .map(({ notice: _notice, ...post }) => post);
  const likes = state.likes.filter(({ postId }) => postsOf(state, topicId).some(({ id }) => id === postId));
  return createHash('sha256')
    .update(JSON.stringify([own, posts, likes]))
    .digest('hex')
    .slice(0, 32);
}
