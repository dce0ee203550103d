import { addSeconds, type Instant } from '../../../../shared/instant.js';
import type { CommunitySettings } from '../../../../shared/settings.js';
import { epochSecond, toInstant } from '../../clocks/arithmetic/business-time.js';
import type { Calendar } from '../../clocks/arithmetic/calendar.js';
import { calendarNamed, type HoldsCalendars } from '../../clocks/arithmetic/named-calendars.js';
import { openTime } from '../../clocks/arithmetic/open-time.js';
import { calendarOfDesk, workingCalendar } from '../../clocks/arithmetic/people.js';
import type { Addressee } from './view.js';

/** When those work who are told: a person in her own hours, a group in its own or the desk's. */
export function hoursOf({ to }: Addressee, community: CommunitySettings): Calendar {
  if ('user' in to) return workingCalendar(to.user, community);
  const clocks = community.features['clocks']?.settings as HoldsCalendars | undefined;
  const own = to.groups.flatMap((group) => clocks?.calendarByGroup?.[String(group)] ?? []).at(0);
  return own === undefined || clocks === undefined ? calendarOfDesk(community) : calendarNamed(own, clocks);
}

/** The first moment from `at` on that lies in the hours; of a calendar that never opens (R-NEVER) `at` itself. */
export function firstOpen(calendar: Calendar, at: Instant): Instant {
  const second = openTime(calendar).after(epochSecond(at), 1);
  return second === null ? at : toInstant(second - 1);
}

export const BUNDLE_SECONDS = 900;

export function afterBundle(at: Instant): Instant {
  return addSeconds(at, BUNDLE_SECONDS);
}

export function beforeBundle(at: Instant): Instant {
  return addSeconds(at, -BUNDLE_SECONDS);
}
