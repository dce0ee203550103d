import { expect, it } from '@jest/globals';
import type { Seen } from '../../service/engine/observations.js';
import type { Named, TopicRead } from '../../service/ports/forum.js';
import { withLikers } from '../../service/reads/likers.js';
import { postOf, topicOf } from '../support/console-forum.js';

const NOTHING: Seen = { facts: [], texts: [], labels: [], confirmations: [] };
const AT = '2026-11-03T10:00:00.000Z';
const ADA: Named = { id: 7, name: 'ada' };
const read: TopicRead = {
  topic: topicOf({ id: 40, createdAt: AT, author: ADA, title: 'Question' }),
  posts: [1, 2, 3].map((number) => ({
    ...postOf({ id: 400 + number, topicId: 40, createdAt: AT, author: ADA }),
    number,
    likes: number === 3 ? 0 : 2,
  })),
  readAt: AT,
};

async function asked(readsLikes: boolean) {
  const calls: number[] = [];
  const likersOf = (post: number): Promise<readonly Named[]> => {
    calls.push(post);
    return Promise.resolve([ADA]);
  };
  const observing = { botId: 2, keepsText: () => true, readsLikes: () => readsLikes };
  const seen = await withLikers(NOTHING, read, { forum: { likersOf }, observing, spend: () => Promise.resolve() });
  return { calls, facts: seen.facts.map(({ body }) => body) };
}

it('reads who likes the replies only where the community counts that, and asks only for those that somebody likes', async () => {
  const [counted, plain] = [await asked(true), await asked(false)];

  expect(counted.calls).toEqual([402]);
  expect(counted.facts).toContainEqual({ type: 'PostLikers', post: 402, users: [ADA.id] });
  expect(counted.facts).toContainEqual({ type: 'PostLikers', post: 403, users: [] });
  expect(plain).toEqual({ calls: [], facts: [] });
});
