import type { Command, CommandOf, FoldContext, Offer } from '../../../engine/feature.js';
import type { ClocksSettings } from '../settings.js';
import type { ClocksView } from '../view.js';
import { endingWord } from '../said.js';
import { logged } from './answered.js';
import { newsWished } from './news.js';
import { askerIsBack, paused, resumed } from './pausing.js';
import { voided } from './voiding.js';

type Context = FoldContext<ClocksSettings>;

/** The lines that change the clocks. A line that was answered before is the same line again. */
export function obeyed(before: ClocksView, command: Command, context: Context): ClocksView {
  if (before.answered.some(({ id }) => id === command.id)) return before;
  const view = askerIsBack(before, command);
  switch (command.word) {
    case 'pause':
      return paused(view, command, context);
    case 'resume':
      return resumed(view, command);
    case 'updates':
      return newsWished(view, command, context);
    case 'void':
      return voided(view, command, context);
    case 'still need help':
    case 'all good':
    case 'outcome':
      return judged(view, command, context);
    default:
      return view;
  }
}

export function offer(view: ClocksView, command: Command, context: Context): Offer | null {
  const answer = obeyed(view, command, context).answered.find(({ id }) => id === command.id);
  return answer === undefined ? null : answer.outcome === 'done';
}

/** R-THANKS, TR-29, TR-30: by the time of the line; the answer to it is triage's. */
function judged(view: ClocksView, command: CommandOf<'still need help' | 'all good' | 'outcome'>, context: Context): ClocksView {
  const { at, roles } = command;
  const mayJudge = roles.has('asker') || roles.has('expert') || roles.has('signer') || roles.has('facilitator');
  if (!mayJudge) return view;
  if (command.word === 'still need help') return logged(view, { at, type: 'confirmed' });
  const outcome = command.word === 'outcome' ? command.args.outcome : 'solved';
  if (outcome === 'not_helped') return logged(view, { at, type: 'reopened' });
  const rested = outcome === 'solved' ? logged(view, { at, type: 'dismissed' }) : view;
  return endingWord(context) === null ? rested : logged(rested, { at, type: 'said' });
}
