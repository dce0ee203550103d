import { WEEKDAYS, type Calendar, type Window } from './calendar.js';

/** Where a calendar is asked, the name of one may stand as well. */
export type CalendarOrName = Calendar | string;
export type Calendars = Readonly<Record<string, Calendar>>;

/** What the settings of the clocks hold of calendars. Older versions have no names. */
export interface HoldsCalendars {
  readonly calendar: CalendarOrName;
  readonly calendars?: Calendars;
  readonly calendarByGroup?: Readonly<Record<string, CalendarOrName>>;
}

const ALL_DAY: readonly Window[] = [['00:00', '24:00']];
/** Without clocks a desk has no hours, and minutes are minutes. */
const AROUND_THE_CLOCK = calendarWith(ALL_DAY);
/** R-NEVER: settings name no calendar that they do not have; if one does, it is a state and no exception. */
const NEVER_OPEN = calendarWith([]);

function calendarWith(windows: readonly Window[]): Calendar {
  return {
    tz: 'UTC',
    hours: Object.fromEntries(WEEKDAYS.map((day) => [day, windows])) as Calendar['hours'],
    holidays: [],
    dateHours: {},
  };
}

/** What is wrong with a calendar that is asked by its name; null: nothing. */
export function problemOfName(asked: CalendarOrName, calendars: Calendars = {}): string | null {
  if (typeof asked !== 'string' || Object.hasOwn(calendars, asked)) return null;
  const names = Object.keys(calendars);
  const known = names.length === 0 ? 'there is none with a name' : `there are ${names.join(', ')}`;
  return `there is no calendar "${asked}" in \`calendars\` of the clocks; ${known}`;
}

export function calendarNamed(asked: CalendarOrName, { calendars = {} }: Pick<HoldsCalendars, 'calendars'>): Calendar {
  if (typeof asked !== 'string') return asked;
  return (Object.hasOwn(calendars, asked) ? calendars[asked] : undefined) ?? NEVER_OPEN;
}

/** The hours of the desk by the settings of its clocks; null: it has no clocks. */
export function deskCalendar(settings: HoldsCalendars | null): Calendar {
  return settings === null ? AROUND_THE_CLOCK : calendarNamed(settings.calendar, settings);
}

/** Keys in a book beside that of the desk's calendar, which is that of the policies themselves. */
export function keyOfNamed(key: string, name: string): string {
  return `${key}:${name}`;
}

/** Key of a group's own calendar; null: it has none, and the desk's counts. */
export function keyOfGroup(key: string, group: number, { calendarByGroup = {} }: HoldsCalendars): string | null {
  const own = calendarByGroup[String(group)];
  if (own === undefined) return null;
  return typeof own === 'string' ? keyOfNamed(key, own) : keyOfNamed(key, `group:${group}`);
}

/** Every calendar of a version, by key. */
export function calendarsByKey(key: string, settings: HoldsCalendars): Calendars {
  const { calendars = {}, calendarByGroup = {} } = settings;
  return {
    [key]: deskCalendar(settings),
    ...Object.fromEntries(Object.entries(calendars).map(([name, calendar]) => [keyOfNamed(key, name), calendar])),
    ...Object.fromEntries(
      Object.entries(calendarByGroup).flatMap(([group, own]) =>
        typeof own === 'string' ? [] : [[keyOfNamed(key, `group:${group}`), own]],
      ),
    ),
  };
}
