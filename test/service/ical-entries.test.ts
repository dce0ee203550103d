import { describe, expect, it } from '@jest/globals';
import type { CommunitySettings } from '../../shared/settings.js';
import { dateHolidays } from '../../service/adapters/date-holidays/date-holidays.js';
import { createIcalFeeds } from '../../service/adapters/ical/ical-feeds.js';
import { withoutNewFiles } from '../../service/assembly/holidays.js';
import { entriesOf } from '../../service/adapters/ical/ical-entries.js';
import { closedDays } from '../../service/features/clocks/arithmetic/holidays.js';

const YEARS = { from: 2026, to: 2036 };

function calendar(...events: readonly string[]): string {
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', ...events, 'END:VCALENDAR'].join('\r\n');
}

function event(...lines: readonly string[]): string {
  return ['BEGIN:VEVENT', `UID:${lines[0] ?? ''}`, ...lines, 'END:VEVENT'].join('\r\n');
}

function days(text: string, tz = 'Europe/Berlin'): string[] {
  return closedDays(entriesOf(text, YEARS), tz).map(({ date, name }) => `${date} ${name ?? '-'}`);
}

const dates = (text: string, tz?: string): string[] => days(text, tz).map((day) => day.slice(0, 10));

const BERLIN = `BEGIN:VTIMEZONE
TZID:Home
BEGIN:STANDARD
DTSTART:19701025T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:19700329T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
END:VTIMEZONE`.replaceAll('\n', '\r\n');

describe('a calendar in iCal form', () => {
  it('gives whole days with their names, the day of the end not included', () => {
    const text = calendar(
      event('DTSTART;VALUE=DATE:20261224', 'SUMMARY:Christmas Eve\\, by agreement'),
      event('DTSTART;VALUE=DATE:20261228', 'DTEND;VALUE=DATE:20261231', 'SUMMARY:Works holiday'),
      event('DTSTART;VALUE=DATE:20270104', 'DURATION:P2D'),
    );

    expect(days(text)).toEqual([
      '2026-12-24 Christmas Eve, by agreement',
      '2026-12-28 Works holiday',
      '2026-12-29 Works holiday',
      '2026-12-30 Works holiday',
      '2027-01-04 -',
      '2027-01-05 -',
    ]);
  });

  it('R-HOL: is expanded to dates where it repeats, to the last year asked, without the dates that it leaves out', () => {
    const yearly = event('DTSTART;VALUE=DATE:19900501', 'RRULE:FREQ=YEARLY', 'EXDATE;VALUE=DATE:20280501', 'SUMMARY:Labour Day');
    const thanksgiving = event('DTSTART;VALUE=DATE:20201126', 'RRULE:FREQ=YEARLY;BYMONTH=11;BYDAY=4TH');

    expect(dates(calendar(yearly))).toEqual(
      Array.from({ length: 11 }, (_, index) => `${2026 + index}-05-01`).filter((date) => date !== '2028-05-01'),
    );
    expect(dates(calendar(thanksgiving)).slice(0, 3)).toEqual(['2026-11-26', '2027-11-25', '2028-11-23']);
  });

  it('leaves out what is cancelled, as a whole and on single dates, and moves what was moved', () => {
    const text = calendar(
      event('DTSTART;VALUE=DATE:20260105', 'STATUS:CANCELLED'),
      ['BEGIN:VEVENT', 'UID:series', 'DTSTART;VALUE=DATE:20260202', 'RRULE:FREQ=YEARLY;COUNT=3', 'END:VEVENT'].join('\r\n'),
      [
        'BEGIN:VEVENT',
        'UID:series',
        'RECURRENCE-ID;VALUE=DATE:20270202',
        'DTSTART;VALUE=DATE:20270202',
        'STATUS:CANCELLED',
        'END:VEVENT',
      ].join('\r\n'),
      ['BEGIN:VEVENT', 'UID:series', 'RECURRENCE-ID;VALUE=DATE:20280202', 'DTSTART;VALUE=DATE:20280203', 'END:VEVENT'].join('\r\n'),
    );

    expect(dates(text)).toEqual(['2026-02-02', '2028-02-03']);
  });

  it.each([
    ['in a zone by its name', ['DTSTART;TZID=Europe/Berlin:20261224T000000', 'DTEND;TZID=Europe/Berlin:20261225T000000'], ['2026-12-24']],
    [
      'in a zone that the file tells',
      ['DTSTART;TZID=Home:20261224T000000', 'DTEND;TZID=Home:20261226T000000'],
      ['2026-12-24', '2026-12-25'],
    ],
    ['in UTC', ['DTSTART:20260630T220000Z', 'DTEND:20260701T220000Z'], ['2026-07-01']],
    ['in no zone', ['DTSTART:20261224T000000', 'DTEND:20261225T000000'], ['2026-12-24']],
    ['over days in part', ['DTSTART:20261224T120000', 'DTEND:20261227T120000'], ['2026-12-25', '2026-12-26']],
    ['of a few hours', ['DTSTART:20261224T120000', 'DTEND:20261224T180000'], []],
    ['in a zone that nobody knows', ['DTSTART;TZID=Moon/Base:20261224T000000', 'DTEND;TZID=Moon/Base:20261225T000000'], []],
    [
      'on the night of a clock change',
      ['DTSTART;TZID=Europe/Berlin:20261025T000000', 'DTEND;TZID=Europe/Berlin:20261026T000000'],
      ['2026-10-25'],
    ],
  ])('closes the days of its calendar that an entry with times covers wholly: %s', (_how, lines, closed) => {
    expect(dates(calendar(BERLIN, event(...lines)))).toEqual(closed);
  });

  it('means the dates of the zone of the calendar that it closes', () => {
    const newYork = calendar(event('DTSTART;TZID=America/New_York:20261224T180000', 'DTEND;TZID=America/New_York:20261225T180000'));

    expect(dates(newYork, 'Europe/Berlin')).toEqual(['2026-12-25']);
    expect(dates(newYork, 'America/New_York')).toEqual([]);
  });

  it('reads a file that begins with a byte order mark', () => {
    expect(dates(`\uFEFF${calendar(event('DTSTART;VALUE=DATE:20261224'))}`)).toEqual(['2026-12-24']);
  });

  it('has names of one line without hidden signs, at most 100 long', () => {
    const text = calendar(event('DTSTART;VALUE=DATE:20261224', `SUMMARY:One\\ntwo\u202e ${'x'.repeat(200)}`));

    const [day] = closedDays(entriesOf(text, YEARS), 'UTC');

    expect(day?.name).toMatch(/^One two x+$/);
    expect(day?.name).toHaveLength(100);
  });
});

it('a pipe or device is refused before anything is read of it', async () => {
  await expect(createIcalFeeds({ isPrivateAllowed: false }).read('/dev/null', YEARS)).rejects.toThrow('is no file');
});

it('pages read no file that the settings in force do not name, and every address', async () => {
  const read: string[] = [];
  const feeds = { read: async (place: string) => (read.push(place), []) };
  const known = {
    features: { clocks: { settings: { calendar: { holidaysFrom: [{ ical: 'known.ics' }] } } } },
  } as unknown as CommunitySettings;
  const ports = withoutNewFiles({ data: dateHolidays, feeds }, () => Promise.resolve([known]));

  await ports.feeds.read('known.ics', YEARS);
  await ports.feeds.read('https://calendar.example.org/a.ics', YEARS);

  await expect(ports.feeds.read('/etc/other.ics', YEARS)).rejects.toThrow('a page reads none');
  expect(read).toEqual(['known.ics', 'https://calendar.example.org/a.ics']);
});

describe('what is no calendar of holidays is refused with a remedy', () => {
  const one = event('DTSTART;VALUE=DATE:20261224');
  const refusal = (text: string): string => {
    try {
      return `${entriesOf(text, YEARS).length} entries were taken`;
    } catch (error) {
      return error instanceof Error ? `${error.name}: ${error.message}` : '';
    }
  };

  it.each([
    [
      '10,000 entries',
      calendar(...Array.from({ length: 10_000 }, () => 'BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261224\r\nEND:VEVENT')),
      'has 10000 entries; at most 2000 are taken',
    ],
    ['more than a megabyte', calendar(event('DTSTART;VALUE=DATE:20261224', `DESCRIPTION:${'x'.repeat(1_000_001)}`)), 'is larger than 1 MB'],
    ['garbage', 'Lorem ipsum dolor', 'is no calendar in iCal form'],
    ['a page of a login', '<!doctype html><title>Log in</title>', 'is no calendar in iCal form'],
    ['nothing', '', 'is no calendar in iCal form'],
    ['a contact', 'BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Ada\r\nEND:VCARD', 'is no calendar in iCal form'],
    ['the half of a file', calendar(one).slice(0, 90), 'is no calendar in iCal form'],
    ['a date that is none', calendar(event('DTSTART;VALUE=DATE:2026-soon')), 'is no calendar in iCal form'],
    ['a day of a 13th month', calendar(event('DTSTART;VALUE=DATE:20251399')), 'has an entry on 2025-13-99, which is no day or time'],
    [
      'an exception on 30 February',
      calendar(one.replace('END:', 'RRULE:FREQ=YEARLY\r\nEXDATE;VALUE=DATE:20270230\r\nEND:')),
      'has an entry on 2027-02-30',
    ],
    ['a time after midnight of 25 hours', calendar(event('DTSTART:20261224T250000Z')), 'has an entry on 2026-12-24T25:00:00'],
    ['entries of long ago only', calendar(event('DTSTART;VALUE=DATE:19990101')), 'has no entry from 2026 to 2036'],
    ['a rule for every second', calendar(event('DTSTART:20260101T000000Z', 'RRULE:FREQ=SECONDLY')), 'repeats its entries too often'],
    ['a rule that is none', calendar(event('DTSTART;VALUE=DATE:20260101', 'RRULE:FREQ=SOMETIMES')), 'is no calendar in iCal form'],
  ])('CL-12.3 %s', (_what, text, told) => {
    expect(refusal(text)).toContain(`HolidayError: ${told}`);
  });

  it.each([['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30'], ['FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2,4,6'], ['FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31']])(
    'or left after two seconds where a rule never finds a date: %s',
    (rule) => {
      const began = performance.now();

      expect(refusal(calendar(event('DTSTART;VALUE=DATE:20260130', `RRULE:${rule}`)))).toMatch(
        /1 entries were taken|could not be worked out in time/,
      );
      expect(performance.now() - began).toBeLessThan(5_000);
    },
  );

  it('2,000 entries are taken', () => {
    expect(refusal(calendar(...Array.from({ length: 2_000 }, () => 'BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261224\r\nEND:VEVENT')))).toBe(
      '2000 entries were taken',
    );
  });
});
