import { describe, expect, it } from '@jest/globals';
import { ownerOf } from '../../../service/features/escalation/view.js';
import {
  EXPERT,
  EXPERTS,
  FACILITATOR,
  OTHER_EXPERT,
  ROOM,
  all,
  asked,
  at,
  given,
  line,
  roomOpened,
  type Told,
  type World,
} from './escalation-story.js';

const opened = all(asked(), line(110, at('10:00'), { by: FACILITATOR, says: 'escalate to @experts' }), roomOpened(at('10:01')));
const inRoom = (id: number, time: string, says: string): Told => line(id, at(time), { by: EXPERT, says, room: ROOM });
const urgent = line(109, at('09:00'), { by: FACILITATOR, says: 'priority urgent' });

function clocksOf(told: Told, now = at('10:30'), world: World = {}) {
  const { view } = given(told, { ...world, now });
  return (metric: string, number = 1) => view.clocks.cycles.find((one) => one.metric === metric && one.number === number) ?? null;
}

describe('the clocks of the experts (R-ESC)', () => {
  it('run from the escalation on, with the targets of the priority', () => {
    expect(clocksOf(opened)('own')).toMatchObject({ state: 'running', startedAt: at('10:00'), targetMinutes: 120, due: at('12:00') });
    expect(clocksOf(opened)('ola')).toMatchObject({ state: 'running', targetMinutes: 480 });
    expect(clocksOf(all(opened, urgent))('own')).toMatchObject({ targetMinutes: 30, due: at('10:30') });
    expect(clocksOf(asked())('own')).toBeNull();
  });

  it('take another priority with start and elapsed time kept (R-PRIO)', () => {
    const later = line(111, at('10:20'), { by: FACILITATOR, says: 'priority urgent' });

    expect(clocksOf(all(opened, later), at('10:40'))('own')).toMatchObject({
      startedAt: at('10:00'),
      due: at('10:30'),
      breachedAt: at('10:30'),
    });
  });

  it('stop when somebody takes it on, and breach once with their own instant however late one looks (R-BREACH)', () => {
    expect(clocksOf(all(opened, inRoom(510, '10:20', 'accept')))('own')).toMatchObject({ state: 'met', elapsedSeconds: 1200 });
    expect(clocksOf(opened, at('15:00'))('own')).toMatchObject({ state: 'breached_open', breachedAt: at('12:00') });
    expect(clocksOf(all(opened, inRoom(510, '12:10', 'accept')), at('15:00'))('own')).toMatchObject({
      state: 'late',
      breachedAt: at('12:00'),
    });
  });

  it('are met once and for all: another owner, hours later, changes nothing (R-ROLE)', () => {
    const proposed = line(511, at('14:00'), { by: EXPERT, says: `assign @user_${OTHER_EXPERT}`, room: ROOM });
    const taken = line(512, at('15:00'), { by: OTHER_EXPERT, says: 'accept', room: ROOM });
    const told = all(opened, inRoom(510, '10:20', 'accept'), proposed, taken);

    expect(ownerOf(given(told, { now: at('16:00') }).view)).toBe(OTHER_EXPERT);
    expect(clocksOf(told, at('16:00'))('own')).toMatchObject({ state: 'met', endedAt: at('10:20'), breachedAt: null });
  });

  it('end with the consultation, and start again with the next one', () => {
    const back = all(opened, line(111, at('10:20'), { by: FACILITATOR, says: 'hand back because it is trivial' }));
    const again = all(back, line(112, at('11:00'), { by: FACILITATOR, says: 'escalate to @experts' }));

    expect(clocksOf(back)('own')).toMatchObject({ state: 'dismissed', endedAt: at('10:20'), why: 'it was handed back' });
    expect(clocksOf(again, at('11:10'))('own', 2)).toMatchObject({ state: 'running', startedAt: at('11:00'), due: at('13:00') });
  });

  it('CL-17.1 stand in the same list as those of the question, which they neither stop nor pause', () => {
    const { judgement } = given(opened, { now: at('10:30') });
    const keys = judgement.rows.filter(({ projection }) => projection === 'clock').map(({ key }) => key);

    expect(keys).toEqual(['fr:1', 'cr:1', 'own:1', 'ola:1']);
  });

  describe('on the own calendar of the expert group', () => {
    // 10:00 UTC is 11:00 in Berlin: these experts are there from 14:00 to 18:00.
    const afternoons = hours([['14:00', '18:00']]);
    const named: World = { clocks: { calendars: { afternoons }, calendarByGroup: { [EXPERTS]: 'afternoons' } } };
    const inline: World = { clocks: { calendarByGroup: { [EXPERTS]: afternoons } } };

    it.each([
      ['by its name', named],
      ['as it is', inline],
    ])('count from its next opening, while the desk is open already (%s)', (_how, world) => {
      expect(clocksOf(opened, at('10:30'), world)('own')).toMatchObject({ state: 'running', due: at('15:00') });
    });

    it('keep it when settings are applied, and take its newer form when open clocks are counted again (R-EDIT)', () => {
      const later: World = {
        ...inline,
        then: { at: at('10:10'), clocks: { calendarByGroup: { [EXPERTS]: hours([['15:00', '18:00']]) } } },
      };
      const without: World = { ...inline, then: { at: at('10:10'), clocks: {} } };

      expect(clocksOf(opened, at('10:30'), later)('own')).toMatchObject({ due: at('16:00') });
      expect(clocksOf(opened, at('10:30'), without)('own')).toMatchObject({ due: at('12:00') });
    });
  });
});

function hours(windows: ReadonlyArray<[string, string]>): Readonly<Record<string, unknown>> {
  return { tz: 'Europe/Berlin', hours: Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, windows])) };
}
