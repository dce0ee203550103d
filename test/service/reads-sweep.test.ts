import { describe, expect, it } from '@jest/globals';
import { secondsBetween } from '../../shared/instant.js';
import { ForumError } from '../../service/ports/forum.js';
import { createSweep } from '../../service/reads/sweep.js';
import { CALLS_PER_MINUTE, intervals } from '../../service/reads/sweep-plan.js';
import { testStore } from '../support/database.js';
import { deskWorld, EXPERTS, TOPIC } from '../support/desk-world.js';

const tests = testStore();

async function sweepWorld() {
  const world = await deskWorld(tests);
  world.forum.groups = [{ id: EXPERTS, name: 'experts' }];
  world.forum.categories = [{ id: 5, parent: null, readRestricted: false, name: 'Housing' }];
  await world.processor.processWaiting(world.forum.id);
  return { ...world, sweep: createSweep({ ...world.reads, reader: world.reader }) };
}

type SweepWorld = Awaited<ReturnType<typeof sweepWorld>>;

/** Minutes of the service at rest: a tick each minute, and the needs whose time has come. */
async function minutes(world: SweepWorld, count: number): Promise<void> {
  for (let minute = 0; minute < count; minute += 1) {
    const began = world.clock.now();
    await world.sweep.tick();
    for (let second = 0; second < 60; second += 10) {
      await world.reader.work();
      world.clock.pass(Math.max(0, Math.min(10, 60 - secondsBetween(began, world.clock.now()))));
    }
  }
}

describe('the sweep', () => {
  it('finds a post that no delivery told of within five minutes', async () => {
    const world = await sweepWorld();
    await world.sweep.sweepAll();
    world.forum.addPost({ id: 130, topicId: TOPIC });

    await minutes(world, 5);

    expect((await world.store.topicsOfPosts(world.forum.id, [130])).get(130)).toBe(TOPIC);
  });

  it('finds a gap below the newest known post', async () => {
    const world = await sweepWorld();
    await world.sweep.sweepAll();
    world.forum.addPost({ id: 130, topicId: TOPIC });
    world.forum.addTopic({ id: 70 }, { id: 140 });
    await world.reader.readNow('topic:70', 'bell');

    await minutes(world, 5);

    expect((await world.store.topicsOfPosts(world.forum.id, [130])).get(130)).toBe(TOPIC);
  });

  it('does not stop at a window without posts', async () => {
    const world = await sweepWorld();
    await world.sweep.sweepAll();
    world.forum.addPost({ id: 40, topicId: TOPIC });
    world.forum.addTopic({ id: 70 }, { id: 400 });

    await minutes(world, 5);

    expect((await world.store.topicsOfPosts(world.forum.id, [40])).get(40)).toBe(TOPIC);
  });

  it('finds a topic of a page further down, and stops where nothing is new', async () => {
    const world = await sweepWorld();
    world.forum.topicsPerPage = 2;
    for (let id = 70; id < 80; id += 1) world.forum.addTopic({ id, bumpedAt: `2026-11-24T09:00:${id - 60}.000Z` }, { id: id * 10 });
    await world.sweep.sweepAll();
    expect((await world.store.knownPosts(world.forum.id, 70)).map(({ post }) => post)).toEqual([700]);
    const pages = world.forum.count('listTopics');

    await minutes(world, 5);

    expect(pages).toBe(6);
    expect(world.forum.count('listTopics') - pages).toBeLessThanOrEqual(2);
  });

  it('reads nothing of categories that nobody designated', async () => {
    const world = await sweepWorld();
    world.forum.addTopic({ id: 70, categoryId: 9 }, { id: 140 });

    await world.sweep.sweepAll();

    expect(world.forum.calls).not.toContain('readTopic 70');
    expect(await world.store.highestPost(world.forum.id)).toBe(140);
  });

  it('finds a private question to the experts', async () => {
    const world = await sweepWorld();
    world.forum.addTopic({ id: 70, archetype: 'private_message', categoryId: null }, { id: 140 });
    world.forum.groupMessages.set('experts', [70]);

    await world.sweep.sweepAll();

    expect((await world.store.knownPosts(world.forum.id, 70)).map(({ post }) => post)).toEqual([140]);
  });

  it('finds a silent change of an open ticket within the hour', async () => {
    const world = await sweepWorld();
    await world.sweep.sweepAll();
    world.clock.pass(60);
    Object.assign(world.forum.topics.get(TOPIC) ?? {}, { tags: ['silently'] });

    await minutes(world, 61);

    const tags = (await world.store.material(world.forum.id, TOPIC)).facts.flatMap(({ body }) =>
      body.type === 'TopicTags' ? [body.tags.join()] : [],
    );
    expect(tags).toContain('silently');
  });

  it('OP-07.6 makes at most six calls a minute at rest', async () => {
    const world = await sweepWorld();
    for (let id = 70; id < 90; id += 1) world.forum.addTopic({ id, bumpedAt: '2026-11-20T09:00:00.000Z' }, { id: id * 10 });
    await world.sweep.sweepAll();
    world.clock.pass(3600);
    const perMinute: number[] = [];

    for (let minute = 0; minute < 8; minute += 1) {
      const before = world.forum.calls.length;
      await minutes(world, 1);
      perMinute.push(world.forum.calls.length - before);
    }

    expect(Math.max(...perMinute)).toBe(CALLS_PER_MINUTE);
  });

  it('tries again at its next tick when the forum did not answer', async () => {
    const world = await sweepWorld();
    world.forum.fail('readPostWindow', new ForumError('unavailable', 'posts', { status: 502 }));

    await world.sweep.tick();
    world.clock.pass(60);
    await world.sweep.tick();

    expect(world.forum.count('readPostWindow')).toBeGreaterThan(1);
    expect(world.lines.filter((line) => line.includes('could not be read'))).toHaveLength(1);
  });

  it('tells how long it takes', async () => {
    const world = await sweepWorld();
    await world.sweep.sweepAll();

    expect(await world.sweep.sweepLength()).toEqual({ topics: 1, groups: 1, seconds: 3600 });
  });
});

describe('the plan of the sweep', () => {
  it('reads up to 250 topics within the hour and more in proportion, always within six calls a minute', () => {
    const few = intervals({ groups: 3, deskGroups: 1, topics: 250 });
    const many = intervals({ groups: 3, deskGroups: 1, topics: 1000 });

    expect(few.topics).toBe(3600);
    expect(many.topics).toBeGreaterThan(3600 * 3.5);
    for (const extent of [
      { groups: 3, deskGroups: 1, topics: 250 },
      { groups: 10, deskGroups: 5, topics: 1000 },
      { groups: 40, deskGroups: 20, topics: 10 },
    ]) {
      const every = intervals(extent);
      const { groups, deskGroups, topics } = extent;
      const calls =
        60 * (2 / every.newThings + groups / every.members + deskGroups / every.messages + 2 / every.directory + topics / every.topics);
      expect(calls).toBeLessThanOrEqual(CALLS_PER_MINUTE + 1e-9);
    }
  });

  it('asks for members lists every five minutes up to ten groups', () => {
    expect(intervals({ groups: 10, deskGroups: 1, topics: 1 }).members).toBe(300);
    expect(intervals({ groups: 20, deskGroups: 1, topics: 1 }).members).toBe(600);
  });
});
