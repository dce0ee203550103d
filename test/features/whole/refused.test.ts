import { describe, expect, it } from '@jest/globals';
import { reasonInWords } from '../../../service/console/wording.js';
import { line, ROOM, roomOpened } from '../escalation/escalation-story.js';
import { all, asked, at, communityOf, FACILITATOR, SIGNER } from '../official/official-story.js';
import { EXPERT, done, says } from '../triage/desk-story.js';
import { whole } from './whole-story.js';

const taken = all(asked(['incident']), says(EXPERT, 'accept'));
const refusedAssign = (reason: string, endedAt = at('10:02')) =>
  done('assign:topic:20', { kind: 'assign', state: 'refused', reason, endedAt, value: { topic: 20, user: EXPERT } });

describe('an assignment that Assign refused', () => {
  it.each([
    ['assignee_at_limit (400)', 'as many topics are assigned to her there as the forum allows'],
    ['assignee_without_access (400)', 'she cannot see this topic there'],
  ])('TR-18.3 is shown with its reason, and our record keeps the owner (%s)', (reason, sentence) => {
    const { status, owner } = whole(taken, { effects: [refusedAssign(reason)] });

    expect(status).toContain(sentence);
    expect(owner).toBe(EXPERT);
  });

  it.each(['assignee_at_limit (400)', 'assignee_without_access (400)', 'not_assignable (400)'])(
    'TR-18.3 has a reason in words on the page of the ticket (%s)',
    (reason) => {
      expect(reasonInWords(reason)).toMatch(/(?:allows|cannot see the topic|may not be assigned) \(400\)$/);
    },
  );

  it('TR-18.3 is not told of an owner before, where it worked, or where there is no Assign', () => {
    const told = (...effects: ReturnType<typeof done>[]) => whole(taken, { effects }).status;

    expect(told(refusedAssign('assignee_at_limit (400)', at('09:00')))).not.toContain('assignments of the forum');
    expect(told(done('assign:topic:20', { kind: 'assign' }))).not.toContain('assignments of the forum');
    expect(told(refusedAssign('missing (404)'))).not.toContain('assignments of the forum');
  });
});

describe('what the forum refuses for its limit on recipients', () => {
  const key = 'room:ticket:20:1';
  const escalated = all(asked(['incident']), says(FACILITATOR, 'escalate'));
  const refusedRoom = done(key, { kind: 'room', state: 'refused', reason: 'too_many_recipients (422)' });

  it('ES-16.3 is reported to the facilitators for a room', () => {
    const { want } = whole(escalated, { effects: [refusedRoom] });

    expect(want(`message:refused:${key}`)).toMatchObject({
      value: { groups: [43], raw: expect.stringContaining('the forum allows no more recipients in one message') },
    });
    expect(whole(escalated).keys.some((one) => one.startsWith('message:refused'))).toBe(false);
  });

  it('a room that was refused is not told as one that is with the experts', () => {
    expect(whole(escalated).status).toContain('With the experts since');
    expect(whole(escalated, { effects: [refusedRoom] }).status).not.toContain('With the experts since');
  });

  it('asks a facilitator before a group of more than 20 gets a room; when she passes it on, it is opened for all of them', () => {
    const passedOn = all(asked(['incident']), says(EXPERT, 'escalate'));
    const tooLarge = done(key, { kind: 'room', state: 'refused', reason: 'group_too_large' });
    const before = whole(passedOn, { effects: [tooLarge] });
    const after = whole(all(passedOn, line(121, at('10:10'), { by: FACILITATOR, says: 'escalate' })), { effects: [tooLarge] });

    expect(whole(passedOn).want(key)).toMatchObject({ value: { mostMembers: 20, timesAsked: 1 } });
    expect(before.want(`message:refused:${key}`)).toMatchObject({
      value: { groups: [43], raw: expect.stringContaining('Write `escalate` in the topic if all of them shall read it') },
    });
    expect(before.status).not.toContain('With the experts since');
    expect(after.want(key)).toMatchObject({ value: { mostMembers: null, timesAsked: 2 } });
    expect(after.keys).toContain('like:post:121');
  });

  it('is not asked for by a facilitator who names another level; where there are only leads, they are asked', () => {
    const passedOn = all(asked(['incident']), says(EXPERT, 'escalate'));
    const tooLarge = done(key, { kind: 'room', state: 'refused', reason: 'group_too_large' });
    const other = whole(all(passedOn, line(121, at('10:10'), { by: FACILITATOR, says: 'escalate to level 2' })), { effects: [tooLarge] });
    const { roles } = communityOf({});
    const onlyLeads = whole(passedOn, { effects: [tooLarge], community: { roles: { ...roles, facilitator: [] } } });

    expect(other.want(key)).toMatchObject({ value: { mostMembers: 20, timesAsked: 1 } });
    expect(onlyLeads.want(key)).toMatchObject({ value: { mostMembers: 20 } });
    expect(onlyLeads.want(`message:refused:${key}`)).toMatchObject({ value: { groups: roles.deskLead } });
  });

  it('ES-16.3 is reported for a person who was invited by name', () => {
    const invite = `invite:topic:${ROOM}:user:${FACILITATOR}`;
    const inRoom = all(roomOpened(at('10:05')), line(510, at('10:10'), { by: EXPERT, says: `invite @user_${FACILITATOR}`, room: ROOM }));
    const told = all(asked(['incident']), says(SIGNER, 'escalate'), inRoom);
    const refused = done(invite, { kind: 'invite', state: 'refused', reason: 'too_many_recipients (422)' });

    expect(whole(told).keys).toContain(invite);
    expect(whole(told, { effects: [refused] }).want(`message:refused:${invite}`)).toMatchObject({
      value: { raw: expect.stringContaining('could not be invited: the forum allows no more recipients in one message') },
    });
  });
});
