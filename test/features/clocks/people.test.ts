import { describe, expect, it } from '@jest/globals';
import { backupOf, isAway, workingCalendar } from '../../../service/features/clocks/arithmetic/people.js';
import { clocksSettings } from '../../../service/features/clocks/settings.js';
import type { PersonSettings } from '../../../shared/settings.js';
import { BERLIN } from './clocks-story.js';

const AUCKLAND = { tz: 'Pacific/Auckland', hours: { mon: [['09:00', '17:00']] } };
const clocks = clocksSettings.parse({ calendar: BERLIN, calendars: { south: AUCKLAND } });
const [ADA, BO, CLEO, DAN, EVE] = [1, 2, 3, 4, 5];

function community(people: Readonly<Record<number, Partial<PersonSettings>>>, settings: unknown = clocks) {
  const whole = Object.entries(people).map(([user, own]) => [user, { calendar: null, away: [], backup: null, ...own }] as const);
  return { people: Object.fromEntries(whole), features: { clocks: { mode: 'on' as const, settings } } };
}

describe('people of the desk', () => {
  it('work by their own calendar, inline or by name, and else when the desk is open', () => {
    const own = clocksSettings.parse({ calendar: { ...BERLIN, tz: 'Europe/Lisbon' } }).calendar;
    const here = community({ [ADA]: { calendar: 'south' }, [BO]: { calendar: own }, [CLEO]: {} });

    expect([ADA, BO, CLEO, DAN].map((user) => workingCalendar(user, here).tz)).toEqual([
      'Pacific/Auckland',
      'Europe/Lisbon',
      'Europe/Berlin',
      'Europe/Berlin',
    ]);
  });

  it('work around the clock where the desk has no clocks', () => {
    expect(workingCalendar(ADA, { features: {} }).hours.sun).toEqual([['00:00', '24:00']]);
  });

  it('are never open by a name that nobody has (R-NEVER): a state, not an exception', () => {
    expect(workingCalendar(ADA, community({ [ADA]: { calendar: 'gone' } })).hours.mon).toEqual([]);
  });

  it('are away from the first to the last day, both whole, by the dates where they work', () => {
    const here = community({ [ADA]: { calendar: 'south', away: [{ from: '2026-12-21', to: '2026-12-22' }] } });

    // Auckland is 13 hours ahead in December.
    expect(isAway(ADA, '2026-12-20T10:59:59.000Z', here)).toBe(false);
    expect(isAway(ADA, '2026-12-20T11:00:00.000Z', here)).toBe(true);
    expect(isAway(ADA, '2026-12-22T10:59:59.000Z', here)).toBe(true);
    expect(isAway(ADA, '2026-12-22T11:00:00.000Z', here)).toBe(false);
    expect(isAway(BO, '2026-12-21T11:00:00.000Z', here)).toBe(false);
  });

  it('are stood in for by their backup, or by his when he is away too, and by nobody in a circle of absent people', () => {
    const away = [{ from: '2026-12-21', to: '2026-12-22' }];
    const here = community({
      [ADA]: { backup: BO },
      [BO]: { backup: CLEO, away },
      [DAN]: { backup: EVE, away },
      [EVE]: { backup: DAN, away },
    });

    expect(backupOf(ADA, '2026-12-20T12:00:00.000Z', here)).toBe(BO);
    expect(backupOf(ADA, '2026-12-21T12:00:00.000Z', here)).toBe(CLEO);
    expect(backupOf(DAN, '2026-12-21T12:00:00.000Z', here)).toBeNull();
    expect(backupOf(CLEO, '2026-12-21T12:00:00.000Z', here)).toBeNull();
  });
});
