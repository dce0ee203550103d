import type { Instant } from '../../../shared/instant.js';
import type { CommunitySettings } from '../../../shared/settings.js';
import { dueAfterSeconds, NO_WORKING_TIME } from '../clocks/arithmetic/business-time.js';
import { WEEKDAYS, type Calendar, type Window } from '../clocks/arithmetic/calendar.js';

const ALL_DAY: readonly Window[] = [['00:00', '24:00']];
const AROUND_THE_CLOCK: Calendar = {
  tz: 'UTC',
  hours: Object.fromEntries(WEEKDAYS.map((day) => [day, ALL_DAY])) as Calendar['hours'],
  holidays: [],
  dateHours: {},
};

/** The community's desk hours as its clocks count them; without clocks the desk counts around the clock. */
export function calendarOf({ features }: CommunitySettings): Calendar {
  const settings = features['clocks']?.settings as { readonly calendar?: Calendar } | undefined;
  return settings?.calendar ?? AROUND_THE_CLOCK;
}

/** When so many desk minutes are used up; null when the desk never opens (R-NEVER). */
export function dueAfter(minutes: number, from: Instant, community: CommunitySettings): Instant | null {
  const due = dueAfterSeconds(calendarOf(community), from, minutes * 60);
  return due === NO_WORKING_TIME ? null : due;
}
