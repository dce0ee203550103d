import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../../../../shared/instant.js';
import type { Calendar, Holiday, HolidaySource } from './calendar.js';

/** A moment of an entry of somebody else's calendar; `zone` null: of whatever zone the calendar has. */
export type Moment = { readonly at: Instant } | { readonly wall: string; readonly zone: string | null };
export type Entry =
  | { readonly type: 'days'; readonly name: string | null; readonly from: string; readonly until: string }
  | { readonly type: 'times'; readonly name: string | null; readonly from: Moment; readonly until: Moment };

/** What a source of holidays is known by in the dates that came from it. */
export function keyOfSource(source: HolidaySource): string {
  if ('ical' in source) return `ical:${source.ical}`;
  const { country, state, region, language, kinds } = source;
  return ['place', country, state ?? '', region ?? '', language ?? '', kinds.join('+')].join(':');
}

/** Each date once, in order; what somebody wrote goes before what came from a source, a name before none. */
export function oncePerDate(holidays: readonly Holiday[]): Holiday[] {
  const found = new Map<string, Holiday>();
  for (const holiday of holidays) {
    const known = found.get(holiday.date);
    found.set(holiday.date, known === undefined ? holiday : better(known, holiday));
  }
  return [...found.values()].sort((a, b) => (a.date < b.date ? -1 : 1));
}

function better(known: Holiday, other: Holiday): Holiday {
  const [first, second] = known.source !== undefined && other.source === undefined ? [other, known] : [known, other];
  return first.name === null ? { ...first, name: second.name } : first;
}

/** R-HOL: the calendar with the days of one source instead of those that it had from it, without those that its settings leave out. */
export function withDaysOf(calendar: Calendar, source: HolidaySource, days: ReadonlyArray<Omit<Holiday, 'source'>>): Calendar {
  const key = keyOfSource(source);
  const leftOut = new Set(source.without.map((one) => one.trim().toLowerCase()));
  const kept = days.filter(({ date, name }) => !leftOut.has(date) && !leftOut.has(name?.trim().toLowerCase() ?? ''));
  const others = calendar.holidays.filter((holiday) => holiday.source !== key);
  return { ...calendar, holidays: oncePerDate([...others, ...kept.map(({ date, name }) => ({ date, name, source: key }))]) };
}

/** The calendar without dates from sources that its settings name no more. */
export function withoutOldSources(calendar: Calendar): Calendar {
  const keys = new Set(calendar.holidaysFrom?.map(keyOfSource));
  return { ...calendar, holidays: calendar.holidays.filter(({ source }) => source === undefined || keys.has(source)) };
}

/** The dates that entries close: whole days are days wherever one is; of times only the days that they cover wholly in the calendar's zone. */
export function closedDays(entries: readonly Entry[], tz: string): Array<Omit<Holiday, 'source'>> {
  return entries.flatMap((entry) => {
    const [from, until] = entry.type === 'days' ? [dateOf(entry.from), dateOf(entry.until)] : wholeDays(entry, tz);
    if (from === null || until === null) return [];
    const count = Math.min(from.until(until).days, MOST_DAYS);
    return Array.from({ length: Math.max(0, count) }, (_, index) => ({ date: from.add({ days: index }).toString(), name: entry.name }));
  });
}

/** More than a year is no holiday. */
const MOST_DAYS = 366;

function dateOf(text: string): Temporal.PlainDate | null {
  try {
    return Temporal.PlainDate.from(text);
  } catch {
    return null;
  }
}

type Span = readonly [from: Temporal.PlainDate | null, until: Temporal.PlainDate | null];

function wholeDays({ from, until }: Extract<Entry, { readonly type: 'times' }>, tz: string): Span {
  const [start, end] = [inZone(from, tz), inZone(until, tz)];
  if (start === null || end === null) return [null, null];
  const opens = start.toPlainDate();
  const isMidnight = Temporal.ZonedDateTime.compare(start, start.startOfDay()) === 0;
  return [isMidnight ? opens : opens.add({ days: 1 }), end.toPlainDate()];
}

/** Null: nobody knows the zone, or there is no such moment. */
function inZone(moment: Moment, tz: string): Temporal.ZonedDateTime | null {
  try {
    if ('at' in moment) return Temporal.Instant.from(moment.at).toZonedDateTimeISO(tz);
    return Temporal.PlainDateTime.from(moment.wall)
      .toZonedDateTime(moment.zone ?? tz)
      .withTimeZone(tz);
  } catch {
    return null;
  }
}
