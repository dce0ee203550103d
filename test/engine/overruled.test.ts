import { describe, expect, it } from '@jest/globals';
import { overruledBy } from '../../service/engine/overruled.js';
import type { EffectKind } from '../../service/ports/effect-kinds.js';
import type { Effect } from '../../service/ports/store.js';
import { asked, at, BOT, deriveFacts, fact, post } from './engine-story.js';

const OURS = 150;
const ROOM_POST = 151;
const ELSEWHERE: readonly EffectKind[] = [
  ...(['tags', 'notice', 'message', 'room', 'like'] as const),
  ...(['article', 'close', 'assign', 'invite', 'badge'] as const),
];

const made: Effect = {
  ...{ id: 1, topicId: 20, key: 'k', revision: 1, kind: 'post', value: {}, valueHash: 'h', because: 'why', state: 'done', reason: null },
  ...{ priority: 0, notBefore: at('10:00'), notAfter: null, attempts: 1, postId: OURS, forumTopicId: 20 },
  ...{ createdAt: at('10:00'), endedAt: at('10:01') },
};
const deleted = fact(at('11:30'), { type: 'PostVisibility', post: OURS, visibility: 'deleted' });
const topic = deriveFacts([...asked(at('10:00')), ...post({ post: OURS, at: at('11:00'), by: BOT }), deleted]).topic;

describe('what a person did with something of ours', () => {
  it.each(['status', 'post'] as const)('overrules a %s that is seen to be deleted', (kind) => {
    expect(overruledBy({ ...made, kind }, topic)).toMatch(/^a person removed the .+ \(deleted\)$/);
  });

  it('says nothing of a post in a room, which is not among those of the topic', () => {
    expect(overruledBy({ ...made, postId: ROOM_POST }, topic)).toBeNull();
    expect(overruledBy({ ...made, postId: ROOM_POST, state: 'overruled', reason: 'found by the outbox' }, topic)).toBe(
      'found by the outbox',
    );
  });

  it.each(ELSEWHERE)('of a %s is what the outbox found, and stays so', (kind) => {
    expect(overruledBy({ ...made, kind }, topic)).toBeNull();
    expect(overruledBy({ ...made, kind, state: 'overruled', reason: 'found by the outbox' }, topic)).toBe('found by the outbox');
    expect(overruledBy({ ...made, kind, state: 'overruled' }, topic)).toBe('a person removed it');
  });
});
