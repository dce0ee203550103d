import type { Command, FoldContext, Offer } from '../../../engine/feature.js';
import type { TriageSettings } from '../settings.js';
import type { TriageView } from '../view.js';
import { commanded } from './obey.js';
import { isAnsweredBefore } from './sorting.js';

type Context = FoldContext<TriageSettings>;

export function offer(view: TriageView, command: Command, context: Context): Offer | null {
  const next = commanded(view, command, context);
  const answer = next.answered.find(({ id }) => id === command.id);
  if (answer === undefined) return null;
  // A wish for privacy is told how to ask privately, and the facilitators hear of the first.
  if (answer.outcome === 'told') return answer.saying === 'noSuchGroup' || next.privateWishes !== view.privateWishes;
  return answer.outcome === 'done' && isTime(view, command, context);
}

/** Whoever is content or not with an answer has had one, or is still waiting for help. Said earlier it counts all the same. */
function isTime(view: TriageView, command: Command, context: Context): boolean {
  const { topic } = context.ticket;
  const { asker, desk } = view.outcomes;
  const needsHelp = view.stillNeedsHelpSince !== null;
  const isAnswered = isAnsweredBefore(view, command, context) || topic.accepted !== null || topic.closed || (asker ?? desk) !== null;
  switch (command.word) {
    case 'still need help':
      return isAnswered && !needsHelp;
    case 'all good':
      return needsHelp || (isAnswered && command.author === topic.asker && asker?.value !== 'solved');
    default:
      return true;
  }
}
