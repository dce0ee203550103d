import { describe, expect, it } from '@jest/globals';
import type { ClockEvent } from '../../../../service/features/clocks/arithmetic/cycles/clock-event.js';
import { at, bookOf, given, posted, reply, solved } from './cycles-story.js';

const priority = (name: 'urgent' | 'low' | 'normal', time: string): ClockEvent => ({
  at: at(time),
  type: 'priority',
  priority: name,
  kind: null,
});
const lane = (name: string, time: string): ClockEvent => ({ at: at(time), type: 'lane', lane: name });

describe('thresholds (R-RISK)', () => {
  const warned = (events: readonly ClockEvent[], asOf: string) => given(events, asOf).cycle('fr')?.warnings;

  it('CL-07.1 fire once per cycle at their exact instants, a reply at the instant goes first', () => {
    expect(warned([posted], at('11:30:00'))).toEqual([
      { threshold: '50%', at: at('09:30:00'), byPolicyChange: false },
      { threshold: '75%', at: at('10:30:00'), byPolicyChange: false },
      { threshold: '90%', at: at('11:06:00'), byPolicyChange: false },
    ]);
    expect(warned([posted, reply('expert', '09:30:00')], at('11:30:00'))).toEqual([]);
    expect(warned([posted, reply('expert', '09:30:01')], at('11:30:00'))).toHaveLength(1);
  });

  it('fire again only when a change moved them ahead, and warn nobody when it moved them behind', () => {
    const later = warned([posted, priority('low', '10:00:00')], at('16:00:00'));
    const sooner = warned([posted, priority('urgent', '08:20:00')], at('08:30:00'));

    expect(later?.map(({ threshold, at: instant }) => [threshold, instant])).toEqual([
      ['50%', at('09:30:00')],
      ['50%', at('12:30:00')],
      ['75%', at('15:00:00')],
    ]);
    expect(sooner).toEqual([
      { threshold: '50%', at: at('08:20:00'), byPolicyChange: true },
      { threshold: '75%', at: at('08:20:00'), byPolicyChange: true },
      { threshold: '90%', at: at('08:24:00'), byPolicyChange: false },
    ]);
  });

  it('may be minutes before due', () => {
    const { cycle } = given([posted], at('16:00:00'), bookOf({ thresholds: { percent: [], minutesBefore: [30, 300] } }));

    expect(cycle('fr')?.warnings).toEqual([{ threshold: '30min', at: at('11:00:00'), byPolicyChange: false }]);
  });
});

describe('steps of the ladder', () => {
  const book = bookOf({ ladder: [0, 25, 100], thresholds: { percent: [], minutesBefore: [] } });
  const taken = (events: readonly ClockEvent[], asOf = at('16:00:00', 4)) =>
    given(events, asOf, book)
      .cycle('fr')
      ?.warnings.map(({ threshold, at: instant }) => [threshold, instant]);
  const pause = (time: string): ClockEvent => ({ at: at(time), type: 'pause', reason: 'waiting_requester', until: null });

  it('CL-08.1 are taken once per cycle, each at its exact instant in desk hours', () => {
    expect(taken([posted])).toEqual([
      ['+0%', at('11:30:00')],
      ['+25%', at('12:30:00')],
      ['+100%', at('07:30:00', 3)],
    ]);
    expect(taken([posted], at('12:29:59'))).toEqual([['+0%', at('11:30:00')]]);
    // A longer target moves due ahead of us again: what was told is not told again.
    expect(taken([posted, priority('low', '11:40:00')])).toEqual([
      ['+0%', at('11:30:00')],
      ['+25%', at('12:00:00', 3)],
      ['+100%', at('11:30:00', 4)],
    ]);
  });

  it('end with the cycle, and with its voiding', () => {
    const voided: ClockEvent = { at: at('12:00:00'), type: 'voided', metric: 'fr', number: 1, reason: 'the forum was down' };

    expect(taken([posted, reply('expert', '11:30:00')])).toEqual([]);
    expect(taken([posted, reply('expert', '12:30:00')])).toEqual([['+0%', at('11:30:00')]]);
    expect(taken([posted, voided])).toEqual([['+0%', at('11:30:00')]]);
  });

  it('stand still in a pause, and page nobody for `cr`', () => {
    const resume: ClockEvent = { at: at('08:00:00', 3), type: 'resume', reason: null };
    const paused = bookOf({ ladder: [25], targets: { res: 240, cr: 60 } });
    const { cycle } = given([posted, pause('12:00:00'), resume], at('16:00:00', 4), paused);

    expect(cycle('res')?.warnings.at(-1)).toEqual({ threshold: '+25%', at: at('08:30:00', 3), byPolicyChange: false });
    expect(cycle('cr')?.warnings.map(({ threshold }) => threshold)).toEqual(['50%', '75%', '90%']);
  });

  it('are reached by a change that moved them behind, and so warn nobody', () => {
    const { cycle } = given([posted, priority('urgent', '08:40:00')], at('16:00:00', 4), book);

    expect(cycle('fr')).toMatchObject({ byPolicyChange: true, breachedAt: at('08:40:00') });
    expect(cycle('fr')?.warnings[0]).toEqual({ threshold: '+0%', at: at('08:40:00'), byPolicyChange: true });
  });
});

describe('what is measured only since a change (R-PRIO)', () => {
  it('warns nobody of thresholds that lie behind it', () => {
    const measured = bookOf({ targets: { res: null }, byPriority: { urgent: { res: 240 } } });
    const { cycle } = given([posted, priority('urgent', '10:00:00')], at('10:30:00'), measured);

    expect(cycle('res')?.warnings).toEqual([
      { threshold: '50%', at: at('10:00:00'), byPolicyChange: true },
      { threshold: '75%', at: at('10:30:00'), byPolicyChange: false },
    ]);
  });
});

describe('priority and lane (R-PRIO, TR-05)', () => {
  it('TR-05.1 gives the same question the target of its lane', () => {
    const book = bookOf({ lanes: { community: { targets: { fr: 480 }, byPriority: {} } } });

    expect(given([posted], at('08:00:00'), book).cycle('fr')?.due).toBe(at('11:30:00'));
    expect(given([{ ...posted, lane: 'community' } as ClockEvent], at('08:00:00'), book).cycle('fr')?.due).toBe(at('07:30:00', 3));
  });

  it('TR-05.2 keeps start and elapsed time in another lane', () => {
    const book = bookOf({ lanes: { community: { targets: { fr: 480 }, byPriority: {} } } });
    const { cycle } = given([{ ...posted, lane: 'community' } as ClockEvent, lane('desk', '09:30:00')], at('09:30:00'), book);

    expect(cycle('fr')).toMatchObject({ startedAt: at('07:30:00'), due: at('11:30:00'), targetMinutes: 240 });
  });

  it('TR-05.2 lets what was awaited run on when it comes back to its lane, and what was answered meanwhile not', () => {
    const story = [posted, reply('expert', '08:00:00'), reply('asker', '08:30:00'), lane('community', '09:00:00')];

    expect(given(story, at('09:10:00')).cycle('nr')).toMatchObject({ state: 'dismissed', endedAt: at('09:00:00') });
    expect(given([...story, lane('desk', '09:20:00')], at('09:30:00')).cycle('nr')).toMatchObject({
      state: 'running',
      due: at('10:30:00'),
    });
    expect(given([...story, reply('expert', '09:10:00'), lane('desk', '09:20:00')], at('09:30:00')).cycle('nr')).toMatchObject({
      state: 'dismissed',
    });
  });

  it('starts what is measured only now from the start of the question; what is past by that is so by the change', () => {
    const book = bookOf({ targets: { fr: 240 }, byPriority: { urgent: { res: 60 } } });
    const { cycle } = given([posted, priority('urgent', '10:00:00')], at('11:00:00'), book);

    expect(cycle('res')).toMatchObject({
      startedAt: at('07:30:00'),
      due: at('08:30:00'),
      breachedAt: at('10:00:00'),
      byPolicyChange: true,
    });
  });
});

describe('versions and calendars (R-EDIT, R-TRANSFER)', () => {
  const edit = (recompute: boolean): ClockEvent => ({ at: at('08:30:00'), type: 'edit', policy: 'second', recompute });

  it('leave open cycles alone unless it is asked for; new ones use the new version', () => {
    const book = bookOf({}, { targets: { fr: 60, nr: 30 } });
    const { cycle } = given([posted, edit(false), reply('expert', '09:00:00'), reply('asker', '09:30:00')], at('09:40:00'), book);

    expect(cycle('fr')).toMatchObject({ targetMinutes: 240, version: 1 });
    expect(cycle('nr')).toMatchObject({ targetMinutes: 30, version: 2, due: at('10:00:00') });
  });

  it('recompute open cycles by a new calendar from their start', () => {
    const { cycle } = given([posted, edit(true)], at('09:00:00'), bookOf({}, { calendar: 'ny' }));

    expect(cycle('fr')).toMatchObject({ startedAt: at('07:30:00'), due: at('17:00:00'), version: 2 });
  });

  it('say so when the desk never opens (R-NEVER)', () => {
    expect(given([posted], at('09:00:00'), bookOf({ calendar: 'never' })).cycle('fr')).toMatchObject({
      state: 'no_working_time',
      due: null,
    });
  });

  it('carry a calendar that took over to later cycles, not to those of the experts', () => {
    const transfer: ClockEvent = { at: at('09:30:00'), type: 'transfer', calendar: 'ny', policy: null };
    const escalated: ClockEvent = { at: at('08:30:00'), type: 'escalated', calendar: 'berlin' };
    const { cycle } = given([posted, escalated, transfer, reply('expert', '13:30:00'), reply('asker', '14:00:00')], at('14:10:00'));

    expect(cycle('nr')?.due).toBe(at('16:00:00'));
    expect(cycle('ola')?.due).toBe(at('12:30:00'));
  });
});

describe('ends', () => {
  it('R-MERGE cancels what is open and keeps what had ended', () => {
    const { cycle } = given([posted, reply('expert', '08:00:00'), { at: at('09:00:00'), type: 'gone', how: 'merged' }], at('10:00:00'));

    expect(cycle('fr')?.state).toBe('met');
    expect(cycle('pu')?.state).toBe('cancelled_duplicate');
    expect(cycle('res')?.state).toBe('cancelled_duplicate');
  });

  it('R-PRIO voids a breached cycle with a reason and keeps the breach in it', () => {
    const voided: ClockEvent = { at: at('12:00:00'), type: 'voided', metric: 'fr', number: 1, reason: 'the forum was down' };

    expect(given([posted, voided], at('13:00:00')).cycle('fr')).toMatchObject({
      state: 'voided',
      breachedAt: at('11:30:00'),
      why: 'voided: the forum was down',
    });
  });

  it('R-NEXT begins with the first official reply, not with the voiding of the first reply', () => {
    const voided: ClockEvent = { at: at('12:00:00'), type: 'voided', metric: 'fr', number: 1, reason: 'the forum was down' };
    const asks = { ...reply('expert', '12:30:00'), by: 'asker', post: 40 } as ClockEvent;
    const asksAgain = { ...reply('expert', '13:30:00'), by: 'asker', post: 41 } as ClockEvent;

    expect(given([posted, voided, asks], at('12:45:00')).cycle('nr')).toBeNull();
    expect(given([posted, voided, asks, reply('expert', '13:00:00'), asksAgain], at('14:00:00')).cycle('nr')).toMatchObject({
      startedAt: at('13:30:00'),
    });
  });

  it('CL-13.4 are no more updates than the asker wants', () => {
    const { cycle, cycles } = given(
      [posted, reply('expert', '08:00:00'), { at: at('09:00:00'), type: 'no_updates' }, reply('expert', '10:00:00')],
      at('11:00:00'),
    );

    expect(cycle('pu')).toMatchObject({ state: 'dismissed', why: "asker's wish" });
    expect(cycles.filter(({ metric }) => metric === 'pu')).toHaveLength(1);
  });

  it('R-START starts nothing on an old topic but the reply to a later post', () => {
    const old = { ...posted, isOld: true } as ClockEvent;

    expect(given([old, reply('asker', '08:00:00')], at('09:00:00')).cycles.map(({ metric }) => metric)).toEqual(['nr']);
  });

  it('R-ESC ends the clocks of the experts with the consultation, not those of the question', () => {
    const story: ClockEvent[] = [posted, { at: at('08:00:00'), type: 'escalated', calendar: null }];
    const over: ClockEvent = { at: at('08:30:00'), type: 'escalation_ended', why: 'withdrawn', state: 'dismissed' };

    expect(given([...story, over], at('09:00:00')).cycle('ola')).toMatchObject({ state: 'dismissed', why: 'withdrawn' });
    expect(given([...story, over], at('09:00:00')).cycle('fr')?.state).toBe('running');
    expect(given([...story, solved('08:30:00')], at('09:00:00')).cycle('own')?.state).toBe('met_by_resolution');
  });

  it('signed_official: only a signature ends the first reply (R-RESP)', () => {
    const story = [posted, reply('expert', '08:00:00'), reply('asker', '08:30:00')];
    const book = bookOf({ responders: 'signed_official' });

    expect(given(story, at('09:00:00'), book).cycle('fr')?.state).toBe('running');
    expect(given(story, at('09:00:00'), book).cycle('nr')).toBeNull();
    expect(given([...story, { at: at('09:00:00'), type: 'signed', post: 2 }], at('10:00:00'), book).cycle('fr')).toMatchObject({
      state: 'met',
      endedAt: at('09:00:00'),
    });
  });
});

describe('what is open', () => {
  const edit: ClockEvent = { at: at('09:00:00'), type: 'edit', policy: 'second', recompute: false };
  const waiting = [posted, reply('expert', '08:00:00'), reply('asker', '08:30:00'), edit];

  it('is ended by the word of those whom its own policy names, whatever a newer version says (R-EDIT, R-RESP)', () => {
    const narrow = given([...waiting, reply('other', '09:30:00')], at('10:00:00'), bookOf({}, { responders: 'any_member' }));
    const wide = given(
      [...waiting, reply('other', '09:30:00')],
      at('10:00:00'),
      bookOf({ responders: 'any_member' }, { responders: 'experts_and_facilitators' }),
    );

    expect([narrow.cycle('nr')?.state, narrow.cycle('pu')?.state]).toEqual(['running', 'running']);
    expect([wide.cycle('nr')?.state, wide.cycle('pu')?.state]).toEqual(['met', 'met']);
  });

  it.each([
    ['with a post of the asker', [reply('asker', '08:30:00')]],
    ['without one', []],
  ])('is no next reply before the first where only a signature ends that, and help is needed again, %s (R-NEXT)', (_what, said) => {
    const signed: ClockEvent = { at: at('07:01:00'), type: 'mode', isSigned: true };
    const again: ClockEvent = { at: at('08:40:00'), type: 'confirmed' };

    const { cycles } = given([posted, signed, reply('other', '07:30:00'), solved('08:00:00'), ...said, again], at('09:00:00'));

    expect(cycles.filter(({ metric, endedAt }) => metric === 'fr' && endedAt === null)).toHaveLength(1);
    expect(cycles.filter(({ metric, endedAt }) => metric === 'nr' && endedAt === null)).toEqual([]);
  });

  it('is no next reply before the first, also where that was not measured for a while (R-NEXT)', () => {
    const events = [
      posted,
      lane('community', '08:00:00'),
      reply('asker', '08:10:00'),
      lane('desk', '08:20:00'),
      reply('asker', '08:30:00'),
    ];

    const run = given(events, at('09:00:00'), bookOf({ lanes: { community: { targets: { fr: null }, byPriority: {} } } }));

    expect(run.cycle('fr')?.state).toBe('running');
    expect(run.cycle('nr')).toBeNull();
  });
});

it('what was voided while it was not measured stays voided when it is measured again (R-PRIO)', () => {
  const voided: ClockEvent = { at: at('13:30:00'), type: 'voided', metric: 'fr', number: 1, reason: 'ours' };

  const run = given([posted, lane('community', '13:00:00'), voided, lane('desk', '14:00:00')], at('14:30:00'));

  expect(run.cycle('fr')).toMatchObject({ state: 'voided', breachedAt: at('11:30:00') });
});

it('a dated pause has ended for what happens in its last second, however often one looked (R-PAUSE, R-BREACH)', () => {
  const pause: ClockEvent = { at: at('09:00:00'), type: 'pause', reason: 'scheduled', until: at('10:00:00') };

  const run = given([posted, reply('expert', '08:00:00'), pause, reply('expert', '10:00:00')], at('10:00:00'));

  expect(run.cycle('pu')).toMatchObject({ state: 'met', due: at('09:00:00', 3) });
});
