import { describe, expect, it } from '@jest/globals';
import { calendarSchema } from '../../../service/features/clocks/arithmetic/calendar-schema.js';
import { closedDays, keyOfSource, withDaysOf, withoutOldSources } from '../../../service/features/clocks/arithmetic/holidays.js';
import { due } from '../../../service/features/clocks/arithmetic/business-time.js';
import { BERLIN } from './clocks-story.js';

const PLACE = { country: 'DE', state: 'BE' };

function parse(own: Record<string, unknown>) {
  return calendarSchema.parse({ ...BERLIN, ...own });
}

function only<Thing>(things: readonly Thing[] | undefined): Thing {
  const [thing] = things ?? [];
  if (thing === undefined) throw new Error('there is none');
  return thing;
}

describe('holidays from a source', () => {
  const calendar = parse({
    holidays: ['2026-12-24', { date: '2026-12-25', name: 'Closed' }],
    holidaysFrom: [{ ...PLACE, without: ['2026-12-26', 'Whit Monday'] }],
  });
  const source = only(calendar.holidaysFrom);
  const filled = withDaysOf(calendar, source, [
    { date: '2026-12-26', name: 'Boxing Day' },
    { date: '2026-12-25', name: 'Christmas Day' },
    { date: '2026-12-24', name: 'Christmas Eve' },
    { date: '2026-05-25', name: 'Whit Monday' },
    { date: '2026-05-01', name: 'Labour Day' },
  ]);

  it('CL-12.1 stand as plain dates beside those that somebody wrote, which go first, without those left out by date or name', () => {
    expect(filled.holidays).toEqual([
      { date: '2026-05-01', name: 'Labour Day', source: 'place:DE:BE:::public' },
      { date: '2026-12-24', name: 'Christmas Eve' },
      { date: '2026-12-25', name: 'Closed' },
    ]);
  });

  it('close the desk', () => {
    // Thursday 30 April 2026, 16:00 in Berlin: one hour that day, Friday is Labour Day.
    expect(due(filled, '2026-04-30T14:00:00.000Z', 120)).toBe('2026-05-04T08:00:00.000Z');
    expect(due(calendar, '2026-04-30T14:00:00.000Z', 120)).toBe('2026-05-01T08:00:00.000Z');
  });

  it('go when the source has them no more, and when the settings name it no more', () => {
    expect(withDaysOf(filled, source, []).holidays.map(({ date }) => date)).toEqual(['2026-12-24', '2026-12-25']);
    expect(withoutOldSources({ ...filled, holidaysFrom: [] }).holidays.map(({ date }) => date)).toEqual(['2026-12-24', '2026-12-25']);
  });

  it('are parsed again as they are: a version that is stored says the same for ever', () => {
    expect(calendarSchema.parse(JSON.parse(JSON.stringify(filled)))).toEqual(filled);
  });

  it('are known by place or address, whatever is left out of them', () => {
    const sources = parse({
      holidaysFrom: [PLACE, { ...PLACE, without: ['2026-05-01'] }, { ...PLACE, state: 'BY' }, { ical: 'works.ics' }],
    }).holidaysFrom;

    expect(sources?.map(keyOfSource)).toEqual(['place:DE:BE:::public', 'place:DE:BE:::public', 'place:DE:BY:::public', 'ical:works.ics']);
  });

  it.each([
    [{ country: 'Germany' }, 'a country has two letters, like DE'],
    [{ ical: 'ftp://example.org/a.ics' }, 'an address that begins with https:// or http://, or the name of a file that ends with .ics'],
    [{ ical: '/etc/passwd' }, 'an address that begins with https:// or http://, or the name of a file that ends with .ics'],
    [{ url: 'https://example.org/a.ics' }, 'is no source of holidays; write { country: DE, state: BE } or { ical: https://… }'],
    [{ ...PLACE, kinds: [] }, 'Too small'],
    [{ ...PLACE, language: 'German' }, 'a language has two small letters, like de'],
  ])('are refused where the source is none: %j', (one, message) => {
    expect(JSON.stringify(calendarSchema.safeParse({ ...BERLIN, holidaysFrom: [one] }).error?.issues)).toContain(message);
  });
});

describe('closed days of an entry', () => {
  it('end with the year in which nobody comes back', () => {
    const endless = closedDays([{ type: 'days', name: null, from: '2026-01-01', until: '9999-01-01' }], 'UTC');

    expect(endless).toHaveLength(366);
  });

  it.each([
    ['end before they begin', '2026-01-03', '2026-01-01'],
    ['have no date', 'soon', '2026-01-01'],
  ])('are none where they %s', (_how, from, until) => {
    expect(closedDays([{ type: 'days', name: null, from, until }], 'UTC')).toEqual([]);
  });

  it('on a date that the zone skips are harmless (R-NODATE)', () => {
    expect(
      closedDays(
        [
          {
            type: 'times',
            name: null,
            from: { wall: '2011-12-30T00:00:00', zone: null },
            until: { wall: '2011-12-31T00:00:00', zone: null },
          },
        ],
        'Pacific/Apia',
      ),
    ).toEqual([]);
  });
});
