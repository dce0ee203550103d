import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { due, elapsed, type Pause } from '../../../service/features/clocks/arithmetic/business-time.js';
import { calendarSchema } from '../../../service/features/clocks/arithmetic/calendar-schema.js';
import { floorSecond, secondsThatCount } from '../../support/second-by-second.js';
import { after, calendarArbitrary, parse, startArbitrary, weekdays, type Written } from './calendars.js';

const office = parse(weekdays([['09:00', '17:00']]));
const daily = (tz: string, windows: ReadonlyArray<readonly [string, string]>): Written => ({
  tz,
  hours: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, windows])),
});

/** Section 4 of the rules: mistakes seen in other programs. Those about cycles are tested where cycles are. */
describe('traps of the arithmetic', () => {
  it('trap 1: a pause is no wall-clock time to be added: due never lands at night', () => {
    const pause: Pause = ['2024-01-17T16:00:00Z', '2024-01-17T20:00:00Z'];

    // Added to 17:00, the four hours of the pause would give 21:00.
    expect(due(office, '2024-01-17T15:00:00Z', 120)).toBe('2024-01-17T17:00:00.000Z');
    expect(due(office, '2024-01-17T15:00:00Z', 120, [pause])).toBe('2024-01-18T10:00:00.000Z');
  });

  it('trap 2: pauses count to the second, however many', () => {
    const pauses = Array.from({ length: 40 }, (_, index): Pause => {
      const from = after('2024-06-03T09:00:00.000Z', 60 + index * 90);
      return [from, after(from, 31)];
    });

    expect(due(office, '2024-06-03T09:00:00Z', 120, pauses)).toBe(after('2024-06-03T11:00:00.000Z', 40 * 31));
    expect(elapsed(office, '2024-06-03T09:00:00Z', '2024-06-03T11:00:00Z', pauses)).toBe(7200 - 40 * 31);
  });

  it('trap 3: hours are those that pass, not those that the clocks show', () => {
    const nights = parse(daily('America/St_Johns', [['00:00', '06:00']]));

    expect(elapsed(nights, '2024-03-09T12:00:00Z', '2024-03-10T12:00:00Z')).toBe(5 * 3600);
    expect(elapsed(nights, '2024-11-02T12:00:00Z', '2024-11-03T12:00:00Z')).toBe(7 * 3600);
    // 02:00 to 03:00 does not happen: four hours after midnight it is 05:00, at UTC−2:30.
    expect(due(nights, '2024-03-10T03:30:00Z', 240)).toBe('2024-03-10T07:30:00.000Z');
  });

  it('trap 9: dates are those of the calendar, not those of UTC', () => {
    const honolulu = (holiday: string) => parse({ ...daily('Pacific/Honolulu', [['15:00', '24:00']]), holidays: [holiday] });

    // Tuesday 4 June, 15:00 to 24:00 in Honolulu, is 01:00 to 10:00 on the 5th in UTC.
    expect(due(honolulu('2024-06-04'), '2024-06-05T00:00:00Z', 60)).toBe('2024-06-06T02:00:00.000Z');
    expect(due(honolulu('2024-06-05'), '2024-06-05T00:00:00Z', 60)).toBe('2024-06-05T02:00:00.000Z');
  });

  it.each(['2024-06-03T09:00:00Z', '09:00:00Z', '09:00+02:00', '9:00 am', '1717405200'])(
    'trap 10: a calendar is clock times and no instants: %s is refused',
    (opens) => {
      const read = calendarSchema.safeParse(weekdays([[opens, '17:00']], 'Europe/Berlin'));

      expect(read.error?.issues[0]?.message).toContain('is no clock time');
    },
  );

  it('trap 10: a calendar that is read and saved again does not move', () => {
    fc.assert(
      fc.property(calendarArbitrary, (written) => {
        const once = parse(written);

        expect(calendarSchema.parse(JSON.parse(JSON.stringify(once)))).toEqual(once);
      }),
    );
  });

  it('trap 12: at every closing instant due and elapsed agree that the desk is shut', () => {
    fc.assert(
      fc.property(calendarArbitrary, startArbitrary, (written, start) => {
        const calendar = parse(written);
        for (const closing of closings(written, start)) {
          const found = due(calendar, closing, 1);

          expect(elapsed(calendar, after(closing, -1), closing)).toBe(1);
          expect(elapsed(calendar, closing, after(closing, 1))).toBe(0);
          expect(due(calendar, after(closing, -60), 1) === closing).toBe(elapsed(calendar, after(closing, -60), closing) === 60);
          expect(found !== null && elapsed(calendar, closing, found)).toBe(60);
        }
      }),
    );
  });

  it('trap 13: the example in the README of the clocks comes to what it says', () => {
    const readme = readFileSync('service/features/clocks/README.md', 'utf8').replaceAll(/\s+/g, ' ');
    const [, target] = /Mon–Fri 09:00–17:00 Europe\/Berlin, first reply within (\d+) minutes/.exec(readme) ?? [];
    const [, day, time, dueDay, dueTime] =
      /Asked on Friday (\d+) June 2025 at (\d\d:\d\d):.*? due is Monday (\d+) June at (\d\d:\d\d)/.exec(readme) ?? [];
    const inBerlin = (date = '', clock = '') => new Date(`2025-06-${date.padStart(2, '0')}T${clock}:00+02:00`).toISOString();

    const found = due(parse(weekdays([['09:00', '17:00']], 'Europe/Berlin')), inBerlin(day, time), Number(target));

    expect(found).toBe(inBerlin(dueDay, dueTime));
  });
});

/** The instants of the three days after `start` at which the desk shuts. */
function closings(written: Written, start: string): string[] {
  const from = floorSecond(start);
  const marks = secondsThatCount(written, [from, from + 3 * 86_400], []);
  const found: string[] = [];
  for (let index = marks.indexOf(1); index !== -1; index = marks.indexOf(1, index)) {
    index = marks.indexOf(0, index);
    if (index === -1) break;
    found.push(new Date((from + index) * 1000).toISOString());
  }
  return found;
}
