import { describe, expect, it } from '@jest/globals';
import { runScenario } from '../../../../service/features/clocks/vectors/scenario.js';

const week = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['09:00', '17:00']]]));
const asked = { at: '2025-06-02T07:30:00Z', type: 'posted', by: 'requester' };

function got(told: { readonly policy: object; readonly events?: readonly object[]; readonly hours?: object }, expected: object): unknown {
  const { policy, events = [], hours = week } = told;
  const scenario = {
    id: 'T',
    calendars: { main: { tz: 'Europe/Berlin', hours, holidays: [] } },
    policy,
    events: [asked, ...events],
    asOf: '2025-06-02T12:00:00Z',
    expect: [{ metric: 'fr', cycle: 1, ...expected }],
  };
  return runScenario(scenario).got;
}

const reply = (time: string, more: object = {}) => ({ at: `2025-06-02T${time}Z`, type: 'reply', by: 'expert', id: 'p2', ...more });
const about = (time: string, type: string) => ({ at: `2025-06-02T${time}Z`, type, id: 'p2' });

describe('what a scenario may tell', () => {
  it.each([
    [
      'a held post counts from its approval',
      [reply('08:00:00', { kind: 'held' }), about('09:00:00', 'approved')],
      'met',
      '2025-06-02T09:00:00Z',
    ],
    ['a held post that waits counts not at all', [reply('08:00:00', { kind: 'held' })], 'breached_open', null],
    [
      'a recovered post counts again',
      [reply('08:00:00'), about('09:00:00', 'delete_reply'), about('10:00:00', 'recover_reply')],
      'met',
      '2025-06-02T08:00:00Z',
    ],
    [
      'a hidden post that is shown again counts again',
      [reply('08:00:00'), about('09:00:00', 'hidden'), about('10:00:00', 'unhidden')],
      'met',
      '2025-06-02T08:00:00Z',
    ],
    ['a post that waits for approval by any name', [reply('08:00:00', { kind: 'pending_approval' })], 'breached_open', null],
    [
      'a topic that was deleted and recovered goes on as if the gap had not been',
      [{ at: '2025-06-02T08:00:00Z', type: 'topic_deleted' }, { at: '2025-06-02T09:00:00Z', type: 'topic_recovered' }, reply('10:00:00')],
      'met',
      '2025-06-02T10:00:00Z',
    ],
    ['a shared account answers nothing', [reply('08:00:00', { by: 'shared_account' })], 'breached_open', null],
    ['staff of the forum answers nothing', [reply('08:00:00', { by: 'staff' })], 'breached_open', null],
    [
      'whoever is an expert when posting counts',
      [{ at: '2025-06-02T07:40:00Z', type: 'becomes_expert', author: 'm1' }, reply('08:00:00', { by: 'member', author: 'm1' })],
      'met',
      '2025-06-02T08:00:00Z',
    ],
    ['a merged topic ends', [{ at: '2025-06-02T08:00:00Z', type: 'merged' }], 'cancelled_duplicate', '2025-06-02T08:00:00Z'],
    ['an unknown event changes nothing', [{ at: '2025-06-02T08:00:00Z', type: 'liked' }, reply('08:30:00')], 'met', '2025-06-02T08:30:00Z'],
  ])('%s', (...[, events, outcome, endedAt]) => {
    expect(got({ policy: { fr: 240 }, events }, { outcome, endedAt })).toEqual([{ metric: 'fr', cycle: 1, outcome, endedAt }]);
  });

  it('a new version of the policy, with open cycles counted again or not', () => {
    const edit = (recompute: boolean) => ({ at: '2025-06-02T08:00:00Z', type: 'edit', policy: { fr: 300 }, recompute });

    expect(got({ policy: { fr: 240 }, events: [edit(true)] }, { dueAt: '' })).toMatchObject([{ dueAt: '2025-06-02T12:30:00Z' }]);
    expect(got({ policy: { fr: 240 }, events: [edit(false)] }, { dueAt: '' })).toMatchObject([{ dueAt: '2025-06-02T11:30:00Z' }]);
  });

  it.each(['designated', 'moved_in'])('a topic that was there before it was %s starts then (R-START)', (type) => {
    const taken = { at: '2025-06-02T08:30:00Z', type };

    expect(got({ policy: { fr: 60 }, events: [taken] }, { startedAt: '', dueAt: '' })).toMatchObject([
      { startedAt: '2025-06-02T08:30:00Z', dueAt: '2025-06-02T09:30:00Z' },
    ]);
  });

  it.each([
    ['an instant that is none', { at: 'x', type: 'liked' }, 'is no instant'],
    ['a calendar that nobody gave', { at: '2025-06-02T08:00:00Z', type: 'transfer', calendar: 'mars' }, 'there is no calendar'],
  ])('%s is refused with its name', (_what, event, message) => {
    expect(() => got({ policy: { fr: 60 }, events: [event] }, {})).toThrow(message);
  });

  it('only a signature counts where the policy says so', () => {
    const policy = { fr: 240, ['fr_responders']: 'signed_official' };

    expect(got({ policy, events: [reply('08:00:00')] }, { outcome: '' })).toMatchObject([{ outcome: 'breached_open' }]);
    expect(got({ policy, events: [reply('08:00:00'), about('09:00:00', 'signed')] }, { endedAt: '' })).toMatchObject([
      { endedAt: '2025-06-02T09:00:00Z' },
    ]);
  });

  it('a desk that never opens (R-NEVER), an old topic (R-START), and what never started', () => {
    expect(got({ policy: { fr: 240 }, hours: {} }, { outcome: '', dueAt: '' })).toMatchObject([
      { outcome: 'no_working_time', dueAt: null },
    ]);
    expect(got({ policy: { fr: 240, enforceFrom: '2025-06-03T00:00:00Z' } }, { outcome: 'none' })).toMatchObject([{ outcome: 'none' }]);
  });
});
