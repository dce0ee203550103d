import { describe, expect, it } from '@jest/globals';
import type { Happening } from '../../support/happenings.js';
import { BOT } from '../../support/ticket-builder.js';
import { ASKER, EXPERT, FACILITATOR, MEMBER, OTHER_MEMBER, SIGNER, asked, at, berlin, given, reply } from './clocks-story.js';

describe('start (R-START)', () => {
  it('runs both clocks from the question, floored to seconds', () => {
    const { clock } = given([asked], { now: at('08:00:00') });

    expect(clock('fr')).toMatchObject({
      startedAt: at('07:30:00'),
      startedBy: 100,
      due: at('11:30:00'),
      state: 'running',
      endedAt: null,
      endedBy: null,
      breachedAt: null,
      elapsedSeconds: null,
      version: 1,
    });
    expect(clock('cr')).toMatchObject({ startedAt: at('07:30:00'), due: at('11:30:00'), state: 'running' });
  });

  it.each([
    ['an expert', EXPERT],
    ['a signer', SIGNER],
    ['a facilitator', FACILITATOR],
    ['the bot', BOT],
    ['the system', -1],
  ])('starts nothing on a topic by %s', (_name, by) => {
    const { clock } = given([{ ...asked, by } as Happening, reply('08:00:00', MEMBER)]);

    expect(clock('fr')).toBeNull();
    expect(clock('cr')).toBeNull();
  });

  it('starts on a topic by somebody who became an expert afterwards (R-ROLE)', () => {
    const world = { ...berlin(), people: [{ user: ASKER, role: 'expert' as const, from: at('07:31:00') }] };

    expect(given([asked], { world }).clock('fr')?.startedAt).toBe(at('07:30:00'));
  });

  it('starts when a topic is moved in, from then', () => {
    const { clock } = given([{ ...asked, category: 99 } as Happening, { at: at('08:00:00.900'), type: 'moved', category: 5 }]);

    expect(clock('fr')).toMatchObject({ startedAt: at('08:00:00'), due: at('12:00:00'), startedBy: 100 });
  });

  it('counts a reply that was there before the clock started as given at its start', () => {
    const { clock } = given([
      { ...asked, category: 99 } as Happening,
      reply('07:45:00', EXPERT),
      { at: at('08:00:00'), type: 'moved', category: 5 },
    ]);

    expect(clock('fr')).toMatchObject({
      state: 'met',
      startedAt: at('08:00:00'),
      endedAt: at('08:00:00'),
      endedBy: 101,
      elapsedSeconds: 0,
    });
  });

  it('does nothing outside all communities', () => {
    expect(given([{ ...asked, category: 99 } as Happening, reply('08:00:00', EXPERT)]).clock('cr')).toBeNull();
  });

  it('measures nothing where the target is empty, also not after a later version sets one (R-ZERO, R-EDIT)', () => {
    const off = berlin({ targets: { firstReplyMinutes: null, communityReplyMinutes: 60 } });
    const world = { ...off, versions: [...(off.versions ?? []), { version: 2, at: at('08:00:00'), features: {} }] };

    const { clock } = given([asked, reply('09:00:00', MEMBER)], { world });

    expect(clock('fr')).toBeNull();
    expect(clock('cr')).toMatchObject({ targetMinutes: 60, state: 'late', version: 1 });
  });
});

describe('stop (R-RESP, R-COMM, R-REQ)', () => {
  it.each([
    ['an expert', EXPERT],
    ['a signer', SIGNER],
    ['a facilitator', FACILITATOR],
  ])('ends both clocks at the first reply by %s', (_name, by) => {
    const { clock } = given([asked, reply('10:00:00.700', by)]);

    expect(clock('fr')).toMatchObject({ state: 'met', endedAt: at('10:00:00'), endedBy: 101, elapsedSeconds: 9000, breachedAt: null });
    expect(clock('cr')).toMatchObject({ state: 'met', endedBy: 101 });
  });

  it("fills only cr with a member's reply", () => {
    const { clock } = given([asked, reply('08:00:00', MEMBER), reply('09:00:00', EXPERT, 102)]);

    expect(clock('cr')).toMatchObject({ state: 'met', endedBy: 101 });
    expect(clock('fr')).toMatchObject({ state: 'met', endedBy: 102 });
  });

  it('does nothing when the asker writes again', () => {
    const { clock } = given([asked, reply('09:00:00', ASKER), reply('11:00:00', EXPERT, 102)]);

    expect(clock('fr')).toMatchObject({ startedAt: at('07:30:00'), due: at('11:30:00'), endedBy: 102, elapsedSeconds: 12_600 });
  });

  it.each<[string, Happening]>([
    ['the bot', reply('08:00:00', BOT)],
    ['the system', reply('08:00:00', -1)],
    ['a whisper', reply('08:00:00', EXPERT, { kind: 'whisper' })],
    ['a small action', reply('08:00:00', EXPERT, { kind: 'small_action' })],
    ['a post of ours under another name', reply('08:00:00', EXPERT, { ours: true })],
  ])('does nothing when the reply is %s', (_name, happening) => {
    const { clock } = given([asked, happening], { now: at('09:00:00') });

    expect(clock('fr')?.state).toBe('running');
    expect(clock('cr')?.state).toBe('running');
  });

  it('counts a post with the colour of a moderator', () => {
    expect(given([asked, reply('08:00:00', EXPERT, { kind: 'moderator' })]).clock('fr')?.endedBy).toBe(101);
  });

  it('counts a post that waits for approval from its approval, and not before', () => {
    const waiting: Happening[] = [asked, reply('08:00:00', EXPERT), { at: at('08:00:00'), type: 'shown', post: 101, visibility: 'held' }];

    expect(given(waiting).clock('fr')?.state).toBe('breached_open');
    expect(given([...waiting, { at: at('09:00:00'), type: 'shown', post: 101, visibility: 'visible' }]).clock('fr')).toMatchObject({
      state: 'met',
      endedAt: at('09:00:00'),
    });
  });

  it('judges the role at posting time (R-ROLE)', () => {
    const world = {
      ...berlin(),
      people: [
        { user: MEMBER, role: 'expert' as const, from: at('09:00:00') },
        { user: EXPERT, role: 'expert' as const, to: at('09:30:00') },
      ],
    };

    expect(given([asked, reply('08:00:00', MEMBER)], { world, now: at('12:00:00') }).clock('fr')).toMatchObject({
      state: 'breached_open',
      breachedAt: at('11:30:00'),
    });
    expect(given([asked, reply('09:15:00', EXPERT)], { world }).clock('fr')?.state).toBe('met');
    expect(given([asked, reply('09:45:00', EXPERT)], { world, now: at('11:00:00') }).clock('fr')?.state).toBe('running');
  });

  it('follows the responder setting', () => {
    const posts = [asked, reply('08:00:00', MEMBER), reply('08:30:00', FACILITATOR, 102), reply('09:00:00', SIGNER, 103)];

    expect(given(posts, { world: berlin({ responders: 'any_member' }) }).clock('fr')?.endedBy).toBe(101);
    expect(given(posts, { world: berlin({ responders: 'experts_and_facilitators' }) }).clock('fr')?.endedBy).toBe(102);
    expect(given(posts, { world: berlin({ responders: 'experts' }) }).clock('fr')?.endedBy).toBe(103);
  });

  it('counts posts in a private ask the same way', () => {
    const { clock, ticket } = given([{ ...asked, toGroups: [41] } as Happening, reply('08:00:00', MEMBER), reply('09:00:00', EXPERT, 102)]);

    expect(ticket.topic.isPrivate).toBe(true);
    expect(clock('fr')).toMatchObject({ state: 'met', endedBy: 102 });
    expect(clock('cr')).toMatchObject({ endedBy: 101 });
  });

  it('takes the earliest reply whatever order their facts were learnt in', () => {
    const { clock } = given([reply('10:00:00', EXPERT, 102), reply('08:00:00', EXPERT, 103), asked, reply('09:00:00', MEMBER, 101)]);

    expect(clock('fr')?.endedBy).toBe(103);
    expect(clock('cr')?.endedBy).toBe(103);
  });
});

/** Every Monday of these years, each closed by name. */
function closedOnMondays(from: number, until: number): Record<string, []> {
  const [first, last] = [Date.UTC(from, 0, 1), Date.UTC(until, 0, 1)];
  const days = Array.from({ length: (last - first) / 86_400_000 }, (_, index) => new Date(first + index * 86_400_000));
  return Object.fromEntries(days.filter((day) => day.getUTCDay() === 1).map((day) => [day.toISOString().slice(0, 10), []]));
}

describe('the due instant (R-EDGE, R-BREACH)', () => {
  it('is in time at the due second and late one second after', () => {
    expect(given([asked, reply('11:30:00.900', EXPERT)]).clock('fr')).toMatchObject({ state: 'met', breachedAt: null });
    expect(given([asked, reply('11:30:01', EXPERT)]).clock('fr')).toMatchObject({
      state: 'late',
      breachedAt: at('11:30:00'),
      elapsedSeconds: 14_401,
    });
  });

  it('is stamped once, with its own instant, however late we wake', () => {
    const punctual = given([asked, reply('13:00:00', MEMBER)], { now: at('16:00:00') });
    const late = given([asked, reply('13:00:00', MEMBER)], { now: at('16:00:00'), wakes: 'late' });

    expect(punctual.clock('fr')).toMatchObject({ state: 'breached_open', breachedAt: at('11:30:00') });
    expect(late.views).toEqual(punctual.views);
    expect(punctual.passes.filter((instant) => instant === at('11:30:00'))).toHaveLength(1);
  });

  it('CL-07.1 wakes at each threshold and at each step of the ladder after due', () => {
    const { passes } = given([asked], { now: at('18:00:00', '2025-06-03') });

    expect([...new Set(passes)]).toEqual([
      at('09:30:00'),
      at('10:30:00'),
      at('11:06:00'),
      at('11:30:00'),
      at('12:30:00'),
      at('07:30:00', '2025-06-03'),
    ]);
  });

  it('is not breached a moment before', () => {
    expect(given([asked], { now: at('11:29:59.999') }).clock('fr')?.state).toBe('running');
    expect(given([asked], { now: at('11:30:00') }).clock('fr')?.state).toBe('breached_open');
  });

  it('keeps running over the night and the weekend in desk time only', () => {
    const friday: Happening = { at: at('14:00:00', '2025-06-06'), type: 'asked', by: ASKER };

    expect(given([friday], { now: at('20:00:00', '2025-06-06') }).clock('fr')).toMatchObject({
      due: at('10:00:00', '2025-06-09'),
      state: 'running',
    });
  });

  it('says no_working_time instead of a due when the desk never opens again (R-NEVER)', () => {
    const world = berlin({ calendar: { tz: 'UTC', hours: { mon: [['09:00', '17:00']] }, dateHours: closedOnMondays(2025, 2075) } });
    const { clock, wants } = given([asked], { world });

    expect(clock('fr')).toMatchObject({ state: 'no_working_time', due: null, breachedAt: null });
    expect(wants().map((part) => ('line' in part ? part.line : ''))).toContain(
      'The desk has no opening hours ahead, so no time can be given for the official answer.',
    );
    expect(given([asked, reply('09:00:00', OTHER_MEMBER)], { world }).clock('cr')).toMatchObject({ state: 'met', elapsedSeconds: 0 });
  });
});
