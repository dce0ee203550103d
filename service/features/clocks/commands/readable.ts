import type { Command, FoldContext } from '../../../engine/feature.js';

/** Whether everybody can read the line: not in a room, in a private question or in a whisper (design section 9). */
export function isReadable({ isOpen }: Pick<Command, 'isOpen'>, { ticket }: Pick<FoldContext<unknown>, 'ticket'>): boolean {
  return isOpen && !ticket.topic.isPrivate;
}
