import { describe, expect, it } from '@jest/globals';
import type { Want } from '../../service/engine/feature.js';
import { ForumError, type RefusalCode } from '../../service/ports/forum.js';
import { BOT_ID, testStore } from '../support/database.js';
import { ADA, deskWorld, EXPERTS, FIRST_POST, TOPIC, wantOf, type DeskWorld } from '../support/desk-world.js';

const tests = testStore();
const ROOM = 30;
const KEY = 'the:thing';
const BADGE = 106;

const refused = (call: string, code: RefusalCode, status = 403) => new ForumError('refused', call, { status, code });
const lost = (call: string) => new ForumError('unavailable', call, { status: null, outcomeUnknown: true });
const like = (post = FIRST_POST): Want => wantOf('like', KEY, { post });
const close = (closed: boolean): Want => wantOf('close', KEY, { topic: TOPIC, closed });
const assign = (user: number | null): Want => wantOf('assign', KEY, { topic: TOPIC, user });
const badge = (user = ADA): Want => wantOf('badge', KEY, { user, badge: BADGE });
const invite = (own: { readonly who?: { user: number } | { group: number }; readonly present?: boolean } = {}): Want =>
  wantOf('invite', KEY, { topic: ROOM, who: { user: ADA }, present: true, ...own });

/** Nothing of this settles, except a badge. */
async function carryOut(world: DeskWorld, want: Want): Promise<void> {
  await world.want(want);
  if (want.kind === 'badge') world.clock.pass(30);
  await world.outbox.work();
}

async function withRoom(people: { readonly users?: number[]; readonly groups?: number[] } = {}): Promise<DeskWorld> {
  const world = await deskWorld(tests);
  await world.named(`group:${EXPERTS}`, 'experts');
  const named = (ids: readonly number[] = []) => ids.map((id) => ({ id, name: `name_${id}` }));
  const participants = { users: named(people.users), groups: named(people.groups) };
  world.forum.addTopic({ id: ROOM, archetype: 'private_message', categoryId: null, participants }, { id: 300 });
  return world;
}

describe('a like', () => {
  it('UI-35.1 is given at once, and once only', async () => {
    const world = await deskWorld(tests);

    await carryOut(world, like());
    await carryOut(world, like());

    expect(world.forum.post(FIRST_POST).likedByUs).toBe(true);
    expect(world.forum.count('likePost')).toBe(1);
    expect((await world.last(KEY)).state).toBe('done');
  });

  it('UI-35.3 that is there already, or whose answer was lost, is done without another', async () => {
    const world = await deskWorld(tests);
    world.forum.fail('likePost', lost('likePost'), 'after');
    await carryOut(world, like());
    expect((await world.last(KEY)).state).toBe('unknown');
    world.clock.pass(25);

    await world.outbox.work();

    expect((await world.last(KEY)).state).toBe('done');
    expect(world.forum.count('likePost')).toBe(1);
  });

  it('that the forum refuses is done when a read shows it, or does not tell, and refused when it is not there', async () => {
    for (const [shows, state] of [
      [true, 'done'],
      [undefined, 'done'],
      [false, 'refused'],
    ] as const) {
      const world = await deskWorld(tests);
      world.forum.script('likePost', 'before', () => {
        if (shows !== undefined) world.forum.post(FIRST_POST).likedByUs = shows;
        throw refused('likePost', 'already_so');
      });

      await carryOut(world, like());

      expect(await world.last(KEY)).toMatchObject({ state, reason: state === 'done' ? null : 'not_permitted' });
    }
  });

  it('is not tried on our own post or on one that is deleted', async () => {
    for (const change of [{ author: { id: BOT_ID, name: 'desk' } }, { visibility: 'deleted' } as const]) {
      const world = await deskWorld(tests);
      Object.assign(world.forum.post(FIRST_POST), change);

      await carryOut(world, like());

      expect((await world.last(KEY)).state).toBe('refused');
      expect(world.forum.count('likePost')).toBe(0);
    }
  });
});

describe('closing', () => {
  it('closes and opens by value, and does not fight a person who did otherwise', async () => {
    const world = await deskWorld(tests);
    const topic = world.forum.topics.get(TOPIC);
    await carryOut(world, close(true));
    expect(topic?.closed).toBe(true);
    if (topic) topic.closed = false;

    await carryOut(world, close(true));
    expect(topic?.closed).toBe(false);
    if (topic) topic.closed = true;
    await carryOut(world, close(false));

    expect(topic?.closed).toBe(false);
    expect(world.forum.calls.filter((call) => call.startsWith('setClosed'))).toHaveLength(2);
  });

  it('calls nothing when it is so already, also after a lost answer', async () => {
    const world = await deskWorld(tests);
    world.forum.fail('setClosed', lost('setClosed'), 'after');
    await carryOut(world, close(true));
    world.clock.pass(25);
    await world.outbox.work();

    expect(world.forum.count('setClosed')).toBe(1);
    expect((await world.last(KEY)).state).toBe('done');
  });

  it('is refused when the topic is gone or the forum does not let us', async () => {
    const world = await deskWorld(tests);
    world.forum.fail('setClosed', refused('setClosed', 'not_permitted'));
    await carryOut(world, close(true));
    expect(await world.last(KEY)).toMatchObject({ state: 'refused', reason: 'not_permitted (403)' });
    world.forum.hidden.add(`topic:${TOPIC}`);

    await carryOut(world, { ...close(true), key: 'other' });

    expect(await world.last('other')).toMatchObject({ state: 'refused', reason: 'closed_or_gone' });
  });
});

describe('an assignment', () => {
  it('is made by name, not repeated where the forum shows only the name, and taken away', async () => {
    const world = await deskWorld(tests);
    world.forum.fail('assignTopic', lost('assignTopic'), 'after');
    await carryOut(world, assign(ADA));
    world.clock.pass(25);
    await world.outbox.work();
    expect((await world.last(KEY)).state).toBe('done');

    await carryOut(world, assign(null));

    expect(world.forum.calls.filter((call) => call.startsWith('assignTopic'))).toEqual([
      `assignTopic ${TOPIC} ada`,
      `assignTopic ${TOPIC} nobody`,
    ]);
  });

  it('calls nothing when it is so already', async () => {
    for (const [user, assignee] of [
      [ADA, { id: ADA, name: 'ada' }],
      [null, null],
    ] as const) {
      const world = await deskWorld(tests);
      Object.assign(world.forum.topics.get(TOPIC) ?? {}, { assignee });

      await carryOut(world, assign(user));

      expect(world.forum.count('assignTopic')).toBe(0);
      expect((await world.last(KEY)).state).toBe('done');
    }
  });

  it('is refused with our reason when the forum does not allow it, or nobody has a name', async () => {
    const world = await deskWorld(tests);
    world.forum.fail('assignTopic', refused('assignTopic', 'not_assignable', 400));
    await carryOut(world, assign(ADA));
    await carryOut(world, { ...assign(777), key: 'other' });

    expect(await world.last(KEY)).toMatchObject({ state: 'refused', reason: 'not_assignable (400)' });
    expect(await world.last('other')).toMatchObject({ state: 'refused', reason: 'recipient_unknown' });
  });
});

describe('an invitation', () => {
  it('brings in people and groups by name and takes them out', async () => {
    const world = await withRoom();
    await carryOut(world, invite());
    await carryOut(world, { ...invite({ who: { group: EXPERTS } }), key: 'group' });
    Object.assign(world.forum.topics.get(ROOM)?.participants ?? {}, { users: [{ id: ADA, name: 'ada' }] });
    await carryOut(world, invite({ present: false }));

    expect(world.forum.calls.filter((call) => /^(?:invite|remove)/.test(call))).toEqual([
      `inviteTo ${ROOM} ada`,
      `inviteTo ${ROOM} experts`,
      `removeFrom ${ROOM} ada`,
    ]);
  });

  it('calls nothing for those who are there or not there already', async () => {
    const world = await withRoom({ users: [ADA] });
    await carryOut(world, invite());
    await carryOut(world, { ...invite({ who: { group: EXPERTS }, present: false }), key: 'group' });

    expect(world.forum.count('inviteTo') + world.forum.count('removeFrom')).toBe(0);
    expect([(await world.last(KEY)).state, (await world.last('group')).state]).toEqual(['done', 'done']);
  });

  it('is done when the forum says that they are there, and refused for a group that takes no messages', async () => {
    const world = await withRoom();
    world.forum.fail('inviteTo', refused('inviteTo', 'already_so', 422));
    world.forum.fail('inviteTo', refused('inviteTo', 'recipient_not_messageable'));
    await carryOut(world, invite());
    await carryOut(world, { ...invite({ who: { group: EXPERTS } }), key: 'group' });
    await carryOut(world, { ...invite({ who: { user: 777 } }), key: 'nobody' });

    expect((await world.last(KEY)).state).toBe('done');
    expect(await world.last('group')).toMatchObject({ state: 'refused', reason: 'recipient_not_messageable (403)' });
    expect(await world.last('nobody')).toMatchObject({ state: 'refused', reason: 'recipient_unknown' });
  });

  it('is not sent for a room that a person made public or took from us', async () => {
    const world = await withRoom();
    Object.assign(world.forum.topics.get(ROOM) ?? {}, { archetype: 'regular', categoryId: 7 });
    await carryOut(world, invite());
    world.forum.hidden.add(`topic:${ROOM}`);
    await carryOut(world, { ...invite(), key: 'other' });

    expect([(await world.last(KEY)).state, (await world.last('other')).state]).toEqual(['overruled', 'lost']);
    expect(world.forum.count('inviteTo')).toBe(0);
  });
});

describe('a badge', () => {
  it('is granted once it settled, and not again after a lost answer', async () => {
    const world = await deskWorld(tests);
    world.forum.fail('grantBadge', lost('grantBadge'), 'after');
    await world.want(badge());
    await world.outbox.work();
    expect(world.forum.count('grantBadge')).toBe(0);
    world.clock.pass(30);
    await world.outbox.work();
    world.wantSilently();
    world.clock.pass(25);
    await world.outbox.work();

    expect(world.forum.badges.get('ada')).toEqual([BADGE]);
    expect((await world.last(KEY)).state).toBe('done');
  });

  it('is not granted to whom holds it, to nobody, or when the forum refuses', async () => {
    const world = await deskWorld(tests);
    world.forum.badges.set('ada', [1, BADGE]);
    await carryOut(world, badge());
    await carryOut(world, { ...badge(777), key: 'nobody' });
    world.forum.badges.clear();
    world.forum.fail('grantBadge', new ForumError('missing', 'grantBadge', { status: 404 }));
    await carryOut(world, { ...badge(), key: 'gone' });

    expect((await world.last(KEY)).state).toBe('done');
    expect(await world.last('nobody')).toMatchObject({ state: 'refused', reason: 'recipient_unknown' });
    expect(await world.last('gone')).toMatchObject({ state: 'refused', reason: 'missing (404)' });
    expect(world.forum.count('grantBadge')).toBe(1);
  });
});
