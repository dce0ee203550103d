import { describe, expect, it } from '@jest/globals';
import { calendarSchema } from '../../../service/features/clocks/arithmetic/calendar-schema.js';
import { checkedCalendar, fieldsOf, type CalendarFields } from '../../../service/features/clocks/calendar-form.js';

const NOTHING: CalendarFields = {
  tz: 'Europe/Berlin',
  mon: '',
  tue: '',
  wed: '',
  thu: '',
  fri: '',
  sat: '',
  sun: '',
  holidays: '',
  dateHours: '',
};

function typed(own: Partial<CalendarFields>, before: Parameters<typeof checkedCalendar>[1] = null) {
  return checkedCalendar({ ...NOTHING, ...own }, before);
}

function problems(own: Partial<CalendarFields>): string[] {
  const checked = typed(own);
  return checked.ok ? [] : checked.problems.map(({ field, text }) => `${field}: ${text}`);
}

describe('a calendar that is typed', () => {
  it('has several windows a day, holidays with names, special dates and closed ones', () => {
    const checked = typed({
      mon: '09:00-12:00, 13:00–17:00',
      tue: ' 9:00 - 12:00 ',
      holidays: '2026-12-25 Christmas Day\n\n2026-12-26\n',
      dateHours: '2026-12-24 09:00-12:00\n2026-12-31 closed',
    });

    expect(checked).toMatchObject({
      ok: true,
      calendar: {
        hours: {
          mon: [
            ['09:00', '12:00'],
            ['13:00', '17:00'],
          ],
          tue: [['09:00', '12:00']],
          wed: [],
        },
        holidays: [
          { date: '2026-12-25', name: 'Christmas Day' },
          { date: '2026-12-26', name: null },
        ],
        dateHours: { '2026-12-24': [['09:00', '12:00']], '2026-12-31': [] },
      },
    });
  });

  it('is split in two over midnight, from Sunday to Monday too', () => {
    expect(typed({ sun: '22:00-06:00', mon: '08:00-10:00' })).toMatchObject({
      ok: true,
      calendar: {
        hours: {
          sun: [['22:00', '24:00']],
          mon: [
            ['00:00', '06:00'],
            ['08:00', '10:00'],
          ],
        },
      },
    });
  });

  it('comes back as the same text, and again as the same calendar', () => {
    const calendar = calendarSchema.parse({
      tz: 'Asia/Tokyo',
      hours: {
        mon: [['00:00', '24:00']],
        fri: [
          ['09:00', '12:00'],
          ['13:00', '17:00'],
        ],
      },
      holidays: ['2026-12-25', { date: '2026-12-26', name: 'Second day' }],
      dateHours: { '2026-12-24': [['09:00', '12:00']], '2026-12-31': [] },
    });

    expect(typed(fieldsOf(calendar))).toEqual({ ok: true, calendar });
  });

  it('keeps the sources of holidays and their dates, which it does not show as typed', () => {
    const before = calendarSchema.parse({
      tz: 'UTC',
      hours: { mon: [['09:00', '17:00']] },
      holidays: [{ date: '2026-05-01', name: 'Labour Day', source: 'place:DE:::' }],
      holidaysFrom: [{ country: 'DE' }],
    });

    expect(fieldsOf(before).holidays).toBe('');
    expect(typed(fieldsOf(before), before)).toEqual({ ok: true, calendar: before });
  });

  it.each([
    [{}, 'mon: a calendar needs at least one opening time (R-NEVER)'],
    [{ mon: '09:00-17:00', tz: 'Berlin' }, 'tz: "Berlin" is no time zone; write an IANA name like Europe/Berlin'],
    [{ tue: '09:00-23:59' }, 'tue: tue, window 1: 23:59 loses the last minute of the day; write 24:00 for the end of the day'],
    [{ wed: '09:00-12:00, 11:00-15:00' }, 'wed: wed, window 2: overlaps with window 1; write them as one, ["09:00","15:00"]'],
    [
      { thu: 'nine to five' },
      'thu: thu, window 1: "nine to five" is no clock time; write hours and minutes like 09:00, the end of the day as 24:00',
    ],
    [
      { thu: '2026-11-05T09:00:00Z-17:00' },
      'thu: thu, window 1: "2026" is no clock time; write hours and minutes like 09:00, the end of the day as 24:00',
    ],
    [{ fri: '09:00-17:00', holidays: '25.12.2026 Christmas' }, 'holidays: "25.12.2026" is no date; write it like 2026-12-25'],
    [
      { fri: '09:00-17:00', dateHours: '2026-12-24 22:00-02:00' },
      'dateHours: 2026-12-24, window 1: crosses midnight; write the part after midnight on the next date',
    ],
    [
      { fri: '09:00-17:00', dateHours: '2026-12-24 09:00-12:00\n2026-12-24 closed' },
      'dateHours: 2026-12-24 stands twice; write its hours on one line',
    ],
    [{ fri: '09:00-17:00', holidays: 'x'.repeat(100_001) }, 'holidays: is too long'],
  ])('is refused with the field and a remedy: %j', (own, told) => {
    expect(problems(own)).toContain(told);
  });

  it('CL-11.1 is offered with 24:00 where 23:59 was typed, and with overlapping windows as one', () => {
    const checked = typed({ mon: '18:00-23:59', tue: '09:00-12:00, 11:00-15:00', dateHours: '2026-12-24 09:00-23:59' });
    if (checked.ok) throw new Error('it was taken');

    expect(checked.offered).toMatchObject({ mon: '18:00-24:00', tue: '09:00-15:00', dateHours: '2026-12-24 09:00-24:00' });
    expect(checkedCalendar(checked.offered, null)).toMatchObject({ ok: true, calendar: { hours: { mon: [['18:00', '24:00']] } } });
  });
});
