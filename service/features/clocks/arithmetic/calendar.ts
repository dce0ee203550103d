/** Calendars: when a desk is open, in local clock times of one zone (sla-rules section 1). Plain values, storable as JSON. */
export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof WEEKDAYS)[number];

/** Local clock times of one opening, half open (R-WIN): `['09:00', '17:00']`. `24:00` is the end of the date. */
export type Window = readonly [opens: string, closes: string];

export interface Holiday {
  /** Local date of the calendar's zone: `2026-12-25`. */
  readonly date: string;
  readonly name: string | null;
  /** Key of the source that it came from; without: somebody wrote it. */
  readonly source?: string;
}

/** Where more holidays come from. They are looked up when a version of the settings is made, and stand in it as dates (R-HOL). */
export type HolidaySource =
  | {
      readonly country: string;
      readonly state: string | null;
      readonly region: string | null;
      /** Of the names; null: that of the community. */
      readonly language: string | null;
      readonly kinds: readonly string[];
      readonly without: readonly string[];
    }
  | { readonly ical: string; readonly without: readonly string[] };

/** A calendar after parsing: windows are sorted, merged and never cross midnight. The parsed form parses to itself. */
export interface Calendar {
  /** IANA name: `Europe/Berlin`. */
  readonly tz: string;
  readonly hours: Readonly<Record<Weekday, readonly Window[]>>;
  readonly holidays: readonly Holiday[];
  /** Local date -> windows; replaces the weekday's windows and beats a holiday; an empty list closes the day (R-HOL). */
  readonly dateHours: Readonly<Record<string, readonly Window[]>>;
  readonly holidaysFrom?: readonly HolidaySource[];
}

export const MINUTES_PER_DAY = 1440;
const CLOCK_TIME = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;

/** Minutes since the start of the date; null when it is no clock time. */
export function minutesOf(time: string): number | null {
  const match = CLOCK_TIME.exec(time);
  if (!match) return null;
  return time === '24:00' ? MINUTES_PER_DAY : Number(match[1]) * 60 + Number(match[2]);
}

export interface MinuteSpan {
  readonly opens: number;
  readonly closes: number;
}

/** What is wrong with a window, in words; null when it can be used. */
export function problemOf([opens, closes]: Window): string | null {
  const bad = [opens, closes].find((time) => minutesOf(time) === null);
  if (bad !== undefined) return `"${bad}" is no clock time; write hours and minutes like 09:00, the end of the day as 24:00`;
  if (opens === '24:00') return 'a window cannot open at 24:00; write 00:00 on the next day';
  if (closes === '23:59') return '23:59 loses the last minute of the day; write 24:00 for the end of the day';
  if (opens === closes) return `opens and closes at ${opens}; for a whole day write 00:00 to 24:00`;
  return null;
}

/** A usable window as minutes of its own day and, where it crosses midnight, of the next day (R-WIN: `22:00–06:00` is two). */
export function splitAtMidnight([opens, closes]: Window): { readonly today: MinuteSpan; readonly tomorrow: MinuteSpan | null } {
  const [from, to] = [minutesOf(opens) ?? 0, minutesOf(closes) ?? 0];
  if (from < to) return { today: { opens: from, closes: to }, tomorrow: null };
  return { today: { opens: from, closes: MINUTES_PER_DAY }, tomorrow: to === 0 ? null : { opens: 0, closes: to } };
}

/** R-WIN: windows of a date are merged if they touch or overlap. */
export function mergeSpans(spans: readonly MinuteSpan[]): MinuteSpan[] {
  const merged: Array<{ opens: number; closes: number }> = [];
  for (const span of [...spans].sort((a, b) => a.opens - b.opens || a.closes - b.closes)) {
    const last = merged.at(-1);
    if (last && span.opens <= last.closes) last.closes = Math.max(last.closes, span.closes);
    else merged.push({ ...span });
  }
  return merged;
}

export function toWindow({ opens, closes }: MinuteSpan): Window {
  return [clockTime(opens), clockTime(closes)];
}

function clockTime(minutes: number): string {
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
}
