import type { Command, FoldContext } from '../../../engine/feature.js';

/** Whether all who can read the question can read the line: not in a room, and not in a whisper (design section 9). */
export function isReadable({ room, post }: Pick<Command, 'room' | 'post'>, { ticket }: Pick<FoldContext<unknown>, 'ticket'>): boolean {
  return room === null && ticket.topic.posts.get(post)?.kind !== 'whisper';
}
