import { describe, expect, it } from '@jest/globals';
import { clocks } from '../../../service/features/clocks/index.js';
import type { ClocksView } from '../../../service/features/clocks/view.js';
import type { Happening } from '../../support/happenings.js';
import { deriveTicket } from '../../support/ticket-builder.js';
import { EXPERT, FACILITATOR, MEMBER, OTHER_MEMBER, asked, at, berlin, given, reply } from './clocks-story.js';

const shown = (time: string, post: number, visibility: 'deleted' | 'visible' | 'hidden'): Happening => ({
  at: at(time),
  type: 'shown',
  post,
  visibility,
});
const deleted = (time: string, value = true): Happening => ({ at: at(time), type: 'flagged', flag: 'deleted', value });
const accepted = (time: string, post: number | null): Happening => ({ at: at(time), type: 'accepted', post });

describe('a stopping post that goes away (R-DELETE)', () => {
  it('lets the clock run on from its original start', () => {
    const story = [asked, reply('08:00:00', EXPERT), shown('09:00:00', 101, 'deleted')];

    expect(given(story, { now: at('10:00:00') }).clock('fr')).toMatchObject({
      state: 'running',
      due: at('11:30:00'),
      endedAt: null,
      endedBy: null,
      elapsedSeconds: null,
    });
    expect(given([...story, reply('12:00:00', EXPERT, 102)]).clock('fr')).toMatchObject({
      state: 'late',
      endedBy: 102,
      elapsedSeconds: 16_200,
      breachedAt: at('11:30:00'),
    });
  });

  it('takes the next reply that counts', () => {
    const { clock } = given([
      asked,
      reply('08:00:00', EXPERT),
      reply('08:30:00', MEMBER, 102),
      reply('09:00:00', FACILITATOR, 103),
      shown('10:00:00', 101, 'hidden'),
    ]);

    expect(clock('fr')?.endedBy).toBe(103);
    expect(clock('cr')?.endedBy).toBe(102);
  });

  it('was late all along when only a late reply is left', () => {
    const story = [asked, reply('08:00:00', EXPERT), reply('12:00:00', FACILITATOR, 102), shown('13:00:00', 101, 'deleted')];

    expect(given(story).clock('fr')).toMatchObject({ state: 'late', endedBy: 102, breachedAt: at('11:30:00') });
    expect(given([...story, shown('14:00:00', 101, 'visible')]).clock('fr')).toMatchObject({
      state: 'met',
      endedBy: 101,
      breachedAt: null,
    });
  });

  it('stamps the breach with the due instant when the post goes away after it', () => {
    const { clock, passes } = given([asked, reply('08:00:00', EXPERT), shown('12:30:00', 101, 'deleted')], { now: at('12:30:00') });

    expect(clock('fr')).toMatchObject({ state: 'breached_open', breachedAt: at('11:30:00') });
    expect(passes).toContain(at('11:30:00'));
  });

  it('counts again when recovered, without the breach that came of its absence', () => {
    const { clock } = given([asked, reply('08:00:00', EXPERT), shown('09:00:00', 101, 'deleted'), shown('13:00:00', 101, 'visible')]);

    expect(clock('fr')).toMatchObject({ state: 'met', endedBy: 101, breachedAt: null, elapsedSeconds: 1800 });
  });

  it('follows a post that turns out to be a whisper, or of somebody else', () => {
    expect(
      given([asked, reply('08:00:00', EXPERT), { at: at('09:00:00'), type: 'becameKind', post: 101, kind: 'whisper' }], {
        now: at('10:00:00'),
      }).clock('fr')?.state,
    ).toBe('running');
    expect(
      given([asked, reply('08:00:00', EXPERT), { at: at('09:00:00'), type: 'givenTo', post: 101, user: MEMBER }], {
        now: at('10:00:00'),
      }).clock('fr')?.state,
    ).toBe('running');
    expect(
      given([asked, reply('08:00:00', MEMBER), { at: at('09:00:00'), type: 'givenTo', post: 101, user: EXPERT }]).clock('fr'),
    ).toMatchObject({ state: 'met', endedAt: at('08:00:00') });
  });

  it('does nothing when another post goes away', () => {
    const { clock } = given([asked, reply('08:00:00', EXPERT), reply('09:00:00', OTHER_MEMBER, 102), shown('10:00:00', 102, 'deleted')]);

    expect(clock('fr')?.endedBy).toBe(101);
    expect(clock('cr')?.endedBy).toBe(101);
  });
});

describe('a solution', () => {
  it('ends open clocks as met_by_resolution', () => {
    const { clock } = given([asked, reply('08:00:00', MEMBER), accepted('09:00:00.400', 101)]);

    expect(clock('fr')).toMatchObject({
      state: 'met_by_resolution',
      endedAt: at('09:00:00'),
      endedBy: null,
      elapsedSeconds: 5400,
      breachedAt: null,
    });
    expect(clock('cr')).toMatchObject({ state: 'met', endedBy: 101 });
  });

  it('keeps the breach that was before it', () => {
    expect(given([asked, reply('08:00:00', MEMBER), accepted('12:00:00', 101)]).clock('fr')).toMatchObject({
      state: 'met_by_resolution',
      breachedAt: at('11:30:00'),
    });
  });

  it('lets the clock run on from its original start when the acceptance goes away', () => {
    const story = [asked, reply('08:00:00', MEMBER), accepted('09:00:00', 101), accepted('10:00:00', null)];

    expect(given(story, { now: at('11:00:00') }).clock('fr')).toMatchObject({ state: 'running', due: at('11:30:00') });
    expect(given([...story, reply('12:00:00', EXPERT, 102)]).clock('fr')).toMatchObject({ state: 'late', endedBy: 102 });
  });

  it('runs on while the accepted post is deleted, and not once it is recovered', () => {
    const story = [asked, reply('08:00:00', MEMBER), accepted('09:00:00', 101), shown('09:30:00', 101, 'deleted')];

    expect(given(story, { now: at('10:00:00') }).clock('fr')?.state).toBe('running');
    expect(given([...story, shown('10:00:00', 101, 'visible')]).clock('fr')).toMatchObject({
      state: 'met_by_resolution',
      endedAt: at('09:00:00'),
    });
  });

  it('is solved since the first acceptance when another answer is accepted instead', () => {
    expect(
      given([
        asked,
        reply('08:00:00', MEMBER),
        reply('08:10:00', OTHER_MEMBER, 102),
        accepted('09:00:00', 101),
        accepted('10:00:00', 102),
      ]).clock('fr')?.endedAt,
    ).toBe(at('09:00:00'));
  });

  it('does nothing to a clock that a reply ended before', () => {
    expect(given([asked, reply('08:00:00', EXPERT), accepted('09:00:00', 101)]).clock('fr')).toMatchObject({ state: 'met', endedBy: 101 });
  });
});

describe('a topic that goes away (R-STATE, R-MERGE)', () => {
  it('dismisses open clocks at the deletion, and leaves ended ones', () => {
    const { clock, passes } = given([asked, reply('08:00:00', MEMBER), deleted('09:00:00')]);

    expect(clock('fr')).toMatchObject({
      state: 'dismissed',
      endedAt: at('09:00:00'),
      endedBy: null,
      why: 'the topic was deleted',
      breachedAt: null,
    });
    expect(clock('cr')).toMatchObject({ state: 'met', endedBy: 101 });
    expect(passes).toEqual([]);
  });

  it('is as if the gap had not been when it is recovered', () => {
    const story = [asked, deleted('09:00:00'), deleted('10:00:00', false)];

    expect(given(story, { now: at('10:30:00') }).clock('fr')).toMatchObject({
      state: 'running',
      startedAt: at('07:30:00'),
      due: at('11:30:00'),
    });
    expect(given([asked, deleted('09:00:00'), deleted('12:00:00', false)], { now: at('12:00:00') }).clock('fr')).toMatchObject({
      state: 'breached_open',
      breachedAt: at('11:30:00'),
    });
  });

  it('cancels open clocks of a merged topic as duplicates', () => {
    expect(given([asked, { at: at('09:00:00'), type: 'merged', by: FACILITATOR, into: 30 }]).clock('fr')).toMatchObject({
      state: 'cancelled_duplicate',
      endedAt: at('09:00:00'),
      why: 'it was merged into another topic',
    });
  });

  it('does nothing when it is only closed', () => {
    expect(
      given([asked, { at: at('09:00:00'), type: 'flagged', flag: 'closed', value: true }], { now: at('10:00:00') }).clock('fr')?.state,
    ).toBe('running');
  });

  it('dismisses open clocks when it is moved out, and starts anew when it is moved back', () => {
    const out: Happening[] = [asked, { at: at('09:00:00'), type: 'moved', category: 99 }];

    expect(given(out).clock('fr')).toMatchObject({ state: 'dismissed', endedAt: at('09:00:00'), why: 'moved out of all communities' });
    expect(given([...out, { at: at('10:00:00'), type: 'moved', category: 5 }], { now: at('11:00:00') }).clock('fr')).toMatchObject({
      state: 'running',
      startedAt: at('10:00:00'),
      due: at('14:00:00'),
    });
  });

  it('keeps what had ended before it was moved out and back, and sees what changed meanwhile', () => {
    const story: Happening[] = [
      asked,
      reply('08:00:00', EXPERT),
      { at: at('09:00:00'), type: 'moved', category: 99 },
      { at: at('10:00:00'), type: 'moved', category: 5 },
    ];

    expect(given(story).clock('fr')).toMatchObject({ state: 'met', startedAt: at('07:30:00'), endedBy: 101 });
    expect(given([...story, shown('09:30:00', 101, 'deleted')]).clock('fr')).toMatchObject({
      state: 'breached_open',
      startedAt: at('07:30:00'),
    });
  });
});

describe('the lane (TR-05)', () => {
  const tagged = (time: string, tags: string[]): Happening => ({ at: at(time), type: 'tagged', tags });

  it('has no fr in the lane of the community, only cr', () => {
    const { clock } = given([{ ...asked, tags: ['discussion'] } as Happening, reply('08:00:00', EXPERT)]);

    expect(clock('fr')).toBeNull();
    expect(clock('cr')).toMatchObject({ state: 'met', endedBy: 101 });
  });

  it('starts fr from the question when it comes to the desk later', () => {
    const { clock } = given([{ ...asked, tags: ['discussion'] } as Happening, tagged('08:30:00', ['incident'])], { now: at('09:00:00') });

    expect(clock('fr')).toMatchObject({ startedAt: at('07:30:00'), due: at('11:30:00'), state: 'running' });
  });

  it('dismisses fr while it is with the community, and lets it run on afterwards', () => {
    const story = [{ ...asked, tags: ['incident'] } as Happening, tagged('08:30:00', ['discussion'])];

    expect(given(story).clock('fr')).toMatchObject({
      state: 'dismissed',
      endedAt: at('08:30:00'),
      why: 'moved to the lane of the community',
    });
    expect(given([...story, tagged('09:00:00', ['incident'])], { now: at('10:00:00') }).clock('fr')).toMatchObject({
      state: 'running',
      due: at('11:30:00'),
    });
  });

  it('takes every question for the desk when triage does not run', () => {
    const { views } = deriveTicket([clocks], [{ ...asked, tags: ['discussion'] } as Happening], { world: berlin(), now: at('09:00:00') });

    expect((views['clocks'] as ClocksView).cycles.map(({ metric }) => metric)).toEqual(['fr', 'cr']);
  });
});
