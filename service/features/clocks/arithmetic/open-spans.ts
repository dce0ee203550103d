import { Temporal } from 'temporal-polyfill';
import { WEEKDAYS, minutesOf, type Calendar, type MinuteSpan, type Window } from './calendar.js';

/** A window of one local date as seconds since 1970 in UTC, half open. */
export interface OpenSpan {
  readonly opens: number;
  readonly closes: number;
}

/** The open spans of a local date, given as days since 1970-01-01. */
export type OpenSpansOfDay = (epochDay: number) => readonly OpenSpan[];

const SECONDS_PER_DAY = 86_400;
/** Days kept per calendar; about eleven years. Beyond that the cache starts again. */
const DAYS_KEPT = 4_000;
/** Calendars kept by content, for settings that were parsed again. */
const CALENDARS_KEPT = 200;
const NONE: readonly OpenSpan[] = [];

// Memory only: what is kept here is a function of the calendar alone (R-PURE).
const byObject = new WeakMap<Calendar, OpenSpansOfDay>();
const byContent = new Map<string, OpenSpansOfDay>();

export function openSpansOf(calendar: Calendar): OpenSpansOfDay {
  const known = byObject.get(calendar);
  if (known) return known;
  const content = JSON.stringify(calendar);
  const spansOfDay = byContent.get(content) ?? compile(calendar);
  if (byContent.size >= CALENDARS_KEPT) byContent.clear();
  byContent.set(content, spansOfDay);
  byObject.set(calendar, spansOfDay);
  return spansOfDay;
}

function compile(calendar: Calendar): OpenSpansOfDay {
  const localSpansOf = localSpans(calendar);
  const kept = new Map<number, readonly OpenSpan[]>();
  return (epochDay) => {
    const known = kept.get(epochDay);
    if (known) return known;
    const spans = toInstants(calendar.tz, epochDay, localSpansOf(epochDay));
    if (kept.size >= DAYS_KEPT) kept.clear();
    kept.set(epochDay, spans);
    return spans;
  };
}

/** R-HOL: a special date beats a holiday, a holiday beats the weekday. */
function localSpans(calendar: Calendar): (epochDay: number) => readonly MinuteSpan[] {
  const weekly = WEEKDAYS.map((day) => calendar.hours[day].map(toMinutes));
  const holidays = new Set(calendar.holidays.map(({ date }) => epochDayOf(date)));
  const special = new Map(Object.entries(calendar.dateHours).map(([date, windows]) => [epochDayOf(date), windows.map(toMinutes)]));
  return (epochDay) => special.get(epochDay) ?? (holidays.has(epochDay) ? [] : (weekly[weekdayOf(epochDay)] ?? []));
}

function toMinutes([opens, closes]: Window): MinuteSpan {
  return { opens: minutesOf(opens) ?? 0, closes: minutesOf(closes) ?? 0 };
}

export function epochDayOf(date: string): number {
  return Date.parse(`${date}T00:00:00Z`) / (SECONDS_PER_DAY * 1000);
}

/** 0 is Monday; 1970-01-01 was a Thursday. */
export function weekdayOf(epochDay: number): number {
  return (((epochDay + 3) % 7) + 7) % 7;
}

function toInstants(tz: string, epochDay: number, spans: readonly MinuteSpan[]): readonly OpenSpan[] {
  // R-NODATE: of a date that the zone skips, both midnights are the same instant.
  if (spans.length === 0 || instantOf(tz, epochDay, 0) >= instantOf(tz, epochDay + 1, 0)) return NONE;
  const moved = spans
    .map(({ opens, closes }) => ({ opens: instantOf(tz, epochDay, opens), closes: instantOf(tz, epochDay, closes) }))
    // R-DST: a window whose opening moved behind its closing is empty.
    .filter(({ opens, closes }) => opens < closes)
    .sort((a, b) => a.opens - b.opens);
  return mergeInstants(moved);
}

/** An opening inside a gap may move into the next window: counted once. */
function mergeInstants(spans: ReadonlyArray<OpenSpan>): readonly OpenSpan[] {
  const merged: Array<{ opens: number; closes: number }> = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last && span.opens <= last.closes) last.closes = Math.max(last.closes, span.closes);
    else merged.push({ ...span });
  }
  return merged;
}

/** R-DST: the clock time as an instant by Temporal's `compatible` rule; 24:00 is the next date's 00:00. */
function instantOf(tz: string, epochDay: number, minutes: number): number {
  const local = new Date(epochDay * SECONDS_PER_DAY * 1000 + minutes * 60_000);
  const wall = new Temporal.PlainDateTime(
    local.getUTCFullYear(),
    local.getUTCMonth() + 1,
    local.getUTCDate(),
    local.getUTCHours(),
    local.getUTCMinutes(),
  );
  return Math.floor(wall.toZonedDateTime(tz, { disambiguation: 'compatible' }).epochMilliseconds / 1000);
}
