import type { CommunitySettings } from '../../../../shared/settings.js';
import { groupIn } from '../../../../shared/placeholders.js';
import type { CommandAnswer, TicketView, WantContext } from '../../../engine/feature.js';
import { answerTexts } from './answer-texts.js';
import type { TriageSettings } from '../settings.js';
import type { Saying, TriageView } from '../view.js';

/** Where private asking is off nobody is told how. */
function saidHere(saying: Saying, { privateAsking }: CommunitySettings): Saying {
  return saying === 'howToAskPrivately' && privateAsking === false ? 'privateIsOff' : saying;
}

/** What became of each line that is triage's. */
export function answers(view: TriageView, _ticket: TicketView, context: WantContext<TriageSettings>): CommandAnswer[] {
  const { community, words, locale } = context;
  const [group] = [...community.roles.expert, ...community.roles.facilitator];
  const told = { words, group: group === undefined ? null : groupIn(group) };
  return view.answered.map(({ id, outcome, saying }) => ({
    id,
    outcome,
    text: saying === null ? null : answerTexts[locale][saidHere(saying, community)](told),
  }));
}
