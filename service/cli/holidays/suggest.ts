import type { Instant } from '../../../shared/instant.js';
import type { HolidayPorts } from '../../assembly/holidays.js';
import { calendarSchema } from '../../features/clocks/arithmetic/calendar-schema.js';
import type { HolidaySource } from '../../features/clocks/arithmetic/calendar.js';
import { holidaySources } from '../../features/clocks/arithmetic/holiday-schema.js';
import { closedDays, oncePerDate } from '../../features/clocks/arithmetic/holidays.js';
import { HolidayError, type NamedDate, type PublicHoliday } from '../../ports/holidays.js';
import { DONE, FELL_SHORT, WRONG_USAGE, type Answer } from '../answer.js';

export interface Wanted {
  readonly country?: string;
  readonly state?: string;
  readonly region?: string;
  readonly ical?: string;
  readonly zone?: string;
  readonly language?: string;
  readonly kinds?: string;
  readonly years?: string;
}

/** CL-12: movable feasts are listed with their dates for three years. */
const SHOWN_YEARS = 3;
const MOST_YEARS = 11;

/** `holidays suggest`: dates to look through and put into the settings. */
export async function suggestHolidays(wanted: Wanted, { data, feeds }: HolidayPorts, now: Instant): Promise<Answer> {
  const source = sourceOf(wanted);
  if (typeof source === 'string') return { code: WRONG_USAGE, text: source };
  const count = Number(wanted.years ?? MOST_YEARS);
  if (!Number.isInteger(count) || count < 1 || count > MOST_YEARS)
    return { code: WRONG_USAGE, text: `--years ${wanted.years ?? ''} is no whole number from 1 to ${MOST_YEARS}.` };
  const year = Number(now.slice(0, 4));
  const years = { from: year, to: year + count - 1 };
  try {
    if ('ical' in source) {
      const found = closedDays(await feeds.read(source.ical, years), wanted.zone ?? 'UTC').filter(({ date }) => date >= `${years.from}`);
      return answer(found, [`Closed days of the calendar, ${years.from} to ${years.to}.`]);
    }
    const found = await data.ofPlace({ ...source, language: source.language ?? 'en' }, years);
    return answer(found, [`Public holidays, ${years.from} to ${years.to}.`, data.credit, ...movable(found, years.from)]);
  } catch (error) {
    if (!(error instanceof HolidayError)) throw error;
    return { code: FELL_SHORT, text: `What was asked ${error.message}.` };
  }
}

function sourceOf({ country, state, region, ical, zone, language, kinds }: Wanted): HolidaySource | string {
  if ((country === undefined) === (ical === undefined)) return 'Name either a country (--country DE) or a calendar (--ical holidays.ics).';
  const tz = zone ?? 'UTC';
  if (!calendarSchema.safeParse({ tz, hours: { mon: [['00:00', '24:00']] } }).success)
    return `--zone ${tz} is no time zone; write an IANA name like Europe/Berlin.`;
  const place = {
    country,
    state: state ?? null,
    region: region ?? null,
    language: language ?? null,
    kinds: (kinds ?? 'public').split(','),
  };
  const read = holidaySources.safeParse([ical === undefined ? place : { ical }]);
  const problem = read.error?.issues[0];
  return read.data?.[0] ?? `What was asked cannot be looked up: ${problem?.message ?? 'it has no form that is known'}.`;
}

function answer(found: readonly NamedDate[], head: readonly string[]): Answer {
  const holidays = oncePerDate(found.map(({ date, name }) => ({ date, name })));
  const advice = 'Look through them, take out the days on which you work, and put them under `holidays` of a calendar.';
  return {
    code: DONE,
    text: [...[...head, advice].map((line) => `# ${line}`), 'holidays:', ...holidays.map(lineOf)].join('\n'),
    json: { holidays },
  };
}

/** A text in JSON is one in YAML as well. */
function lineOf({ date, name }: NamedDate): string {
  return `  - ${name === null ? date : `{ date: ${date}, name: ${JSON.stringify(name)} }`}`;
}

function movable(found: readonly PublicHoliday[], from: number): string[] {
  const shown = found.filter(({ isMovable, date }) => isMovable && date < `${from + SHOWN_YEARS}`);
  const names = [...new Set(shown.map(({ name }) => name))];
  if (names.length === 0) return [];
  return [
    'On another date every year:',
    ...names.map(
      (name) =>
        `  ${name ?? ''}: ${shown
          .filter((one) => one.name === name)
          .map(({ date }) => date)
          .join(', ')}`,
    ),
  ];
}
