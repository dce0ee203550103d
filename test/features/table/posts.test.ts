import { describe, expect, it } from '@jest/globals';
import {
  ASKER,
  FACILITATOR,
  MEMBER,
  QUESTION,
  SIGNER,
  TOPIC,
  all,
  answered,
  asked,
  at,
  fact,
  line,
  post,
  read,
  shown,
} from '../official/official-story.js';
import { EXPERT, done, says } from '../triage/desk-story.js';
import { membership, whole as once, type Whole } from '../whole/whole-story.js';
import { inAnyOrder } from './arrivals.js';

const ARTICLE = `article:ticket:${TOPIC}:101`;
const withTitle = {
  ...fact(at('08:00'), { type: 'TopicTitle', topic: TOPIC, hash: 'title', textId: 'title' }),
  texts: [['title', 'Subletting']] as const,
};
const story = all(asked(), withTitle, answered, line('official'), line('publish', { id: 111, at: at('10:10') }));
const world = { community: { faqCategory: 8 }, effects: [done(ARTICLE, { kind: 'article', postId: 700, forumTopicId: 70 })] };
const clocksOf = ({ judgement }: Whole) => judgement.derived.ticket.views['clocks'];
const reviewOf = ({ judgement }: Whole) => (judgement.derived.ticket.views['faq'] as { review: boolean }).review;

describe('a post that is edited', () => {
  const edited = read(101, { at: at('12:00'), text: 'Yes, but only with written consent.' });

  it('TR-06.1 leaves the clocks as they were, ends its signature, and sends the article to review', () => {
    const [before, after] = [inAnyOrder(story, world), inAnyOrder(all(story, edited), world)];

    expect(clocksOf(after)).toEqual(clocksOf(before));
    expect(before.official.signatures).toMatchObject([{ end: null }]);
    expect(after.official.signatures).toMatchObject([{ end: { type: 'voided', cause: 'text', at: at('12:00') } }]);
    expect([reviewOf(before), reviewOf(after)]).toEqual([false, true]);
    expect(after.want(`message:ticket:${TOPIC}:faq-source:101`)?.value).toMatchObject({ groups: [43] });
    expect(after.want(ARTICLE)).toBeUndefined();
  });

  it('TR-06.1 a line that the edit added runs once, and only within ten minutes of posting', () => {
    const own = post(105, { by: EXPERT, at: at('09:00'), text: 'I look into it.' });
    const added = (time: string) => read(105, { at: at(time), text: 'I look into it.\n@desk kind rule' });
    const kindOf = (...times: string[]) => inAnyOrder(all(asked(), own, ...times.map(added))).triage.byPeople.kind;

    expect(kindOf('09:10', '09:20')).toMatchObject({ value: 'policy', at: at('09:10') });
    expect(kindOf('09:10:01')).toBeNull();
    expect(inAnyOrder(all(asked(), own, added('09:10:01'))).toldOn(105)).toContain('more than ten minutes after posting');
  });
});

describe('a post that is deleted, and recovered', () => {
  const reply = post(104, { by: EXPERT, at: at('09:00'), text: 'You may, for half a year.' });
  const gone = shown(104, at('11:00'), 'deleted');
  const back = shown(104, at('12:00'), 'visible');

  it('TR-06.3 counts as never written: the clock runs on from its original start', () => {
    const [answeredAt9, deleted] = [inAnyOrder(all(asked(), reply)).fr, inAnyOrder(all(asked(), reply, gone)).fr];

    expect(answeredAt9).toMatchObject({ state: 'met', endedAt: at('09:00') });
    expect(deleted).toMatchObject({ endedAt: null, startedAt: answeredAt9?.startedAt, due: answeredAt9?.due });
    expect(deleted?.state).not.toBe('met');
  });

  it('TR-06.3 takes its signature, its me-too and what was quoted of it with it; the log keeps that it was', () => {
    const meToo = says(21, 'me too', { at: at('09:30') });
    const removed = all(story, meToo, shown(101, at('12:00'), 'deleted'), shown(140, at('12:00'), 'deleted'));
    const [before, after] = [inAnyOrder(all(story, meToo), world), inAnyOrder(removed, world)];

    expect(before.status).toContain('One more person has this question');
    expect(after.status).not.toContain('One more person');
    expect(after.official.signatures).toMatchObject([{ away: { as: 'deleted', from: at('12:00') } }]);
    expect(before.judgement.wants.some(({ key }) => key === `tags:topic:${TOPIC}`)).toBe(true);
    expect(after.judgement.derived.topic.posts.get(101)).toMatchObject({ visibility: 'deleted' });
    expect(after.judgement.derived.ticket.rooms.size).toBe(0);
  });

  it('TR-06.3 is not quoted to the experts', () => {
    const escalated = all(asked(), reply, says(EXPERT, 'escalate', { at: at('10:30') }));
    const roomOf = (one: Whole) => JSON.stringify(one.want(`room:ticket:${TOPIC}:1`)?.value);

    expect(roomOf(inAnyOrder(escalated))).toContain('half a year');
    expect(roomOf(inAnyOrder(all(escalated, gone)))).not.toContain('half a year');
  });

  it('TR-06.4 counts from the same instant again, and its signature holds if the text is the same', () => {
    const [original, recovered] = [inAnyOrder(all(asked(), reply)), inAnyOrder(all(asked(), reply, gone, back))];
    const signed = all(story, shown(101, at('11:00'), 'deleted'), shown(101, at('12:00'), 'visible'));
    const changed = all(signed, read(101, { at: at('12:00'), text: 'Another text.' }));

    expect(recovered.fr).toEqual(original.fr);
    expect(inAnyOrder(signed, world).official.signatures).toMatchObject([{ away: null, end: null }]);
    expect(inAnyOrder(changed, world).official.signatures).toMatchObject([{ end: { type: 'voided' } }]);
  });
});

describe('a person who leaves a group', () => {
  const left = (group: number, user: number, time = '12:00') => membership('MembershipEnded', { group, user }, at(time));
  const taken = all(asked(), says(EXPERT, 'accept', { at: at('09:30') }));
  const CAME_BACK = `message:ticket:${TOPIC}:came-back:${EXPERT}:${at('12:00')}`;

  it('TR-06.19 keeps for the past the role that she had, and loses what she had taken on, with notice to the group', () => {
    const before = inAnyOrder(taken);
    const after = inAnyOrder(taken, { memberships: [left(41, EXPERT)] });

    expect([before.owner, after.owner]).toEqual([EXPERT, null]);
    expect(before.want(CAME_BACK)).toBeUndefined();
    expect(after.want(CAME_BACK)?.value).toMatchObject({ users: [] });
    expect((after.want(CAME_BACK)?.value as { groups: number[] }).groups.length).toBeGreaterThan(0);
    expect(after.escalation.cameBack).toEqual([expect.objectContaining({ from: EXPERT, at: at('12:00') })]);
  });

  it('TR-06.19 keeps it while another role is left, or when only somebody else went', () => {
    const signer = membership('MembershipBegan', { group: 44, user: EXPERT }, at('07:00'));

    expect(once(taken, { memberships: [signer, left(41, EXPERT)] }).owner).toBe(EXPERT);
    expect(once(taken, { memberships: [left(44, SIGNER)] }).owner).toBe(EXPERT);
  });

  it('TR-06.19 her answer from before counts, one from after does not', () => {
    const reply = (time: string) => post(104, { by: EXPERT, at: at(time), text: 'You may, for half a year.' });
    const stateOf = (time: string) => inAnyOrder(all(asked(), reply(time)), { memberships: [left(41, EXPERT)] }).fr?.endedBy ?? null;

    expect([stateOf('11:59'), stateOf('12:00')]).toEqual([104, null]);
  });

  it('TR-06.19 is the same whenever the leaving is learnt', () => {
    const late = { ...left(41, EXPERT), learntAt: at('19:00') };

    expect(once(taken, { memberships: [late] }).escalation).toEqual(once(taken, { memberships: [left(41, EXPERT)] }).escalation);
  });
});

it('UI-33.1 TR-12.2 TR-12.3 `private` posts nothing in public; the facilitators hear of it, and the asker before it is done', () => {
  const wished = once(all(asked(), says(MEMBER, 'private')));
  const byDesk = once(all(asked(), says(FACILITATOR, 'private')));
  const [toDesk, toAsker] = ['member', 'desk'].map((who) => `message:ticket:${TOPIC}:private-wish:${who}`);
  const plain = once(asked());

  expect(wished.want(toDesk ?? '')?.value).toMatchObject({ users: [], groups: [43] });
  expect(byDesk.want(toAsker ?? '')?.value).toMatchObject({ users: [ASKER], groups: [] });
  expect(byDesk.want(toDesk ?? '')).toBeUndefined();
  for (const one of [wished, byDesk]) {
    expect(one.toldOn(110)).toContain('[new message](/new-message)');
    expect(one.status).toBe(plain.status);
    expect(one.judgement.wants.filter(({ kind }) => kind === 'post' || kind === 'close')).toEqual([]);
    expect(one.judgement.derived.topic.isPrivate).toBe(false);
  }
});

it('TR-12.1 an ordinary ask stays readable by all, whatever rules say of it', () => {
  const asking = all(asked(['incident']), read(QUESTION, { at: at('08:00'), text: 'My salary and my illness', version: 1 }));
  const rules = [{ name: 'secret', when: { words: ['salary'] }, set: { kind: 'policy', lane: 'desk', group: 41 } }];
  const { judgement, keys } = once(asking, { features: { triage: { rules, starterRules: true } } });

  expect(judgement.derived.topic.isPrivate).toBe(false);
  expect(keys.filter((key) => !/^(status|tags|message):/.test(key))).toEqual([]);
});
