import { expect, it } from '@jest/globals';
import { testStore } from '../support/database.js';
import { LONG_MINUTES, untilTimeIsUp } from '../support/long-run.js';
import { playWeek } from '../support/undisturbed.js';
import { describeDifference, differences } from '../support/view-differences.js';
import { DISTURBED, disagreements } from '../support/week-checks.js';
import { WEEK } from '../support/week.js';

const tests = testStore();

it(
  'further weeks with lost, doubled and late deliveries are known as the forum shows them',
  async () => {
    const undisturbed = await playWeek(tests, WEEK, { seed: 1 });
    const count = await untilTimeIsUp('drops', async (seed) => {
      const week = await playWeek(tests, WEEK, { seed, misbehaviour: DISTURBED });
      const found = await differences({ store: tests.store, undisturbed, disturbed: week });
      expect({ seed, found: await disagreements(tests, week) }).toEqual({ seed, found: [] });
      expect({ seed, found: found.filter(({ because }) => because === null).map(describeDifference) }).toEqual({ seed, found: [] });
      await week.stop();
    });
    await undisturbed.stop();
    expect(count).toBeGreaterThan(0);
  },
  (LONG_MINUTES + 10) * 60_000,
);
