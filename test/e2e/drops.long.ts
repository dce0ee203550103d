import { randomUUID } from 'node:crypto';
import { createStore } from '../../service/adapters/prisma/prisma-store.js';
import type { TestStore } from '../support/database.js';
import { playWeek } from '../support/undisturbed.js';
import { describeDifference, differences } from '../support/view-differences.js';
import { disagreements, DISTURBED, doubledPosts } from '../support/week-checks.js';
import { WEEK } from '../support/week.js';
import { openInMemory } from '../support/embedded.js';

const MOST_FAILURES = 20;

/** Further weeks with lost, doubled and late deliveries, each with a seed of its own: the same checks as in `drops.test.ts`. */
export async function run({ minutes, seed }: { readonly minutes: number; readonly seed: number }) {
  const end = performance.now() + minutes * 60_000;
  const failures: string[] = [];
  const tests = await openTests();
  const undisturbed = await playWeek(tests, WEEK, { seed: 1 });
  let count = 0;
  for (let current = seed; performance.now() < end && failures.length < MOST_FAILURES; current += 1) {
    const week = await playWeek(tests, WEEK, { seed: current, misbehaviour: DISTURBED });
    const found = await differences({ store: tests.store, undisturbed, disturbed: week });
    const wrong = [
      ...(await disagreements(tests, week)),
      ...doubledPosts(week).map((ticket) => `two status posts: ${ticket}`),
      ...found.filter(({ because }) => because === null).map(describeDifference),
    ];
    failures.push(...wrong.map((problem) => `seed ${current}: ${problem}`));
    await week.stop();
    count += 1;
    process.stderr.write(`drops: seed ${current}, ${found.length} differences, ${wrong.length} not explained\n`);
  }
  await undisturbed.stop();
  await tests.store.close();
  return { seed, count, failures };
}

async function openTests(): Promise<TestStore> {
  const database = await openInMemory();
  const store = createStore(database);
  return {
    database,
    store,
    async newForum(mode = 'live') {
      const id = `forum-${randomUUID()}`;
      await store.openForum({ id, botId: 0, botName: '', mode, secret: 'a secret for tests' });
      return id;
    },
  };
}
