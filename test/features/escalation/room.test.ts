import { describe, expect, it } from '@jest/globals';
import { groupIn, personIn } from '../../../shared/placeholders.js';
import { escalationOf, ownerOf } from '../../../service/features/escalation/view.js';
import {
  ASKER,
  BOT,
  EXPERT,
  EXPERTS,
  FACILITATOR,
  FORMER,
  MEMBER,
  OTHER_EXPERT,
  PAYROLL,
  PAYROLL_EXPERT,
  ROOM,
  TOPIC,
  action,
  all,
  asked,
  at,
  carriedOut,
  fact,
  given,
  line,
  post,
  roomOpened,
  type Told,
} from './escalation-story.js';

const opened = all(asked(), line(110, at('10:00'), { by: FACILITATOR, says: 'escalate to @experts' }), roomOpened(at('10:01')));
const inRoom = (id: number, time: string, [by, says]: readonly [number, string]): Told => line(id, at(time), { by, says, room: ROOM });
const accepted = all(opened, inRoom(510, '10:10', [EXPERT, 'accept']));

describe('accepting', () => {
  it('ES-07.1 is done by a member of the group, in the room, in the thread, or by assigning herself', () => {
    expect(ownerOf(given(accepted).view)).toBe(EXPERT);
    expect(ownerOf(given(all(opened, line(120, at('10:10'), { by: EXPERT, says: 'accept' }))).view)).toBe(EXPERT);
    expect(given(all(opened, action(120, at('10:10'), { by: EXPERT, code: 'assigned', who: EXPERT }))).escalations).toMatchObject([
      { accepted: { by: EXPERT, at: at('10:10') } },
    ]);
  });

  it('ES-07.1 is refused to others, also to the asker', () => {
    const { view, answer } = given(all(opened, line(120, at('10:10'), { by: FACILITATOR, says: 'accept' })));

    expect(ownerOf(view)).toBeNull();
    expect(answer(120)).toContain(`Only an expert may accept this (${groupIn(EXPERTS)})`);
    expect(given(all(opened, line(120, at('10:10'), { by: MEMBER, says: 'accept' }))).view.owner).toBeNull();
  });

  it('ES-07.2 of two at once the first wins and the second is told', () => {
    const { escalations, answer, wants } = given(
      all(opened, inRoom(511, '10:10', [OTHER_EXPERT, 'accept']), inRoom(510, '10:10', [EXPERT, 'accept'])),
    );

    expect(escalations).toMatchObject([{ accepted: { by: EXPERT } }]);
    expect(answer(511)).toContain(`${personIn(EXPERT)} was first, since Mon 2 Mar 2026, 11:10 Europe/Berlin`);
    expect(wants('like').map(({ value }) => value['post'])).toEqual([110, 510]);
  });

  it('ES-07.4 alone changes the public label', () => {
    const proposed = inRoom(509, '10:05', [FACILITATOR, `assign @user_${EXPERT}`]);

    expect(given(all(opened, proposed)).status).not.toContain('Taken on by');
    expect(given(all(opened, proposed, inRoom(510, '10:10', [EXPERT, 'accept']))).status).toContain(
      `Taken on by ${personIn(EXPERT)} since Mon 2 Mar 2026, 11:10 Europe/Berlin.`,
    );
    expect(given(accepted).status).not.toContain('With the experts since');
  });

  it('is refused to an expert who asked herself', () => {
    const own = all(
      asked({ by: EXPERT }),
      line(110, at('10:00'), { by: FACILITATOR, says: 'escalate to @experts' }),
      roomOpened(at('10:01')),
    );

    expect(given(all(own, inRoom(510, '10:10', [EXPERT, 'accept']))).view.owner).toBeNull();
    expect(given(all(own, inRoom(510, '10:10', [EXPERT, 'accept']))).answer(510)).toContain('your own question');
  });

  it('of a question without escalation is open to every expert', () => {
    expect(ownerOf(given(all(asked(), line(120, at('10:10'), { by: EXPERT, says: 'accept' }))).view)).toBe(EXPERT);
  });
});

describe('declining', () => {
  it('ES-07.3 needs a reason and returns with notice', () => {
    const declined = given(all(opened, inRoom(510, '10:10', [EXPERT, 'decline I am away'])));
    const without = given(all(opened, inRoom(510, '10:10', [EXPERT, 'decline'])));

    expect(declined.said).toEqual([`${personIn(EXPERT)} declined.\n\n> I am away`]);
    expect(declined.status).not.toContain('away');
    expect(without.said).toEqual([]);
    expect(without.answer(510)).not.toBe('');
  });

  it('ES-07.3 of what was proposed tells who proposed it', () => {
    const told = all(
      asked(),
      line(120, at('10:00'), { by: FACILITATOR, says: `assign @user_${EXPERT}` }),
      line(121, at('10:10'), { by: EXPERT, says: 'decline no time' }),
    );

    expect(given(told).notices).toEqual([
      expect.objectContaining({ value: expect.objectContaining({ users: [EXPERT], title: expect.stringContaining('Will you take') }) }),
      expect.objectContaining({ value: expect.objectContaining({ users: [FACILITATOR], raw: expect.stringContaining('> no time') }) }),
    ]);
    expect(given(told).view).toMatchObject({ owner: null, proposed: null });
  });
});

describe('handing on and ending', () => {
  it('ES-09.1 each leaves a line in the room', () => {
    const lines = (...told: Told[]) => given(all(accepted, ...told)).said.slice(1);

    expect(lines(inRoom(511, '10:20', [EXPERT, 'hand back because the contract is missing']))).toEqual([
      `${personIn(EXPERT)} handed it back. This room is closed.\n\n> the contract is missing`,
    ]);
    expect(lines(inRoom(511, '10:20', [EXPERT, 'hand to @payroll because it is pay']))).toEqual([
      expect.stringContaining(`${personIn(EXPERT)} handed it on to ${groupIn(PAYROLL)}`),
    ]);
    expect(lines(inRoom(511, '10:20', [EXPERT, 'end escalation']))).toEqual([
      `${personIn(EXPERT)} ended this without a result. This room is closed.`,
    ]);
    expect(lines(post(130, { by: EXPERT, at: at('10:15'), text: 'In May.' }), inRoom(511, '10:20', [EXPERT, 'end']))).toEqual([
      `${personIn(EXPERT)} ended this with a result. This room is closed.`,
    ]);
    expect(given(accepted).said).toEqual([`${personIn(EXPERT)} accepted and is responsible from now on.`]);
  });

  it('opens a room of its own for the other group; the former owner stays until somebody accepts', () => {
    const { escalations, view, room, wants } = given(all(accepted, inRoom(511, '10:20', [EXPERT, 'hand to @payroll because it is pay'])));

    expect(escalations).toMatchObject([
      { number: 1, end: { how: 'handedOn' } },
      { number: 2, key: 'room:ticket:20:2', groups: [PAYROLL], end: null, accepted: null, formerOwner: { user: EXPERT } },
    ]);
    expect(ownerOf(view)).toBe(EXPERT);
    // What was said in one room stays there (decision 039).
    expect(room('room:ticket:20:2')).not.toContain('it is pay');
    expect(room('room:ticket:20:2')).toContain(`What was said about this question is with ${groupIn(41)}.`);
    expect(wants('close')).toMatchObject([{ value: { topic: ROOM } }]);
  });

  it('gives it back to who had it before, with notice', () => {
    const told = all(
      asked(),
      line(109, at('09:00'), { by: OTHER_EXPERT, says: 'accept' }),
      line(110, at('10:00'), { by: FACILITATOR, says: 'escalate to @experts' }),
      roomOpened(at('10:01')),
      inRoom(510, '10:10', [EXPERT, 'accept']),
      inRoom(511, '10:20', [EXPERT, 'hand back']),
    );

    expect(ownerOf(given(told).view)).toBe(OTHER_EXPERT);
    expect(given(told).notices).toMatchObject([{ value: { users: [OTHER_EXPERT], title: 'Handed back (HD-20)' } }]);
  });

  it.each(['hand back', 'hand to @payroll', 'end'])('is for the owner and the facilitators: "%s" by another expert is refused', (says) => {
    const { escalations, answer } = given(all(accepted, inRoom(511, '10:20', [OTHER_EXPERT, says])));

    expect(escalations).toMatchObject([{ end: null }]);
    expect(answer(511)).toContain(`Only who has accepted it (${personIn(EXPERT)}) or the facilitators may do that`);
    expect(escalationOf(given(all(accepted, inRoom(511, '10:20', [FACILITATOR, says]))).view)?.number ?? 2).toBe(2);
  });

  it.each([
    ['closed', fact(at('11:00'), { type: 'TopicFlagSeen', topic: TOPIC, flag: 'closed', value: true }), 'The question was closed.'],
    ['deleted', fact(at('11:00'), { type: 'TopicFlagSeen', topic: TOPIC, flag: 'deleted', value: true }), 'The question was deleted.'],
    ['solved', fact(at('11:00'), { type: 'AcceptedAnswer', topic: TOPIC, post: 100 }), 'The question was solved meanwhile.'],
  ] as const)('ES-09.3 nothing stays open when the ticket is %s', (how, told, says) => {
    const { escalations, said, wants } = given(all(opened, told));

    expect(escalations).toMatchObject([{ end: { how, at: at('11:00') } }]);
    expect(said).toEqual([expect.stringContaining(says)]);
    expect(wants('close')).toHaveLength(1);
  });

  it('may be passed on although it is solved, and stays open then', () => {
    const solved = fact(at('09:00'), { type: 'AcceptedAnswer', topic: TOPIC, post: 100 });

    expect(given(all(opened, solved, post(130, { by: MEMBER, at: at('11:00'), text: 'Really?' }))).escalations).toMatchObject([
      { end: null },
    ]);
  });

  it('has one room also when the forum dates it before the line that asked for it', () => {
    const early = all(asked(), line(110, at('10:00'), { by: FACILITATOR, says: 'escalate to @experts' }), roomOpened(at('09:59:40')));

    expect(given(early).escalations).toMatchObject([{ number: 1, end: null, cause: { type: 'command' } }]);
  });

  it('says each thing once', () => {
    const key = given(accepted).wants('post')[0]?.key ?? '';

    expect(given(accepted, { effects: [carriedOut(key, 'post')] }).said).toEqual([]);
  });

  it('is told its end once, when a merge takes the line along that opened it', () => {
    const taken = all(opened, fact(at('10:30'), { type: 'Placed', post: 110, topic: 30 }));
    const told = carriedOut(`post:room:${ROOM}:ended:${at('10:30')}`, 'post');
    const split = { type: 'SmallAction', post: 120, actor: FACILITATOR, code: 'split_topic', who: null, linkedTopic: 30 } as const;
    const merged = all(
      fact(at('10:30'), split),
      fact(at('10:30'), { type: 'Placed', post: 120, topic: TOPIC }),
      action(121, at('10:30:02'), { by: FACILITATOR, code: 'closed.enabled' }),
    );

    expect(given(taken).said).toEqual([expect.stringContaining('Withdrawn')]);
    expect(given(all(taken, merged)).said).toEqual([expect.stringContaining('was merged into another one')]);
    expect(given(taken, { effects: [told] }).said).toEqual([]);
    expect(given(taken, { effects: [told] }).wants('close')).toHaveLength(1);
  });

  it('refuses what comes after the end, and asks for an escalation where there is none', () => {
    const ended = all(accepted, inRoom(511, '10:20', [EXPERT, 'end']));

    expect(given(all(ended, inRoom(512, '10:30', [OTHER_EXPERT, 'accept']))).answer(512)).toContain('This has ended already');
    expect(given(all(asked(), line(120, at('10:00'), { by: FACILITATOR, says: 'hand back' }))).answer(120)).toContain('Write `escalate`');
  });
});

describe('the owner in the forum', () => {
  it('TR-18.1 makes no loop: what we show says nothing new', () => {
    const shownByUs = action(120, at('10:11'), { by: BOT, code: 'assigned', who: EXPERT });
    const { view, wants } = given(all(accepted, shownByUs));

    expect(view.owner).toEqual({ user: EXPERT, since: at('10:10'), by: 'command' });
    expect(wants('assign')).toEqual(given(accepted).wants('assign'));
    expect(wants('assign')).toMatchObject([{ key: 'assign:topic:20', value: { topic: TOPIC, user: EXPERT } }]);
  });

  it('TR-18.1 stays when we show that there was none', () => {
    const taken = action(120, at('10:11'), { by: BOT, code: 'unassigned', who: EXPERT });

    expect(ownerOf(given(all(accepted, taken)).view)).toBe(EXPERT);
  });

  it('is the newest of who accepted and who assigned herself', () => {
    const forum = action(120, at('10:30'), { by: OTHER_EXPERT, code: 'assigned', who: OTHER_EXPERT });

    expect(given(all(accepted, forum)).view.owner).toEqual({ user: OTHER_EXPERT, since: at('10:30'), by: 'forum' });
  });

  it('stays when another actor assigns somebody: that proposes', () => {
    const proposal = action(120, at('10:30'), { by: FACILITATOR, code: 'assigned', who: OTHER_EXPERT });
    const { view } = given(all(accepted, proposal));

    expect(view).toMatchObject({ owner: { user: EXPERT }, proposed: { user: OTHER_EXPERT, by: FACILITATOR } });
    expect(ownerOf(given(all(accepted, proposal, inRoom(520, '10:40', [OTHER_EXPERT, 'accept']))).view)).toBe(OTHER_EXPERT);
  });

  it('ends with an unassignment by a person; what was accepted waits again', () => {
    const free = action(120, at('10:30'), { by: FACILITATOR, code: 'unassigned', who: EXPERT });
    const { view, status, said } = given(all(accepted, free));

    expect(view.owner).toBeNull();
    expect(status).toContain('With the experts since');
    expect(said).toContainEqual(`${personIn(EXPERT)} is no longer responsible. Somebody please accept.`);
    expect(given(all(accepted, free), { effects: [carriedOut('assign:topic:20', 'assign')] }).wants('assign')).toMatchObject([
      { value: { user: null } },
    ]);
    expect(given(opened).wants('assign')).toEqual([]);
  });

  it('is not shown with assignments where the settings say so; a refused one changes nothing of our record', () => {
    const refused = carriedOut('assign:topic:20', 'assign', { state: 'refused' });

    expect(given(accepted, { settings: { showOwnerWithAssign: false } }).wants('assign')).toEqual([]);
    expect(ownerOf(given(accepted, { effects: [refused] }).view)).toBe(EXPERT);
  });
});

describe('people in the room', () => {
  it('ES-16.2 refuses somebody without a role', () => {
    const { wants, answer } = given(all(opened, inRoom(510, '10:10', [EXPERT, `invite @user_${MEMBER}`])));

    expect(wants('invite')).toEqual([]);
    expect(answer(510)).toContain(`${personIn(MEMBER)} has no role`);
    expect(given(all(opened, inRoom(510, '10:10', [EXPERT, 'invite @stranger']))).answer(510)).toContain(
      'Nobody here is known by that name',
    );
  });

  it('ES-03.3 refuses the asker', () => {
    const { wants, answer } = given(all(opened, inRoom(510, '10:10', [EXPERT, `invite @user_${ASKER}`])));

    expect(wants('invite')).toEqual([]);
    expect(answer(510)).toContain('The asker does not take part there');
  });

  it('invites and removes who has one', () => {
    const invited = all(opened, inRoom(510, '10:10', [EXPERT, `invite @user_${FACILITATOR}`]));
    const invite = { key: `invite:topic:${ROOM}:user:${FACILITATOR}` };

    expect(given(invited).wants('invite')).toMatchObject([
      { ...invite, value: { topic: ROOM, who: { user: FACILITATOR }, present: true } },
    ]);
    expect(given(all(invited, inRoom(511, '10:20', [EXPERT, `remove @user_${FACILITATOR}`]))).wants('invite')).toMatchObject([
      { ...invite, value: { present: false } },
    ]);
    expect(given(all(opened, inRoom(511, '10:20', [EXPERT, `remove @user_${FACILITATOR}`]))).answer(511)).toContain(
      'was not invited by name',
    );
  });

  it('takes in at most twenty by name, and none into a room that is closed', () => {
    const invites = Array.from({ length: 21 }, (_, index) =>
      inRoom(520 + index, `10:${20 + index}`, [EXPERT, `invite @user_${30 + index}`]),
    );

    expect(given(all(opened, ...invites)).wants('invite')).toHaveLength(20);
    expect(given(all(opened, ...invites)).answer(540)).toContain('Twenty persons');
    expect(given(all(opened, ...invites, inRoom(550, '11:00', [FACILITATOR, 'end']))).wants('invite')).toEqual([]);
  });

  it('ES-16.1 removes who lost the role by that event itself: nothing else needs to happen', () => {
    const invited = all(opened, inRoom(510, '10:10', [EXPERT, `invite @user_${FORMER}`]));

    expect(given(invited, { now: at('11:59:59') }).wants('invite')).toMatchObject([{ value: { present: true } }]);
    expect(given(invited, { now: at('12:00') }).wants('invite')).toMatchObject([{ value: { present: false } }]);
  });
});

describe('a note', () => {
  it('TR-32.1 goes into the room, never into the topic', () => {
    const { wants, status } = given(all(opened, inRoom(510, '10:10', [EXPERT, 'note the canary ends in May'])));

    expect(wants('post')).toMatchObject([{ value: { topic: ROOM, raw: `Note by ${personIn(EXPERT)}:\n\n> the canary ends in May` } }]);
    expect(status).not.toContain('canary');
  });

  it('is refused where no room is open', () => {
    expect(given(all(asked(), line(120, at('10:00'), { by: EXPERT, says: 'note it ends in May' }))).answer(120)).toContain(
      'Open one first: `escalate`',
    );
  });
});

describe('a private ask', () => {
  const privately = asked({ toGroups: [EXPERTS], text: 'My secret leave' });

  it('is the room of its group: people accept and invite in it', () => {
    const told = all(
      privately,
      line(120, at('10:00'), { by: EXPERT, says: 'accept' }),
      line(121, at('10:01'), { by: EXPERT, says: `invite @user_${FACILITATOR}` }),
      line(122, at('10:02'), { by: EXPERT, says: 'escalate' }),
    );
    const { view, wants, answer } = given(all(told, line(123, at('10:03'), { by: EXPERT, says: 'escalate to @experts' })));

    expect(ownerOf(view)).toBe(EXPERT);
    expect(wants('room')).toHaveLength(1);
    expect(wants('invite')).toMatchObject([{ value: { topic: TOPIC, who: { user: FACILITATOR }, present: true } }]);
    expect(answer(123)).toContain('already with');
  });

  it('is not told to somebody who may not know of it, until she is invited', () => {
    const proposed = line(121, at('10:01'), { by: EXPERT, says: `assign @user_${OTHER_EXPERT}` });
    const taken = all(privately, line(120, at('10:00'), { by: EXPERT, says: 'accept' }));
    const invited = line(119, at('10:00:30'), { by: EXPERT, says: `invite @user_${OTHER_EXPERT}` });

    expect(given(all(taken, proposed)).view.proposed).toBeNull();
    expect(given(all(taken, proposed)).notices).toEqual([]);
    expect(given(all(taken, proposed)).answer(121)).toContain('may not know of it');
    expect(given(all(taken, invited, proposed)).view.proposed).toMatchObject({ user: OTHER_EXPERT });
  });

  it('needs no room with the experts who have it', () => {
    expect(given(all(privately, line(120, at('10:00'), { by: EXPERT, says: 'escalate to @experts' }))).wants('room')).toEqual([]);
  });

  it('goes to another group with its text, since they cannot open it; the title says nothing', () => {
    const { wants, room } = given(all(privately, line(120, at('10:00'), { by: EXPERT, says: 'escalate to @payroll' })));

    expect(wants('room')[0]?.value).toMatchObject({ title: 'Question HD-20', groups: [PAYROLL], users: [] });
    expect(room()).toContain('> My secret leave');
    expect(room()).not.toMatch(/\/[tp]\/\d/);
    expect(room()).toContain('asked privately');
  });

  it('ES-07.1 is accepted in its room by the group that it went to, who may not read the ask itself', () => {
    const passedOn = line(120, at('10:00'), { by: EXPERT, says: 'escalate to @payroll' });
    const accepted = line(510, at('10:20'), { by: PAYROLL_EXPERT, says: 'accept', room: ROOM });

    expect(ownerOf(given(all(privately, passedOn, roomOpened(at('10:01')), accepted)).view)).toBe(PAYROLL_EXPERT);
  });
});

describe('the queue', () => {
  const rowOf = (told: Told) => given(told).judgement.rows.find(({ key }) => key === 'escalation')?.row;

  it('shows with whom it is', () => {
    expect(rowOf(asked())).toBeUndefined();
    expect(rowOf(opened)).toEqual({ state: 'waiting', group: EXPERTS, level: 1, owner: null, since: at('10:00') });
    expect(rowOf(accepted)).toMatchObject({ state: 'accepted', owner: EXPERT });
  });
});
