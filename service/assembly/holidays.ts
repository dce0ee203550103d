import type { Instant } from '../../shared/instant.js';
import type { CommunitySettings } from '../../shared/settings.js';
import { dateHolidays } from '../adapters/date-holidays/date-holidays.js';
import { createIcalFeeds, isAddress } from '../adapters/ical/ical-feeds.js';
import type { Calendar, Holiday, HolidaySource } from '../features/clocks/arithmetic/calendar.js';
import { MOST_HOLIDAYS } from '../features/clocks/arithmetic/holiday-schema.js';
import { closedDays, keyOfSource, withDaysOf, withoutOldSources } from '../features/clocks/arithmetic/holidays.js';
import { HolidayError, type CalendarFeeds, type HolidayData, type Years } from '../ports/holidays.js';

/** From where holidays are looked up. */
export interface HolidayPorts {
  readonly data: HolidayData;
  readonly feeds: CalendarFeeds;
}

export function createHolidayPorts(isPrivateAllowed: boolean): HolidayPorts {
  return { data: dateHolidays, feeds: createIcalFeeds({ isPrivateAllowed }) };
}

/** For pages: which file of this machine is read is said by whoever may change settings here, not by whoever may try some. */
export function withoutNewFiles({ data, feeds }: HolidayPorts, inForce: () => Promise<readonly CommunitySettings[]>): HolidayPorts {
  return {
    data,
    feeds: {
      read: async (place, years) => {
        if (isAddress(place) || isNamedIn(await inForce(), place)) return feeds.read(place, years);
        throw new HolidayError(
          'is a file, and a page reads none that the settings in force do not name; try it with `hybrid-desk policy preview`',
        );
      },
    },
  };
}

function isNamedIn(value: unknown, place: string): boolean {
  if (value === null || typeof value !== 'object') return false;
  return ('ical' in value && value.ical === place) || Object.values(value).some((one) => isNamedIn(one, place));
}

/** A source that could not be looked up; what it gave before stays, if it ever gave anything. */
export interface StaleSource {
  readonly community: string;
  /** Without what an address may hold of secrets. */
  readonly label: string;
  readonly text: string;
  readonly hasOlder: boolean;
}

interface Looking {
  readonly holidays: HolidayPorts | null;
  /** The version in force, if there is one. */
  readonly before: CommunitySettings | null;
  readonly now: Instant;
}

/** R-HOL: ten years ahead; and back to when the community began, since its first version holds from there. */
const YEARS_AHEAD = 10;

export function yearsAround(now: Instant, since: Instant = now): Years {
  const year = yearOf(now);
  return { from: Math.max(year - YEARS_AHEAD, Math.min(yearOf(since), year - 1)), to: year + YEARS_AHEAD };
}

function yearOf(at: Instant): number {
  return Number(at.slice(0, 4));
}

/** The settings with the dates of every source that their calendars name, each looked up now. */
export async function withHolidays(
  settings: CommunitySettings,
  { holidays, before, now }: Looking,
): Promise<{ readonly settings: CommunitySettings; readonly stale: readonly StaleSource[] }> {
  const stale: StaleSource[] = [];
  const older = daysBySource(before);
  const years = yearsAround(now, settings.since);
  const expanded = async (calendar: Calendar): Promise<Calendar> => {
    let next = withoutOldSources(calendar);
    for (const source of calendar.holidaysFrom ?? []) {
      try {
        if (holidays === null) throw new HolidayError('cannot be looked up here; start the service and apply the settings there');
        const days = await lookUp(source, { holidays, years, locale: settings.locale, tz: calendar.tz });
        next = bounded(withDaysOf(next, source, days));
      } catch (error) {
        if (!(error instanceof HolidayError)) throw error;
        const known = older.get(keyOfSource(source));
        stale.push({ community: settings.id, label: labelOf(source), text: error.message, hasOlder: known !== undefined });
        next = withDaysOf(next, source, known ?? []);
      }
    }
    return next;
  };
  const { features, people = {} } = settings;
  const changed = { features: await mapCalendars(features, expanded), people: await mapCalendars(people, expanded) };
  return { settings: { ...settings, ...(changed as Pick<CommunitySettings, 'features' | 'people'>) }, stale };
}

interface Asked {
  readonly holidays: HolidayPorts;
  readonly years: Years;
  readonly locale: string;
  readonly tz: string;
}

async function lookUp(source: HolidaySource, { holidays, years, locale, tz }: Asked): Promise<ReadonlyArray<Omit<Holiday, 'source'>>> {
  if ('ical' in source) return closedDays(await holidays.feeds.read(source.ical, years), tz);
  return holidays.data.ofPlace({ ...source, language: source.language ?? locale }, years);
}

function bounded(calendar: Calendar): Calendar {
  if (calendar.holidays.length > MOST_HOLIDAYS)
    throw new HolidayError(
      `gives more than ${MOST_HOLIDAYS} days; a calendar has at most so many holidays. Close weekdays in \`hours\` instead`,
    );
  return calendar;
}

/** Host or file, or the codes of a place. */
export function labelOf(source: HolidaySource): string {
  if (!('ical' in source)) return [source.country, source.state, source.region].filter((code) => code !== null).join(' ');
  return URL.canParse(source.ical) ? new URL(source.ical).host : (source.ical.split(/[\\/]/).at(-1) ?? source.ical);
}

/** Every calendar with sources, wherever settings hold one. */
async function mapCalendars(value: unknown, change: (calendar: Calendar) => Promise<Calendar>): Promise<unknown> {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    const list: unknown[] = [];
    for (const one of value) list.push(await mapCalendars(one, change));
    return list;
  }
  if ('holidaysFrom' in value && 'hours' in value) return change(value as Calendar);
  const entries: Array<[string, unknown]> = [];
  for (const [key, one] of Object.entries(value)) entries.push([key, await mapCalendars(one, change)]);
  return Object.fromEntries(entries);
}

function daysBySource(value: unknown, found = new Map<string, Holiday[]>()): ReadonlyMap<string, readonly Holiday[]> {
  if (value === null || typeof value !== 'object') return found;
  if ('holidaysFrom' in value && 'holidays' in value)
    for (const holiday of value.holidays as Holiday[])
      if (holiday.source !== undefined) found.set(holiday.source, [...(found.get(holiday.source) ?? []), holiday]);
  for (const one of Object.values(value)) daysBySource(one, found);
  return found;
}
