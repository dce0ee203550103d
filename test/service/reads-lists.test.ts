import { describe, expect, it } from '@jest/globals';
import { factOf } from '../../shared/facts.js';
import type { Need } from '../../service/ports/store.js';
import { BOT_ID, testStore } from '../support/database.js';
import { deskWorld, EXPERTS, TOPIC, type DeskWorld } from '../support/desk-world.js';

const tests = testStore();

async function needs(world: DeskWorld, ...wanted: ReadonlyArray<[Need['thing'], Need['why']]>): Promise<void> {
  await world.store.addNeeds(
    world.forum.id,
    wanted.map(([thing, why]) => ({ thing, why, by: world.clock.now() })),
  );
}

const openNeeds = async (world: DeskWorld) => (await world.store.needs(world.forum.id)).map((need) => need.thing);
const visibilities = async (world: DeskWorld) =>
  (await world.store.material(world.forum.id, TOPIC)).facts.filter(({ body }) => body.type === 'PostVisibility').length;

describe('a members list', () => {
  it('shows members since they were added, and that a known one is missing now', async () => {
    const world = await deskWorld(tests);
    world.forum.groups = [{ id: EXPERTS, name: 'experts' }];
    world.forum.members.set('experts', [
      { id: 7, name: 'rosa', addedAt: '2026-03-01T00:00:00.000Z' },
      { id: BOT_ID, name: 'desk', addedAt: null },
    ]);
    await world.reader.readNow(`group:${EXPERTS}`, 'sweep');
    expect(await world.store.knownMembers(world.forum.id, EXPERTS)).toEqual([
      { user: 7, from: '2026-03-01T00:00:00.000Z' },
      { user: BOT_ID, from: world.clock.now() },
    ]);

    world.clock.pass(60);
    world.forum.members.set('experts', [{ id: BOT_ID, name: 'desk', addedAt: null }]);
    await needs(world, [`group:${EXPERTS}`, 'sweep']);
    await world.reader.work();

    expect((await world.store.knownMembers(world.forum.id, EXPERTS)).map(({ user }) => user)).toEqual([BOT_ID]);
  });

  it('does not end a membership that began while the list was on its way', async () => {
    const world = await deskWorld(tests);
    world.forum.groups = [{ id: EXPERTS, name: 'experts' }];
    const joined = factOf(
      { type: 'MembershipBegan', group: EXPERTS, user: 7 },
      { at: world.clock.now(), learntAt: world.clock.now(), source: 'delivery:1' },
    );
    world.forum.script('listMembers', 'after', () =>
      world.store.learn(world.forum.id, { facts: [joined], texts: [], labels: [], confirmations: [], needs: [], cause: { type: 'none' } }),
    );

    await world.reader.readNow(`group:${EXPERTS}`, 'sweep');

    expect((await world.store.knownMembers(world.forum.id, EXPERTS)).map(({ user }) => user)).toEqual([7]);
  });

  it('that is refused is noted and asked for again the next day', async () => {
    const world = await deskWorld(tests);
    await needs(world, [`group:${EXPERTS}`, 'sweep']);

    await world.reader.work();
    await world.reader.work();

    expect(world.forum.count('listGroups')).toBe(1);
    expect((await world.store.notes(world.forum.id)).map((note) => note.kind)).toEqual(['group_unreadable']);
  });
});

describe('a post that the topic no longer shows', () => {
  it('is not read at every sweep when it is known to be deleted', async () => {
    const world = await deskWorld(tests);
    world.forum.addPost({ id: 28, topicId: TOPIC });
    await world.reader.readNow(`topic:${TOPIC}`, 'bell');
    Object.assign(world.forum.post(28), { visibility: 'deleted', deletedAt: world.clock.now() });
    await world.reader.readNow(`topic:${TOPIC}`, 'bell');
    expect(await visibilities(world)).toBeGreaterThan(0);
    world.forum.posts.delete(28);

    await world.reader.readNow(`topic:${TOPIC}`, 'sweep');

    expect(await openNeeds(world)).toEqual([]);
  });
});
