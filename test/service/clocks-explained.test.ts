import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { explain } from '../../service/cli/explain.js';
import type { Answer } from '../../service/cli/answer.js';
import { rules } from '../../service/features/list.js';
import { EXPERT, NOW, PUBLIC, learnPeople, openConsoleForum, postOf, topicOf, type ConsoleForum } from '../support/console-forum.js';
import { testStore } from '../support/database.js';

const opened = testStore();
let forum: ConsoleForum;

beforeAll(async () => {
  forum = await openConsoleForum(opened.store, await opened.newForum('observe'));
  await learnPeople(opened.store, forum.forumId);
  const answer = postOf({ id: 101, number: 2, author: EXPERT, createdAt: '2026-11-03T11:00:00.000Z' });
  await forum.learn(topicOf(), [postOf(), answer]);
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
