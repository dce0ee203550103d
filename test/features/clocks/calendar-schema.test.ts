import { describe, expect, it } from '@jest/globals';
import { calendarSchema } from '../../../service/features/clocks/arithmetic/calendar-schema.js';
import { weeklyPattern } from '../../../service/features/clocks/arithmetic/wording.js';
import { parse, weekdays } from './calendars.js';

function problemsOf(written: unknown): string[] {
  const result = calendarSchema.safeParse(written);
  return result.success ? [] : result.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
}

describe('calendar', () => {
  it('sorts and merges windows that touch or overlap (R-WIN)', () => {
    const calendar = parse({
      tz: 'UTC',
      hours: {
        mon: [
          ['12:00', '17:00'],
          ['09:00', '12:00'],
          ['16:00', '18:00'],
          ['20:00', '21:00'],
        ],
      },
    });

    expect(calendar.hours.mon).toEqual([
      ['09:00', '18:00'],
      ['20:00', '21:00'],
    ]);
  });

  it('splits a window over midnight in two, from Sunday to Monday too', () => {
    const calendar = parse({ tz: 'UTC', hours: { sun: [['22:00', '06:00']], tue: [['22:00', '00:00']] } });

    expect(calendar.hours).toMatchObject({ sun: [['22:00', '24:00']], mon: [['00:00', '06:00']], tue: [['22:00', '24:00']], wed: [] });
  });

  it('refuses 23:59 as an end and offers 24:00', () => {
    expect(
      problemsOf({
        tz: 'UTC',
        hours: {
          mon: [
            ['09:00', '17:00'],
            ['18:00', '23:59'],
          ],
        },
      }),
    ).toEqual(['hours.mon.1: mon, window 2: 23:59 loses the last minute of the day; write 24:00 for the end of the day']);
  });

  it.each([
    ['a time that is none', { tz: 'UTC', hours: { fri: [['9:00', '17:00']] } }, 'fri, window 1: "9:00" is no clock time'],
    ['25 o’clock', { tz: 'UTC', hours: { fri: [['09:00', '25:00']] } }, 'fri, window 1: "25:00" is no clock time'],
    ['an empty window', { tz: 'UTC', hours: { fri: [['09:00', '09:00']] } }, 'fri, window 1: opens and closes at 09:00'],
    ['opening at 24:00', { tz: 'UTC', hours: { fri: [['24:00', '06:00']] } }, 'fri, window 1: a window cannot open at 24:00'],
    [
      'a special date over midnight',
      { tz: 'UTC', hours: { fri: [['09:00', '17:00']] }, dateHours: { '2026-12-24': [['22:00', '02:00']] } },
      '2026-12-24, window 1: crosses midnight',
    ],
    ['a date that is none', { tz: 'UTC', hours: { fri: [['09:00', '17:00']] }, holidays: ['2026-02-30'] }, '"2026-02-30" is no date'],
    ['a zone that is none', { tz: 'Europe/Atlantis', hours: { fri: [['09:00', '17:00']] } }, '"Europe/Atlantis" is no time zone'],
    ['an offset as zone', { tz: '+02:00', hours: { fri: [['09:00', '17:00']] } }, '"+02:00" is no time zone'],
    [
      'a calendar that never opens (R-NEVER)',
      { tz: 'UTC', hours: { mon: [] }, dateHours: { '2026-12-24': [] } },
      'a calendar needs at least one opening time',
    ],
    ['an unknown key', { tz: 'UTC', hours: { monday: [['09:00', '17:00']] } }, 'monday'],
  ])('refuses %s', (_name, written, message) => {
    expect(problemsOf(written).join('\n')).toContain(message);
  });

  it('parses its own parsed form to itself, holidays with their names', () => {
    const calendar = calendarSchema.parse({
      ...weekdays([['22:00', '06:00']]),
      holidays: ['2026-12-26', { date: '2026-12-25', name: 'Christmas' }, '2026-12-25'],
      dateHours: { '2026-12-24': [['09:00', '12:00']] },
    });

    expect(calendar.holidays).toEqual([
      { date: '2026-12-25', name: 'Christmas' },
      { date: '2026-12-26', name: null },
    ]);
    expect(calendarSchema.parse(JSON.parse(JSON.stringify(calendar)))).toEqual(calendar);
  });

  it('is told in as few ranges as possible', () => {
    expect(
      weeklyPattern(
        parse({
          ...weekdays([['09:00', '17:00']]),
          hours: { ...weekdays([['09:00', '17:00']]).hours, wed: [['09:00', '12:00']], sun: [['10:00', '11:00']] },
        }),
      ),
    ).toEqual([
      { from: 0, to: 1, windows: [['09:00', '17:00']] },
      { from: 2, to: 2, windows: [['09:00', '12:00']] },
      { from: 3, to: 4, windows: [['09:00', '17:00']] },
      { from: 6, to: 6, windows: [['10:00', '11:00']] },
    ]);
  });
});
