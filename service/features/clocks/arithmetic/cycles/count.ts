import type { Instant } from '../../../../../shared/instant.js';
import { dueAfterSeconds, elapsed, toInstant, type Due, type Pause } from '../business-time.js';
import { openTime } from '../open-time.js';
import { wallTime } from '../wording.js';
import { zoneDays } from '../zone-days.js';
import { calendarIn, type ClockBook } from './book.js';
import type { Cycle, CycleInner } from './cycle.js';

/** R-NEVER. */
const NEVER_DAYS = 800;

type Counted = Pick<CycleInner, 'legs' | 'holds'>;

/** Business time of a cycle up to an instant, over all calendars that counted it (R-TRANSFER), without what held it (R-PAUSE). */
export function elapsedUntil({ legs, holds }: Counted, at: Instant, book: ClockBook): number {
  const pauses = pausesOf(holds);
  return legs.reduce((sum, { calendar, from, to }) => {
    const end = to !== null && to < at ? to : at;
    return end <= from ? sum : sum + elapsed(calendarIn(book, calendar), from, end, pauses);
  }, 0);
}

/** When so many seconds are used up; it may lie in an earlier calendar's time when the target became shorter (R-PRIO). */
export function whenUsedUp({ legs, holds }: Counted, seconds: number, book: ClockBook): Due {
  const pauses = pausesOf(holds);
  let left = seconds;
  for (const { calendar, from, to } of legs) {
    const counts = calendarIn(book, calendar);
    if (to === null) return dueAfterSeconds(counts, from, left, pauses);
    const banked = elapsed(counts, from, to, pauses);
    if (left <= banked) return dueAfterSeconds(counts, from, left, pauses);
    left -= banked;
  }
  return null;
}

export function dueOf({ inner, targetMinutes }: Pick<Cycle, 'inner' | 'targetMinutes'>, book: ClockBook): Due {
  return whenUsedUp(inner, targetMinutes * 60, book);
}

/** R-THANKS: the closing of the last of so many days with desk hours after the day of an instant; null: there never are so many. */
export function afterOpenDays(calendarKey: string, from: { readonly at: Instant; readonly days: number }, book: ClockBook): Instant | null {
  const calendar = calendarIn(book, calendarKey);
  const [open, dates] = [openTime(calendar), zoneDays(calendar.tz)];
  const { year, month, day } = wallTime(from.at, calendar.tz);
  const today = Date.UTC(year, month - 1, day) / 86_400_000;
  let left = from.days;
  for (let date = today + 1; date <= today + NEVER_DAYS; date += 1) {
    const closes = open.spans(dates.startOf(date), dates.startOf(date + 1)).at(-1)?.closes;
    if (closes === undefined) continue;
    left -= 1;
    if (left === 0) return toInstant(closes);
  }
  return null;
}

function pausesOf(holds: Counted['holds']): Pause[] {
  return holds.map(({ from, to }): Pause => [from, to]);
}
