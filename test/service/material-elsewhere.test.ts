import { expect, it } from '@jest/globals';
import { factOf, type Fact, type FactBody } from '../../shared/facts.js';
import type { Instant } from '../../shared/instant.js';
import { hashText } from '../../shared/text.js';
import { testStore } from '../support/database.js';

const opened = testStore();
const AUTHOR = 7;

function fact(at: Instant, body: FactBody): Fact {
  return factOf(body, { at, learntAt: at, source: 'test' });
}

/** A post with one line to the desk. */
function spoken(post: number, { topic, at, author = AUTHOR }: { topic: number; at: Instant; author?: number }): Fact[] {
  const line = { hash: hashText('@desk escalate'), textId: `command:${post}` };
  return [
    fact(at, { type: 'TopicBorn', topic }),
    fact(at, { type: 'PostBorn', post, replyTo: null }),
    fact(at, { type: 'Placed', post, topic }),
    fact(at, { type: 'PostAuthor', post, user: author }),
    fact(at, { type: 'CommandLines', post, version: 1, lines: [line] }),
  ];
}

async function learn(forumId: string, facts: readonly Fact[]): Promise<void> {
  const texts = facts.flatMap(({ at, body }) =>
    body.type === 'CommandLines'
      ? [{ id: `command:${body.post}`, thing: `post:${body.post}` as const, isPrivate: false, body: '@desk escalate', at }]
      : [],
  );
  await opened.store.learn(forumId, { facts, texts, labels: [], needs: [], confirmations: [], cause: { type: 'none' } });
}

it('OP-15.4 ES-04.3 what somebody told the desk in other topics within a week is known, and nobody else’s', async () => {
  const forumId = await opened.newForum('live');
  await learn(forumId, [
    ...spoken(300, { topic: 30, at: '2026-03-02T09:00:00.000Z' }),
    ...spoken(310, { topic: 31, at: '2026-02-20T09:00:00.000Z' }),
    ...spoken(320, { topic: 32, at: '2026-03-02T09:00:00.000Z', author: 8 }),
    ...spoken(330, { topic: 33, at: '2026-03-02T09:30:00.000Z' }),
  ]);

  expect((await opened.store.material(forumId, 33)).linesElsewhere).toEqual([
    { author: AUTHOR, at: '2026-03-02T09:00:00.000Z', topic: 30, post: 300, text: '@desk escalate', hasRoom: false },
  ]);
  expect((await opened.store.material(forumId, 32)).linesElsewhere).toEqual([]);
});

it('OP-15.4 a line that is learnt late has those derived again that came after it', async () => {
  const forumId = await opened.newForum('live');
  await learn(forumId, spoken(330, { topic: 33, at: '2026-03-02T09:30:00.000Z' }));
  await learn(forumId, spoken(340, { topic: 34, at: '2026-03-20T09:30:00.000Z' }));
  const before = await opened.store.dirtyTopics(forumId, 9);
  await learn(forumId, spoken(300, { topic: 30, at: '2026-03-02T09:00:00.000Z' }));
  const after = await opened.store.dirtyTopics(forumId, 9);

  // The oldest mark first: one that is marked anew goes behind.
  expect(before).toEqual([33, 34]);
  expect(after[0]).toBe(34);
  expect([...after].sort()).toEqual([30, 33, 34]);
});

it('TR-06.15 a topic that was made a message has those derived again with which it exchanged posts', async () => {
  const forumId = await opened.newForum('live');
  const at = '2026-03-02T09:00:00.000Z';
  const split = fact(at, { type: 'SmallAction', post: 401, actor: 9, code: 'split_topic', who: null, linkedTopic: 41 });
  await learn(forumId, [
    ...spoken(400, { topic: 40, at }),
    fact(at, { type: 'PostBorn', post: 401, replyTo: null }),
    fact(at, { type: 'Placed', post: 401, topic: 40 }),
    split,
  ]);
  await learn(forumId, spoken(450, { topic: 45, at }));
  await learn(forumId, [fact('2026-03-02T10:00:00.000Z', { type: 'TopicPlace', topic: 40, category: null, archetype: 'private_message' })]);
  const marked = await opened.store.dirtyTopics(forumId, 9);

  expect(marked.indexOf(41)).toBeGreaterThan(marked.indexOf(45));
  expect([...((await opened.store.material(forumId, 41)).neighbours ?? new Map()).keys()]).toEqual([40]);
  expect([...((await opened.store.material(forumId, 40)).neighbours ?? new Map()).keys()]).toEqual([41]);
});

it('OP-15.4 what somebody told the desk with a button counts in the same way, and has those derived again that came after it', async () => {
  const forumId = await opened.newForum('live');
  const given = (topic: number, time: Instant): Fact =>
    fact(time, { type: 'LineGiven', press: `in ${topic}`, topic, post: null, author: AUTHOR, textId: null, hasName: true });
  await learn(forumId, [...spoken(330, { topic: 33, at: '2026-03-02T09:30:00.000Z' }), given(34, '2026-03-02T09:40:00.000Z')]);
  await learn(forumId, spoken(350, { topic: 35, at: '2026-03-20T09:30:00.000Z' }));

  await learn(forumId, [given(30, '2026-03-02T09:00:00.000Z')]);

  // The oldest mark first: one that is marked anew goes behind.
  expect((await opened.store.dirtyTopics(forumId, 9))[0]).toBe(35);
  const here = { author: AUTHOR, text: null, hasRoom: false };
  expect((await opened.store.material(forumId, 34)).linesElsewhere).toEqual([
    { ...here, at: '2026-03-02T09:00:00.000Z', topic: 30, post: null },
    { ...here, at: '2026-03-02T09:30:00.000Z', topic: 33, post: 330, text: '@desk escalate' },
  ]);
});

it('TR-06.11 what was said with a button of a topic is known where its posts went', async () => {
  const forumId = await opened.newForum('live');
  const at = '2026-03-02T09:00:00.000Z';
  const press = { type: 'LineGiven', press: 'one', topic: 40, post: null, author: 8, textId: 'press:1', hasName: true } as const;
  const texts = [{ id: 'press:1', thing: 'topic:40' as const, isPrivate: true, body: '@desk me too', at }];
  await learn(forumId, [
    ...spoken(400, { topic: 40, at }),
    fact(at, { type: 'Placed', post: 401, topic: 40 }),
    fact(at, { type: 'SmallAction', post: 401, actor: 9, code: 'split_topic', who: null, linkedTopic: 41 }),
  ]);
  const learnt = { facts: [fact(at, press)], texts, labels: [], needs: [], confirmations: [], cause: { type: 'none' } } as const;

  await opened.store.learn(forumId, learnt);

  expect((await opened.store.material(forumId, 41)).texts.get('press:1')).toBe('@desk me too');
  expect((await opened.store.material(forumId, 45)).texts.size).toBe(0);
});
