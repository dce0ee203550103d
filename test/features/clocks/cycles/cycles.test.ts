import { describe, expect, it } from '@jest/globals';
import type { ClockEvent } from '../../../../service/features/clocks/arithmetic/cycles/clock-event.js';
import { at, bookOf, given, posted, reply, solved } from './cycles-story.js';

const pause = (
  reason: 'waiting_requester' | 'waiting_third_party' | 'scheduled',
  time: string,
  until: string | null = null,
): ClockEvent => ({
  at: at(time),
  type: 'pause',
  reason,
  until,
});

describe('pauses (R-PAUSE)', () => {
  it('hold what the policy says of their reason, never the first reply', () => {
    const { cycle } = given([posted, reply('expert', '08:00:00'), pause('waiting_third_party', '09:00:00')], at('10:00:00'));
    const waiting = given(
      [posted, pause('waiting_requester', '08:00:00')],
      at('09:00:00'),
      bookOf({ pauses: { ['waiting_requester']: ['fr', 'res'], ['waiting_third_party']: [], scheduled: [] } }),
    );

    expect(cycle('res')).toMatchObject({ state: 'paused', due: null });
    expect(cycle('pu')).toMatchObject({ state: 'running', due: at('08:00:00', 3) });
    expect(waiting.cycle('fr')).toMatchObject({ state: 'running', due: at('11:30:00') });
    expect(waiting.cycle('res')).toMatchObject({ state: 'paused' });
  });

  it('CL-15.1 end by the asker when she was waited for, and only then', () => {
    const story = [posted, pause('waiting_requester', '08:30:00'), pause('waiting_third_party', '08:30:00')];

    expect(given([...story, reply('asker', '09:30:00')], at('10:00:00')).cycle('res')).toMatchObject({ state: 'paused' });
    expect(given([posted, pause('waiting_requester', '08:30:00'), reply('asker', '09:30:00')], at('10:00:00')).cycle('res')).toMatchObject({
      state: 'running',
      due: at('08:30:00', 4),
    });
  });

  it('overlapping count once, only in desk hours, and a date ends one by itself', () => {
    // From 14:00 UTC on Monday to 08:00 UTC on Tuesday lie two desk hours.
    const both = [posted, pause('scheduled', '14:00:00', at('08:00:00', 3)), { ...pause('waiting_third_party', '14:30:00') }];
    const story: ClockEvent[] = [...both, { at: at('07:30:00', 3), type: 'resume', reason: 'waiting_third_party' }];

    expect(given(story, at('07:45:00', 3)).cycle('res')).toMatchObject({ state: 'paused', due: null });
    expect(given(story, at('08:00:00', 3)).cycle('res')).toMatchObject({ state: 'running', due: at('09:30:00', 4) });
  });

  it('CL-15.2 with a date in the past hold nothing', () => {
    expect(given([posted, pause('scheduled', '09:00:00', at('08:00:00'))], at('10:00:00')).cycle('res')?.state).toBe('running');
  });

  it('CL-15.3 after due undo no breach, and exactly at due neither', () => {
    const book = bookOf({ targets: { res: 60 } });

    for (const time of ['08:30:00', '08:30:01'])
      expect(given([posted, pause('scheduled', time, at('08:00:00', 4))], at('10:00:00'), book).cycle('res')).toMatchObject({
        state: 'breached_open',
        breachedAt: at('08:30:00'),
      });
  });
});

describe('follow-ups after the solution (R-THANKS)', () => {
  const thanked = [posted, reply('expert', '08:00:00'), solved('09:00:00'), reply('asker', '08:00:00', 3)];

  it('are tentative, have no due and never breach; another one does not start another', () => {
    const { cycles, cycle } = given([...thanked, reply('asker', '09:00:00', 3)], at('13:00:00', 3));

    expect(cycle('nr')).toMatchObject({ state: 'tentative', due: null, breachedAt: null, startedAt: at('08:00:00', 3) });
    expect(cycles.filter(({ metric }) => metric === 'nr')).toHaveLength(1);
  });

  it('TR-30.3 lose no minute when help is still needed: real and reopened from the time of the post', () => {
    const { cycle } = given([...thanked, { at: at('09:00:00', 3), type: 'confirmed' }], at('09:30:00', 3));

    expect(cycle('nr')).toMatchObject({ state: 'running', startedAt: at('08:00:00', 3), due: at('10:00:00', 3) });
    // An hour and a half before the solution, and from the follow-up on.
    expect(cycle('res')).toMatchObject({ state: 'running', endedAt: null, due: at('14:30:00', 4) });
  });

  it('breach at their own due when the word comes after it', () => {
    expect(given([...thanked, { at: at('12:00:00', 3), type: 'confirmed' }], at('13:00:00', 3)).cycle('nr')).toMatchObject({
      state: 'breached_open',
      breachedAt: at('10:00:00', 3),
      byPolicyChange: false,
    });
  });

  it('lapse at the closing of the last day that was set, and are dismissed by a word or by an official reply', () => {
    // Two days with desk hours after Tuesday: Thursday, 17:00 in Berlin.
    expect(given(thanked, at('14:59:59', 5)).cycle('nr')?.state).toBe('tentative');
    expect(given(thanked, at('10:00:00', 10)).cycle('nr')).toMatchObject({ state: 'lapsed', endedAt: at('15:00:00', 5) });
    expect(given([...thanked, { at: at('09:00:00', 3), type: 'dismissed' }], at('10:00:00', 10)).cycle('nr')?.state).toBe('dismissed');
    expect(given([...thanked, reply('expert', '09:00:00', 3)], at('10:00:00', 10)).cycle('nr')?.state).toBe('dismissed');
  });

  it('are a real next post when the solution is withdrawn (R-DELETE)', () => {
    const { cycle } = given([...thanked, { at: at('09:00:00', 3), type: 'unsolved' }], at('09:30:00', 3));

    expect(cycle('nr')).toMatchObject({ state: 'running', startedAt: at('08:00:00', 3), due: at('10:00:00', 3) });
    expect(cycle('pu')).toMatchObject({ state: 'breached_open', breachedAt: at('08:00:00', 3) });
  });
});

describe('reopening (R-REOPEN)', () => {
  const story: ClockEvent[] = [posted, solved('12:30:00'), { at: at('08:00:00', 4), type: 'reopened' }];

  it('starts a new cycle with the full target, the old one kept', () => {
    const { cycle } = given(story, at('09:00:00', 4), bookOf({ reopen: 'new_cycle', targets: { res: 480 } }));

    expect(cycle('res')).toMatchObject({ state: 'met', endedAt: at('12:30:00'), endedBy: 2 });
    expect(cycle('res', 2)).toMatchObject({ state: 'running', startedAt: at('08:00:00', 4), due: at('08:00:00', 5) });
  });

  it('never repeats the breach of a cycle that goes on', () => {
    const { cycle } = given(story, at('09:00:00', 4), bookOf({ targets: { res: 120 } }));

    expect(cycle('res')).toMatchObject({ state: 'breached_open', breachedAt: at('09:30:00') });
  });
});
