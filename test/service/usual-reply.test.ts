import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { countUsualReplies, usualReplyOf } from '../../service/reports/usual-reply.js';
import type { ClockRow } from '../../service/ports/store.js';
import type { StatusValue } from '../../service/engine/effects.js';
import { ASKER, openConsoleForum, postOf, topicOf, type ConsoleForum } from '../support/console-forum.js';
import { testStore } from '../support/database.js';

const opened = testStore();
const RULES = [{ name: 'talk', when: { tags: ['talk'] }, set: { kind: 'how_to', lane: 'community' } }];
const MEMBER = { id: 77, name: 'timo' };
const FIRST = 400;
/** Minutes until a reply to each question, all within the opening hours of one day; null: none came. */
const WAITS = [10, 20, 30, 40, 50, 60, 70, 80, 90, null];
let forum: ConsoleForum;

beforeAll(async () => {
  forum = await openConsoleForum(opened.store, await opened.newForum('observe'), { rules: RULES });
  for (const [index, minutes] of WAITS.entries()) await ask(FIRST + index, '2026-10-06T09:00:00.000Z', minutes);
});

afterAll(() => forum.server.close());

async function ask(id: number, createdAt: string, minutes: number | null): Promise<void> {
  const post = postOf({ id: id * 10, topicId: id, createdAt });
  const repliedAt = new Date(Date.parse(createdAt) + (minutes ?? 0) * 60_000).toISOString();
  const reply = postOf({ id: id * 10 + 1, topicId: id, number: 2, author: MEMBER, createdAt: repliedAt });
  await forum.learn(topicOf({ id, createdAt, author: ASKER, tags: ['talk'] }), minutes === null ? [post] : [post, reply]);
}

async function statusOf(topicId: number): Promise<string> {
  const effects = await opened.store.effects(forum.forumId, { topicId });
  return (effects.findLast(({ kind }) => kind === 'status')?.value as StatusValue | undefined)?.raw ?? '';
}

it('CL-04.2 the usual first reply is what a recount of the questions gives, and the asker is told what was known when she asked', async () => {
  await countUsualReplies({ store: opened.store, forumId: forum.forumId, clock: { now: () => '2026-10-07T02:00:00.000Z' } });
  await ask(500, '2026-10-07T09:00:00.000Z', null);
  const told = await statusOf(500);
  const before = await statusOf(FIRST + 9);

  // A recount by hand: of ten questions the fifth took 50 minutes, the eighth 80.
  const recount = WAITS.map((minutes) => minutes ?? Infinity).sort((a, b) => a - b);
  expect([recount[4], recount[7]]).toEqual([50, 80]);
  expect(told).toContain('Usually a first reply within 50 min of desk time, in four of five cases within 1 h 20 min.');
  expect(told).not.toMatch(/due|late|overdue/);
  expect(before).toContain('No reply yet. The members answer in their own time.\n');

  // With five answered after 5 minutes and one that waits, the eighth of sixteen took 30.
  for (let index = 0; index < 5; index += 1) await ask(600 + index, '2026-10-07T09:00:00.000Z', 5);
  await countUsualReplies({ store: opened.store, forumId: forum.forumId, clock: { now: () => '2026-10-08T02:00:00.000Z' } });
  await ask(501, '2026-10-08T09:00:00.000Z', null);
  expect(await statusOf(501)).toContain('within 30 min');
  expect(await statusOf(500)).toBe(told);
});

const row = (own: object, isPrivate = false): ClockRow => ({
  topicId: 1,
  community: 'housing',
  isPrivate,
  asker: null,
  participants: { users: [], groups: [] },
  row: {
    metric: 'cr',
    lane: 'community',
    community: 'housing',
    state: 'met',
    endedAt: '2026-10-06T10:00:00.000Z',
    elapsedSeconds: 600,
    ...own,
  },
});
const many = (count: number, own: object = {}) => Array.from({ length: count }, () => row(own));

it('says nothing of fewer than ten questions, nor where most have no reply', () => {
  const open = { state: 'running', endedAt: null, elapsedSeconds: null };

  expect(usualReplyOf(many(9), 'housing')).toEqual({ questions: 9, medianSeconds: null, mostSeconds: null });
  expect(usualReplyOf(many(10), 'housing')).toEqual({ questions: 10, medianSeconds: 600, mostSeconds: 600 });
  expect(usualReplyOf([...many(6), ...many(5, open)], 'housing')).toEqual({ questions: 11, medianSeconds: 600, mostSeconds: null });
  expect(usualReplyOf([...many(5), ...many(6, open)], 'housing')).toMatchObject({ medianSeconds: null });
});

it('counts only what members could read in their lane of that community', () => {
  const others = [
    ...many(5, { lane: 'desk' }),
    ...many(5, { metric: 'fr' }),
    ...many(5, { community: 'it' }),
    ...many(5, { state: 'dismissed' }),
    row({}, true),
  ];

  expect(usualReplyOf([...many(10), ...others], 'housing')).toMatchObject({ questions: 10 });
});
