import type { Instant } from '../../../shared/instant.js';
import { calendarSchema } from '../clocks/arithmetic/calendar-schema.js';
import { wallTime } from '../clocks/arithmetic/wording.js';
import { epochDayOf, zoneDays } from '../clocks/arithmetic/zone-days.js';

const WHOLE_DAY: [string, string][] = [['00:00', '24:00']];
const ALWAYS = { mon: WHOLE_DAY, tue: WHOLE_DAY, wed: WHOLE_DAY, thu: WHOLE_DAY, fri: WHOLE_DAY, sat: WHOLE_DAY, sun: WHOLE_DAY };

export function isTimeZone(name: string): boolean {
  return calendarSchema.safeParse({ tz: name, hours: ALWAYS }).success;
}

/** When a local day (`2026-12-01`) is over; a day that the zone skips is over when it would have begun (R-NODATE). */
export function endOfDay(day: string, timeZone: string): Instant {
  return new Date(zoneDays(timeZone).startOf(epochDayOf(day) + 1) * 1000).toISOString();
}

/** The local day some months after an instant; 31 January and a month give the last day of February. */
export function dayAfterMonths(at: Instant, months: number, timeZone: string): string {
  const { year, month, day } = wallTime(at, timeZone);
  const last = new Date(Date.UTC(year, month + months, 0));
  const same = new Date(Date.UTC(year, month - 1 + months, Math.min(day, last.getUTCDate())));
  return same.toISOString().slice(0, 10);
}
