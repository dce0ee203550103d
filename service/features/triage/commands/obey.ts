import type { Command, FoldContext } from '../../../engine/feature.js';
import type { TriageSettings } from '../settings.js';
import type { TriageView } from '../view.js';
import { triaged } from '../triaged.js';
import { done, told } from './answered.js';
import { duplicate, pointed } from './linking.js';
import { saidMeToo } from './me-too.js';
import { withWish } from './private-wish.js';
import { allGood, outcomeSaid, stillNeedHelp } from './outcomes.js';
import { updated } from './updating.js';
import { kindSaid, laneSaid, modeSaid, notOurs, prioritySaid } from './sorting.js';

/** The words of triage, one case each. A line that was answered before is the same line again. */
export function commanded(view: TriageView, command: Command, context: FoldContext<TriageSettings>): TriageView {
  if (view.answered.some(({ id }) => id === command.id)) return view;
  switch (command.word) {
    case 'kind':
      return kindSaid(view, command, context);
    case 'priority':
      return prioritySaid(view, command, context);
    case 'lane':
      return laneSaid(view, command, context);
    case 'mode':
      return modeSaid(view, command, context);
    case 'not ours':
      return notOurs(view, command, context);
    case 'point':
      return pointed(view, command, context);
    case 'duplicate of':
      return duplicate(view, command, context);
    case 'me too':
      return saidMeToo(view, command, context);
    case 'still need help':
      return stillNeedHelp(view, command, context);
    case 'all good':
      return allGood(view, command, context);
    case 'outcome':
      return outcomeSaid(view, command, context);
    case 'private':
      return told(withWish(view, command), command, 'howToAskPrivately');
    case 'update':
      return updated(view, command);
    case 'on behalf of':
      return triaged(done(view, command), context);
    case 'undo':
      return told(view, command, 'howToUndo');
    default:
      return view;
  }
}
