import { describe, expect, it } from '@jest/globals';
import { clocksSettings } from '../../../service/features/clocks/settings.js';
import { addSeconds } from '../../../shared/instant.js';
import { all, answered, asked, at, fact, shown } from '../official/official-story.js';
import { FACILITATOR, MEMBER, given, says } from './desk-story.js';

const KEY = 'message:ticket:20:untriaged:1';
// Asked at 08:00 on a Monday; open from 09:00.
const clocks = clocksSettings.parse({ calendar: { tz: 'UTC', hours: { mon: [['09:00', '17:00']] } } });
const until = (time: string) => ({ clocks, now: at(time) });

describe('nobody triages it (TR-08)', () => {
  it('TR-08.2 the facilitators are told after 120 desk minutes, at the exact instant', () => {
    const before = given(asked(), { clocks, now: addSeconds(at('11:00'), -1) });
    const exactly = given(asked(), until('11:00'));

    expect([before.want(KEY), before.nextWakeAt]).toEqual([undefined, at('11:00')]);
    expect(exactly.want(KEY)).toMatchObject({ kind: 'message', value: { groups: [43], users: [] } });
    expect(exactly.triage.untriaged?.told).toEqual([1]);
    expect(exactly.nextWakeAt).toBeNull();
  });

  it('TR-08.2 plain minutes count where there are no clocks', () => {
    expect(given(asked(), { now: at('09:59') }).want(KEY)).toBeUndefined();
    expect(given(asked(), { now: at('10:00') }).want(KEY)).toBeDefined();
  });

  it('TR-08.2 further notices go to the desk leads', () => {
    const { want } = given(asked(), { ...until('20:00'), triage: { noticeAfterMinutes: [60, 120, 240] } });

    expect([1, 2, 3].map((number) => want(`message:ticket:20:untriaged:${number}`)?.value)).toMatchObject([
      { groups: [43] },
      { groups: [45] },
      { groups: [45] },
    ]);
    const told = (time: string) =>
      given(asked(), { clocks, now: at(time), triage: { noticeAfterMinutes: [60, 120, 240] } }).triage.untriaged?.told;
    expect(['09:59', '10:00', '11:00', '12:59', '13:00'].map(told)).toEqual([[], [1], [1, 2], [1, 2], [1, 2, 3]]);
  });

  it.each([
    ['a tag says what it is', all(asked(['policy']))],
    ['a person says what it is', all(asked(), says(FACILITATOR, 'kind rule', { at: at('08:30') }))],
    ['somebody answered', all(asked(), answered)],
    ['it is closed', all(asked(), fact(at('09:30'), { type: 'TopicFlagSeen', topic: 20, flag: 'closed', value: true }))],
    ['one of the desk asked', asked([], FACILITATOR)],
  ])('TR-08.2 nothing is told when %s', (_what, story) => {
    expect(given(story, { clocks }).keys).not.toContain(KEY);
  });

  it('TR-08.2 nothing is told without a number of minutes', () => {
    expect(given(asked(), { clocks, triage: { noticeAfterMinutes: [] } }).keys).not.toContain(KEY);
  });

  it('TR-08.2 a line to the desk is no answer', () => {
    expect(given(all(asked(), says(MEMBER, 'me too', { at: at('08:30') })), until('12:00')).want(KEY)).toBeDefined();
  });

  it('TR-08.2 a notice is still due when the answer that prevented it is deleted', () => {
    expect(given(all(asked(), answered, shown(101, at('12:00'), 'deleted')), until('13:00')).want(KEY)).toBeDefined();
  });
});
