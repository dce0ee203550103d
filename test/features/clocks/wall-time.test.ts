import { describe, expect, it } from '@jest/globals';
import { Temporal } from 'temporal-polyfill';
import { wallTime } from '../../../service/features/clocks/arithmetic/wording.js';

const HALF_HOURS = 48 * 3;

/** Three days around an instant, in half hours, by Temporal and as shown. */
function around(at: string, tz: string): Array<{ readonly shown: string; readonly expected: string }> {
  const middle = Temporal.Instant.from(at);
  return Array.from({ length: HALF_HOURS }, (_, index) => {
    const instant = middle.add({ minutes: 30 * (index - HALF_HOURS / 2) });
    const { year, month, day, weekday, time } = wallTime(instant.toString({ fractionalSecondDigits: 3 }), tz);
    const local = instant.toZonedDateTimeISO(tz);
    return {
      shown: `${year}-${month}-${day} (${weekday}) ${time}`,
      expected: `${local.year}-${local.month}-${local.day} (${local.dayOfWeek - 1}) ${local.toPlainTime().toString({ smallestUnit: 'minute' })}`,
    };
  });
}

describe('what the clock on the wall shows', () => {
  it.each([
    ['an ordinary day', '2026-11-24T12:00:00Z', 'Europe/Berlin'],
    ['a day with an hour less', '2026-03-29T01:00:00Z', 'Europe/Berlin'],
    ['a day with an hour more', '2026-10-25T01:00:00Z', 'Europe/Berlin'],
    ['a day that begins at one', '2018-11-04T03:00:00Z', 'America/Sao_Paulo'],
    ['a day whose midnight comes twice', '2026-11-01T05:00:00Z', 'America/Havana'],
    ['half an hour more', '2026-04-04T15:00:00Z', 'Australia/Lord_Howe'],
    ['a date that the zone skips', '2011-12-30T10:00:00Z', 'Pacific/Apia'],
    ['far from UTC', '2026-07-01T00:00:00Z', 'Pacific/Kiritimati'],
    ['a year that begins', '2026-12-31T23:30:00Z', 'Asia/Kathmandu'],
  ])('R-DST is that of the zone on %s', (_what, at, tz) => {
    const moments = around(at, tz);

    expect(moments.map(({ shown }) => shown)).toEqual(moments.map(({ expected }) => expected));
  });

  it('refuses what is no instant', () => {
    expect(() => wallTime('tomorrow', 'Europe/Berlin')).toThrow('no instant');
  });
});
