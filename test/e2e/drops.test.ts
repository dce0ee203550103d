import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { testStore } from '../support/database.js';
import { playWeek, type PlayedWeek } from '../support/undisturbed.js';
import { describeDifference, differences } from '../support/view-differences.js';
import { DISTURBED, disagreements, doubledPosts } from '../support/week-checks.js';
import { WEEK } from '../support/week.js';

const SEEDS = [11];

const tests = testStore();
let undisturbed: PlayedWeek;
const weeks: PlayedWeek[] = [];

beforeAll(async () => {
  undisturbed = await playWeek(tests, WEEK, { seed: 1 });
  for (const seed of SEEDS) weeks.push(await playWeek(tests, WEEK, { seed, misbehaviour: DISTURBED }));
}, 600_000);

afterAll(async () => {
  for (const week of [undisturbed, ...weeks]) await week.stop();
}, 60_000);

describe('the undisturbed week', () => {
  it('is known as the forum shows it, with one status post for each ticket at most', async () => {
    expect(await disagreements(tests, undisturbed)).toEqual([]);
    expect(doubledPosts(undisturbed)).toEqual([]);
    expect((await tests.store.tickets(undisturbed.forumId)).length).toBeGreaterThan(10);
  });
});

describe.each(SEEDS.map((seed, index) => [seed, index] as const))(
  'a week with seed %d in which deliveries are lost, doubled and late',
  (_seed, index) => {
    const week = (): PlayedWeek => weeks[index] ?? undisturbed;

    it('is a disturbed one', () => {
      expect(week().delivered / undisturbed.delivered).toBeLessThan(0.85);
      expect(week().doubled).toBeGreaterThan(10);
    });

    it('OP-06.1 is known as the forum shows it, after the sweep, with one status post for each ticket at most', async () => {
      expect(await disagreements(tests, week())).toEqual([]);
      expect(doubledPosts(week())).toEqual([]);
    });

    it('OP-06.2 differs from the undisturbed one only where a lost state explains it', async () => {
      const found = await differences({ store: tests.store, undisturbed, disturbed: week() });
      process.stdout.write(`${found.map(describeDifference).join('\n')}\n`);

      expect(found.filter(({ because }) => because === null).map(describeDifference)).toEqual([]);
    });
  },
);
