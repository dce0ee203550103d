import { describe, expect, it } from '@jest/globals';
import { wordsFor } from '../../../shared/words.js';
import { calendarSchema } from '../../../service/features/clocks/arithmetic/calendar-schema.js';
import { holesOf, type Presence } from '../../../service/features/clocks/arithmetic/cover.js';
import { coverMessages } from '../../../service/features/clocks/messages-cover.js';
import { stripOf } from '../../../service/features/clocks/strip.js';
import { BERLIN, asked, at, berlin, given } from './clocks-story.js';

const desk = calendarSchema.parse({ ...BERLIN, holidays: [{ date: '2025-06-09', name: 'Whit Monday' }] });
/** Monday 2 June 2025 and the week after it. */
const WEEK = { from: '2025-06-02T00:00:00.000Z', to: '2025-06-09T00:00:00.000Z' };

function works(hours: Record<string, unknown>, own: Partial<Presence> & { readonly tz?: string } = {}): Presence {
  const { tz = 'Europe/Berlin', ...rest } = own;
  return { calendar: calendarSchema.parse({ tz, hours }), away: [], ...rest };
}

const mornings = works(Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['08:00', '13:00']]])));
const afternoons = works(Object.fromEntries(['mon', 'tue', 'wed', 'thu'].map((day) => [day, [['12:00', '18:00']]])));

describe('desk hours in which nobody is there', () => {
  it('CL-22 are those of the desk without those of its people: here Friday afternoon', () => {
    expect(holesOf(desk, [mornings, afternoons], WEEK)).toEqual([{ from: '2025-06-06T11:00:00.000Z', to: '2025-06-06T15:00:00.000Z' }]);
  });

  it('count an absence as nobody, by whole dates of her own zone', () => {
    const everyDay = works(BERLIN.hours, { away: [{ from: '2025-06-03', to: '2025-06-03' }] });
    const fromTokyo = works({ tue: [['00:00', '24:00']] }, { tz: 'Asia/Tokyo', away: [] });

    expect(holesOf(desk, [everyDay], WEEK)).toEqual([{ from: '2025-06-03T07:00:00.000Z', to: '2025-06-03T15:00:00.000Z' }]);
    // Tuesday in Tokyo ends at 15:00 UTC.
    expect(holesOf(desk, [everyDay, fromTokyo], WEEK)).toEqual([]);
  });

  it('are all of the desk without anybody, none with somebody who works like it, and none where it never opens', () => {
    const never = { ...desk, hours: { ...desk.hours, mon: [], tue: [], wed: [], thu: [], fri: [] } };

    expect(holesOf(desk, [], WEEK)).toHaveLength(5);
    expect(holesOf(desk, [{ calendar: desk, away: [] }], WEEK)).toEqual([]);
    expect(holesOf(never, [], WEEK)).toEqual([]);
  });

  it('end where the time that is looked at ends', () => {
    expect(holesOf(desk, [], { from: '2025-06-02T08:00:00.000Z', to: '2025-06-02T09:00:00.000Z' })).toEqual([
      { from: '2025-06-02T08:00:00.000Z', to: '2025-06-02T09:00:00.000Z' },
    ]);
  });

  it('CL-22.2 do not move the clock: due is the same with nobody there', () => {
    const away = { calendar: null, away: [{ from: '2025-06-01', to: '2025-06-30' }], backup: null };
    const world = berlin();
    const without = { ...world, community: { people: Object.fromEntries([10, 11, 12, 13, 14].map((user) => [String(user), away])) } };

    expect(given([asked], { world: without, now: at('08:00:00') }).clock('fr')?.due).toBe(at('11:30:00'));
    expect(given([asked], { world, now: at('08:00:00') }).clock('fr')?.due).toBe(at('11:30:00'));
  });
});

describe('the message about hours without anybody', () => {
  const hole = { from: 'Fr, 6. Juni 2025, 13:00 Uhr', to: 'Fr, 6. Juni 2025, 17:00 Uhr', group: null, tickets: ['HD-20'] };

  it.each(['en', 'de'] as const)('has the words of the community, also in %s', (locale) => {
    const words = wordsFor(locale, { desk: 'Platform', experts: 'Navigators' });
    const { title, text } = coverMessages[locale];

    expect(title(words)).toContain('Platform');
    expect(text([hole, { ...hole, group: 'payroll', tickets: [] }], words)).toMatch(
      /^[^-]*Platform[^-]*\n\n- Fr.*Navigators.*HD-20\n- Fr.*payroll\)?\n\n/,
    );
  });
});

describe('the next days of a calendar', () => {
  it('begin with today where the calendar is, with openings as clock times, holidays and special dates', () => {
    const calendar = { ...desk, dateHours: { '2025-06-08': [['10:00', '12:00'] as const] } };
    // Saturday 7 June, 23:30 UTC is Sunday in Berlin.
    const days = stripOf(calendar, '2025-06-07T23:30:00.000Z', 3);

    expect(days.map(({ date, weekday, holiday, hasOwnHours }) => [date, weekday, holiday, hasOwnHours])).toEqual([
      ['2025-06-08', 6, null, true],
      ['2025-06-09', 0, 'Whit Monday', false],
      ['2025-06-10', 1, null, false],
    ]);
    expect(days[0]?.openings).toEqual([{ opens: '2025-06-08T08:00:00.000Z', closes: '2025-06-08T10:00:00.000Z', from: 600, to: 720 }]);
    expect(days[1]?.openings).toEqual([]);
  });

  it('show a whole day to its end and leave out a date that the zone skips (R-NODATE)', () => {
    const apia = calendarSchema.parse({ tz: 'Pacific/Apia', hours: { thu: [['00:00', '24:00']], fri: [['09:00', '17:00']] } });
    const days = stripOf(apia, '2011-12-29T12:00:00.000Z', 3);

    expect(days.map(({ date }) => date)).toEqual(['2011-12-29', '2011-12-31']);
    expect(days[0]?.openings).toMatchObject([{ from: 0, to: 1440 }]);
  });
});
