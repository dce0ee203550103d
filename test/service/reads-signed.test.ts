import { expect, it } from '@jest/globals';
import type { Store } from '../../service/ports/store.js';
import { createSweep, type Sweep } from '../../service/reads/sweep.js';
import { testStore } from '../support/database.js';
import { deskWorld, EXPERTS, TOPIC, type DeskWorld } from '../support/desk-world.js';

const tests = testStore();
const HOUR = 3600;

/** A topic that ended long ago: neither open nor changed of late. `label` is what our notice in it says. */
async function ended(label: string) {
  const world = await deskWorld(tests);
  world.forum.groups = [{ id: EXPERTS, name: 'experts' }];
  world.forum.categories = [{ id: 5, parent: null, readRestricted: false, name: 'Housing' }];
  const notice = { key: 'notice:post:100', kind: 'notice', topicId: TOPIC, value: { post: 100, topic: TOPIC, text: label } };
  const changed: Partial<Record<keyof Store, unknown>> = { tickets: async () => [], effects: async () => [notice] };
  const store = new Proxy(world.store, { get: (target, name: keyof Store) => changed[name] ?? Reflect.get(target, name, target) });
  const sweep = createSweep({ ...world.reads, store, reader: world.reader });
  Object.assign(world.forum.topics.get(TOPIC) ?? {}, { bumpedAt: '2026-01-05T09:00:00.000Z' });
  // The lists are known first: what is read from then on, the sweep reads in turn.
  await asked({ ...world, sweep }, 6);
  await world.reader.readNow(`topic:${TOPIC}`, 'bell');
  return { ...world, sweep };
}

/** How often it was wanted by the sweep in these minutes. */
async function asked(
  world: Pick<DeskWorld, 'store' | 'forum' | 'reader' | 'clock'> & { readonly sweep: Sweep },
  minutes: number,
): Promise<number> {
  let count = 0;
  for (let minute = 0; minute < minutes; minute += 1) {
    await world.sweep.tick();
    count += (await world.store.needs(world.forum.id)).filter(({ thing }) => thing === `topic:${TOPIC}`).length;
    await world.reader.work();
    world.clock.pass(60);
  }
  return count;
}

it('OP-07.5 a topic with a signed answer is read again before 24 hours are over, also long after it ended', async () => {
  const world = await ended('Official answer');
  world.clock.pass(22 * HOUR);
  const before = await asked(world, 3);
  world.clock.pass(HOUR);

  expect(before).toBe(0);
  expect(await asked(world, 20)).toBeGreaterThan(0);
});

it('OP-07.5 one whose signature has gone takes no calls', async () => {
  const world = await ended('');
  world.clock.pass(24 * HOUR);

  expect(await asked(world, 20)).toBe(0);
});
