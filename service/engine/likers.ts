import type { Instant } from '../../shared/instant.js';
import type { Named, SeenPost } from '../ports/forum.js';
import { Notebook, type Seen } from './observations.js';

/** TR-26, CL-05: who likes a post. */
export function factsOfLikers(
  post: SeenPost,
  likers: readonly Named[],
  { readAt, botId }: { readonly readAt: Instant; readonly botId: number },
): Seen {
  const notebook = new Notebook();
  const learnt = { at: readAt, learntAt: readAt, source: `read:topic:${post.topicId}` };
  const users = likers.map(({ id }) => id).filter((id) => id > 0 && id !== botId);
  notebook.note({ type: 'PostLikers', post: post.id, users: [...new Set(users)].sort((a, b) => a - b) }, learnt);
  for (const liker of likers) notebook.person(liker, learnt);
  return notebook;
}
