import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { dateHolidays } from '../../service/adapters/date-holidays/date-holidays.js';
import { createHolidayPorts } from '../../service/assembly/holidays.js';
import { suggestHolidays } from '../../service/cli/holidays/suggest.js';
import { calendarSchema } from '../../service/features/clocks/arithmetic/calendar-schema.js';

const NOW = '2026-11-29T09:00:00.000Z';
const ports = createHolidayPorts(false);

describe('holidays suggest', () => {
  it('CL-12.2 CL-12.4 prints dates that a calendar takes, movable feasts with their dates for three years, and who is to be credited', async () => {
    const { code, text } = await suggestHolidays({ country: 'de', state: 'be', language: 'de' }, ports, NOW);
    const { holidays } = parse(text) as { holidays: Array<{ date: string; name: string }> };
    const calendar = calendarSchema.parse({ tz: 'Europe/Berlin', hours: { mon: [['09:00', '17:00']] }, holidays });

    expect(code).toBe(0);
    expect(text).toContain('#   Ostermontag: 2026-04-06, 2027-03-29, 2028-04-17\n');
    expect(text).toContain('# Holiday data: date-holidays by commenthol and contributors, from Wikipedia, CC BY-SA 3.0.');
    expect(calendar.holidays).toContainEqual({ date: '2036-12-25', name: '1. Weihnachtstag' });
    expect(text).not.toContain('#   1. Weihnachtstag');
  });

  it.each([
    [{}, 2, 'Name either a country (--country DE) or a calendar'],
    [{ country: 'DE', ical: 'a.ics' }, 2, 'Name either a country'],
    [{ country: 'DEU' }, 2, 'a country has two letters'],
    [{ country: 'XX' }, 1, 'names a country "XX" that the data set does not have'],
    [{ country: 'DE', state: 'Berlin' }, 1, 'it has BB, BE, BW'],
    [{ country: 'DE', region: 'A' }, 1, 'names the region A without the state'],
    [{ country: 'DE', kinds: 'all' }, 2, 'cannot be looked up'],
    [{ country: 'DE', years: '12' }, 2, 'no whole number from 1 to 11'],
    [{ ical: 'nowhere.ics' }, 1, 'name a file that is there'],
    [{ ical: 'nowhere.ics', zone: 'Nowhere' }, 2, 'is no time zone'],
  ])('says what is wrong: %j', async (wanted, code, told) => {
    const answer = await suggestHolidays(wanted, ports, NOW);

    expect(answer.code).toBe(code);
    expect(answer.text).toContain(told);
  });

  it('takes holidays of several days as days, and leaves out what begins in the middle of one', async () => {
    const emirates = await dateHolidays.ofPlace(
      { country: 'AE', state: null, region: null, language: 'en', kinds: ['public'] },
      { from: 2027, to: 2027 },
    );
    const germany = await dateHolidays.ofPlace(
      { country: 'DE', state: 'BE', region: null, language: 'en', kinds: ['bank', 'observance', 'optional'] },
      { from: 2026, to: 2026 },
    );

    expect(emirates.filter(({ name }) => name?.includes('Eid al-Fitr')).map(({ date }) => date)).toEqual([
      '2027-03-09',
      '2027-03-10',
      '2027-03-11',
    ]);
    expect(germany.map(({ date }) => date)).not.toContain('2026-12-24');
  });
});
