import type { Effect } from '../ports/store.js';
import type { TicketDetails } from './queries.js';

/** What a message or room says, and to whom, is for those who take part; so is what a post elsewhere or an article says. */
export const OPEN_KINDS: ReadonlySet<string> = new Set(['status', 'tags', 'notice', 'like', 'close', 'assign']);

/** What the forum never showed, or shows no more, may hold words of a post that went where this viewer may not read it (decision 039). */
export const NEVER_THERE: ReadonlySet<string> = new Set<Effect['state']>(['cancelled', 'refused', 'lost', 'dead']);

/** A message to a person is nobody else's business, not even that there is one; so is what happens in rooms. */
export function isShown({ key, kind, value }: Effect, { sees, posts, row }: TicketDetails): boolean {
  if (sees !== 'outside') return true;
  const { post, topic } = (value ?? {}) as { readonly post?: unknown; readonly topic?: unknown };
  if (kind === 'like') return posts.some(({ id }) => id === post);
  if (kind === 'post' || kind === 'close' || kind === 'invite') return topic === row.topicId;
  return isPublicKind(kind) || (kind === 'article' && !key.startsWith('library:'));
}

/**
 * What is not for all who may read the ticket: a message, a post in one (neither in the topic of the ticket nor in a room that this viewer
 * may open), and an entry of the library, which is for experts.
 */
export function isPersonal({ key, kind, value }: Effect, { row, rooms }: TicketDetails): boolean {
  if (kind !== 'post') return kind === 'message' || key.startsWith('library:');
  const { topic } = (value ?? {}) as { readonly topic?: unknown };
  return topic !== row.topicId && !rooms.some(({ room }) => room === topic);
}

export function isPublicKind(kind: string | null): boolean {
  return kind === 'status' || kind === 'tags' || kind === 'notice' || kind === 'assign';
}
