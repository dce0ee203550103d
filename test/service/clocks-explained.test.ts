import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { explain } from '../../service/cli/explain.js';
import type { Answer } from '../../service/cli/answer.js';
import type { Judgement } from '../../service/engine/judge.js';
import { viewForPages } from '../../service/engine/view-for-pages.js';
import { rules } from '../../service/features/list.js';
import { all, asked, at } from '../features/official/official-story.js';
import { EXPERT as STORY_EXPERT, says } from '../features/triage/desk-story.js';
import { whole } from '../features/whole/whole-story.js';
import { EXPERT, NOW, PUBLIC, learnPeople, openConsoleForum, postOf, topicOf, type ConsoleForum } from '../support/console-forum.js';
import { testStore } from '../support/database.js';

const opened = testStore();
const WEEK = Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, [['09:00', '17:00']]]));
let forum: ConsoleForum;

beforeAll(async () => {
  forum = await openConsoleForum(opened.store, await opened.newForum('observe'));
  await learnPeople(opened.store, forum.forumId);
  const answer = postOf({ id: 101, number: 2, author: EXPERT, createdAt: '2026-11-03T11:00:00.000Z' });
  await forum.learn(topicOf(), [postOf(), answer]);
  await forum.learn(topicOf({ id: 31, createdAt: '2026-11-02T10:00:00.000Z' }), [
    postOf({ id: 131, topicId: 31, createdAt: '2026-11-02T10:00:00.000Z' }),
  ]);
});

afterAll(() => forum.server.close());

function explained(words: Readonly<Record<string, string>>): Promise<Answer> {
  const clock = { now: () => NOW, sleep: async () => undefined };
  return explain({ store: opened.store, forumId: forum.forumId, rules, clock, forum: null }, { topic: `HD-${PUBLIC}`, ...words });
}

describe('explain --clock', () => {
  it('prints the ledger in words, with the sum of what was counted', async () => {
    const { code, text, json } = await explained({ clock: 'fr' });

    expect(code).toBe(0);
    expect(text.split('\n')).toEqual([
      'Official answer',
      '  Counted from Tue 3 Nov 2026, 10:00 UTC, by post 100. Rules: policy default, version 1.',
      '  Target: 8 h of desk time.',
      '  Tue 3 Nov, 10:00–11:00: 1 h counted',
      '  Due: Wed 4 Nov 2026, 10:00 UTC.',
      '  Ended Tue 3 Nov 2026, 11:00 UTC, by post 101: in time.',
      '  Sum: 1 h counted of 8 h; 7 h remain.',
    ]);
    expect(json).toMatchObject([{ metric: 'fr', number: 1, state: 'met', targetMinutes: 480, ledger: { countedSeconds: 3600 } }]);
  });

  it('takes one run of it, and says what there is where it has not run', async () => {
    expect((await explained({ clock: 'pu', cycle: '1' })).text).toMatch(/^Next news from the desk\n/);
    expect(await explained({ clock: 'pu', cycle: '2' })).toMatchObject({
      code: 1,
      text: 'The clock pu 2 has not run here. These have: fr 1, cr 1, pu 1.',
    });
  });

  it('says which clocks there are, and that runs are numbered', async () => {
    expect(await explained({ clock: 'xx' })).toMatchObject({ code: 2, text: expect.stringContaining('fr, nr, pu, res, own, ola, cr') });
    expect(await explained({ clock: 'fr', cycle: 'last' })).toMatchObject({ code: 2 });
  });
});

describe('the page of a ticket', () => {
  it('CL-06.1 shows each clock as a picture and in words that add up to the target, without scripts', async () => {
    const { text } = await forum.page(`/tickets/${PUBLIC}?still`);

    const update = cardOf('Periodic update', text);
    expect(text).not.toContain('<script');
    expect(update).toMatch(
      /<svg role="img" aria-labelledby="picture-pu-1-title"[^>]*><title[^>]*>Timeline of Periodic update, in words below/,
    );
    expect(update.match(/<rect class="counted"/g)).toHaveLength(1);
    expect(update.match(/<rect class="ahead"/g)).toHaveLength(4);
    expect(update).toMatch(/<text class="due"[^>]*>due<\/text>.*<text class="now"[^>]*>now<\/text>/);
    expect(update).toContain('<li>Tue 3 Nov, 11:00–17:00: 6 h counted</li><li>Tue 3 Nov, 17:00 – Wed 4 Nov, 09:00: closed</li>');
    expect(update).toContain('<strong>Sum: 24 h counted, which is the target.</strong>');
  });

  it('CL-04.1 calls the figure of the community neither due nor late, nor does the picture', async () => {
    const { text } = await forum.page(`/tickets/${PUBLIC}?still`);

    const reply = cardOf('First reply of the community', text);
    expect(reply).toContain('it came');
    expect(reply).toMatch(/<text class="due"[^>]*>aim<\/text>/);
    expect(reply.replace(/class="[^"]*"/g, '')).not.toMatch(/\b(due|late|overdue)\b/i);
  });

  it('CL-17.1 lists the four open clocks of a ticket, nearest due first, in the head and as cards', async () => {
    const passedOn = all(
      asked(),
      says(STORY_EXPERT, 'kind broken', { id: 105 }),
      says(STORY_EXPERT, 'escalate', { id: 106, at: at('10:05') }),
    );
    const story = whole(passedOn, { now: at('10:30'), features: { clocks: { calendar: { tz: 'UTC', hours: WEEK } } } });
    await forum.learn(topicOf({ id: 30 }), [postOf({ id: 130, topicId: 30 })]);
    await save(30, story.judgement);

    const { text } = await forum.page('/tickets/30?still');

    const head = /<dt>Due<\/dt>.*?<\/ul>/s.exec(text)?.[0] ?? '';
    expect([...head.matchAll(/<li>([^:]*):/g)].map(([, name]) => name)).toEqual([
      'Ownership',
      'First official response',
      'Private answer of an expert',
      'Resolution',
    ]);
    expect([...text.matchAll(/<h3>([^:<]*):/g)].map(([, name]) => name).slice(0, 4)).toEqual([
      'Ownership',
      'First official response',
      'Private answer of an expert',
      'Resolution',
    ]);
  });

  it('CL-17.2 orders the queue by the first due that each ticket lists, and never by the figure of the community', async () => {
    const { text } = await forum.page('/queue');
    const queue = [...text.matchAll(/<a href="\/tickets\/(\d+)">HD-/g)].map(([, topic]) => Number(topic));
    const firstDues = await Promise.all(
      queue.map(async (topic) => {
        const page = (await forum.page(`/tickets/${topic}?still`)).text;
        return /<dt>Due<\/dt>.*?<time datetime="([^"]*)"/s.exec(page)?.[1] ?? 'none';
      }),
    );

    expect(queue.length).toBeGreaterThan(2);
    expect(firstDues.filter((due) => due !== 'none').length).toBeGreaterThan(1);
    expect(firstDues).toEqual([...firstDues].sort());
  });
});

function cardOf(name: string, text: string): string {
  return (
    text
      .split('<div class="card">')
      .find((card) => card.startsWith(`<h3>${name}:`))
      ?.split('</details>')[0] ?? ''
  );
}

async function save(topicId: number, { rows, derived, ...judgement }: Judgement): Promise<void> {
  const row = await opened.store.ticket(forum.forumId, topicId);
  if (!row) throw new Error('there is no ticket');
  const view = viewForPages({ rows, derived, ...judgement });
  const result = { ticket: { ...row, view }, rows, effects: { add: [], cancel: [], overrule: [] }, needs: [], errors: [] };
  await opened.store.withTicket(forum.forumId, topicId, (transaction) => transaction.save(result, row.derivedAt));
}
