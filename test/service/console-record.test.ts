import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { AttemptEnd, NewEffect } from '../../service/ports/store.js';
import {
  ASKER,
  EXPERT,
  NOW,
  PEOPLE,
  PUBLIC,
  learnPeople,
  openConsoleForum,
  postOf,
  topicOf,
  type ConsoleForum,
} from '../support/console-forum.js';
import { testStore } from '../support/database.js';
import { claimOne } from '../support/claim-one.js';

const opened = testStore();
let forum: ConsoleForum;

beforeEach(async () => {
  forum = await openConsoleForum(opened.store, await opened.newForum('live'), { people: PEOPLE });
  await learnPeople(opened.store, forum.forumId);
});

afterEach(() => forum.server.close());

function message(number: number): NewEffect {
  return {
    key: `message:to-the-asker:${number}`,
    revision: 1,
    kind: 'message',
    value: { title: 'News', raw: 'It is answered.', users: [ASKER.id], groups: [] },
    valueHash: `h${number}`,
    because: 'the asker is told',
    state: 'waiting',
    reason: null,
    priority: 0,
    notBefore: NOW,
    notAfter: null,
    postId: null,
    forumTopicId: null,
  };
}

/** What became of each message, in turn. */
async function attempt(ends: readonly AttemptEnd[]): Promise<void> {
  const ticket = await opened.store.ticket(forum.forumId, PUBLIC);
  const add = ends.map((_, index) => message(index));
  await opened.store.withTicket(forum.forumId, PUBLIC, (transaction) =>
    transaction.save({ ticket, rows: [], effects: { add, cancel: [], overrule: [] }, needs: [], errors: [] }, NOW),
  );
  for (const [index, end] of ends.entries()) {
    for (;;) {
      const claim = await claimOne(opened.store, forum.forumId, NOW);
      if (!claim) throw new Error('nothing to claim');
      const isMessage = claim.effect.key === `message:to-the-asker:${index}`;
      await opened.store.endAttempt(claim, isMessage ? end : { outcome: 'done', postId: 500, topicId: PUBLIC }, NOW);
      if (isMessage) break;
    }
  }
}

describe('the record of what went to the asker', () => {
  it('UI-42.2 shows what was sent, what the forum refused with its reason, and what is held or gone', async () => {
    await forum.learn(topicOf(), [postOf()]);
    await attempt([
      { outcome: 'done', postId: 600, topicId: 60 },
      { outcome: 'refused', reason: 'recipient_not_messageable' },
      { outcome: 'enqueued' },
      { outcome: 'lost', reason: 'the message cannot be read any more' },
    ]);
    const { text } = await forum.page(`/tickets/${PUBLIC}`);
    const record = text.slice(text.indexOf('<section id="timeline"'));
    const acts = [...record.matchAll(/class="kind">Act<\/span> a private message: <strong>([^<]+)<\/strong>([^<]*)/g)].map(
      ([, result, reason]) => `${result ?? ''}${reason ?? ''}`,
    );

    expect(acts).toHaveLength(4);
    expect(acts[0]).toMatch(/^done/);
    expect(acts[1]).toMatch(/^the forum refused it.*recipient not messageable/);
    expect(acts[2]).toMatch(/^the forum holds it for approval/);
    expect(acts[3]).toMatch(/^what was made is gone or hidden/);
  });
});

describe('the queue', () => {
  const rowsOf = (text: string): number => (text.match(/>HD-\d+</g) ?? []).length;

  it('OP-15.5 shows a hundred tickets on one page, and the hundred and first on the next; nothing is cut silently', async () => {
    for (let id = 1; id <= 100; id += 1) await forum.learn(topicOf({ id }), [postOf({ id: 1000 + id, topicId: id, author: EXPERT })]);
    const full = await forum.page('/queue');
    await forum.learn(topicOf({ id: 101 }), [postOf({ id: 1101, topicId: 101 })]);
    const [first, second] = [await forum.page('/queue'), await forum.page('/queue?page=2')];

    expect(rowsOf(full.text)).toBe(100);
    expect(full.text).not.toContain('page 1 of');
    expect([rowsOf(first.text), rowsOf(second.text)]).toEqual([100, 1]);
    expect(first.text).toContain('101 tickets, page 1 of 2');
  }, 120_000);
});
