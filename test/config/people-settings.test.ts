import { describe, expect, it } from '@jest/globals';
import { namesIn, parseCommunities, problemsText, resolveCommunity } from '../../service/config/communities.js';
import { rules } from '../../service/features/list.js';

const BERLIN = '{ tz: Europe/Berlin, hours: { mon: [["09:00", "17:00"]] } }';

function file(people: string): string {
  return `communities:
  - category: 5
    experts: experts
    people:
${people
  .split('\n')
  .map((line) => `      ${line}`)
  .join('\n')}
    features:
      clocks:
        settings:
          calendars: { part-time: ${BERLIN} }
`;
}

function refusal(people: string): string {
  const parsed = parseCommunities(file(people), rules.features);
  return parsed.ok ? '' : problemsText('communities.yaml', parsed.problems);
}

describe('the hours of people in a settings file', () => {
  it('are taken with a calendar by name or as it is, absences and a backup', () => {
    const parsed = parseCommunities(
      file(`Ada: { calendar: part-time, away: [{ from: 2026-12-21, to: 2026-12-31 }], backup: bo }\nbo: { calendar: ${BERLIN} }`),
      rules.features,
    );
    const [draft] = parsed.ok ? parsed.communities : [];
    if (!draft) throw new Error('it was refused');
    const ids: Readonly<Record<string, number>> = { Ada: 7, bo: 8 };

    const resolved = resolveCommunity(draft, { group: () => 41, user: (name) => ids[name] ?? null }, '2026-11-01T00:00:00.000Z');

    expect(namesIn(draft).users).toEqual(['Ada', 'bo']);
    expect(resolved.settings.people).toMatchObject({
      '7': { calendar: 'part-time', away: [{ from: '2026-12-21', to: '2026-12-31' }], backup: 8 },
      '8': { calendar: { tz: 'Europe/Berlin', holidays: [] }, away: [], backup: null },
    });
  });

  it.each([
    ['ada: { calendar: part-tim }', 'line 5: communities.0.people.ada.calendar: there is no calendar "part-tim"'],
    ['ada: { calendar: { tz: Europe/Berlin, hours: {} } }', 'people.ada.calendar.hours: a calendar needs at least one opening time'],
    ['ada: { calendar: { tz: Europe/Berlin } }', 'line 5: communities.0.people.ada.calendar.hours: Invalid input: expected object'],
    ['ada: { calendar: 7 }', 'is no calendar; write one with tz and hours, or the name of one'],
    ['ada: { away: [{ from: 2026-12-31, to: 2026-12-21 }] }', 'people.ada.away.0.to: the last day lies before the first'],
    ['ada: { away: [{ from: 2026-02-30, to: 2026-03-21 }] }', 'people.ada.away.0.from: is no date; write it like 2026-12-25'],
    ['ada: { backup: ADA }', 'people.ada.backup: ada cannot stand in for herself'],
    ["'@ada': {}", 'a username as in the forum, without @'],
    ['ada: { awya: [] }', 'the key awya is not known. Did you mean away?'],
    ['ada: { calendar: { tz: Europe/Berlin, hours: { mon: [["09:00", "23:59"]] } } }', 'mon, window 1: 23:59 loses the last minute'],
  ])('are refused with field and remedy: %s', (people, problem) => {
    expect(refusal(people)).toContain(problem);
  });

  it('name people whom the forum must know', () => {
    const parsed = parseCommunities(file('ada: { backup: nobody }'), rules.features);
    const [draft] = parsed.ok ? parsed.communities : [];
    if (!draft) throw new Error('it was refused');

    const resolved = resolveCommunity(draft, { group: () => 41, user: (name) => (name === 'ada' ? 7 : null) }, '2026-11-01T00:00:00.000Z');

    expect(resolved.unknownPeople).toEqual(['nobody']);
  });
});

describe('a calendar in a settings file', () => {
  const told = (calendar: string, tz = 'Europe/Berlin'): string => {
    const text = `communities:\n  - { category: 5, features: { clocks: { settings: { calendar: { tz: ${tz}, ${calendar} } } } } }\n`;
    const parsed = parseCommunities(text, rules.features);
    return parsed.ok ? 'taken' : problemsText('communities.yaml', parsed.problems);
  };

  it.each([
    ['hours: {}', 'calendar.hours: a calendar needs at least one opening time (R-NEVER)'],
    ['hours: { mon: [] }, dateHours: { 2026-12-24: [] }', 'calendar.hours: a calendar needs at least one opening time (R-NEVER)'],
    [
      'hours: { mon: [["17:00", "09:00"]] }',
      'hours.mon.0: mon, window 1: closes before it opens; if it goes over midnight, write ["17:00","24:00"] on mon and ["00:00","09:00"] on tue',
    ],
    ['hours: { sun: [["22:00", "06:00"]] }', 'write ["22:00","24:00"] on sun and ["00:00","06:00"] on mon'],
    [
      'hours: { mon: [["09:00", "13:00"], ["12:00", "17:00"]] }',
      'mon, window 2: overlaps with window 1; write them as one, ["09:00","17:00"]',
    ],
    [
      'hours: { mon: [["09:00", "17:00"]] }, dateHours: { 2026-12-24: [["08:00", "12:00"], ["09:00", "10:00"]] }',
      '2026-12-24, window 2: overlaps with window 1; write them as one, ["08:00","12:00"]',
    ],
    [
      'hours: { mon: [["09:00", "23:59"]] }',
      'hours.mon.0: mon, window 1: 23:59 loses the last minute of the day; write 24:00 for the end of the day',
    ],
    ['hours: { mon: [["09:00", "24:30"]] }', '"24:30" is no clock time'],
    ['hours: { mon: [["9", "17"]] }', '"9" is no clock time; write hours and minutes like 09:00'],
    ['hours: { mon: [["09:00", "17:00"]] }, holidays: [Christmas]', 'holidays.0: "Christmas" is no date; write it like 2026-12-25'],
    ['hours: { mon: [["09:00", "17:00"]] }, holidays: [2026-02-30]', '"2026-02-30" is no date'],
    ['hours: { mon: [["09:00", "17:00"]] }, holidays: [{ date: 2026-12-25, nmae: X }]', 'the key nmae is not known. Did you mean name?'],
    ['hours: { mon: [["09:00", "17:00"]] }, holidays: [7]', 'is no holiday; write a date like "2026-12-25", or { date, name }'],
    [
      'hours: { mon: [["09:00", "17:00"]] }, holidaysFrom: [{ country: Germany }]',
      'holidaysFrom.0.country: a country has two letters, like DE',
    ],
  ])('is refused with field and remedy: %s', (calendar, problem) => {
    expect(told(calendar)).toContain(problem);
  });

  it('in a zone that nobody knows is refused', () => {
    expect(told('hours: { mon: [["09:00", "17:00"]] }', 'Europe/Berln')).toContain(
      'calendar.tz: "Europe/Berln" is no time zone; write an IANA name like Europe/Berlin',
    );
  });

  it('may have windows that touch', () => {
    expect(told('hours: { mon: [["09:00", "12:00"], ["12:00", "17:00"]] }')).toBe('taken');
  });
});
