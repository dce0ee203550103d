import { describe, expect, it } from '@jest/globals';
import { ForumError } from '../../service/ports/forum.js';
import { StoreError } from '../../service/ports/store.js';
import { backOff, MOST_ATTEMPTS } from '../../service/outbox/failures.js';
import { testStore } from '../support/database.js';
import { deskWorld, noticePart, room, statusPart, tagPart, TOPIC } from '../support/desk-world.js';

const tests = testStore();
const STATUS = `status:ticket:${TOPIC}`;
const ROOM = `room:ticket:${TOPIC}:1`;

describe('a forum that refuses', () => {
  it('gives our reason and the status, and nothing is retried', async () => {
    const world = await deskWorld(tests);
    await world.want(room());
    world.clock.pass(30);
    world.forum.fail('createMessage', new ForumError('refused', 'createMessage', { status: 422, code: 'recipient_not_messageable' }));

    await world.outbox.work();
    world.clock.pass(3600);
    await world.outbox.work();

    expect(await world.last(ROOM)).toMatchObject({ state: 'refused', reason: 'recipient_not_messageable (422)' });
    expect(world.forum.count('createMessage')).toBe(1);
  });

  it('is left alone as long as it asks for', async () => {
    const world = await deskWorld(tests);
    await world.want(noticePart('one'), tagPart('desk-open'));
    world.forum.fail('setNotice', new ForumError('throttled', 'setNotice', { status: 429, retryAfterSeconds: 40 }));

    await world.outbox.work();
    expect([world.forum.count('setNotice'), world.forum.count('setTags')]).toEqual([1, 0]);
    world.clock.pass(39);
    await world.outbox.work();
    expect([world.forum.count('setNotice'), world.forum.count('setTags')]).toEqual([1, 0]);
    world.clock.pass(1);
    await world.outbox.work();

    expect([world.forum.count('setNotice'), world.forum.count('setTags')]).toEqual([2, 1]);
    expect((await world.effects()).map((effect) => effect.state)).toEqual(['done', 'done']);
  });

  it('by not knowing our key stops all writing for five minutes and is logged once', async () => {
    const world = await deskWorld(tests);
    await world.want(noticePart('one'), tagPart('desk-open'));
    const refused = new ForumError('unauthorised', 'setNotice', { status: 403 });
    world.forum.fail('setNotice', refused);
    world.forum.fail('setNotice', refused);

    await world.outbox.work();
    world.clock.pass(299);
    await world.outbox.work();
    expect([world.forum.count('setNotice'), world.forum.count('setTags')]).toEqual([1, 0]);
    world.clock.pass(1);
    await world.outbox.work();
    expect([world.forum.count('setNotice'), world.forum.count('setTags')]).toEqual([2, 0]);
    world.clock.pass(300);
    await world.outbox.work();

    expect((await world.effects()).map((effect) => effect.state)).toEqual(['done', 'done']);
    expect(world.lines.filter((line) => line.includes('does not accept our key'))).toHaveLength(1);
  });
});

describe('a database', () => {
  it('that refuses a derivation once is tried again after the lease, and is logged', async () => {
    let failures = 1;
    const world = await deskWorld(tests, {
      processor: (processor) => ({
        process: async (...asked) => {
          failures -= 1;
          if (failures === 0) throw new StoreError('broken', 'P2010');
          return processor.process(...asked);
        },
      }),
    });
    await world.want(room());
    world.clock.pass(30);

    await world.outbox.work();
    const before = (await world.last(ROOM)).state;
    world.clock.pass(120);
    await world.outbox.work();
    world.clock.pass(30);
    await world.outbox.work();

    expect(before).toBe('in_flight');
    expect(await world.last(ROOM)).toMatchObject({ state: 'done' });
    expect(world.forum.count('createMessage')).toBe(1);
    expect(world.lines.filter((line) => line.includes('met an error of the database'))).toHaveLength(1);
  });
});

describe('a forum that is down', () => {
  it('is asked again after two seconds, doubling up to ten minutes', () => {
    expect([1, 2, 3, 9, 10, 40].map((attempts) => backOff({ attempts }))).toEqual([2, 4, 8, 512, 600, 600]);
  });

  it('makes an effect dead after 50 attempts, with one log line', async () => {
    const world = await deskWorld(tests);
    await world.want(noticePart('one'));

    for (let attempt = 1; attempt <= MOST_ATTEMPTS + 1; attempt += 1) {
      world.forum.fail('readPost', new ForumError('unavailable', 'readPost', { status: 503 }));
      await world.outbox.work();
      world.clock.pass(600);
    }

    expect(world.forum.count('readPost')).toBe(MOST_ATTEMPTS);
    expect(await world.last(`notice:post:27`)).toMatchObject({ state: 'dead', attempts: MOST_ATTEMPTS });
    expect(world.lines.filter((line) => line.includes('given up'))).toHaveLength(1);
  });

  it('is not asked for every other effect too', async () => {
    const world = await deskWorld(tests);
    await world.want(noticePart('one'), tagPart('desk-open'));
    world.forum.fail('readPost', new ForumError('unavailable', 'readPost', { status: 503 }));

    await world.outbox.work();

    expect(world.forum.count('setTags')).toBe(0);
  });

  it('with an edit in between is read again instead of giving up', async () => {
    const world = await deskWorld(tests);
    await world.want(statusPart('one'));
    world.clock.pass(30);
    await world.outbox.work();
    await world.want(statusPart('two'));
    world.clock.pass(30);
    world.forum.fail('editPost', new ForumError('refused', 'editPost', { status: 409, code: 'edit_conflict' }));

    await world.outbox.work();
    expect((await world.last(STATUS)).state).toBe('waiting');
    world.clock.pass(2);
    await world.outbox.work();

    expect(world.forum.botPosts(TOPIC)[0]?.raw).toContain('- two');
    expect((await world.last(STATUS)).state).toBe('done');
  });
});

describe('writing that is switched off', () => {
  it.each(['observe', 'paused'] as const)('in %s claims nothing', async (mode) => {
    const world = await deskWorld(tests);
    await world.want(noticePart('one'), statusPart('one'));
    await world.store.setMode(world.forum.id, mode);
    world.clock.pass(30);
    let claims = 0;
    const store = { ...world.store, claimEffects: () => Promise.resolve(((claims += 1), [])) };

    await world.newOutbox({ store }).work();

    expect(claims).toBe(0);
    expect(world.forum.count('setNotice') + world.forum.count('createPost')).toBe(0);
  });

  it('during an attempt stops it before its call', async () => {
    const world = await deskWorld(tests);
    await world.want(noticePart('one'));
    world.forum.script('readPost', 'after', () => world.store.setMode(world.forum.id, 'paused'));

    await world.outbox.work();

    expect(world.forum.count('setNotice')).toBe(0);
    expect((await world.last('notice:post:27')).state).toBe('held');
  });

  it('stops between two effects when the service stops', async () => {
    const world = await deskWorld(tests);
    await world.want(noticePart('one'), tagPart('desk-open'));
    const stopping = new AbortController();
    world.forum.script('setNotice', 'after', () => stopping.abort());

    await world.outbox.work(stopping.signal);

    expect([world.forum.count('setNotice'), world.forum.count('setTags')]).toEqual([1, 0]);
  });
});
