import type { Instant } from '../../../shared/instant.js';
import { toInstant } from './arithmetic/business-time.js';
import type { Calendar } from './arithmetic/calendar.js';
import { openTime } from './arithmetic/open-time.js';
import { wallTime } from './arithmetic/wording.js';
import { zoneDays } from './arithmetic/zone-days.js';

/** An opening as clocks show it. `from` and `to` are minutes of the calendar's date, for drawing. */
export interface StripOpening {
  readonly opens: Instant;
  readonly closes: Instant;
  readonly from: number;
  readonly to: number;
}

export interface StripDay {
  readonly date: string;
  /** 0 is Monday. */
  readonly weekday: number;
  readonly openings: readonly StripOpening[];
  /** Name of the holiday, or its date; null: none, or the date has hours of its own (R-HOL). */
  readonly holiday: string | null;
  readonly hasOwnHours: boolean;
}

const DAY_MILLISECONDS = 86_400_000;

/** CL-11: the next days of a calendar, from today where it is. A date that the zone skips is left out (R-NODATE). */
export function stripOf(calendar: Calendar, now: Instant, days: number): StripDay[] {
  const { year, month, day } = wallTime(now, calendar.tz);
  const first = Date.UTC(year, month - 1, day) / DAY_MILLISECONDS;
  return Array.from({ length: days }, (_, index) => first + index).flatMap((epochDay) => stripDay(calendar, epochDay));
}

function stripDay(calendar: Calendar, epochDay: number): StripDay[] {
  const dates = zoneDays(calendar.tz);
  const [start, end] = [dates.startOf(epochDay), dates.startOf(epochDay + 1)];
  if (start >= end) return [];
  const date = new Date(epochDay * DAY_MILLISECONDS).toISOString().slice(0, 10);
  const hasOwnHours = calendar.dateHours[date] !== undefined;
  const holiday = hasOwnHours ? undefined : calendar.holidays.find((one) => one.date === date);
  const openings = openTime(calendar)
    .spans(start, end)
    .map(({ opens, closes }) => ({
      opens: toInstant(opens),
      closes: toInstant(closes),
      from: minutesAt(opens, calendar.tz),
      to: closes === end ? 1440 : minutesAt(closes, calendar.tz),
    }));
  return [
    { date, weekday: (((epochDay + 3) % 7) + 7) % 7, openings, holiday: holiday ? (holiday.name ?? holiday.date) : null, hasOwnHours },
  ];
}

function minutesAt(second: number, tz: string): number {
  const [hours = 0, minutes = 0] = wallTime(toInstant(second), tz).time.split(':').map(Number);
  return hours * 60 + minutes;
}
