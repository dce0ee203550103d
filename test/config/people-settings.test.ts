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
