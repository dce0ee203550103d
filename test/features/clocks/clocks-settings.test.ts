import { describe, expect, it } from '@jest/globals';
import { clocksSettings } from '../../../service/features/clocks/settings.js';
import type { Happening } from '../../support/happenings.js';
import type { Version, World } from '../../support/ticket-builder.js';
import { BERLIN, EXPERT, MEMBER, asked, at, berlin, given, reply } from './clocks-story.js';

function changed(time: string, settings: Record<string, unknown>, recompute: boolean): World {
  const first = berlin();
  const next: Version = { version: 2, at: at(time), recompute, features: { clocks: { calendar: BERLIN, ...settings } } };
  return { ...first, versions: [...(first.versions ?? []), next] };
}

const targets = (firstReplyMinutes: number | null) => ({ targets: { firstReplyMinutes, communityReplyMinutes: 240 } });

describe('settings', () => {
  it('have defaults: Mon–Fri 09:00–17:00 UTC, 480 and 960 minutes (CL-02)', () => {
    expect(clocksSettings.parse({})).toMatchObject({
      calendar: { tz: 'UTC', hours: { mon: [['09:00', '17:00']], sat: [] } },
      targets: { firstReplyMinutes: 480, communityReplyMinutes: 960 },
      responders: 'experts_and_facilitators',
    });
  });

  it.each([
    [0, 'at least one minute'],
    [1.5, 'whole minutes'],
    [-5, 'at least one minute'],
  ])('refuse a target of %s (R-ZERO)', (minutes, message) => {
    const result = clocksSettings.safeParse({ targets: { firstReplyMinutes: minutes } });

    expect(result.error?.issues.map((issue) => issue.message).join()).toContain(message);
  });

  it('name the day and the window of a wrong calendar', () => {
    const result = clocksSettings.safeParse({ calendar: { tz: 'UTC', hours: { mon: [['09:00', '23:59']] } } });

    expect(result.error?.issues[0]).toMatchObject({ path: ['calendar', 'hours', 'mon', 0] });
    expect(result.error?.issues[0]?.message).toContain('mon, window 1');
  });

  it('refuse unknown keys', () => {
    expect(clocksSettings.safeParse({ responder: 'experts' }).success).toBe(false);
  });
});

describe('a new version while a cycle runs (R-EDIT, R-PRIO)', () => {
  it('changes nothing for open cycles unless it says so', () => {
    expect(given([asked], { world: changed('08:00:00', targets(60), false), now: at('09:00:00') }).clock('fr')).toMatchObject({
      due: at('11:30:00'),
      version: 1,
      state: 'running',
    });
  });

  it('holds for cycles that start later', () => {
    const later: Happening = { ...asked, at: at('08:00:00') };

    expect(given([later], { world: changed('07:00:00', targets(60), false), now: at('08:30:00') }).clock('fr')).toMatchObject({
      due: at('09:00:00'),
      version: 2,
    });
  });

  it('recomputes open cycles from their start when it says so', () => {
    expect(given([asked], { world: changed('08:00:00', targets(300), true), now: at('09:00:00') }).clock('fr')).toMatchObject({
      due: at('12:30:00'),
      version: 2,
      targetMinutes: 300,
      state: 'running',
    });
  });

  it('stamps a breach that comes of the change with the moment of the change, flagged', () => {
    expect(given([asked], { world: changed('10:00:00', targets(60), true), now: at('11:00:00') }).clock('fr')).toMatchObject({
      due: at('08:30:00'),
      state: 'breached_open',
      breachedAt: at('10:00:00'),
      byPolicyChange: true,
    });
  });

  it('does not make late what had ended before the change, when it counts again', () => {
    const gone: Happening[] = [
      { at: at('09:30:00'), type: 'shown', post: 101, visibility: 'deleted' },
      { at: at('10:30:00'), type: 'shown', post: 101, visibility: 'visible' },
    ];
    const { clock } = given([asked, reply('09:00:00', EXPERT), ...gone], { world: changed('10:00:00', targets(60), true) });

    expect(clock('fr')).toMatchObject({ state: 'met', endedAt: at('09:00:00'), breachedAt: null });
  });

  it('does not erase a breach by a longer target (SC-21)', () => {
    const { clock } = given([asked, reply('12:15:00', EXPERT)], { world: changed('12:00:00', targets(480), true) });

    expect(clock('fr')).toMatchObject({
      state: 'late',
      breachedAt: at('11:30:00'),
      byPolicyChange: false,
      due: at('07:30:00', '2025-06-03'),
    });
  });

  it('never changes an ended cycle', () => {
    expect(given([asked, reply('08:00:00', EXPERT)], { world: changed('09:00:00', targets(10), true) }).clock('fr')).toMatchObject({
      state: 'met',
      version: 1,
      targetMinutes: 240,
    });
  });

  it('keeps the old target of an open cycle when the new version measures it no longer', () => {
    expect(given([asked], { world: changed('08:00:00', targets(null), true), now: at('09:00:00') }).clock('fr')).toMatchObject({
      due: at('11:30:00'),
      version: 1,
    });
  });

  it('judges the posts anew by the responders of the new version', () => {
    const { clock } = given([asked, reply('08:00:00', MEMBER)], {
      world: changed('09:00:00', { ...targets(240), responders: 'any_member' }, true),
    });

    expect(clock('fr')).toMatchObject({ state: 'met', endedBy: 101, version: 2 });
  });
});

describe('another community takes over (R-TRANSFER)', () => {
  const moved: Happening = { at: at('09:30:00'), type: 'moved', category: 7 };

  it('banks what was counted and runs the rest on the new calendar', () => {
    // Two hours are counted in Berlin; New York opens at 13:00 UTC and owes the other two.
    const newYork = { tz: 'America/New_York', hours: BERLIN.hours };
    const world = changed('09:00:00', { ...targets(240), calendar: newYork }, false);

    expect(given([asked, moved], { world, now: at('14:00:00') }).clock('fr')).toMatchObject({
      startedAt: at('07:30:00'),
      due: at('15:00:00'),
      state: 'running',
      version: 2,
    });
    expect(given([asked, moved, reply('14:00:00', EXPERT)], { world }).clock('fr')).toMatchObject({
      state: 'met',
      elapsedSeconds: 3 * 3600,
    });
  });

  it('leaves what had ended', () => {
    expect(given([asked, reply('08:00:00', EXPERT), moved], { world: changed('09:00:00', targets(60), false) }).clock('fr')).toMatchObject({
      state: 'met',
      version: 1,
      due: at('11:30:00'),
    });
  });

  it('stamps the move when more was banked than the new target allows', () => {
    expect(given([asked, moved], { world: changed('09:00:00', targets(60), false), now: at('10:00:00') }).clock('fr')).toMatchObject({
      state: 'breached_open',
      breachedAt: at('09:30:00'),
      byPolicyChange: true,
    });
  });
});
