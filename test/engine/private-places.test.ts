import { describe, expect, it } from '@jest/globals';
import type { JudgedLine } from '../../service/engine/judge-line.js';
import { mayBeAnswered } from '../../service/engine/may-be-answered.js';
import { spansOf } from '../../service/engine/roles.js';
import { TopicState } from '../../service/engine/topic-state.js';
import { at, BOT, fact, MEMBER, OUTSIDE, TOPIC } from './engine-story.js';

const NOBODY = () => undefined;
const message = { type: 'TopicPlace', topic: TOPIC, category: null, archetype: 'private_message' } as const;
const readBy = (...users: number[]) => ({ type: 'Participants', topic: TOPIC, users, groups: [] }) as const;

function topicOf(...bodies: ReadonlyArray<Parameters<typeof fact>[1]>): TopicState {
  const topic = new TopicState(TOPIC, BOT, NOBODY);
  for (const body of bodies) topic.apply(fact(at('10:00'), body));
  return topic;
}

describe('who took part in a message', () => {
  it('ES-02 says nothing any more once it was public', () => {
    const open = { type: 'TopicPlace', topic: TOPIC, category: OUTSIDE, archetype: 'regular' } as const;

    expect(topicOf(message, readBy(MEMBER)).participants).toEqual({ users: [MEMBER], groups: [] });
    expect(topicOf(message, readBy(MEMBER), open, message).participants).toBeNull();
  });
});

describe('the author of a line in a message', () => {
  const line = { line: { post: 101, author: MEMBER }, room: null } as JudgedLine;
  const isAnswered = (topic: TopicState, facts: ReadonlyArray<ReturnType<typeof fact>>) =>
    mayBeAnswered(line, {
      ticket: { topic, rooms: new Map(), membership: null, views: {} },
      input: { material: { facts } as never, now: at('12:00') },
      spans: spansOf([]),
      rolesOf: () => new Set(),
    });
  const elsewhere = fact(at('09:00'), { type: 'Placed', post: 101, topic: TOPIC + 1, number: 2 });

  it('ES-02 is answered where she wrote it, and after a move only when she is known to read there', () => {
    expect(isAnswered(topicOf(message, readBy(BOT)), [])).toBe(true);
    expect(isAnswered(topicOf(message, readBy(BOT)), [elsewhere])).toBe(false);
    expect(isAnswered(topicOf(message), [elsewhere])).toBe(false);
    expect(isAnswered(topicOf(message, readBy(MEMBER)), [elsewhere])).toBe(true);
  });
});
