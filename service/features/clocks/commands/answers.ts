import { timeMessages } from '../../../../shared/time-messages.js';
import type { CommandAnswer, TicketView, WantContext } from '../../../engine/feature.js';
import { wallTime } from '../arithmetic/wording.js';
import type { ClocksSettings } from '../settings.js';
import type { ClocksView } from '../view.js';
import { answerTexts } from './answer-texts.js';
import { calendarOf, rulesOf } from './pausing.js';

/** What became of each line that is the clocks'. */
export function answers(view: ClocksView, _ticket: TicketView, context: WantContext<ClocksSettings>): CommandAnswer[] {
  const { words, locale, settings } = context;
  const { when, list } = timeMessages[locale];
  const { longestPauseDays, shortestUpdateMinutes } = rulesOf(view, context);
  return view.answered.map(({ id, outcome, saying, at }) => {
    const told = {
      words,
      when: at === null ? '' : when(wallTime(at, calendarOf(view, context).tz)),
      vendors: list(settings.vendors.names.map((name) => `\`${name}\``)),
      days: longestPauseDays,
      leastDays: Math.ceil(shortestUpdateMinutes / 480),
    };
    return { id, outcome, text: saying === null ? null : answerTexts[locale][saying](told) };
  });
}
