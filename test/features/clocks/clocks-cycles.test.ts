import { describe, expect, it } from '@jest/globals';
import type { ClocksView } from '../../../service/features/clocks/view.js';
import type { Happening } from '../../support/happenings.js';
import { all, asked as askedOf, at as onDay, fact, post } from '../official/official-story.js';
import { says } from '../triage/desk-story.js';
import { whole } from '../whole/whole-story.js';
import { ASKER, EXPERT, FACILITATOR, MEMBER, asked, at, berlin, given, reply } from './clocks-story.js';

const accepted = (time: string, id: number | null): Happening => ({ at: at(time), type: 'accepted', post: id });
const world = berlin({ targets: { firstReplyMinutes: 240, nextReplyMinutes: 120, updateMinutes: 480 } });

describe('the next reply and updates on a ticket', () => {
  it("R-NEXT start with the asker's post after the first official reply, and with each official post", () => {
    const { clock } = given([asked, reply('08:00:00', EXPERT), reply('09:00:00', ASKER, 102)], { world, now: at('10:00:00') });

    expect(clock('nr')).toMatchObject({ startedBy: 102, due: at('11:00:00'), state: 'running' });
    expect(clock('pu')).toMatchObject({ startedBy: 101, due: at('08:00:00', '2025-06-03') });
  });

  it('R-DELETE go back with the reply that had opened them', () => {
    const story: Happening[] = [asked, reply('08:00:00', EXPERT), reply('09:00:00', ASKER, 102)];
    const gone: Happening = { at: at('10:00:00'), type: 'shown', post: 101, visibility: 'deleted' };

    expect(given([...story, gone], { world, now: at('10:30:00') }).views['clocks']).toMatchObject({
      cycles: [{ metric: 'fr', state: 'running', due: at('11:30:00') }, { metric: 'cr' }],
    });
  });

  it('has an end of incidents only, and it is the accepted answer', () => {
    const { clock } = given([{ ...asked, tags: ['incident'] } as Happening, reply('08:00:00', MEMBER), accepted('09:00:00', 101)], {
      world,
    });

    expect(clock('res')).toMatchObject({ state: 'met', endedBy: 101, targetMinutes: 1920, elapsedSeconds: 5400 });
    expect(given([asked], { world }).clock('res')).toBeNull();
  });

  it('R-REOPEN goes on with what remained when the acceptance is withdrawn', () => {
    const { clock } = given(
      [{ ...asked, tags: ['incident'] } as Happening, reply('08:00:00', MEMBER), accepted('09:00:00', 101), accepted('11:00:00', null)],
      { world, now: at('12:00:00') },
    );

    // 32 hours of four desk days and the two hours between.
    expect(clock('res')).toMatchObject({ state: 'running', due: at('09:30:00', '2025-06-06') });
    expect(clock('fr')).toMatchObject({ state: 'breached_open', breachedAt: at('11:30:00') });
  });

  it('R-ROLE keeps the role of a post when somebody else brings the topic to another community', () => {
    const other = { ...world, people: [{ user: EXPERT, role: 'expert' as const, community: 'housing' }] };
    const moved: Happening = { at: at('09:00:00'), type: 'moved', category: 7 };

    expect(given([asked, reply('08:00:00', EXPERT), moved], { world: other }).clock('fr')).toMatchObject({ state: 'met', endedBy: 101 });
  });

  it('counts what an expert of the other community wrote before the move was known', () => {
    const other = { ...world, people: [{ user: EXPERT, role: 'expert' as const, community: 'it' }] };
    const moved: Happening = { at: at('09:00:00'), type: 'moved', category: 7 };

    expect(given([asked, reply('08:00:00', EXPERT), moved], { world: other }).clock('fr')).toMatchObject({ state: 'met', endedBy: 101 });
  });
});

describe('words to the desk', () => {
  const clocksOf = (told: ReturnType<typeof all>, now = onDay('12:00')) =>
    (whole(told, { now, features: { clocks: {} } }).judgement.derived.ticket.views['clocks'] as ClocksView).cycles;
  const expert = post(105, { by: EXPERT, at: onDay('09:30'), text: 'As I know it, with consent.' });
  const solved = fact(onDay('10:00'), { type: 'AcceptedAnswer', topic: 20, post: 105 });
  const thanks = post(106, { by: ASKER, at: onDay('10:30'), text: 'Thank you very much.' });

  it('R-PRIO give a question the target of its priority, from its start', () => {
    const cycles = clocksOf(all(askedOf(), says(FACILITATOR, 'priority urgent', { at: onDay('09:20') })), onDay('09:30'));

    expect(cycles.find(({ metric }) => metric === 'fr')).toMatchObject({
      startedAt: onDay('08:00'),
      targetMinutes: 60,
      due: onDay('10:00'),
    });
  });

  it('TR-30.2 thanks in three languages never breach', () => {
    for (const text of ['Thank you very much.', 'Vielen Dank, das hat geholfen!', 'Merci beaucoup.']) {
      const cycles = clocksOf(
        all(askedOf(), expert, solved, post(106, { by: ASKER, at: onDay('10:30'), text })),
        onDay('20:00', '2026-04-02'),
      );

      expect(cycles.find(({ metric }) => metric === 'nr')).toMatchObject({ state: 'lapsed', due: null, breachedAt: null });
    }
  });

  it('TR-30.3 a real follow-up loses no minute', () => {
    const told = all(askedOf(), expert, solved, thanks, says(ASKER, 'still need help', { at: onDay('11:00') }));

    expect(clocksOf(told).find(({ metric }) => metric === 'nr')).toMatchObject({
      state: 'running',
      startedAt: onDay('10:30'),
      startedBy: 106,
    });
  });

  it('R-THANKS end a follow-up when all is good', () => {
    const told = all(askedOf(), expert, solved, thanks, says(ASKER, 'all good', { at: onDay('11:00') }));

    expect(clocksOf(told).find(({ metric }) => metric === 'nr')).toMatchObject({ state: 'dismissed', endedAt: onDay('11:00') });
  });

  it('start no next reply when they only tell the desk what to do', () => {
    const cycles = clocksOf(all(askedOf(), expert, says(ASKER, 'status', { at: onDay('11:00') })));

    expect(cycles.filter(({ metric }) => metric === 'nr')).toEqual([]);
  });
});
