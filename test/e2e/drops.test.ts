import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testStore } from '../support/database.js';
import { membersOf, shownByForum, shownByView } from '../support/forum-shows.js';
import { playWeek, type PlayedWeek } from '../support/undisturbed.js';
import { describeDifference, differences } from '../support/view-differences.js';
import { WEEK } from '../support/week.js';

/** 30 % of deliveries are lost, others come twice, or so late that later ones overtake them. */
const DISTURBED = { dropRate: 0.3, doubleRate: 0.2, reorderRate: 0.2, reorderMs: 7 * 3600 * 1000 };
const SEEDS = [11, 22, 33];

const tests = testStore();
let undisturbed: PlayedWeek;
const weeks: PlayedWeek[] = [];

beforeAll(async () => {
  undisturbed = await playWeek(tests, WEEK, { seed: 1 });
  for (const seed of SEEDS) weeks.push(await playWeek(tests, WEEK, { seed, misbehaviour: DISTURBED }));
}, 300_000);

afterAll(async () => {
  for (const week of [undisturbed, ...weeks]) await week.stop();
}, 60_000);

async function disagreements({ forumId, sandbox, botId }: PlayedWeek): Promise<string[]> {
  const tickets = await tests.store.tickets(forumId);
  return tickets.flatMap(({ topicId, view }) => {
    const [forum, known] = [shownByForum(sandbox, { topicId, botId }), shownByView(view)];
    return JSON.stringify(forum) === JSON.stringify(known)
      ? []
      : [`topic ${topicId}\n  forum ${JSON.stringify(forum)}\n  view  ${JSON.stringify(known)}`];
  });
}

describe('the undisturbed week', () => {
  it('is known as the forum shows it', async () => {
    expect(await disagreements(undisturbed)).toEqual([]);
    const { forum, known } = await membersOf(tests.store, undisturbed);
    expect(known).toEqual(forum);
  });
});

describe.each(SEEDS.map((seed, index) => [seed, index] as const))('a week with seed %d in which deliveries are lost, doubled and late', (_seed, index) => {
  const week = (): PlayedWeek => weeks[index] ?? undisturbed;

  it('lost about a third of them', () => {
    expect(week().delivered / undisturbed.delivered).toBeLessThan(0.85);
    expect(week().doubled).toBeGreaterThan(10);
  });

  it('is known as the forum shows it, after the sweep', async () => {
    expect(await disagreements(week())).toEqual([]);
    const { forum, known } = await membersOf(tests.store, week());
    expect(known).toEqual(forum);
  });

  it('differs from the undisturbed one only where a lost state explains it', async () => {
    const found = await differences({ store: tests.store, undisturbed, disturbed: week() });
    process.stdout.write(`${found.map(describeDifference).join('\n')}\n`);

    expect(found.filter(({ because }) => because === null).map(describeDifference)).toEqual([]);
  });
});
