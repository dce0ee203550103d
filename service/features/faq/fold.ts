import type { Command, FoldContext, Offer, TicketEvent } from '../../engine/feature.js';
import { drafted, entered, published } from './promote.js';
import { withReviews } from './review.js';
import type { FaqSettings } from './settings.js';
import type { FaqView } from './view.js';

type Context = FoldContext<FaqSettings>;

/** What is promoted by whom, and what becomes of the source afterwards. */
export function fold(view: FaqView, event: TicketEvent, context: Context): FaqView {
  return withReviews(withEvent(view, event, context), context.ticket);
}

function withEvent(view: FaqView, event: TicketEvent, context: Context): FaqView {
  switch (event.type) {
    case 'Command':
      return commanded(view, event.command, context);
    case 'RoomEvent':
      return event.event.type === 'CommandLines' ? withLines(view, event.event) : view;
    case 'CommandLines':
      return withLines(view, event);
    default:
      return view;
  }
}

/** A line that was answered before is the same line again. */
function commanded(view: FaqView, command: Command, context: Context): FaqView {
  if (view.answered.some(({ id }) => id === command.id)) return view;
  switch (command.word) {
    case 'faq':
      return drafted(view, command, context);
    case 'publish':
      // In a room the word publishes back what was worked out there: that is the escalation's.
      return command.room === null ? published(view, command, context) : view;
    case 'library':
      return entered(view, command, context);
    default:
      return view;
  }
}

export function offer(view: FaqView, command: Command, context: Context): Offer | null {
  const answer = commanded(view, command, context).answered.find(({ id }) => id === command.id);
  return answer === undefined ? null : answer.outcome === 'done';
}

function withLines(view: FaqView, { post, lines }: { readonly post: number; readonly lines: ReadonlyArray<{ readonly hash: string }> }) {
  const known = view.lines[post] ?? [];
  const added = lines.map(({ hash }) => hash).filter((hash) => !known.includes(hash));
  return added.length === 0 ? view : { ...view, lines: { ...view.lines, [post]: [...known, ...added] } };
}
