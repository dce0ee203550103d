import { describe, expect, it } from '@jest/globals';
import { due, elapsed } from '../../../../service/features/clocks/arithmetic/business-time.js';
import type { ClockEvent } from '../../../../service/features/clocks/arithmetic/cycles/clock-event.js';
import { runOf, runUntil } from '../../../../service/features/clocks/arithmetic/cycles/run-clocks.js';
import { clocksSettings } from '../../../../service/features/clocks/settings.js';
import { triageSettings } from '../../../../service/features/triage/settings.js';
import { parse, weekdays } from '../calendars.js';
import { given as onTicket, asked, reply as replied } from '../clocks-story.js';
import { at, bookOf, given, posted, reply, solved } from './cycles-story.js';

const pause = (from: string): ClockEvent => ({ at: from, type: 'pause', reason: 'scheduled', until: null });
const resume = (to: string): ClockEvent => ({ at: to, type: 'resume', reason: null });
const eight = bookOf({ targets: { res: 480 } });

describe('traps seen in real code (sla-rules section 4)', () => {
  it('1: a pause over the evening moves due by desk time, never into the night', () => {
    const { cycle } = given([posted, pause(at('14:00:00')), resume(at('20:00:00'))], at('20:30:00'), eight);

    expect(cycle('res')?.due).toBe(at('08:30:00', 3));
  });

  it('2: a pause counts to the second', () => {
    const { cycle } = given([posted, pause(at('08:00:10')), resume(at('08:00:41'))], at('09:00:00'), eight);

    expect(cycle('res')?.due).toBe(at('07:30:31', 3));
  });

  it('3: on the night of a clock change real hours count, not nominal ones', () => {
    const nights = parse({ tz: 'Europe/Berlin', hours: { sun: [['00:00', '06:00']] } });

    expect(elapsed(nights, '2025-03-29T20:00:00.000Z', '2025-03-30T20:00:00.000Z')).toBe(5 * 3600);
    expect(elapsed(nights, '2025-10-25T20:00:00.000Z', '2025-10-26T20:00:00.000Z')).toBe(7 * 3600);
  });

  it('4: thanks after the solution keep no clock running', () => {
    const { cycles } = given([posted, reply('expert', '08:00:00'), solved('09:00:00'), reply('asker', '10:00:00')], at('16:00:00', 30));

    expect(cycles.every(({ endedAt }) => endedAt !== null)).toBe(true);
    expect(cycles.filter(({ breachedAt }) => breachedAt !== null)).toEqual([]);
  });

  it('5: a change of priority forgets no earlier pause', () => {
    const low: ClockEvent = { at: at('10:00:00'), type: 'priority', priority: 'low', kind: null };
    const book = bookOf({ targets: { res: 120 }, byPriority: { low: { res: 240 } } });

    expect(given([posted, pause(at('08:00:00')), resume(at('09:00:00')), low], at('10:30:00'), book).cycle('res')?.due).toBe(
      at('12:30:00'),
    );
  });

  it('6: a condition that is left empty matches nothing (R-MATCH)', () => {
    const result = triageSettings.safeParse({ rules: [{ name: 'all', when: {}, set: { lane: 'desk' } }] });

    expect(result.error?.issues[0]?.message).toContain('matches nothing');
  });

  it('7: neither updates nor next replies are awaited before the first reply', () => {
    const { cycles } = given([posted, reply('asker', '08:00:00'), reply('other', '09:00:00')], at('11:00:00'));

    expect(cycles.map(({ metric }) => metric)).toEqual(['fr', 'res', 'cr']);
  });

  it("8: the desk's own posts await no answer of the desk", () => {
    const { cycles } = given([posted, reply('expert', '08:00:00'), reply('facilitator', '09:00:00')], at('10:00:00'));

    expect(cycles.filter(({ metric }) => metric === 'nr')).toEqual([]);
    expect(cycles.filter(({ metric }) => metric === 'pu').map(({ state }) => state)).toEqual(['met', 'running']);
  });

  it("9: weekdays and holidays are those of the calendar's zone, not of UTC", () => {
    const auckland = parse({ ...weekdays([['09:00', '17:00']], 'Pacific/Auckland'), holidays: ['2025-06-03'] });

    // Sunday evening in UTC is Monday morning there; the holiday on Tuesday there begins on Monday noon in UTC.
    expect(due(auckland, '2025-06-01T22:00:00.000Z', 60)).toBe('2025-06-01T23:00:00.000Z');
    expect(due(auckland, '2025-06-02T22:00:00.000Z', 60)).toBe('2025-06-03T22:00:00.000Z');
  });

  it('10: a calendar holds clock times as they were typed, and refuses instants', () => {
    expect(clocksSettings.parse({ calendar: weekdays([['09:00', '17:00']], 'Asia/Kathmandu') }).calendar).toMatchObject({
      hours: { mon: [['09:00', '17:00']] },
    });
    expect(clocksSettings.safeParse({ calendar: weekdays([['2025-06-02T09:00:00Z', '17:00']]) }).success).toBe(false);
  });

  it("11: the server's own zone does not matter", () => {
    const before = process.env['TZ'];
    const results = ['UTC', 'Pacific/Auckland', 'America/New_York'].map((zone) => {
      process.env['TZ'] = zone;
      return given([posted], at('08:00:00')).cycle('fr')?.due;
    });
    process.env['TZ'] = before;

    expect(new Set(results)).toEqual(new Set([at('11:30:00')]));
  });

  it('12: at the closing instant itself nothing loops and nothing is lost', () => {
    const atClosing = { ...posted, at: at('15:00:00') } as ClockEvent;
    const toClosing = bookOf({ targets: { fr: 450 } });

    expect(given([atClosing], at('16:00:00')).cycle('fr')?.due).toBe(at('11:00:00', 3));
    expect(given([posted], at('15:00:00'), toClosing).cycle('fr')).toMatchObject({ due: at('15:00:00'), breachedAt: at('15:00:00') });
  });

  it('13: the examples of the README are what the engine says', () => {
    const friday = { ...posted, at: '2025-05-30T14:00:00.000Z' } as ClockEvent;
    const gone = given([posted, reply('other', '08:00:00'), reply('expert', '09:00:00')], at('12:00:00'));
    const needed: ClockEvent = { at: at('09:00:00', 4), type: 'confirmed' };
    const followUp = [posted, reply('expert', '10:00:00'), solved('12:00:00'), reply('asker', '08:00:00', 4), needed];

    expect(given([friday], at('06:00:00')).cycle('fr')?.due).toBe(at('10:00:00'));
    expect(given(followUp, at('09:30:00', 4)).cycle('nr')?.due).toBe(at('10:00:00', 4));
    expect([gone.cycle('cr')?.elapsedSeconds, gone.cycle('fr')?.elapsedSeconds]).toEqual([1800, 5400]);
    expect(given([posted], at('16:00:00')).cycle('fr')?.breachedAt).toBe(at('11:30:00'));
  });

  it('14: a row tells both instants by which a rate may choose its cohort', () => {
    const rows = onTicket([asked, replied('08:00:00', 12)])
      .rows()
      .filter(({ projection }) => projection === 'clock');

    expect(rows.length).toBeGreaterThan(2);
    for (const { row } of rows)
      expect(Object.keys(row)).toEqual(expect.arrayContaining(['startedAt', 'endedAt', 'version', 'byPolicyChange']));
  });

  it('15: a sweep that comes late stamps the breach with its own instant', () => {
    const run = runOf([posted], bookOf());
    const late = runUntil(run, at('16:00:00', 20), bookOf()).cycles.find(({ metric }) => metric === 'fr');

    expect(late).toMatchObject({ state: 'breached_open', breachedAt: at('11:30:00') });
  });
});
