import fc from 'fast-check';
import { calendarSchema } from '../../../service/features/clocks/arithmetic/calendar-schema.js';
import { WEEKDAYS, type Calendar } from '../../../service/features/clocks/arithmetic/calendar.js';
import type { Pause } from '../../../service/features/clocks/arithmetic/business-time.js';

/** A calendar as somebody would write it. */
export interface Written {
  readonly tz: string;
  readonly hours: Readonly<Record<string, ReadonlyArray<readonly [string, string]>>>;
  readonly holidays?: readonly string[];
  readonly dateHours?: Readonly<Record<string, ReadonlyArray<readonly [string, string]>>>;
}

export function parse(written: Written): Calendar {
  return calendarSchema.parse(written);
}

export function weekdays(windows: ReadonlyArray<readonly [string, string]>, tz = 'UTC'): Written {
  return { tz, hours: Object.fromEntries(WEEKDAYS.slice(0, 5).map((day) => [day, windows])) };
}

const ZONES = [
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'America/Sao_Paulo',
  'Africa/Casablanca',
  'Africa/Cairo',
];

const clockTime = (quarter: number) => `${String(Math.floor(quarter / 4)).padStart(2, '0')}:${String((quarter % 4) * 15).padStart(2, '0')}`;

const windowArbitrary = fc
  .tuple(fc.integer({ min: 0, max: 95 }), fc.integer({ min: 1, max: 60 }))
  .map(([from, length]) => [clockTime(from), clockTime(Math.min(96, from + length))] as const);

const dayArbitrary = fc.array(windowArbitrary, { maxLength: 3 });

/** Dates around those of the start, so that holidays and special dates matter. */
const dateArbitrary = fc
  .integer({ min: 0, max: 900 })
  .map((day) => new Date(Date.UTC(2011, 10, 1) + day * 86_400_000).toISOString().slice(0, 10));

export const calendarArbitrary: fc.Arbitrary<Written> = fc.record({
  tz: fc.constantFrom(...ZONES),
  hours: fc.tuple(windowArbitrary, fc.array(dayArbitrary, { minLength: 7, maxLength: 7 })).map(([sure, days]) => ({
    ...Object.fromEntries(WEEKDAYS.map((day, index) => [day, days[index] ?? []])),
    wed: [...(days[2] ?? []), sure],
  })),
  holidays: fc.array(dateArbitrary, { maxLength: 6 }),
  dateHours: fc.dictionary(dateArbitrary, dayArbitrary, { maxKeys: 4 }),
});

/** Starts with a fraction of a second, among them the clock changes of 2011 to 2013 and the missing date of Samoa. */
export const startArbitrary = fc.integer({ min: 0, max: 800 * 86_400_000 }).map((ms) => new Date(Date.UTC(2011, 10, 1) + ms).toISOString());

export const minutesArbitrary = fc.integer({ min: 1, max: 3_000 });

/** Closed pauses in the weeks after a start. */
export function pausesAfter(start: string): fc.Arbitrary<Pause[]> {
  return fc.array(
    fc
      .tuple(fc.integer({ min: -86_400, max: 1_200_000 }), fc.integer({ min: 0, max: 200_000 }))
      .map(([from, length]): Pause => [after(start, from), after(start, from + length)]),
    { maxLength: 4 },
  );
}

export function after(start: string, seconds: number): string {
  return new Date(Date.parse(start) + seconds * 1000).toISOString();
}
