import { stringify } from 'yaml';
import { dateHolidays } from '../adapters/date-holidays/date-holidays.js';
import type { CalendarTools } from '../console/calendar-tools.js';
import type { Calendar } from '../features/clocks/arithmetic/calendar.js';
import { WEEKDAYS } from '../features/clocks/arithmetic/calendar.js';
import { calendarSchema } from '../features/clocks/arithmetic/calendar-schema.js';
import { holesOf } from '../features/clocks/arithmetic/cover.js';
import { calendarOfDesk, presenceOf, workingCalendar } from '../features/clocks/arithmetic/people.js';
import { checkedCalendar, fieldsOf } from '../features/clocks/calendar-form.js';
import { stripOf } from '../features/clocks/strip.js';

/** The rules of calendars, for the page of a calendar. */
export const calendarTools: CalendarTools = {
  credit: dateHolidays.credit,
  calendarsOf(community) {
    const settings = community.features['clocks']?.settings as { readonly calendars?: Readonly<Record<string, Calendar>> } | undefined;
    const named = Object.entries(settings?.calendars ?? {}).map(([name, calendar]) => ({ name, calendar }));
    return [{ name: '', calendar: calendarOfDesk(community) }, ...named];
  },
  fieldsOf: (calendar) => fieldsOf(calendar as Calendar),
  check: (fields, before) => checkedCalendar(fields, before as Calendar | null),
  strip: (calendar, now, days) => stripOf(calendar as Calendar, now, days),
  holes: ({ desk, users, community, span }) =>
    holesOf(
      desk as Calendar,
      users.map((user) => presenceOf(user, community)),
      span,
    ),
  zonesOf: (community) => {
    const zones = Object.keys(community.people ?? {}).map((user) => workingCalendar(Number(user), community).tz);
    return [...new Set(zones)].filter((zone) => zone !== calendarOfDesk(community).tz);
  },
  isZone: (tz) => calendarSchema.safeParse({ tz, hours: { mon: [['00:00', '24:00']] } }).success,
  yaml: (name, calendar) => yamlOf(name, calendar as Calendar),
};

/** Dates that came from a source are left to it. */
function yamlOf(name: string, { tz, hours, holidays, dateHours, holidaysFrom }: Calendar): string {
  const written = {
    tz,
    hours: Object.fromEntries(WEEKDAYS.flatMap((day) => (hours[day].length === 0 ? [] : [[day, hours[day]]]))),
    holidays: holidays.flatMap(({ date, name: own, source }) => (source !== undefined ? [] : [own === null ? date : { date, name: own }])),
    dateHours,
    ...(holidaysFrom && { holidaysFrom }),
  };
  const calendar = Object.fromEntries(
    Object.entries(written).filter(([, value]) => JSON.stringify(value) !== '[]' && JSON.stringify(value) !== '{}'),
  );
  return stringify(name === '' ? { calendar } : { calendars: { [name]: calendar } }, { lineWidth: 0 });
}
