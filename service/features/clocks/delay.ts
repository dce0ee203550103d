import type { Instant } from '../../../shared/instant.js';
import { timeMessages } from '../../../shared/time-messages.js';
import type { Locale } from '../../../shared/words.js';
import type { Calendar } from './arithmetic/calendar.js';
import { closedDays, nextOpening, type ClosedDay } from './arithmetic/closed-days.js';
import { wallTime } from './arithmetic/wording.js';

/** Why a due lies no earlier, in what the weekly hours beside it do not say already. */
export type Delay =
  { readonly type: 'closed'; readonly days: string; readonly more: number } | { readonly type: 'opens'; readonly when: string } | null;

/** So many days are named. */
const MOST_NAMED = 4;

export function delayOf(calendar: Calendar, { from, due }: { readonly from: Instant; readonly due: Instant }, locale: Locale): Delay {
  const say = timeMessages[locale];
  const all = closedDays(calendar, from, due);
  // Over a long time the closed days of every week are plain, and the others would be lost among them.
  const told = all.length <= MOST_NAMED ? all : all.filter(({ isWeekly }) => !isWeekly);
  const textOf = ({ from: day, name }: ClosedDay): string => `${say.day(wallTime(day, calendar.tz))}${name === null ? '' : ` (${name})`}`;
  if (told.length > MOST_NAMED)
    return { type: 'closed', days: told.slice(0, MOST_NAMED).map(textOf).join(', '), more: told.length - MOST_NAMED };
  if (told.length > 0) return { type: 'closed', days: say.list(told.map(textOf)), more: 0 };
  const opens = all.length > 0 ? null : nextOpening(calendar, from);
  return opens === null ? null : { type: 'opens', when: say.shortWhen(wallTime(opens, calendar.tz)) };
}
