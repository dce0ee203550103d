import { describe, expect, it } from '@jest/globals';
import { ForumError } from '../../service/ports/forum.js';
import type { Need } from '../../service/ports/store.js';
import { testStore } from '../support/database.js';
import { deskWorld, FIRST_POST, TOPIC, type DeskWorld } from '../support/desk-world.js';

const tests = testStore();

async function needs(world: DeskWorld, ...wanted: ReadonlyArray<[Need['thing'], Need['why']]>): Promise<void> {
  await world.store.addNeeds(
    world.forum.id,
    wanted.map(([thing, why]) => ({ thing, why, by: world.clock.now() })),
  );
}

const openNeeds = async (world: DeskWorld) => (await world.store.needs(world.forum.id)).map((need) => need.thing);

describe('reads', () => {
  it('come in the order act, signed, bell, sweep, whatever the order of asking', async () => {
    const world = await deskWorld(tests);
    for (const id of [31, 32, 33, 34]) world.forum.addTopic({ id }, { id: id + 100 });
    await needs(world, ['topic:31', 'sweep'], ['topic:32', 'bell'], ['topic:33', 'signed'], ['topic:34', 'act']);
    const before = world.forum.calls.length;

    expect(await world.reader.work()).toBe('idle');

    expect(world.forum.calls.slice(before)).toEqual(['readTopic 34', 'readTopic 33', 'readTopic 32', 'readTopic 31']);
    expect(await openNeeds(world)).toEqual([]);
  });

  it('of what was asked for meanwhile come before the rest', async () => {
    const world = await deskWorld(tests);
    for (const id of [31, 32, 33]) world.forum.addTopic({ id }, { id: id + 100 });
    await needs(world, ['topic:31', 'bell'], ['topic:32', 'sweep']);
    world.forum.script('readTopic', 'after', () => needs(world, ['topic:33', 'signed']));
    const before = world.forum.calls.length;

    await world.reader.work();

    expect(world.forum.calls.slice(before)).toEqual(['readTopic 31', 'readTopic 33', 'readTopic 32']);
  });

  it('leave tokens for what is more urgent', async () => {
    const world = await deskWorld(tests);
    for (let id = 100; id < 160; id += 1) world.forum.addTopic({ id }, { id: id + 1000 });
    await needs(world, ...Array.from({ length: 60 }, (_, index): [Need['thing'], Need['why']] => [`topic:${100 + index}`, 'sweep']));

    expect(await world.reader.work()).toBe('no_token');
    const swept = world.forum.count('readTopic');
    await needs(world, [`post:${FIRST_POST}`, 'bell']);
    await world.reader.work();

    expect(swept).toBeLessThan(25);
    expect(world.forum.count('readPost')).toBe(1);
  });

  it('of several posts of one topic are one read of the topic', async () => {
    const world = await deskWorld(tests);
    world.forum.addPost({ id: 28, topicId: TOPIC });
    await world.reader.readNow(`topic:${TOPIC}`, 'bell');
    await needs(world, [`post:${FIRST_POST}`, 'bell'], ['post:28', 'bell']);
    const before = world.forum.calls.length;

    await world.reader.work();

    expect(world.forum.calls.slice(before)).toEqual([`readTopic ${TOPIC}`]);
    expect(await openNeeds(world)).toEqual([]);
  });

  it('look at a post itself when its topic does not show it', async () => {
    const world = await deskWorld(tests);
    world.forum.addPost({ id: 28, topicId: TOPIC });
    world.forum.addTopic({ id: 21 }, { id: 90 });
    await world.reader.readNow(`topic:${TOPIC}`, 'bell');
    world.clock.pass(1);
    world.forum.post(28).topicId = 21;

    await needs(world, [`topic:${TOPIC}`, 'bell']);
    await world.reader.work();

    expect(world.forum.count('readPost')).toBe(1);
    expect((await world.store.topicsOfPosts(world.forum.id, [28])).get(28)).toBe(21);
  });

  it('planned by the sweep for later are not made now', async () => {
    const world = await deskWorld(tests);
    await world.store.addNeeds(world.forum.id, [{ thing: `topic:${TOPIC}`, why: 'sweep', by: '2026-11-24T10:00:30.000Z' }]);

    await world.reader.work();
    expect(world.forum.count('readTopic')).toBe(1);
    world.clock.pass(30);
    await world.reader.work();

    expect(world.forum.count('readTopic')).toBe(2);
  });

  it('are made again when the bell rang during the read', async () => {
    const world = await deskWorld(tests);
    await needs(world, [`topic:${TOPIC}`, 'bell']);
    world.forum.script('readTopic', 'after', () => needs(world, [`topic:${TOPIC}`, 'bell']));
    const before = world.forum.count('readTopic');

    await world.reader.work();

    expect(world.forum.count('readTopic') - before).toBe(2);
    expect(await openNeeds(world)).toEqual([]);
  });

  it('wait as long as the forum asks for', async () => {
    const world = await deskWorld(tests);
    await needs(world, [`topic:${TOPIC}`, 'bell']);
    world.forum.fail('readTopic', new ForumError('throttled', 'topic', { status: 429, retryAfterSeconds: 40 }));

    expect(await world.reader.work()).toBe('paused');
    world.clock.pass(39);
    expect(await world.reader.work()).toBe('paused');
    expect((await world.store.takeToken(world.forum.id, world.clock.now(), 'act')).ok).toBe(false);
    world.clock.pass(1);
    expect(await world.reader.work()).toBe('idle');

    expect(await openNeeds(world)).toEqual([]);
  });

  it('back off from five seconds to five minutes while the forum is down', async () => {
    const world = await deskWorld(tests);
    await needs(world, [`topic:${TOPIC}`, 'bell']);
    const before = world.forum.count('readTopic');
    const waits: number[] = [];
    for (let failure = 0; failure < 8; failure += 1) {
      world.forum.fail('readTopic', new ForumError('unavailable', 'topic', { status: 502 }));
      await world.reader.work();
      let waited = 0;
      while ((await world.reader.work()) === 'paused' && world.forum.count('readTopic') - before === failure + 1) {
        world.forum.fail('readTopic', new ForumError('unavailable', 'topic', { status: 502 }));
        world.clock.pass(5);
        waited += 5;
      }
      waits.push(waited);
    }

    expect(waits.slice(0, 1)).toEqual([5]);
    expect(Math.max(...waits)).toBeLessThanOrEqual(300);
  });
});
