import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../../../../shared/instant.js';
import type { LocalMoment } from '../../../../shared/time-messages.js';
import { epochSecond } from './business-time.js';
import { WEEKDAYS, type Calendar, type Window } from './calendar.js';
import { zoneDays, type ZoneDays } from './zone-days.js';

const SECONDS_PER_DAY = 86_400;

/** An instant as the clock on the wall of a zone shows it; words for it are in `shared/time-messages.ts`. */
export function wallTime(at: Instant, tz: string): LocalMoment {
  const days = zoneDays(tz);
  const second = epochSecond(at);
  const epochDay = localDay(days, second);
  const midnight = days.startOf(epochDay);
  // On a day of 24 hours no clock moved: Temporal need not be asked.
  return days.startOf(epochDay + 1) - midnight === SECONDS_PER_DAY
    ? shown(new Date((epochDay * SECONDS_PER_DAY + second - midnight) * 1000), tz)
    : shownByTemporal(at, tz);
}

/** The local date in which a second lies: that of UTC, or the one before or after it. */
function localDay(days: ZoneDays, second: number): number {
  const ofUtc = Math.floor(second / SECONDS_PER_DAY);
  if (second < days.startOf(ofUtc)) return ofUtc - 1;
  return second < days.startOf(ofUtc + 1) ? ofUtc : ofUtc + 1;
}

/** A date that shows in UTC what the clock on the wall shows. */
function shown(wall: Date, tz: string): LocalMoment {
  return {
    year: wall.getUTCFullYear(),
    month: wall.getUTCMonth() + 1,
    day: wall.getUTCDate(),
    weekday: (wall.getUTCDay() + 6) % 7,
    time: wall.toISOString().slice(11, 16),
    tz,
  };
}

function shownByTemporal(at: Instant, tz: string): LocalMoment {
  const { year, month, day, hour, minute, second } = Temporal.Instant.from(at).toZonedDateTimeISO(tz);
  return shown(new Date(Date.UTC(year, month - 1, day, hour, minute, second)), tz);
}

/** Neighbouring weekdays with the same windows. Days are 0 (Monday) to 6. */
export interface DayRange {
  readonly from: number;
  readonly to: number;
  readonly windows: readonly Window[];
}

/** The weekly pattern in as few ranges as possible, closed days left out: Mon–Fri 09:00–17:00. */
export function weeklyPattern(calendar: Calendar): DayRange[] {
  const ranges: Array<{ from: number; to: number; windows: readonly Window[] }> = [];
  WEEKDAYS.forEach((day, index) => {
    const windows = calendar.hours[day];
    const last = ranges.at(-1);
    if (windows.length === 0) return;
    if (last && last.to === index - 1 && JSON.stringify(last.windows) === JSON.stringify(windows)) last.to = index;
    else ranges.push({ from: index, to: index, windows });
  });
  return ranges;
}
