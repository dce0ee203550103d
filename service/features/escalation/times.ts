import type { Instant } from '../../../shared/instant.js';
import type { CommunitySettings } from '../../../shared/settings.js';
import { dueAfterSeconds, NO_WORKING_TIME } from '../clocks/arithmetic/business-time.js';
import { calendarOfDesk } from '../clocks/arithmetic/people.js';

/** When so many desk minutes are used up; null when the desk never opens (R-NEVER). */
export function dueAfter(minutes: number, from: Instant, community: CommunitySettings): Instant | null {
  const due = dueAfterSeconds(calendarOfDesk(community), from, minutes * 60);
  return due === NO_WORKING_TIME ? null : due;
}
