import { groupIn } from '../../../../shared/placeholders.js';
import type { CommandAnswer, TicketView, WantContext } from '../../../engine/feature.js';
import { answerTexts } from './answer-texts.js';
import type { TriageSettings } from '../settings.js';
import type { TriageView } from '../view.js';

/** What became of each line that is triage's. */
export function answers(view: TriageView, _ticket: TicketView, context: WantContext<TriageSettings>): CommandAnswer[] {
  const { community, words, locale } = context;
  const [group] = [...community.roles.expert, ...community.roles.facilitator];
  const told = { words, group: group === undefined ? null : groupIn(group) };
  return view.answered.map(({ id, outcome, saying }) => ({
    id,
    outcome,
    text: saying === null ? null : answerTexts[locale][saying](told),
  }));
}
