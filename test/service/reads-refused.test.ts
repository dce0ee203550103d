import { describe, expect, it } from '@jest/globals';
import { factOf } from '../../shared/facts.js';
import { nameKey } from '../../shared/names.js';
import { ForumError } from '../../service/ports/forum.js';
import type { Need } from '../../service/ports/store.js';
import { testStore } from '../support/database.js';
import { deskWorld, EXPERTS, FIRST_POST, TOPIC, type DeskWorld } from '../support/desk-world.js';

const tests = testStore();
const missing = new ForumError('missing', 'topic', { status: 404 });

async function needs(world: DeskWorld, ...wanted: ReadonlyArray<[Need['thing'], Need['why']]>): Promise<void> {
  await world.store.addNeeds(
    world.forum.id,
    wanted.map(([thing, why]) => ({ thing, why, by: world.clock.now() })),
  );
}

const openNeeds = async (world: DeskWorld) => (await world.store.needs(world.forum.id)).map((need) => need.thing);

describe('a refused read', () => {
  it('is remembered for 24 hours as unreadable', async () => {
    const world = await deskWorld(tests);
    world.forum.hidden.add(`topic:${TOPIC}`);
    await needs(world, [`topic:${TOPIC}`, 'bell']);
    const before = world.forum.count('readTopic');

    await world.reader.work();
    await needs(world, [`topic:${TOPIC}`, 'bell']);
    world.clock.pass(24 * 3600 - 1);
    await world.reader.work();
    expect(world.forum.count('readTopic') - before).toBe(1);
    world.clock.pass(1);
    await world.reader.work();

    expect(world.forum.count('readTopic') - before).toBe(2);
    const { facts } = await world.store.material(world.forum.id, TOPIC);
    expect(facts.filter(({ body }) => body.type === 'Unreadable').length).toBeGreaterThan(0);
  });

  it('after a destroy bell is the deletion that the facts already say', async () => {
    const world = await deskWorld(tests);
    const at = world.clock.now();
    const deleted = factOf(
      { type: 'TopicFlagSeen', topic: TOPIC, flag: 'deleted', value: true },
      { at: '2026-11-24T10:00:01.000Z', learntAt: at, source: 'delivery:1' },
    );
    await world.store.learn(world.forum.id, {
      facts: [deleted],
      texts: [],
      labels: [],
      confirmations: [],
      needs: [],
      cause: { type: 'none' },
    });
    world.forum.hidden.add(`topic:${TOPIC}`);
    world.forum.hidden.add(`post:${FIRST_POST}`);
    await needs(world, [`topic:${TOPIC}`, 'bell'], [`post:${FIRST_POST}`, 'bell']);

    await world.reader.work();

    const { facts } = await world.store.material(world.forum.id, TOPIC);
    expect(facts.filter(({ body }) => body.type === 'Unreadable')).toEqual([]);
    expect(await openNeeds(world)).toEqual([]);
  });

  it.each([
    ['invited_user', 'desk'],
    ['invited_group', 'experts'],
  ])('is forgotten when %s brings in %s', async (code, who) => {
    const world = await deskWorld(tests);
    const at = world.clock.now();
    const learnt = { at, learntAt: at, source: 'delivery:1' };
    await world.store.learn(world.forum.id, {
      facts: [],
      texts: [],
      labels: [{ thing: `group:${EXPERTS}`, name: 'experts' }],
      confirmations: [],
      needs: [],
      cause: { type: 'none' },
    });
    world.forum.addTopic({ id: 60, archetype: 'private_message', categoryId: null }, { id: 61 });
    world.forum.hidden.add('topic:60');
    expect((await world.reader.readNow('topic:60', 'bell')).type).toBe('refused');
    world.forum.hidden.delete('topic:60');
    const facts = [
      factOf({ type: 'SmallAction', post: 62, actor: 50, code, who: nameKey(who), linkedTopic: null }, learnt),
      factOf({ type: 'Placed', post: 62, topic: 60 }, learnt),
    ];
    await world.store.learn(world.forum.id, { facts, texts: [], labels: [], confirmations: [], needs: [], cause: { type: 'none' } });

    await world.reader.forgetRefusals(facts);
    await world.reader.work();

    expect(world.forum.count('readTopic')).toBeGreaterThanOrEqual(3);
    expect((await world.store.knownPosts(world.forum.id, 60)).map(({ post }) => post)).toContain(61);
  });

  it('is not forgotten when somebody else is invited', async () => {
    const world = await deskWorld(tests);
    const learnt = { at: world.clock.now(), learntAt: world.clock.now(), source: 'delivery:1' };
    world.forum.hidden.add('topic:60');
    await world.reader.readNow('topic:60', 'bell');
    const facts = [
      factOf({ type: 'SmallAction', post: 62, actor: 50, code: 'invited_user', who: nameKey('mara'), linkedTopic: null }, learnt),
      factOf({ type: 'Placed', post: 62, topic: 60 }, learnt),
    ];
    await world.store.learn(world.forum.id, { facts, texts: [], labels: [], confirmations: [], needs: [], cause: { type: 'none' } });

    await world.reader.forgetRefusals(facts);
    await world.reader.work();

    expect(world.forum.calls.filter((call) => call === 'readTopic 60')).toHaveLength(1);
  });

  it('tells the outbox so and no other error', async () => {
    const world = await deskWorld(tests);
    world.forum.fail('readTopic', missing);

    expect(await world.reader.readNow(`topic:${TOPIC}`, 'act')).toEqual({ type: 'refused' });
    world.forum.fail('readTopic', new ForumError('unavailable', 'topic', { status: 502 }));
    await expect(world.reader.readNow(`topic:${TOPIC}`, 'act')).rejects.toThrow('unavailable');
  });
});
