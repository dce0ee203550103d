import { calendarOrName } from './arithmetic/calendar-schema.js';
import {
  mergeSpans,
  problemOf,
  splitAtMidnight,
  toWindow,
  WEEKDAYS,
  type Calendar,
  type MinuteSpan,
  type Weekday,
  type Window,
} from './arithmetic/calendar.js';

/** A calendar as somebody types it: clock times as text and never instants, so that no zone of a browser can move them (CL-11). */
export type CalendarFields = Readonly<Record<Weekday | 'tz' | 'holidays' | 'dateHours', string>>;

export interface FieldProblem {
  readonly field: keyof CalendarFields;
  readonly text: string;
}

export type CheckedCalendar =
  | { readonly ok: true; readonly calendar: Calendar }
  /** `offered`: the fields with what can be put right without asking. */
  | { readonly ok: false; readonly problems: readonly FieldProblem[]; readonly offered: CalendarFields };

/** So much is typed by nobody. */
const MOST_LETTERS = 100_000;
const DASH = /\s*[-–—]\s*/;

export function fieldsOf(calendar: Calendar): CalendarFields {
  const weekly = WEEKDAYS.map((day) => [day, windowsText(calendar.hours[day])] as const);
  return {
    ...(Object.fromEntries(weekly) as Record<Weekday, string>),
    tz: calendar.tz,
    holidays: calendar.holidays
      .filter(({ source }) => source === undefined)
      .map(({ date, name }) => [date, name ?? ''].join(' ').trim())
      .join('\n'),
    dateHours: Object.entries(calendar.dateHours)
      .map(([date, windows]) => `${date} ${windows.length === 0 ? CLOSED : windowsText(windows)}`)
      .join('\n'),
  };
}

/** Sources of holidays stay those of the calendar that was there. */
export function checkedCalendar(fields: CalendarFields, before: Calendar | null): CheckedCalendar {
  const tooLong = (Object.keys(fields) as Array<keyof CalendarFields>).filter((field) => fields[field].length > MOST_LETTERS);
  if (tooLong.length > 0) return { ok: false, problems: tooLong.map((field) => ({ field, text: 'is too long' })), offered: fields };
  const special = linesOf(fields.dateHours).map(dateAndRest);
  const input = {
    tz: fields.tz.trim(),
    hours: splitOverMidnight(fields),
    holidays: linesOf(fields.holidays)
      .map(dateAndRest)
      .map(({ date, rest }) => ({ date, name: rest === '' ? null : rest })),
    dateHours: Object.fromEntries(special.map(({ date, rest }) => [date, rest.toLowerCase() === CLOSED ? [] : windowsIn(rest)])),
    ...(before?.holidaysFrom && { holidaysFrom: before.holidaysFrom }),
  };
  const read = calendarOrName.safeParse(input);
  const twice = special.filter(({ date }, index) => special.findIndex((one) => one.date === date) !== index);
  const problems = [
    ...(read.error?.issues ?? []).map(({ path, message }) => ({ field: fieldOf(path), text: message })),
    ...twice.map(({ date }) => ({ field: 'dateHours' as const, text: `${date} stands twice; write its hours on one line` })),
  ];
  if (problems.length > 0 || typeof read.data !== 'object') return { ok: false, problems, offered: offered(fields) };
  const sourced = before?.holidays.filter(({ source }) => source !== undefined) ?? [];
  const written = new Set(read.data.holidays.map(({ date }) => date));
  const holidays = [...read.data.holidays, ...sourced.filter(({ date }) => !written.has(date))].sort((a, b) => (a.date < b.date ? -1 : 1));
  return { ok: true, calendar: { ...read.data, holidays } };
}

const CLOSED = 'closed';

function windowsText(windows: readonly Window[]): string {
  return windows.map(([opens, closes]) => `${opens}-${closes}`).join(', ');
}

function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

function dateAndRest(line: string): { readonly date: string; readonly rest: string } {
  const [date = '', ...rest] = line.split(/\s+/);
  return { date, rest: rest.join(' ') };
}

/** `9:00-12:00, 13:00–17:00` */
function windowsIn(text: string): Window[] {
  return text
    .split(/[,;\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
    .map((part): Window => {
      const [opens = '', closes = ''] = part.split(DASH);
      return [padded(opens), padded(closes)];
    });
}

function padded(time: string): string {
  return /^\d:\d\d$/.test(time) ? `0${time}` : time;
}

/** R-WIN: the form splits 22:00–06:00 into two, where the part of the next day can be seen. */
function splitOverMidnight(fields: CalendarFields): Record<Weekday, Window[]> {
  const hours = Object.fromEntries(WEEKDAYS.map((day) => [day, [] as Window[]])) as Record<Weekday, Window[]>;
  WEEKDAYS.forEach((day, index) => {
    for (const window of windowsIn(fields[day])) {
      const { today, tomorrow } = problemOf(window) === null ? splitAtMidnight(window) : { today: null, tomorrow: null };
      hours[day].push(today === null || tomorrow === null ? window : toWindow(today));
      if (tomorrow !== null) hours[WEEKDAYS[(index + 1) % WEEKDAYS.length] ?? 'mon'].push(toWindow(tomorrow));
    }
  });
  return hours;
}

function fieldOf([first, second]: readonly PropertyKey[]): keyof CalendarFields {
  if (first === 'hours') return WEEKDAYS.find((day) => day === second) ?? 'mon';
  return first === 'holidays' || first === 'dateHours' ? first : 'tz';
}

/** R-WIN: 24:00 for 23:59, and what overlaps as one. */
function offered(fields: CalendarFields): CalendarFields {
  const days = WEEKDAYS.map((day) => [day, offeredWindows(fields[day])] as const);
  const dateHours = fields.dateHours
    .split(/\r?\n/)
    .map((line) => line.replace(/([-–—]\s*)23:59/g, '$124:00'))
    .join('\n');
  return { ...fields, ...(Object.fromEntries(days) as Record<Weekday, string>), dateHours };
}

function offeredWindows(text: string): string {
  const windows = windowsIn(text).map(([opens, closes]): Window => [opens, closes === '23:59' ? '24:00' : closes]);
  if (windows.some((window) => problemOf(window) !== null)) return text;
  const spans: MinuteSpan[] = [];
  const rest: Window[] = [];
  for (const window of windows) {
    const { today, tomorrow } = splitAtMidnight(window);
    if (tomorrow === null) spans.push(today);
    else rest.push(window);
  }
  return windowsText([...mergeSpans(spans).map(toWindow), ...rest]);
}
