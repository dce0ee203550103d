import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Answer } from '../../service/cli/answer.js';
import { evidence } from '../../service/cli/evidence.js';
import { vectorsCommand } from '../../service/cli/vectors/vectors-command.js';
import { rules } from '../../service/features/list.js';
import {
  CANARIES,
  EXPERT,
  NOW,
  PEOPLE,
  PRIVATE,
  PUBLIC,
  learnPeople,
  learnPrivate,
  openConsoleForum,
  postOf,
  topicOf,
  type ConsoleForum,
} from '../support/console-forum.js';
import { testStore } from '../support/database.js';

const opened = testStore();
const folder = mkdtempSync(join(tmpdir(), 'clock-evidence-'));
let forum: ConsoleForum;

beforeAll(async () => {
  forum = await openConsoleForum(opened.store, await opened.newForum('observe'), { people: PEOPLE });
  await learnPeople(opened.store, forum.forumId);
  const answer = postOf({ id: 101, number: 2, author: EXPERT, createdAt: '2026-11-03T11:00:00.000Z' });
  const question = postOf({ id: 102, number: 3, createdAt: '2026-11-03T11:30:00.000Z' });
  await forum.learn(topicOf(), [postOf(), answer, question]);
  await learnPrivate(forum);
});

afterAll(async () => {
  rmSync(folder, { recursive: true });
  await forum.server.close();
});

function asked(words: Readonly<Record<string, string>>): Promise<Answer> {
  const clock = { now: () => NOW, sleep: async () => undefined };
  return evidence({ store: opened.store, forumId: forum.forumId, rules, clock, forum: null }, words);
}

/** As on another machine: nothing but the file. */
function recount(data: unknown): Answer {
  const file = join(folder, 'HD-20.json');
  writeFileSync(file, JSON.stringify(data));
  return vectorsCommand(file);
}

const as = (person: string) => ({ cookie: `console_person=${person}` });

describe('clock evidence', () => {
  it('CL-19.1 is counted again from the file alone, and gives the same due and the same lines', async () => {
    const { code, json, text } = await asked({ topic: `HD-${PUBLIC}` });

    const again = recount(json);
    expect(code).toBe(0);
    expect(again.code).toBe(0);
    expect(again.text).toMatch(/ok {5} HD-20 nr 1: expected .*due 2026-11-04T11:30:00.000Z/);
    expect(again.text).toMatch(/4 passed, 0 failed$/);
    expect(text).toContain('2026-11-03T11:30:00.000Z reply post=102 by=asker');
    expect(text).toContain('Sum: 8 h counted, which is the target.');
  });

  it('CL-19.2 changed by one minute, the line is named and the command ends with 1', async () => {
    const { json } = await asked({ topic: `HD-${PUBLIC}` });
    const file = JSON.stringify(json);

    const due = recount(JSON.parse(file.replaceAll('"due":"2026-11-04T11:30:00.000Z"', '"due":"2026-11-04T11:31:00.000Z"')));
    const line = recount(JSON.parse(file.replace('"to":"2026-11-03T17:00:00.000Z"', '"to":"2026-11-03T17:01:00.000Z"')));
    const log = recount(JSON.parse(file.replace('"at":"2026-11-03T11:30:00.000Z"', '"at":"2026-11-03T11:31:00.000Z"')));

    expect(due.code).toBe(1);
    expect(due.text).toMatch(/DIFFERS HD-20 nr 1: expected .*11:31:00.* \| got .*11:30:00/);
    expect(line.code).toBe(1);
    expect(line.text).toMatch(
      /DIFFERS HD-20 \w+ 1, line \d+: expected .*to 2026-11-03T17:01:00.000Z.* \| got .*to 2026-11-03T17:00:00.000Z/,
    );
    expect(log.code).toBe(1);
    expect(log.text).toMatch(/DIFFERS HD-20 nr 1, line 1: /);
  });

  it('says what is wrong with a file that was garbled, and never fails on it', () => {
    const form = 'hybrid-desk clock evidence 1';
    const events = [{ at: 'yesterday', type: 'posted' }];
    const set = { events, policies: {}, calendars: {}, clocks: [{ metric: 'fr', number: 1, ledger: [] }] };

    expect(recount({ form })).toMatchObject({ code: 2, text: expect.stringContaining('reference') });
    expect(recount({ form, reference: 'HD-1', asOf: NOW, sets: [set] })).toMatchObject({ code: 1 });
  });

  it('is given on the page of the ticket too, as data and to read', async () => {
    const [data, text] = [await forum.page(`/tickets/${PUBLIC}/evidence.json`), await forum.page(`/tickets/${PUBLIC}/evidence.txt`)];

    expect(data.headers.get('content-disposition')).toBe('attachment; filename=HD-20-clocks.json');
    expect(recount(JSON.parse(data.text)).code).toBe(0);
    expect(text.text).toContain('Clocks of HD-20');
    expect((await forum.page('/tickets/404/evidence.json')).status).toBe(404);
  });

  it('CL-19.3 of a private ticket only a desk lead gets it; who may not know of it sees what never was', async () => {
    const path = `/tickets/${PRIVATE}/evidence.json`;
    const answers = await Promise.all(['lena', 'carla', 'erik', 'private-asker', 'olga', 'nobody'].map((who) => forum.page(path, as(who))));
    const unknown = await forum.page('/tickets/404/evidence.json', as('olga'));

    expect(answers.map(({ status }) => status)).toEqual([200, 403, 403, 403, 404, 404]);
    expect(answers[4]?.text).toBe(unknown.text);
    expect((await forum.page(path)).status).toBe(403);
    expect(await asked({ topic: String(PRIVATE) })).toMatchObject({ code: 1, text: expect.stringContaining('for a desk lead') });
    expect(await asked({ topic: String(PRIVATE), for: 'carla' })).toMatchObject({ code: 1 });
    expect(await asked({ topic: String(PRIVATE), for: '@lena' })).toMatchObject({ code: 0 });
  });

  it('CL-19.3 holds no word of a private ticket, only numbers, times and rules', async () => {
    const [data, text] = [
      await forum.page(`/tickets/${PRIVATE}/evidence.json`, as('lena')),
      await forum.page(`/tickets/${PRIVATE}/evidence.txt`, as('lena')),
    ];

    expect(data.text).toContain('"metric"');
    for (const word of CANARIES) expect(`${data.text}${text.text}`).not.toContain(word);
  });
});
