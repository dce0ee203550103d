import { beforeEach, describe, expect, it } from '@jest/globals';
import type { SettingsVersion } from '../../shared/settings.js';
import { applyCommunities } from '../../service/assembly/apply-communities.js';
import type { HolidayPorts } from '../../service/assembly/holidays.js';
import { refreshHolidays } from '../../service/assembly/refresh-holidays.js';
import type { Calendar } from '../../service/features/clocks/arithmetic/calendar.js';
import { rules } from '../../service/features/list.js';
import { HolidayError, type Entry } from '../../service/ports/holidays.js';
import type { Store } from '../../service/ports/store.js';
import { partialStore } from '../support/partial-store.js';
import { settableClock } from '../support/settable-clock.js';

const FEED = 'https://calendars.example.org/private-token/works.ics';

function file(own = `holidaysFrom: [{ ical: '${FEED}' }]`): string {
  return `communities:
  - id: housing
    category: 5
    experts: experts
    facilitators: experts
    people:
      ada: { calendar: { tz: Europe/Berlin, hours: { mon: [["09:00", "12:00"]] }, holidaysFrom: [{ ical: '${FEED}' }] } }
    features:
      clocks: { settings: { calendar: { tz: Europe/Berlin, hours: { mon: [["09:00", "17:00"]] }, holidays: ['2026-12-31'], ${own} } } }
`;
}

const closed = (...dates: readonly string[]): Entry[] =>
  dates.map((date) => ({
    type: 'days',
    name: 'Works holiday',
    from: date,
    until: `${date.slice(0, 8)}${String(Number(date.slice(8)) + 1).padStart(2, '0')}`,
  }));

describe('holidays that the settings name a source of', () => {
  let versions: SettingsVersion[];
  let notes: Array<{ kind: string; thing: string; text: string; at: string }>;
  let entries: readonly Entry[] | HolidayError;
  let asked: Array<{ from: number; to: number }>;
  const clock = settableClock('2026-11-29T09:00:00.000Z');
  const holidays: HolidayPorts = {
    data: {
      credit: '',
      ofPlace: (place, years) =>
        Promise.resolve([{ date: `${years.from}-05-01`, name: `${place.country} ${place.language}`, isMovable: false }]),
    },
    feeds: {
      read: (_address, years) => {
        asked.push(years);
        return entries instanceof HolidayError ? Promise.reject(entries) : Promise.resolve(entries);
      },
    },
  };
  const store: Store = partialStore({
    settings: () => Promise.resolve(versions),
    idOfName: (_forum, kind) => Promise.resolve(kind === 'group' ? 41 : 7),
    parents: () => Promise.resolve(new Map([[5, null]])),
    applySettings: (_forum, changes) => Promise.resolve(void versions.push(...changes)),
    addNeeds: () => Promise.resolve(),
    notes: () => Promise.resolve(notes),
    note: (_forum, note) => Promise.resolve(void notes.push(note)),
  });
  const apply = (text = file()) =>
    applyCommunities({ name: 'settings.yaml', text }, { store, forumId: 'f', features: rules.features, clock, forum: null, holidays });
  const refresh = () => refreshHolidays({ store, forumId: 'f', clock, holidays });
  const dates = (version = versions.at(-1)) =>
    (version?.settings?.features['clocks']?.settings as { calendar: Calendar }).calendar.holidays.map(({ date }) => date);

  beforeEach(() => {
    [versions, notes, asked] = [[], [], []];
    entries = closed('2026-12-24', '2026-12-28');
  });

  it('R-HOL: stand as plain dates in the version that is made, ten years ahead, in every calendar that asks for them', async () => {
    const applied = await apply();

    expect(applied.ok).toBe(true);
    expect(dates()).toEqual(['2026-12-24', '2026-12-28', '2026-12-31']);
    expect(versions.at(-1)?.settings?.people?.['7']).toMatchObject({
      calendar: { holidays: [{ date: '2026-12-24' }, { date: '2026-12-28' }] },
    });
    expect(asked[0]).toEqual({ from: 2025, to: 2036 });
  });

  it('have the language of the community where the settings say no other', async () => {
    await apply(
      file('holidaysFrom: [{ country: DE }, { country: AT, language: it }]').replace('category: 5', 'category: 5\n    locale: de'),
    );

    expect(JSON.stringify(versions.at(-1)?.settings?.features)).toContain('"2025-05-01","name":"DE de"');
  });

  it('make a new version when a source says something else, which the settings that are in force never do by themselves', async () => {
    await apply();
    const first = versions.at(-1);
    entries = closed('2026-12-24');

    expect(await refresh()).toEqual(['housing']);
    expect(versions.at(-1)).toMatchObject({ version: 2, recompute: false });
    expect(dates()).toEqual(['2026-12-24', '2026-12-31']);
    expect(dates(first)).toEqual(['2026-12-24', '2026-12-28', '2026-12-31']);
    expect(await refresh()).toEqual([]);
    expect((await apply()).ok).toBe(true);
    expect(versions).toHaveLength(2);
  });

  it('R-HOL: are expanded again in the next year', async () => {
    await apply();
    const before = clock.now();
    clock.pass(40 * 86_400);

    await refresh();
    clock.pass(-40 * 86_400);

    expect(clock.now()).toBe(before);
    expect(asked.at(-1)).toEqual({ from: 2026, to: 2037 });
  });

  it('stay as they were last while their source cannot be reached, and doctor says so once, without the address', async () => {
    await apply();
    entries = new HolidayError('could not be reached (ECONNREFUSED); check the address');

    await refresh();
    await refresh();
    const applied = await apply();
    entries = closed('2026-12-24', '2026-12-28');
    await refresh();

    expect(dates()).toEqual(['2026-12-24', '2026-12-28', '2026-12-31']);
    expect(versions).toHaveLength(1);
    expect(applied).toMatchObject({ ok: true });
    expect(applied.text).toContain(
      'housing: holidays: calendars.example.org could not be reached (ECONNREFUSED); check the address. The dates that it gave last stay in force.',
    );
    expect(notes.map(({ kind, thing, text }) => `${kind} | ${thing} | ${text}`)).toEqual([
      'holidays not looked up | calendar:housing:calendars.example.org | calendars.example.org could not be reached (ECONNREFUSED); check the address. The dates that it gave last stay in force',
      'holidays looked up again | calendar:housing:calendars.example.org | it was looked up, or is asked no more',
    ]);
    expect(JSON.stringify([notes, applied.text])).not.toContain('private-token');
  });

  it('are refused with the settings where they were never there', async () => {
    entries = new HolidayError('is no calendar in iCal form');

    expect(await apply()).toEqual({
      ok: false,
      text: expect.stringMatching(/^settings.yaml was not applied:\nhousing: holidays: calendars.example.org is no calendar in iCal form/),
    });
    expect(versions).toEqual([]);
  });

  it('are refused where there are more days than a calendar holds', async () => {
    entries = Array.from({ length: 2_001 }, (_, index) => {
      const date = (day: number) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
      return { type: 'days', name: null, from: date(index), until: date(index + 1) };
    });

    expect((await apply()).text).toContain('gives more than 2000 days');
  });

  it('go with their source', async () => {
    await apply();

    await apply(file('holidaysFrom: []'));

    expect(dates()).toEqual(['2026-12-31']);
  });
});
