import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { due, elapsed, type Due, type Pause } from '../../../service/features/clocks/arithmetic/business-time.js';
import { openTime } from '../../../service/features/clocks/arithmetic/open-time.js';
import { after, calendarArbitrary, minutesArbitrary, parse, pausesAfter, startArbitrary, weekdays, type Written } from './calendars.js';

// fast-check prints the seed and the smallest counterexample of a failure.
const scenario = fc
  .record({ written: calendarArbitrary, start: startArbitrary, minutes: minutesArbitrary })
  .chain((given) => pausesAfter(given.start).map((pauses) => ({ ...given, pauses })));

function seconds(found: Due): number {
  return found === null || found === 'no_working_time' ? Infinity : Date.parse(found) / 1000;
}

function isOpenOrClosing(written: Written, at: number): boolean {
  return openTime(parse(written)).between(at - 1, at) === 1;
}

describe('business time', () => {
  it('elapses exactly the target until due', () => {
    fc.assert(
      fc.property(scenario, ({ written, start, minutes, pauses }) => {
        const calendar = parse(written);
        const found = due(calendar, start, minutes, pauses);

        expect(typeof found).toBe('string');
        if (found !== null && found !== 'no_working_time') expect(elapsed(calendar, start, found, pauses)).toBe(minutes * 60);
      }),
    );
  });

  it('never makes due earlier when minutes, a pause or a holiday is added', () => {
    fc.assert(
      fc.property(
        scenario,
        fc.integer({ min: 0, max: 20 }),
        fc.integer({ min: 1, max: 500 }),
        ({ written, start, minutes, pauses }, day, more) => {
          const before = seconds(due(parse(written), start, minutes, pauses));
          const date = after(start, day * 86_400).slice(0, 10);
          const pause: Pause = [after(start, day * 40_000), after(start, day * 40_000 + more * 60)];
          // A date with hours of its own is no holiday (R-HOL).
          const withHoliday = { ...written, holidays: [...(written.holidays ?? []), date] };

          expect(seconds(due(parse(written), start, minutes + more, pauses))).toBeGreaterThan(before);
          expect(seconds(due(parse(written), start, minutes, [...pauses, pause]))).toBeGreaterThanOrEqual(before);
          expect(seconds(due(parse(withHoliday), start, minutes, pauses))).toBeGreaterThanOrEqual(before);
        },
      ),
    );
  });

  it('is due inside a window or at its closing, never inside a pause', () => {
    fc.assert(
      fc.property(scenario, ({ written, start, minutes, pauses }) => {
        const at = seconds(due(parse(written), start, minutes, pauses));
        const isPaused = pauses.some(
          ([from, to]) => Math.floor(Date.parse(from) / 1000) < at && (to === null || at <= Math.floor(Date.parse(to) / 1000)),
        );

        expect(isOpenOrClosing(written, at)).toBe(true);
        expect(isPaused).toBe(false);
      }),
    );
  });

  it('adds up: a to b and b to c is a to c', () => {
    fc.assert(
      fc.property(scenario, fc.nat(2_000_000), fc.nat(2_000_000), ({ written, start, pauses }, first, second) => {
        const calendar = parse(written);
        const [b, c] = [after(start, first), after(start, first + second)];

        expect(elapsed(calendar, start, b, pauses) + elapsed(calendar, b, c, pauses)).toBe(elapsed(calendar, start, c, pauses));
      }),
    );
  });

  it('does not change when a window or a pause is split into two that touch', () => {
    fc.assert(
      fc.property(scenario, fc.integer({ min: 541, max: 1019 }), fc.nat(100_000), ({ start, minutes, pauses }, minute, cut) => {
        const middle = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
        const whole = parse(weekdays([['09:00', '17:00']], 'Europe/Berlin'));
        const halves = parse(
          weekdays(
            [
              ['09:00', middle],
              [middle, '17:00'],
            ],
            'Europe/Berlin',
          ),
        );
        const split = pauses.flatMap(([from, to]): Pause[] => {
          const between = after(from, cut);
          return to !== null && between < to
            ? [
                [from, between],
                [between, to],
              ]
            : [[from, to]];
        });

        expect(due(halves, start, minutes, split)).toBe(due(whole, start, minutes, pauses));
      }),
    );
  });

  it('is the same in two zones whose windows are the same instants', () => {
    fc.assert(
      fc.property(scenario, ({ start, minutes, pauses }) => {
        // Kathmandu is 5 h 45 min ahead all year round.
        expect(due(parse(weekdays([['14:45', '22:45']], 'Asia/Kathmandu')), start, minutes, pauses)).toBe(
          due(parse(weekdays([['09:00', '17:00']])), start, minutes, pauses),
        );
      }),
    );
  });
});
