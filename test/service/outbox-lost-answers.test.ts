import { describe, expect, it } from '@jest/globals';
import { ForumError } from '../../service/ports/forum.js';
import { StoreError } from '../../service/ports/store.js';
import { CRASH_POINTS } from '../../service/outbox/crash-points.js';
import { testStore } from '../support/database.js';
import { deskWorld, room, statusPart, TOPIC } from '../support/desk-world.js';

const tests = testStore();
const STATUS = `status:ticket:${TOPIC}`;
const ROOM = `room:ticket:${TOPIC}:1`;

const lost = (call: string) => new ForumError('unavailable', call, { status: null, outcomeUnknown: true });

describe('an answer that was lost', () => {
  it('OP-06.3 is looked up after 25 seconds, and the post is not doubled', async () => {
    const world = await deskWorld(tests);
    await world.want(statusPart('one'));
    world.clock.pass(30);
    world.forum.fail('createPost', lost('createPost'), 'after');

    await world.outbox.work();
    expect((await world.last(STATUS)).state).toBe('unknown');
    world.clock.pass(24);
    await world.outbox.work();
    expect((await world.last(STATUS)).state).toBe('unknown');
    world.clock.pass(1);
    await world.outbox.work();

    expect(await world.last(STATUS)).toMatchObject({ state: 'done', postId: world.forum.botPosts(TOPIC)[0]?.id });
    expect(world.forum.count('createPost')).toBe(1);
  });

  it('is found to be done although it is no longer wanted', async () => {
    const world = await deskWorld(tests);
    await world.want(statusPart('one'));
    world.clock.pass(30);
    world.forum.fail('createPost', lost('createPost'), 'after');
    await world.outbox.work();
    world.wantSilently();

    world.clock.pass(25);
    await world.outbox.work();

    expect((await world.last(STATUS)).state).toBe('done');
  });

  it('is tried again when the forum never did it', async () => {
    const world = await deskWorld(tests);
    await world.want(statusPart('one'), room());
    world.clock.pass(30);
    world.forum.fail('createPost', lost('createPost'));
    world.forum.fail('createMessage', lost('createMessage'));

    await world.outbox.work();
    world.clock.pass(25);
    await world.outbox.work();
    world.clock.pass(25);
    await world.outbox.work();

    expect(world.forum.botPosts(TOPIC)).toHaveLength(1);
    expect([(await world.last(STATUS)).state, (await world.last(ROOM)).state]).toEqual(['done', 'done']);
  });

  it('of a message is found by its external id, without another message', async () => {
    const world = await deskWorld(tests);
    await world.want(room());
    world.clock.pass(30);
    world.forum.fail('createMessage', lost('createMessage'), 'after');

    await world.outbox.work();
    world.clock.pass(25);
    await world.outbox.work();

    expect((await world.last(ROOM)).state).toBe('done');
    expect(world.forum.count('createMessage')).toBe(1);
  });
});

describe('a process that ends in the middle', () => {
  it.each(CRASH_POINTS.filter((name) => name.startsWith('outbox:')))('at %s leaves one post in the end', async (point) => {
    const world = await deskWorld(tests);
    await world.want(statusPart('one'));
    world.clock.pass(30);
    const crashPoint = (name: string): void => {
      if (name === point) throw new StoreError('unavailable', 'crash');
    };

    await expect(world.newOutbox({ crashPoint }).work()).rejects.toThrow('crash');
    world.clock.pass(90);
    await world.store.expireLeases(world.forum.id, world.clock.now());
    world.clock.pass(25);
    await world.newOutbox().work();

    expect(world.forum.botPosts(TOPIC)).toHaveLength(1);
    expect((await world.last(STATUS)).state).toBe('done');
  });

  it('leaves nothing to be sent by another one before its lease has run out', async () => {
    const world = await deskWorld(tests);
    await world.want(statusPart('one'));
    world.clock.pass(30);
    const crashPoint = (name: string): void => {
      if (name === 'outbox:claimed') throw new StoreError('unavailable', 'crash');
    };
    await expect(world.newOutbox({ crashPoint }).work()).rejects.toThrow('crash');

    world.clock.pass(89);
    await world.store.expireLeases(world.forum.id, world.clock.now());
    world.clock.pass(25);
    await world.newOutbox().work();

    expect(world.forum.count('createPost')).toBe(0);
  });

  it('and whose post comes back before its answer does no harm', async () => {
    const world = await deskWorld(tests);
    await world.want(statusPart('one'));
    world.clock.pass(30);
    world.forum.script('createPost', 'after', () => world.reader.readNow(`topic:${TOPIC}`, 'bell'));

    await world.outbox.work();

    const done = await world.last(STATUS);
    expect(done).toMatchObject({ state: 'done', postId: world.forum.botPosts(TOPIC)[0]?.id });
    expect((await world.store.acts(world.forum.id, TOPIC)).map((act) => act.outcome)).toEqual(['done']);
  });
});
