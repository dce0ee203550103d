import { describe, expect, it } from '@jest/globals';
import { Digests } from '../../service/reads/digests.js';
import { createReader } from '../../service/reads/reader.js';
import { createSweep } from '../../service/reads/sweep.js';
import { testStore } from '../support/database.js';
import { deskWorld, EXPERTS, TOPIC } from '../support/desk-world.js';

const tests = testStore();
const MORE = [71, 72, 73, 74, 75, 76, 77, 78, 79, 80];

/** Eleven open tickets in a forum whose plugin tells digests: what a topic shows, in short. */
async function digestWorld() {
  const world = await deskWorld(tests);
  const { forum, store, clock } = world;
  forum.groups = [{ id: EXPERTS, name: 'experts' }];
  for (const id of MORE) forum.addTopic({ id }, { id: id + 100 });
  const asked: number[][] = [];
  const plugin = {
    ping: () => Promise.reject(new Error('nobody asks')),
    apply: () => Promise.reject(new Error('nobody writes')),
    state: (topics: readonly number[]) => {
      asked.push([...topics]);
      const shows = (id: number) =>
        [...forum.posts.values()].filter(({ topicId }) => topicId === id).map(({ id: post, version }) => [post, version]);
      return Promise.resolve(topics.map((id) => ({ id, digest: JSON.stringify(shows(id)), highestPostNumber: 1, bumpedAt: null })));
    },
  };
  const presence = { plugin: () => plugin, failed: () => undefined };
  const digests = new Digests({ store, forumId: forum.id, clock, presence });
  const reads = { ...world.reads, digests };
  const reader = createReader(reads);
  const sweep = createSweep({ ...reads, reader });
  await sweep.sweepAll();
  await world.processor.processWaiting(forum.id);
  await sweep.sweepAll();
  return { ...world, reader, sweep, asked, reads: () => forum.calls.filter((call) => call.startsWith('readTopic')) };
}

describe('the sweep of a forum with the plugin', () => {
  it('asks in every minute for all open tickets at once, and reads only what changed', async () => {
    const world = await digestWorld();
    const before = world.reads().length;
    world.forum.addPost({ id: 500, topicId: 77 });
    world.asked.length = 0;

    await world.sweep.tick();
    world.clock.pass(1);
    await world.reader.work();

    expect(world.asked).toEqual([expect.arrayContaining([TOPIC, ...MORE])]);
    expect(world.reads().slice(before)).toEqual(['readTopic 77']);
    expect(await world.sweep.sweepLength()).toMatchObject({ seconds: 60 });
  });

  it('does not read again what was read since because a bell rang', async () => {
    const world = await digestWorld();
    await world.sweep.tick();
    world.forum.addPost({ id: 500, topicId: 77 });
    await world.store.addNeeds(world.forum.id, [{ thing: 'topic:77', why: 'bell', by: world.clock.now() }]);
    await world.reader.work();
    const before = world.reads().length;

    world.clock.pass(60);
    await world.sweep.tick();
    await world.reader.work();

    expect(world.reads().slice(before)).toEqual([]);
  });

  it('reads a topic once a day all the same: digests leave out the posts of the bot', async () => {
    const world = await digestWorld();
    const before = world.reads().length;

    world.clock.pass(25 * 3600);
    await world.sweep.tick();
    await world.reader.work();

    expect(world.reads().slice(before)).toContain(`readTopic ${TOPIC}`);
  });
});
