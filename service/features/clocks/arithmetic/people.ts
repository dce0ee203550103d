import type { Instant } from '../../../../shared/instant.js';
import type { CommunitySettings, PersonSettings } from '../../../../shared/settings.js';
import type { Calendar } from './calendar.js';
import type { Presence } from './cover.js';
import { calendarNamed, deskCalendar, type CalendarOrName, type HoldsCalendars } from './named-calendars.js';
import { wallTime } from './wording.js';

/** What of a community says when its people work. */
type Community = Pick<CommunitySettings, 'people' | 'features'>;

/** The desk's hours; a community without clocks counts around the clock. */
export function calendarOfDesk({ features }: Pick<CommunitySettings, 'features'>): Calendar {
  return deskCalendar(holder(features));
}

/** When a person works: her own calendar, else the desk's. */
export function workingCalendar(user: number, community: Community): Calendar {
  const own = personIn(user, community)?.calendar as CalendarOrName | null | undefined;
  return own === null || own === undefined ? calendarOfDesk(community) : calendarNamed(own, holder(community.features) ?? {});
}

/** When somebody of the desk is there, as far as settings tell (CL-22). */
export function presenceOf(user: number, community: Community): Presence {
  return { calendar: workingCalendar(user, community), away: personIn(user, community)?.away ?? [] };
}

/** Whether it is one of her days of absence, by the dates of her own zone. */
export function isAway(user: number, at: Instant, community: Community): boolean {
  const away = personIn(user, community)?.away ?? [];
  if (away.length === 0) return false;
  const { year, month, day } = wallTime(at, workingCalendar(user, community).tz);
  const today = [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
  return away.some(({ from, to }) => from <= today && today <= to);
}

/** Who stands in for a person at an instant: her backup or, if that one is away too, his; null: nobody. */
export function backupOf(user: number, at: Instant, community: Community): number | null {
  const asked = new Set([user]);
  let next = personIn(user, community)?.backup ?? null;
  while (next !== null && !asked.has(next)) {
    if (!isAway(next, at, community)) return next;
    asked.add(next);
    next = personIn(next, community)?.backup ?? null;
  }
  return null;
}

function personIn(user: number, { people = {} }: Community): PersonSettings | undefined {
  return people[String(user)];
}

function holder(features: CommunitySettings['features']): HoldsCalendars | null {
  return (features['clocks']?.settings as HoldsCalendars | null | undefined) ?? null;
}
