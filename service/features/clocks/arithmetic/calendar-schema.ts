import { Temporal } from 'temporal-polyfill';
import { z, type RefinementCtx } from 'zod';
import {
  WEEKDAYS,
  mergeSpans,
  problemOf,
  splitAtMidnight,
  toWindow,
  type Calendar,
  type Holiday,
  type MinuteSpan,
  type Weekday,
  type Window,
} from './calendar.js';
import { oncePerDate } from './holidays.js';
import { holidaySources, MOST_HOLIDAYS } from './holiday-schema.js';

const MOST_CALENDARS = 50;

const windowSchema = z
  .tuple([z.string(), z.string()])
  .describe('Opening and closing time, like ["09:00", "17:00"]; the end of the day is 24:00');
const windowsSchema = z.array(windowSchema);
const holidaySchema = z.union(
  [
    z.string(),
    z.strictObject({
      date: z.string(),
      name: z.string().max(100).nullable().default(null),
      source: z.string().max(2100).optional().describe('Filled in by the service: the source in `holidaysFrom` that it came from'),
    }),
  ],
  { error: 'is no holiday; write a date like "2026-12-25", or { date, name }' },
);

const calendarInput = z.strictObject({
  tz: z.string().describe('IANA time zone, like Europe/Berlin'),
  hours: z
    .strictObject(
      Object.fromEntries(WEEKDAYS.map((day) => [day, windowsSchema.optional()])) as Record<Weekday, z.ZodOptional<typeof windowsSchema>>,
    )
    .describe('Windows of each weekday; several a day are possible, a window over midnight is split'),
  holidays: z
    .array(holidaySchema)
    .max(MOST_HOLIDAYS, { error: `a calendar has at most ${MOST_HOLIDAYS} holidays` })
    .default([])
    .describe('Closed local dates, as "2026-12-25" or { date, name }'),
  holidaysFrom: holidaySources.optional(),
  dateHours: z
    .record(z.string(), windowsSchema)
    .default({})
    .describe('Local dates with windows of their own; an empty list closes the day'),
});
type CalendarInput = z.output<typeof calendarInput>;

interface Problem {
  readonly path: ReadonlyArray<string | number>;
  readonly message: string;
}

const nameSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, { error: 'a calendar has a name of small letters, digits and hyphens, at most 40' });

/** Parses and normalises a calendar; every error names the day and the window. Windows that overlap are merged, over midnight split (R-WIN). */
export const calendarSchema = calendarInput.transform((input, context) => toCalendar(input, context, []));

/** The same for what somebody writes into settings: what can be a slip is refused, with what to write instead. */
const settingsCalendar = calendarInput.transform((input, context) => toCalendar(input, context, slipsOf(input)));

/** Where a calendar is asked, the name of one may stand as well. */
export const calendarOrName = z
  .union([nameSchema, calendarInput], { error: 'is no calendar; write one with tz and hours, or the name of one in `calendars`' })
  .transform((value, context): Calendar | string => (typeof value === 'string' ? value : toCalendar(value, context, slipsOf(value))));

export const calendarsSchema = z
  .record(nameSchema, settingsCalendar)
  .refine((calendars) => Object.keys(calendars).length <= MOST_CALENDARS, {
    error: `a community has at most ${MOST_CALENDARS} named calendars`,
  });

function toCalendar(input: CalendarInput, context: RefinementCtx, slips: readonly Problem[]): Calendar {
  const problems = [...problemsOfZone(input.tz), ...problemsOfWindows(input), ...problemsOfDates(input), ...slips];
  if (problems.length === 0 && hasNoWindow(input))
    problems.push({ path: ['hours'], message: 'a calendar needs at least one opening time (R-NEVER)' });
  for (const { path, message } of problems) context.addIssue({ code: 'custom', path: [...path], message });
  return problems.length > 0 ? z.NEVER : normalise(input);
}

function problemsOfZone(tz: string): Problem[] {
  return isZone(tz) ? [] : [{ path: ['tz'], message: `"${tz}" is no time zone; write an IANA name like Europe/Berlin` }];
}

function isZone(tz: string): boolean {
  if (!/^[A-Za-z]/.test(tz)) return false;
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(tz);
    return true;
  } catch {
    return false;
  }
}

function problemsOfWindows({ hours, dateHours }: CalendarInput): Problem[] {
  const weekly = WEEKDAYS.flatMap((day) => problemsOfDay(['hours', day], hours[day] ?? []));
  const special = Object.entries(dateHours).flatMap(([date, windows]) => [
    ...problemsOfDay(['dateHours', date], windows),
    // The part after midnight would silently replace the next day's own hours.
    ...windows.flatMap((window, index) =>
      problemOf(window) === null && splitAtMidnight(window).tomorrow !== null
        ? [problem(['dateHours', date], index, 'crosses midnight; write the part after midnight on the next date')]
        : [],
    ),
  ]);
  return [...weekly, ...special];
}

function problemsOfDay(path: readonly string[], windows: readonly Window[]): Problem[] {
  return windows.flatMap((window, index) => {
    const message = problemOf(window);
    return message === null ? [] : [problem(path, index, message)];
  });
}

function problem(path: readonly string[], index: number, message: string): Problem {
  return { path: [...path, index], message: `${path.at(-1) ?? ''}, window ${index + 1}: ${message}` };
}

function slipsOf({ hours, dateHours }: CalendarInput): Problem[] {
  const weekly = WEEKDAYS.flatMap((day, index) => {
    const windows = hours[day] ?? [];
    const next = WEEKDAYS[(index + 1) % WEEKDAYS.length] ?? 'mon';
    return [...reversed(windows, { path: ['hours', day], next }), ...overlaps(['hours', day], windows)];
  });
  const never: Problem = {
    path: ['hours'],
    message: 'open only on special dates, it never opens again after the last of them; give at least one weekday opening hours',
  };
  const isNever =
    WEEKDAYS.every((day) => (hours[day] ?? []).length === 0) && Object.values(dateHours).some((windows) => windows.length > 0);
  const special = Object.entries(dateHours).flatMap(([date, windows]) => overlaps(['dateHours', date], windows));
  return [...weekly, ...special, ...(isNever ? [never] : [])];
}

function reversed(windows: readonly Window[], { path, next }: { readonly path: readonly string[]; readonly next: string }): Problem[] {
  return windows.flatMap((window, index) => {
    if (problemOf(window) !== null) return [];
    const { today, tomorrow } = splitAtMidnight(window);
    if (tomorrow === null) return [];
    const parts = `${JSON.stringify(toWindow(today))} on ${path.at(-1) ?? ''} and ${JSON.stringify(toWindow(tomorrow))} on ${next}`;
    return [problem(path, index, `closes before it opens; if it goes over midnight, write ${parts}`)];
  });
}

function overlaps(path: readonly string[], windows: readonly Window[]): Problem[] {
  const spans = windows
    .map((window, index) => ({ index, isUsable: problemOf(window) === null, ...splitAtMidnight(window).today }))
    .filter(({ isUsable }) => isUsable)
    .sort((a, b) => a.opens - b.opens);
  return spans.flatMap((span, place) => {
    const before = spans[place - 1];
    if (before === undefined || before.closes <= span.opens) return [];
    const whole = toWindow({ opens: before.opens, closes: Math.max(before.closes, span.closes) });
    return [problem(path, span.index, `overlaps with window ${before.index + 1}; write them as one, ${JSON.stringify(whole)}`)];
  });
}

function problemsOfDates({ holidays, dateHours }: CalendarInput): Problem[] {
  const listed = holidays.map((holiday, index) => ({ path: ['holidays', index], date: toHoliday(holiday).date }));
  const special = Object.keys(dateHours).map((date) => ({ path: ['dateHours', date], date }));
  return [...listed, ...special]
    .filter(({ date }) => !isDate(date))
    .map(({ path, date }) => ({ path, message: `"${date}" is no date; write it like 2026-12-25` }));
}

function isDate(date: string): boolean {
  const milliseconds = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) : Number.NaN;
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(date);
}

function toHoliday(holiday: CalendarInput['holidays'][number]): Holiday {
  if (typeof holiday === 'string') return { date: holiday, name: null };
  const { source, ...written } = holiday;
  return source === undefined ? written : { ...written, source };
}

function hasNoWindow({ hours, dateHours }: CalendarInput): boolean {
  return [...Object.values(hours), ...Object.values(dateHours)].every((windows) => (windows?.length ?? 0) === 0);
}

function normalise(input: CalendarInput): Calendar {
  return {
    tz: input.tz,
    hours: weeklyHours(input.hours),
    holidays: oncePerDate(input.holidays.map(toHoliday)),
    ...(input.holidaysFrom !== undefined && { holidaysFrom: input.holidaysFrom }),
    dateHours: Object.fromEntries(
      Object.entries(input.dateHours)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([date, windows]) => [date, mergeSpans(windows.map((window) => splitAtMidnight(window).today)).map(toWindow)]),
    ),
  };
}

function weeklyHours(hours: CalendarInput['hours']): Record<Weekday, Window[]> {
  const spans = new Map<Weekday, MinuteSpan[]>(WEEKDAYS.map((day) => [day, []]));
  WEEKDAYS.forEach((day, index) => {
    for (const window of hours[day] ?? []) {
      const { today, tomorrow } = splitAtMidnight(window);
      spans.get(day)?.push(today);
      if (tomorrow) spans.get(WEEKDAYS[(index + 1) % 7] ?? 'mon')?.push(tomorrow);
    }
  });
  return Object.fromEntries([...spans].map(([day, list]) => [day, mergeSpans(list).map(toWindow)])) as Record<Weekday, Window[]>;
}
