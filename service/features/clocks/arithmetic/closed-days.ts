import type { Instant } from '../../../../shared/instant.js';
import { epochSecond, toInstant } from './business-time.js';
import { WEEKDAYS, type Calendar } from './calendar.js';
import { openTime } from './open-time.js';
import { epochDayOf, zoneDays } from './zone-days.js';

/** A local date on which a desk does not open at all. */
export interface ClosedDay {
  /** When the date begins. */
  readonly from: Instant;
  /** Of the holiday, if it has one. */
  readonly name: string | null;
  /** So every week, as the weekly hours say; else a holiday or a date with hours of its own. */
  readonly isWeekly: boolean;
}

/** Looked at no further: nobody reads a longer list. */
const MOST_DAYS = 100;
const SECONDS_PER_DAY = 86_400;

/** The local dates between two instants, that of the first included, on which the desk stays closed. */
export function closedDays(calendar: Calendar, from: Instant, to: Instant): ClosedDay[] {
  const days = zoneDays(calendar.tz);
  const [first, last] = [epochSecond(from), epochSecond(to)];
  const names = new Map(calendar.holidays.map(({ date, name }) => [epochDayOf(date), name]));
  const special = new Set(Object.keys(calendar.dateHours).map(epochDayOf));
  const found: ClosedDay[] = [];
  const start = dayAt(days, first);
  for (let day = start; day < start + MOST_DAYS && days.startOf(day) < last; day += 1) {
    const [opens, closes] = [days.startOf(day), days.startOf(day + 1)];
    // R-NODATE: a date that the zone skips is no day at all.
    if (opens >= closes || openTime(calendar).spans(opens, closes).length > 0) continue;
    const isWeekly = !special.has(day) && calendar.hours[WEEKDAYS[(((day + 3) % 7) + 7) % 7] ?? 'mon'].length === 0;
    found.push({ from: toInstant(opens), name: isWeekly || special.has(day) ? null : (names.get(day) ?? null), isWeekly });
  }
  return found;
}

function dayAt({ startOf }: ReturnType<typeof zoneDays>, second: number): number {
  const day = Math.floor(second / SECONDS_PER_DAY);
  // No zone is more than a day from UTC.
  return [day + 1, day, day - 1].find((one) => startOf(one) <= second) ?? day - 1;
}

/** When the desk opens next, if it is closed at an instant; null: it is open then, or never opens. */
export function nextOpening(calendar: Calendar, at: Instant): Instant | null {
  const second = epochSecond(at);
  const open = openTime(calendar);
  if (open.between(second, second + 1) > 0) return null;
  const after = open.after(second, 1);
  return after === null ? null : toInstant(after - 1);
}
