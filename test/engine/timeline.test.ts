import { describe, expect, it } from '@jest/globals';
import { timelineOf } from '../../service/engine/timeline.js';
import {
  ASKER,
  BOT,
  EXPERT,
  FIRST,
  MEMBER,
  TOPIC,
  action,
  asked,
  at,
  deriveFacts,
  fact,
  placed,
  post,
  recorded,
  recorder,
} from './engine-story.js';

const OTHER = 30;

describe('a post that moved', () => {
  const moved = [
    ...asked(at('09:00'), { topic: OTHER, first: 90 }),
    ...asked(at('10:00')),
    ...post({ post: 101, by: MEMBER, at: at('09:30'), topic: OTHER }),
    fact(at('12:00'), { type: 'Placed', post: 101, topic: TOPIC }),
    fact(at('11:00'), { type: 'PostVisibility', post: 101, visibility: 'hidden' }),
  ];

  it('counts in its new topic at its own time, as if it had always been there', () => {
    const { topic, ticket } = deriveFacts(moved, { features: [recorder('a')] });

    expect([...topic.posts.values()].map(({ id, at: time, visibility }) => [id, time, visibility])).toEqual([
      [101, at('09:30'), 'hidden'],
      [FIRST, at('10:00'), 'visible'],
    ]);
    expect((ticket.views['a'] as { log: string[] }).log).toContain('11:00:00 PostVisibility');
  });

  it('counts in its old topic as if it had never been there', () => {
    const derived = deriveFacts(moved, { topic: OTHER, features: [recorder('a')] });

    expect([...derived.topic.posts.keys()]).toEqual([90]);
    expect(recorded(derived, 'a').log.filter((line) => line.startsWith('09:30') || line.startsWith('11:00'))).toEqual([]);
    expect([...derived.topic.movedAway]).toEqual([101]);
  });

  it('is there again when it was moved back', () => {
    const { topic } = deriveFacts([...moved, fact(at('13:00'), { type: 'Placed', post: 101, topic: OTHER })], { topic: OTHER });

    expect([...topic.posts.keys()]).toEqual([90, 101]);
    expect([...topic.movedAway]).toEqual([]);
  });
});

describe('a birth', () => {
  it('comes together with the author, the kind and the mark that were read later', () => {
    const late = [
      ...asked(at('10:00')),
      ...post({ post: 101, by: BOT, at: at('10:30'), kind: 'moderator', seenAt: at('11:00') }),
      fact(at('11:00'), { type: 'OurPost', post: 101, marker: 'hd1-test' }),
    ];
    let seen: unknown = null;
    const feature = recorder('a', {
      fold(view, event, { ticket }) {
        if (event.type === 'PostBorn' && event.post === 101) seen = { ...ticket.topic.posts.get(101) };
        return view;
      },
    });

    deriveFacts(late, { features: [feature] });

    expect(seen).toMatchObject({ author: BOT, kind: 'moderator', ours: true, at: at('10:30') });
  });

  it('keeps a later author for later: merging people changes it from then on', () => {
    const facts = [...asked(at('10:00')), fact(at('12:00'), { type: 'PostAuthor', post: FIRST, user: MEMBER })];

    const { steps } = timelineOf(TOPIC, facts, at('13:00'));

    expect(steps.map((step) => step.facts.map(({ body }) => body.type))).toEqual([
      ['TopicBorn', 'TopicAuthor'],
      ['TopicPlace'],
      ['PostBorn', 'Placed', 'PostAuthor', 'PostKindSeen'],
      ['PostVisibility'],
      ['PostAuthor'],
    ]);
    expect(deriveFacts(facts).topic.posts.get(FIRST)?.author).toBe(MEMBER);
  });

  it('that came twice is told once', () => {
    const derived = deriveFacts([...asked(at('10:00')), ...asked(at('10:00'))], { features: [recorder('a')] });

    expect(recorded(derived, 'a').log.filter((line) => line.endsWith('PostBorn'))).toEqual(['10:00:00 PostBorn']);
  });
});

describe('equal observations next to each other', () => {
  const tagged = (time: string, ...tags: string[]) => fact(at(time), { type: 'TopicTags', topic: TOPIC, tags });
  const told = (facts: Parameters<typeof deriveFacts>[0]) =>
    recorded(deriveFacts([...asked(at('10:00')), ...facts], { features: [recorder('a')] }), 'a').log.filter((line) => line > '10:59');

  it('are one, in the order of their times and not of their arrival', () => {
    expect(told([tagged('11:20', 'x'), tagged('11:00', 'x'), tagged('11:10', 'x')])).toEqual(['11:00:00 TopicTags']);
  });

  it('are two when another state came between, also when that was learnt last', () => {
    expect(told([tagged('11:00', 'x'), tagged('11:20', 'x'), tagged('11:10', 'y')])).toEqual([
      '11:00:00 TopicTags',
      '11:10:00 TopicTags',
      '11:20:00 TopicTags',
    ]);
  });

  it('say something again when a refused read came between: the topic was read, so it is private no more', () => {
    const unreadable = (time: string) => fact(at(time), { type: 'Unreadable', thing: `topic:${TOPIC}` });
    const readAgain = [...asked(at('10:00')), unreadable('11:00'), placed(at('12:00'), 5)];

    expect(deriveFacts(readAgain.slice(0, -1)).topic.isPrivate).toBe(true);
    expect(deriveFacts(readAgain).topic.isPrivate).toBe(false);
    expect(deriveFacts([...readAgain, unreadable('13:00')]).topic.isPrivate).toBe(true);
  });

  it('say something again when the acceptance of another post came between', () => {
    const flag = (time: string, id: number, accepted = true) => fact(at(time), { type: 'AnswerFlag', post: id, accepted });
    const posts = [
      ...asked(at('10:00')),
      ...post({ post: 101, by: MEMBER, at: at('10:10') }),
      ...post({ post: 102, by: MEMBER, at: at('10:20') }),
    ];

    const { topic } = deriveFacts([...posts, flag('11:00', 101), flag('11:10', 102), flag('11:20', 101)]);

    expect(topic.acceptedHistory).toEqual([
      { post: 101, from: at('11:00') },
      { post: 102, from: at('11:10') },
      { post: 101, from: at('11:20') },
    ]);
  });

  it('say something again when the read of the whole topic ended the acceptance between', () => {
    const whole = (time: string, id: number | null) => fact(at(time), { type: 'AcceptedAnswer', topic: TOPIC, post: id });
    const one = fact(at('11:10'), { type: 'AnswerFlag', post: FIRST, accepted: false });

    const { topic } = deriveFacts([...asked(at('10:00')), whole('11:00', FIRST), one, whole('11:20', FIRST)]);

    expect(topic.accepted).toEqual({ post: FIRST, from: at('11:20') });
  });

  it('say something again when a small action told the opposite between', () => {
    const closed = (time: string) => fact(at(time), { type: 'TopicFlagSeen', topic: TOPIC, flag: 'closed', value: true });
    const opened = [
      ...post({ post: 101, by: EXPERT, at: at('11:10'), kind: 'small_action' }),
      action(at('11:10'), { post: 101, actor: EXPERT, code: 'closed.disabled' }),
    ];

    expect(deriveFacts([...asked(at('10:00')), closed('11:00'), ...opened]).topic.closed).toBe(false);
    expect(deriveFacts([...asked(at('10:00')), closed('11:00'), ...opened, closed('11:20')]).topic.closed).toBe(true);
  });
});

describe('a fact in the future', () => {
  const reply = post({ post: 101, by: EXPERT, at: at('12:00') });

  it('is folded at once up to sixty seconds ahead: clocks differ a little', () => {
    expect(deriveFacts([...asked(at('10:00')), ...reply], { now: at('11:59') }).topic.posts.has(101)).toBe(true);
  });

  it('waits beyond that, and the ticket wakes when it becomes true', () => {
    const before = deriveFacts([...asked(at('10:00')), ...reply], { now: at('11:58:59') });

    expect(before.topic.posts.has(101)).toBe(false);
    expect(before.nextWakeAt).toBe(at('12:00'));
    expect(deriveFacts([...asked(at('10:00')), ...reply], { now: at('12:00') })).toMatchObject({ nextWakeAt: null });
  });
});

describe('a split', () => {
  const link = action(at('12:00'), { post: 95, actor: EXPERT, code: 'split_topic', linkedTopic: TOPIC });
  const split = [
    ...asked(at('09:00'), { topic: OTHER, first: 90 }),
    ...post({ post: 91, by: MEMBER, at: at('09:30'), topic: OTHER }),
    fact(at('12:05'), { type: 'Placed', post: 91, topic: TOPIC }),
    fact(at('12:00'), { type: 'TopicBorn', topic: TOPIC }),
    fact(at('12:05'), { type: 'TopicAuthor', topic: TOPIC, user: EXPERT }),
    placed(at('12:05'), 5),
    ...post({ post: 95, by: EXPERT, at: at('12:00'), topic: OTHER, kind: 'small_action' }),
    link,
  ];

  it('gives a topic that starts at the action that links to it, asked by the author of its first post', () => {
    const { topic, ticket } = deriveFacts(split);

    expect(topic.asker).toBe(MEMBER);
    expect(ticket.membership).toMatchObject({ clockStart: at('12:00'), community: 'housing' });
  });

  it('does not give a message to whose older post is moved into it soon after', () => {
    const { topic } = deriveFacts([
      fact(at('12:00'), { type: 'TopicBorn', topic: TOPIC }),
      fact(at('12:00'), { type: 'TopicAuthor', topic: TOPIC, user: MEMBER }),
      fact(at('12:00'), { type: 'TopicPlace', topic: TOPIC, category: null, archetype: 'private_message' }),
      ...post({ post: 101, by: MEMBER, at: at('12:00') }),
      ...post({ post: 91, by: ASKER, at: at('09:30'), topic: OTHER }),
      fact(at('12:00:40'), { type: 'Placed', post: 91, topic: TOPIC }),
      action(at('12:00:40'), { post: 95, actor: EXPERT, code: 'split_topic', linkedTopic: TOPIC }),
    ]);

    expect(topic.asker).toBe(MEMBER);
  });

  it('does not change a topic to which an action links, but which has its own first post', () => {
    const { topic, ticket } = deriveFacts([...asked(at('10:00')), link, ...post({ post: 91, by: MEMBER, at: at('11:00') })]);

    expect(topic.asker).toBe(ASKER);
    expect(ticket.membership?.clockStart).toBe(at('10:00'));
  });
});

describe('a merge', () => {
  const merged = (closedAt: string, closedBy: number) => [
    ...asked(at('10:00')),
    ...post({ post: 110, by: EXPERT, at: at('12:00'), kind: 'small_action' }),
    action(at('12:00'), { post: 110, actor: EXPERT, code: 'split_topic', linkedTopic: OTHER }),
    ...post({ post: 111, by: closedBy, at: at(closedAt), kind: 'small_action' }),
    action(at(closedAt), { post: 111, actor: closedBy, code: 'closed.enabled' }),
  ];

  it('is a close by the same person within ten seconds of the move', () => {
    expect(deriveFacts(merged('12:00:10', EXPERT)).topic.merged).toEqual({ into: OTHER, at: at('12:00:10') });
  });

  it.each([
    ['later than that', '12:00:11', EXPERT],
    ['by somebody else', '12:00:05', MEMBER],
  ])('is no merge when the close comes %s', (_what, closedAt, closedBy) => {
    expect(deriveFacts(merged(closedAt, closedBy)).topic).toMatchObject({ merged: null, closed: true });
  });

  it('ends when the topic is opened again', () => {
    const opened = [
      ...post({ post: 112, by: EXPERT, at: at('13:00'), kind: 'small_action' }),
      action(at('13:00'), { post: 112, actor: EXPERT, code: 'closed.disabled' }),
    ];

    expect(deriveFacts([...merged('12:00:10', EXPERT), ...opened]).topic).toMatchObject({ merged: null, closed: false });
  });
});
