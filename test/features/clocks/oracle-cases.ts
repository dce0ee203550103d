import fc from 'fast-check';
import { due, elapsed, type Pause } from '../../../service/features/clocks/arithmetic/business-time.js';
import { WEEKDAYS } from '../../../service/features/clocks/arithmetic/calendar.js';
import { floorSecond, secondsThatCount } from '../../support/second-by-second.js';
import { after, parse, type Written } from './calendars.js';

/** What the engine and the oracle are both asked; the span is from `start` to `until`, ten days at most. */
interface OracleCase {
  readonly calendar: Written;
  readonly start: string;
  readonly until: string;
  readonly minutes: number;
  readonly pauses: readonly Pause[];
}

const DAYS = 10;
/** Instants near which clocks change, most of them half an hour, at midnight, by a day, or around Ramadan. */
const CHANGES: ReadonlyArray<readonly [string, readonly string[]]> = [
  ['Australia/Lord_Howe', ['2024-04-06T15:00:00Z', '2024-10-05T15:30:00Z']],
  ['America/Sao_Paulo', ['2017-10-15T03:00:00Z', '2018-02-18T02:00:00Z', '2018-11-04T03:00:00Z']],
  ['Africa/Cairo', ['2024-04-25T22:00:00Z', '2024-10-31T21:00:00Z']],
  ['Pacific/Apia', ['2011-12-30T10:00:00Z', '2012-03-31T14:00:00Z']],
  ['Africa/Casablanca', ['2024-03-10T02:00:00Z', '2024-04-14T02:00:00Z']],
  ['Europe/Berlin', ['2024-03-31T01:00:00Z', '2024-10-27T01:00:00Z']],
  ['America/New_York', ['2024-03-10T07:00:00Z', '2024-11-03T06:00:00Z']],
  ['America/St_Johns', ['2024-03-10T05:30:00Z', '2024-11-03T04:30:00Z']],
  ['Asia/Beirut', ['2021-03-27T22:00:00Z', '2021-10-30T21:00:00Z']],
  ['Pacific/Chatham', ['2024-04-06T14:00:00Z', '2024-09-28T14:00:00Z']],
  ['Asia/Kathmandu', ['2024-06-03T00:00:00Z']],
  ['UTC', ['2024-06-03T00:00:00Z']],
];

const centre = fc
  .constantFrom(...CHANGES)
  .chain(([tz, instants]) =>
    fc.tuple(
      fc.constant(tz),
      fc.oneof(
        { weight: 7, arbitrary: fc.constantFrom(...instants) },
        { weight: 1, arbitrary: fc.integer({ min: 0, max: 4_700 }).map((day) => after('2012-01-05T00:00:00Z', day * 86_400)) },
      ),
    ),
  );

const clockTime = (minute: number) => `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;

/** Mostly quarters of an hour, and more of them in the hours in which clocks change, so that edges, starts and changes meet. */
const edgeMinute = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 96 }).map((quarter) => quarter * 15) },
  { weight: 2, arbitrary: fc.integer({ min: 0, max: 16 }).map((quarter) => quarter * 15) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1410, 1440) },
  // 23:59 as an end is refused (R-WIN).
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 1438 }) },
);
const windowArbitrary = fc
  .tuple(edgeMinute, edgeMinute)
  .filter(([a, b]) => a !== b)
  .map(([a, b]) => [clockTime(Math.min(a, b)), clockTime(Math.max(a, b))] as const);
/** Windows each of which begins where the one before ended. */
const touching = fc
  .uniqueArray(edgeMinute, { minLength: 3, maxLength: 4 })
  .map((edges) => edges.sort((a, b) => a - b).map(clockTime))
  .map((edges) => edges.slice(1).map((end, index) => [edges[index] ?? '', end] as const));
const day = fc.oneof(
  { weight: 3, arbitrary: fc.array(windowArbitrary, { maxLength: 3 }) },
  { weight: 1, arbitrary: touching },
  { weight: 1, arbitrary: fc.constant([['00:00', '24:00']] as const) },
);

function calendarAround(tz: string, instant: string): fc.Arbitrary<Written> {
  const date = fc.integer({ min: -2, max: 11 }).map((days) => after(instant, days * 86_400).slice(0, 10));
  return fc.record({
    tz: fc.constant(tz),
    hours: fc
      .tuple(windowArbitrary, fc.array(day, { minLength: 7, maxLength: 7 }))
      .map(([sure, days]) =>
        Object.fromEntries(WEEKDAYS.map((name, index) => [name, index === 2 ? [...(days[2] ?? []), sure] : (days[index] ?? [])])),
      ),
    holidays: fc.array(date, { maxLength: 3 }),
    dateHours: fc.dictionary(date, day, { maxKeys: 2 }),
  });
}

/** Quarters of an hour and the seconds beside them, or any millisecond. */
const beside = (days: number) =>
  fc.oneof(
    fc.tuple(fc.integer({ min: 0, max: days * 96 }), fc.constantFrom(-1, 0, 0, 1)).map(([quarter, jitter]) => quarter * 900 + jitter),
    fc.integer({ min: 0, max: days * 86_400_000 }).map((ms) => ms / 1000),
  );

function pauseIn(start: string): fc.Arbitrary<Pause> {
  const length = fc.oneof({ weight: 9, arbitrary: beside(2) }, { weight: 1, arbitrary: fc.constant(null) });
  return fc
    .tuple(beside(DAYS), length)
    .map(([from, long]) => [after(start, from), long === null ? null : after(start, from + Math.max(0, long))]);
}

const caseArbitrary: fc.Arbitrary<OracleCase> = centre.chain(([tz, instant]) =>
  beside(3).chain((before) => {
    const start = after(instant, -before);
    return fc.record({
      calendar: calendarAround(tz, instant),
      start: fc.constant(start),
      until: beside(DAYS).map((seconds) => after(start, Math.min(Math.max(0, seconds), DAYS * 86_400))),
      minutes: fc.oneof(
        fc.integer({ min: 1, max: 2_400 }),
        fc.integer({ min: 1, max: 200 }).map((quarters) => quarters * 15),
      ),
      pauses: fc.oneof(fc.constant([]), fc.array(pauseIn(start), { maxLength: 4 })),
    });
  }),
);

/** What the oracle says of a case. `later`: not within its span. */
export function bySeconds({ calendar, start, until, minutes, pauses }: OracleCase) {
  const from = floorSecond(start);
  const marks = secondsThatCount(calendar, [from, floorSecond(until)], pauses);
  const target = minutes * 60;
  let count = 0;
  let due: string | null = null;
  for (let index = 0; index < marks.length; index += 1) {
    if (marks[index] === 0) continue;
    count += 1;
    if (count === target) due = new Date((from + index + 1) * 1000).toISOString();
  }
  return { due: due ?? ('later' as const), elapsed: count };
}

export const agreement = fc.property(caseArbitrary, (one) => {
  const calendar = parse(one.calendar);
  const expected = bySeconds(one);
  const found = due(calendar, one.start, one.minutes, one.pauses);

  if (elapsed(calendar, one.start, one.until, one.pauses) !== expected.elapsed)
    throw new Error(`elapsed is ${elapsed(calendar, one.start, one.until, one.pauses)}, second by second ${expected.elapsed}`);
  const agrees =
    expected.due === 'later'
      ? found === null || found === 'no_working_time' || Date.parse(found) > floorSecond(one.until) * 1000
      : found === expected.due;
  if (!agrees) throw new Error(`due is ${String(found)}, second by second ${expected.due}`);
});
