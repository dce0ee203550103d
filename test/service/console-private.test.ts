import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  CANARIES,
  NOW,
  PRIVATE,
  PUBLIC,
  learnPrivate,
  openConsoleForum,
  postOf,
  topicOf,
  type ConsoleForum,
} from '../support/console-forum.js';
import { testStore } from '../support/database.js';

const opened = testStore();
let forum: ConsoleForum;

beforeEach(async () => {
  forum = await openConsoleForum(opened.store, await opened.newForum('observe'));
});

afterEach(() => forum.server.close());

describe('a private ticket', () => {
  it('has a page without its title, its texts and the names in it', async () => {
    await learnPrivate(forum);

    const { status, text } = await forum.page(`/tickets/${PRIVATE}`);

    expect(status).toBe(200);
    expect(text).toContain('<h1>HD-21</h1>');
    expect(text).toContain('The texts may be read by the group housing_experts, one person invited by name');
    expectNoCanary(text);
  });

  it('is private from the moment at which a delivery says so, before its ticket is derived again', async () => {
    await forum.learn(topicOf({ title: `About ${CANARIES[0]}` }), [postOf({ raw: `It is about ${CANARIES[1]}.` })]);
    const { facts } = await opened.store.material(forum.forumId, PUBLIC);
    const place = facts.find(({ body }) => body.type === 'TopicPlace');
    if (!place) throw new Error('no place was learnt');
    const body = { type: 'TopicPlace', topic: PUBLIC, category: null, archetype: 'private_message' } as const;
    const turned = { ...place, key: 'topic:20/TopicPlace/x/y', at: '2026-11-03T11:30:00.000Z', body };
    await opened.store.learn(forum.forumId, {
      facts: [turned],
      texts: [],
      labels: [],
      needs: [],
      confirmations: [],
      cause: { type: 'none' },
    });

    const pages = [await forum.page('/'), await forum.page(`/tickets/${PUBLIC}`), await forum.page('/doctor')];

    for (const { text } of pages) expectNoCanary(text);
    expect(pages[0]?.text).toContain('<em>private question</em>');
  });
});

describe('a public ticket', () => {
  it('does not show what its private messages say', async () => {
    await forum.learn(topicOf(), [postOf()]);
    const [title, raw] = CANARIES;
    const effect = {
      key: 'room:ticket:20:1',
      revision: 1,
      kind: 'message',
      value: { title, raw, users: [], groups: ['housing_experts'] },
      valueHash: 'h',
      because: 'an expert is asked',
      state: 'held',
      reason: null,
      priority: 0,
      notBefore: NOW,
      notAfter: null,
      postId: null,
      forumTopicId: null,
    } as const;
    const ticket = await opened.store.ticket(forum.forumId, PUBLIC);
    await opened.store.withTicket(forum.forumId, PUBLIC, (transaction) =>
      transaction.save({ ticket, rows: [], effects: { add: [effect], cancel: [], overrule: [] }, needs: [], errors: [] }, NOW),
    );

    const { text } = await forum.page(`/tickets/${PUBLIC}`);

    expect(text).toContain('<code>room:ticket:20:1</code>');
    expect(text).toContain('an expert is asked');
    expectNoCanary(text);
  });

  it('does not show a post that was moved into a private one', async () => {
    const [, raw, name] = CANARIES;
    const moved = postOf({ id: 105, number: 2, author: { id: 9, name }, raw });
    await forum.learn(topicOf(), [postOf(), moved]);
    await learnPrivate(forum);
    await forum.learn(
      topicOf({ id: PRIVATE, archetype: 'private_message', categoryId: null }),
      [{ ...moved, topicId: PRIVATE }],
      '2026-11-03T11:45:00.000Z',
    );

    const { text } = await forum.page(`/tickets/${PUBLIC}`);

    expect(text).toContain('Post 100 by ada');
    expectNoCanary(text);
  });
});

function expectNoCanary(text: string): void {
  for (const canary of CANARIES) expect(text).not.toContain(canary);
}
