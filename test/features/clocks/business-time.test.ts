import { describe, expect, it } from '@jest/globals';
import { due, dueAfterSeconds, elapsed } from '../../../service/features/clocks/arithmetic/business-time.js';
import { calendarSchema } from '../../../service/features/clocks/arithmetic/calendar-schema.js';
import { wallTime } from '../../../service/features/clocks/arithmetic/wording.js';
import { parse, weekdays } from './calendars.js';

const office = parse(weekdays([['09:00', '17:00']]));
const nights = (tz: string) =>
  parse({ tz, hours: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day) => [day, [['00:00', '06:00']]])) });

describe('due', () => {
  it('floors the start to seconds and keeps them (R-UTC)', () => {
    expect(due(office, '2024-06-03T10:00:59.999Z', 1)).toBe('2024-06-03T10:01:59.000Z');
  });

  it('is the closing moment when the target is used up there (R-CLOSE)', () => {
    expect(due(office, '2024-06-03T09:00:00Z', 480)).toBe('2024-06-03T17:00:00.000Z');
    expect(due(office, '2024-06-03T09:00:01Z', 480)).toBe('2024-06-04T09:00:01.000Z');
  });

  it('counts from the next opening when it starts at the closing instant (trap 12)', () => {
    expect(due(office, '2024-06-03T17:00:00Z', 1)).toBe('2024-06-04T09:01:00.000Z');
    expect(due(office, '2024-06-03T16:59:59Z', 1)).toBe('2024-06-04T09:00:59.000Z');
    expect(elapsed(office, '2024-06-03T17:00:00Z', '2024-06-03T17:00:01Z')).toBe(0);
    expect(elapsed(office, '2024-06-03T16:59:59Z', '2024-06-03T17:00:00Z')).toBe(1);
    expect(elapsed(office, '2024-06-03T08:59:59Z', '2024-06-03T09:00:01Z')).toBe(1);
  });

  it('says that a desk never opens, instead of looping or using wall-clock time (R-NEVER)', () => {
    const never = { ...office, hours: { ...office.hours, mon: [], tue: [], wed: [], thu: [], fri: [] } };
    const once = calendarSchema.parse({ tz: 'UTC', hours: {}, dateHours: { '2024-06-03': [['09:00', '10:00']] } });

    expect(due(never, '2024-06-03T09:00:00Z', 1)).toBe('no_working_time');
    expect(due(once, '2024-06-03T09:00:00Z', 60)).toBe('2024-06-03T10:00:00.000Z');
    expect(due(once, '2024-06-03T09:00:00Z', 61)).toBe('no_working_time');
    expect(due(once, '2022-06-03T09:00:00Z', 1)).toBe('2024-06-03T09:01:00.000Z');
    expect(due(once, '2022-03-01T09:00:00Z', 1)).toBe('no_working_time');
  });

  it('has none while a pause lasts, and keeps the one that was reached before (R-PAUSE)', () => {
    expect(due(office, '2024-06-03T09:00:00Z', 61, [['2024-06-03T10:00:00Z', null]])).toBeNull();
    expect(due(office, '2024-06-03T09:00:00Z', 60, [['2024-06-03T10:00:00Z', null]])).toBe('2024-06-03T10:00:00.000Z');
    expect(elapsed(office, '2024-06-03T09:00:00Z', '2024-06-09T10:00:00Z', [['2024-06-03T10:00:00Z', null]])).toBe(3600);
  });

  it('can be asked in seconds; nothing left is due at once', () => {
    expect(dueAfterSeconds(office, '2024-06-03T09:00:00Z', 61)).toBe('2024-06-03T09:01:01.000Z');
    expect(dueAfterSeconds(office, '2024-06-03T20:00:00.500Z', 0)).toBe('2024-06-03T20:00:00.000Z');
  });

  it('refuses what is no instant', () => {
    expect(() => due(office, 'yesterday', 1)).toThrow('no instant');
  });
});

describe('clock changes', () => {
  it('holds five hours in a night that springs forward and seven in one that falls back (R-ELAPSED)', () => {
    expect(elapsed(nights('Europe/Berlin'), '2024-03-30T12:00:00Z', '2024-03-31T12:00:00Z')).toBe(5 * 3600);
    expect(elapsed(nights('Europe/Berlin'), '2024-10-26T12:00:00Z', '2024-10-27T12:00:00Z')).toBe(7 * 3600);
  });

  it('moves an edge inside the gap forward, and empties a window that is turned round by it (R-DST)', () => {
    const gap = (opens: string, closes: string) => parse({ tz: 'Europe/Berlin', hours: { sun: [[opens, closes]] } });
    const sunday = (opens: string, closes: string) => elapsed(gap(opens, closes), '2024-03-30T12:00:00Z', '2024-03-31T20:00:00Z');

    expect(sunday('02:30', '04:00')).toBe(1800);
    expect(sunday('02:30', '03:00')).toBe(0);
    expect(sunday('01:00', '02:30')).toBe(2.5 * 3600 - 3600);
  });

  it('counts once where a moved window reaches into the next one', () => {
    const calendar = parse({
      tz: 'Europe/Berlin',
      hours: {
        sun: [
          ['02:15', '02:45'],
          ['03:00', '05:00'],
        ],
      },
    });

    expect(elapsed(calendar, '2024-03-30T12:00:00Z', '2024-03-31T20:00:00Z')).toBe(2 * 3600);
  });

  it('has no windows on a date that the zone skipped (R-NODATE)', () => {
    const calendar = parse({ tz: 'Pacific/Apia', hours: { fri: [['09:00', '17:00']], sat: [['00:00', '24:00']] } });

    expect(elapsed(calendar, '2011-12-29T10:00:00Z', '2012-01-01T10:00:00Z')).toBe(24 * 3600);
  });
});

describe('holidays and special dates (R-HOL)', () => {
  const week = weekdays([['09:00', '17:00']], 'Pacific/Kiritimati');

  it('are local dates of the zone, not of UTC (trap 9)', () => {
    // Tuesday 4 June, 09:00 to 17:00 in Kiritimati, is 19:00 on the 3rd to 03:00 on the 4th in UTC.
    expect(elapsed(parse({ ...week, holidays: ['2024-06-04'] }), '2024-06-03T18:00:00Z', '2024-06-04T18:00:00Z')).toBe(0);
    expect(elapsed(parse({ ...week, holidays: ['2024-06-03'] }), '2024-06-03T18:00:00Z', '2024-06-04T18:00:00Z')).toBe(8 * 3600);
  });

  it('let a special date beat a holiday and the weekday; an empty list closes the day', () => {
    const special = parse({
      ...weekdays([['09:00', '17:00']]),
      holidays: ['2024-06-04'],
      dateHours: { '2024-06-04': [['10:00', '11:00']], '2024-06-05': [] },
    });

    expect(elapsed(special, '2024-06-04T00:00:00Z', '2024-06-05T00:00:00Z')).toBe(3600);
    expect(elapsed(special, '2024-06-05T00:00:00Z', '2024-06-06T00:00:00Z')).toBe(0);
  });
});

it('tells the time on the wall of a zone', () => {
  expect(wallTime('2026-11-24T13:00:36.000Z', 'Europe/Berlin')).toEqual({
    year: 2026,
    month: 11,
    day: 24,
    weekday: 1,
    time: '14:00',
    tz: 'Europe/Berlin',
  });
});
