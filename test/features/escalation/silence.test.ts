import { describe, expect, it } from '@jest/globals';
import { factOf } from '../../../shared/facts.js';
import { addSeconds } from '../../../shared/instant.js';
import { cycleOf, type ClocksView } from '../../../service/features/clocks/view.js';
import {
  ASKER,
  EXPERT,
  FACILITATOR,
  MEMBER,
  ROOM,
  SIGNER,
  TOPIC,
  all,
  asked,
  at,
  fact,
  given,
  line,
  post,
  roomOpened,
  shown,
  type Told,
  type World,
} from './escalation-story.js';
import { BOT, EXPERTS, OTHER_EXPERT } from './escalation-story.js';

/** Asked on Friday at 15:00 UTC: one desk hour that day, 16 in all. */
const FRIDAY = asked({ time: at('15:00', '2026-03-06') });
const DUE = at('15:00', '2026-03-10');
const LATE = at('23:00', '2026-03-20');
const opened = (told: Told, world: World = {}) =>
  given(all(FRIDAY, told), { now: LATE, ...world }).escalations.map(({ at: time, cause }) => [time, cause.type]);
const nothing = all();
const reply = (by: number, text: string, time = at('10:00', '2026-03-09')) => post(101, { by, at: time, text });

describe('when nobody gives a good answer', () => {
  it('ES-06.1 the experts get it once and at the very minute, over a weekend and a holiday', () => {
    expect(opened(nothing)).toEqual([[DUE, 'silence']]);
    expect(opened(nothing, { holidays: ['2026-03-09'] })).toEqual([[at('15:00', '2026-03-11'), 'silence']]);
    expect(opened(nothing, { now: at('14:59:59', '2026-03-10') })).toEqual([]);
  });

  it('ES-06.2 unless a good answer came one second earlier, or at that second', () => {
    expect(opened(reply(EXPERT, 'In May.', at('14:59:59', '2026-03-10')))).toEqual([]);
    expect(opened(reply(EXPERT, 'In May.', DUE))).toEqual([]);
    expect(opened(reply(EXPERT, 'In May.', at('15:00:01', '2026-03-10')))).toEqual([[DUE, 'silence']]);
  });

  it('ES-06.3 shows as passed on automatically because nobody answered', () => {
    const { status, room, judgement } = given(FRIDAY, { now: LATE });

    expect(status).toContain(
      'Passed on automatically because nobody answered: with the experts since Tue 10 Mar 2026, 16:00 Europe/Berlin.',
    );
    expect(room()).toContain('Passed on automatically because nobody gave a good answer');
    expect(judgement.wants.find(({ kind }) => kind === 'room')).toMatchObject({
      isAskedFor: false,
      because: 'nobody gave a good answer in time',
    });
  });

  it('ES-06.4 a late sweep gives the same log', () => {
    const soon = given(FRIDAY, { now: DUE }).view;
    const late = given(FRIDAY, { now: LATE }).view;

    // Meanwhile the clocks of the experts ran out, with instants of their own, and people were told.
    expect({ ...late, clocks: null, ladder: null }).toEqual({ ...soon, clocks: null, ladder: null });
    expect(late.clocks.cycles.map(({ breachedAt }) => breachedAt)).toEqual(late.clocks.cycles.map(({ due }) => due));
  });

  it('CL-05.4 replay gives the same instant, in any order of arrival', () => {
    const told = all(FRIDAY, reply(MEMBER, 'Perhaps in May'), shown(101, at('11:00', '2026-03-09'), 'deleted'));
    const turned = { ...told, facts: [...told.facts].reverse() };

    expect(given(turned, { now: LATE }).view).toEqual(given(told, { now: LATE }).view);
    expect(given(told, { now: LATE }).escalations).toMatchObject([{ at: DUE }]);
  });

  it('happens once: after it was handed back nothing follows by itself', () => {
    const back = line(110, at('10:00', '2026-03-11'), { by: FACILITATOR, says: 'hand back because it is trivial' });

    expect(opened(back)).toEqual([[DUE, 'silence']]);
  });

  it('finds the experts at it already, and does nothing', () => {
    expect(opened(line(110, at('09:00', '2026-03-09'), { by: FACILITATOR, says: 'escalate' }))).toEqual([
      [at('09:00', '2026-03-09'), 'command'],
    ]);
  });

  it('wakes at that instant', () => {
    expect(given(FRIDAY, { now: at('23:00', '2026-03-06'), settings: { silenceMinutes: 30 } }).escalations).toHaveLength(1);
    expect(given(FRIDAY, { now: at('15:10', '2026-03-06'), settings: { silenceMinutes: 30 } }).judgement.derived.nextWakeAt).toBe(
      at('15:30', '2026-03-06'),
    );
  });
});

describe('a good answer', () => {
  it.each([
    ['"+1"', reply(EXPERT, '+1 :thumbsup:')],
    ['"same here"', reply(EXPERT, 'Same here!')],
    ['"+1" said twice', reply(EXPERT, '+1 +1')],
    ['"+1" and "same here" together', reply(EXPERT, '+1, same here. Thanks! :+1:')],
    ['"+1" by a signer, in German', reply(SIGNER, '+1 – geht mir auch so, danke')],
    ["a member's reply", reply(MEMBER, 'In May, I think.')],
    ['a post by the bot', post(101, { by: BOT, at: at('10:00', '2026-03-09'), text: 'Hello', ours: true })],
    ['a whisper', post(101, { by: EXPERT, at: at('10:00', '2026-03-09'), text: 'In May.', kind: 'whisper' })],
    ['a small action', post(101, { by: EXPERT, at: at('10:00', '2026-03-09'), text: '', kind: 'small_action' })],
    ['a line to the desk', line(101, at('10:00', '2026-03-09'), { by: EXPERT, says: 'kind policy' })],
  ])('CL-05.1 is not %s', (_what, told) => {
    expect(opened(told)).toEqual([[DUE, 'silence']]);
  });

  it.each([
    ["an expert's public answer", reply(EXPERT, 'In May.')],
    ["a signer's public answer", reply(SIGNER, 'In May.')],
    ['a number', reply(EXPERT, '1')],
    ['a number with a sign', reply(EXPERT, '+1.5')],
    ['an answer that begins with "+1"', reply(EXPERT, '+1, and in May for the others')],
    ['an answer with a line to the desk in it', reply(EXPERT, 'In May.\n@desk kind policy')],
    [
      'an accepted answer',
      all(reply(MEMBER, 'In May.'), fact(at('11:00', '2026-03-09'), { type: 'AcceptedAnswer', topic: TOPIC, post: 101 })),
    ],
  ])('is %s', (_what, told) => {
    expect(opened(told)).toEqual([]);
  });

  it('is what was signed as official', () => {
    const signed = post(102, { by: SIGNER, at: at('11:00', '2026-03-09'), text: 'In May.\n@desk official' });

    expect(given(all(FRIDAY, signed), { now: LATE }).view.silence.stopped).toMatch(/official answer|good answer/);
    expect(opened(signed)).toEqual([]);
  });

  it('CL-05.2 that is deleted starts the timer again from its original start', () => {
    const before = all(reply(EXPERT, 'In May.'), shown(101, at('12:00', '2026-03-09'), 'deletedByAuthor'));
    const after = all(reply(EXPERT, 'In May.'), shown(101, at('12:00', '2026-03-12'), 'deletedByAuthor'));

    expect(opened(before)).toEqual([[DUE, 'silence']]);
    expect(opened(after)).toEqual([[at('12:00', '2026-03-12'), 'silence']]);
  });
});

describe('a reply that others like, where the community counts that', () => {
  const liked = (time: string, users: readonly number[]) => fact(time, { type: 'PostLikers', post: 101, users });
  const monday = (time: string) => at(time, '2026-03-09');
  const counted = { settings: { likedAnswers: true } };
  const answer = reply(MEMBER, 'In May.');

  it('CL-05.3 a like counts from when it was learnt, its loss from when the sweep saw it', () => {
    const inTime = all(answer, liked(at('14:59:59', '2026-03-10'), [ASKER]));
    const tooLate = all(answer, liked(at('15:00:01', '2026-03-10'), [ASKER]));
    const lost = all(answer, liked(monday('11:00'), [ASKER]), liked(at('10:00', '2026-03-12'), []));

    expect(opened(inTime, counted)).toEqual([]);
    expect(opened(tooLate, counted)).toEqual([[DUE, 'silence']]);
    expect(opened(lost, counted)).toEqual([[at('10:00', '2026-03-12'), 'silence']]);
  });

  it('needs the asker or two others, none of them its author, and the setting', () => {
    expect(opened(all(answer, liked(monday('11:00'), [EXPERT, SIGNER])), counted)).toEqual([]);
    expect(opened(all(answer, liked(monday('11:00'), [EXPERT])), counted)).toHaveLength(1);
    expect(opened(all(answer, liked(monday('11:00'), [EXPERT, MEMBER])), counted)).toHaveLength(1);
    expect(opened(all(answer, liked(monday('11:00'), [ASKER, EXPERT, SIGNER])))).toHaveLength(1);
  });
});

describe('a post that holds nothing but a line to the desk', () => {
  const time = at('10:00', '2026-03-09');
  /** As in a private message: the lines are known as of the post, its text since it was read. */
  const read = (told: Told): Told => ({
    ...told,
    facts: told.facts.map((one) =>
      one.body.type === 'TextConfirmed' && one.body.post === 101 ? factOf(one.body, { ...one, at: addSeconds(time, 5) }) : one,
    ),
  });
  const stopOf = (text: string): string | null => {
    const { views } = given(all(FRIDAY, read(post(101, { by: EXPERT, at: time, text }))), { now: LATE }).judgement.derived.ticket;
    return cycleOf(views['clocks'] as ClocksView, 'fr')?.endedAt ?? null;
  };

  it('is no reply, also where its text is read later than the line', () => {
    expect(stopOf('@desk accept')).toBeNull();
    expect(stopOf('@desk accept\n\nIn May.')).toBe(time);
  });
});

describe('the timer rests', () => {
  it.each([
    [
      'for a discussion',
      { story: asked({ time: at('15:00', '2026-03-06'), tags: ['discussion'] }), settings: { silenceIn: { discussions: true } } },
    ],
    [
      'in the lane of the community',
      { story: FRIDAY, triage: { defaultLane: 'community' }, settings: { silenceIn: { communityLane: true } } },
    ],
  ])('%s, unless the settings say so', (_what, { story, settings, ...world }) => {
    expect(given(story, { now: LATE, ...world }).escalations).toEqual([]);
    expect(given(story, { now: LATE, ...world, settings }).escalations).toHaveLength(1);
  });

  it('for a private ask, without experts, and when it is set to never', () => {
    expect(given(asked({ toGroups: [EXPERTS] }), { now: LATE }).escalations).toEqual([]);
    expect(given(FRIDAY, { now: LATE, expertGroups: [] }).escalations).toEqual([]);
    expect(given(FRIDAY, { now: LATE, settings: { silenceMinutes: null } }).escalations).toEqual([]);
    expect(given(FRIDAY, { now: LATE, settings: { silenceMinutesByCategory: { 5: null } } }).escalations).toEqual([]);
  });

  it('CL-05.5 per category the limit may differ', () => {
    expect(given(FRIDAY, { now: LATE, settings: { silenceMinutesByCategory: { 5: 60 } } }).escalations).toMatchObject([
      { at: at('16:00', '2026-03-06') },
    ]);
  });

  it('while the topic is closed; what ran out meanwhile runs out when it opens again', () => {
    const closed = (time: string, value: boolean) => fact(time, { type: 'TopicFlagSeen', topic: TOPIC, flag: 'closed', value });

    expect(opened(closed(at('10:00', '2026-03-09'), true))).toEqual([]);
    expect(opened(all(closed(at('10:00', '2026-03-09'), true), closed(at('10:00', '2026-03-12'), false)))).toEqual([
      [at('10:00', '2026-03-12'), 'silence'],
    ]);
  });
});

describe('a room whose cause has gone', () => {
  const answeredEarlier = reply(EXPERT, 'In May.', at('14:59', '2026-03-10'));
  const room = roomOpened(at('15:01', '2026-03-10'));

  it('ends as withdrawn: its room says so and closes', () => {
    const { escalations, said, wants, room: first } = given(all(FRIDAY, answeredEarlier, room), { now: LATE });

    expect(escalations).toMatchObject([{ end: { how: 'withdrawn' }, cause: { type: 'unknown' } }]);
    expect(said).toEqual([expect.stringContaining('Withdrawn: an earlier answer was learnt later')]);
    expect(wants('close')).toMatchObject([{ value: { topic: ROOM, closed: true } }]);
    expect(first()).toBeNull();
  });

  it('stays when somebody accepted before', () => {
    const accepted = line(510, at('15:05', '2026-03-10'), { by: OTHER_EXPERT, says: 'accept', room: ROOM });
    const { escalations, wants, view } = given(all(FRIDAY, answeredEarlier, room, accepted), { now: LATE });

    expect(escalations).toMatchObject([{ end: null, accepted: { by: OTHER_EXPERT }, groups: [EXPERTS] }]);
    expect(view.owner).toMatchObject({ user: OTHER_EXPERT });
    expect(wants('close')).toEqual([]);
  });

  it('is the room of what is open when an earlier escalation without room has gone', () => {
    const { escalations } = given(all(FRIDAY, roomOpened(at('15:01', '2026-03-10'), { key: 'room:ticket:20:2' })), { now: LATE });

    expect(escalations).toMatchObject([{ number: 2, key: 'room:ticket:20:2', cause: { type: 'silence' }, end: null }]);
  });
});
