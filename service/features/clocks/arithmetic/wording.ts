import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../../../../shared/instant.js';
import type { LocalMoment } from '../../../../shared/time-messages.js';
import { WEEKDAYS, type Calendar, type Window } from './calendar.js';

/** An instant as the clock on the wall of a zone shows it; words for it are in `shared/time-messages.ts`. */
export function wallTime(at: Instant, tz: string): LocalMoment {
  const local = Temporal.Instant.from(at).toZonedDateTimeISO(tz);
  return {
    year: local.year,
    month: local.month,
    day: local.day,
    weekday: local.dayOfWeek - 1,
    time: local.toPlainTime().toString({ smallestUnit: 'minute' }),
    tz,
  };
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
