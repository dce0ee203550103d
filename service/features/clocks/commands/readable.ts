import type { Command, FoldContext } from '../../../engine/feature.js';

/** Whether everybody can read the line: not in a room, in a private question or in a whisper (design section 9). */
export function isReadable({ room, post }: Pick<Command, 'room' | 'post'>, { ticket }: Pick<FoldContext<unknown>, 'ticket'>): boolean {
  return room === null && !ticket.topic.isPrivate && (post === null || ticket.topic.posts.get(post)?.kind !== 'whisper');
}
