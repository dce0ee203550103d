import { describe, expect, it } from '@jest/globals';
import { ForumError } from '../../service/ports/forum.js';
import { testStore } from '../support/database.js';
import { deskWorld, FIRST_POST, noticePart, room, tagPart, TOPIC } from '../support/desk-world.js';

const tests = testStore();
const TAGS = `tags:topic:${TOPIC}`;
const NOTICE = `notice:post:${FIRST_POST}`;
const ROOM = `room:ticket:${TOPIC}:1`;

describe('tags', () => {
  it('adds and removes its own and keeps all others', async () => {
    const world = await deskWorld(tests);
    Object.assign(world.forum.topics.get(TOPIC) ?? {}, { tags: ['flat', 'rent'] });
    await world.want(tagPart('desk-open'));
    await world.outbox.work();
    expect(world.forum.topics.get(TOPIC)?.tags).toEqual(['flat', 'rent', 'desk-open']);
    await world.processor.processWaiting(world.forum.id);

    await world.want(tagPart('desk-done'));
    await world.outbox.work();

    expect(world.forum.topics.get(TOPIC)?.tags).toEqual(['flat', 'rent', 'desk-done']);
  });

  it('writes nothing when they are already so', async () => {
    const world = await deskWorld(tests);
    await world.want(tagPart('desk-open'));
    Object.assign(world.forum.topics.get(TOPIC) ?? {}, { tags: ['desk-open'] });

    await world.outbox.work();

    expect(world.forum.count('setTags')).toBe(0);
    expect((await world.last(TAGS)).state).toBe('done');
  });

  it('puts back what somebody set in the moment of our write', async () => {
    const world = await deskWorld(tests);
    await world.want(tagPart('desk-open'));
    world.forum.previous = ['urgent'];

    await world.outbox.work();

    expect(world.forum.topics.get(TOPIC)?.tags).toEqual(['desk-open', 'urgent']);
  });

  it('does not put back what it manages or has read', async () => {
    const world = await deskWorld(tests);
    Object.assign(world.forum.topics.get(TOPIC) ?? {}, { tags: ['rent'] });
    await world.want(tagPart('desk-open'));
    world.forum.previous = ['rent'];

    await world.outbox.work();

    expect(world.forum.count('setTags')).toBe(1);
  });

  it('never touches those of a private message', async () => {
    const world = await deskWorld(tests);
    await world.want(tagPart('desk-open'));
    Object.assign(world.forum.topics.get(TOPIC) ?? {}, { archetype: 'private_message', categoryId: null });

    await world.outbox.work();

    expect(world.forum.count('setTags')).toBe(0);
    expect((await world.last(TAGS)).state).toBe('refused');
  });
});

describe('the notice of a post', () => {
  it('OF-27.3 holds our block beside what others wrote, and only that is taken away', async () => {
    const world = await deskWorld(tests);
    world.forum.post(FIRST_POST).notice = { raw: 'Be kind.' };
    await world.want(noticePart('Answered by the desk.'));
    await world.outbox.work();
    expect(world.forum.post(FIRST_POST).notice?.raw).toBe('Be kind.\n\n<!-- hd -->\nAnswered by the desk.\n<!-- /hd -->');
    await world.processor.processWaiting(world.forum.id);

    await world.want(noticePart('Signed: $& and $1.'));
    await world.outbox.work();
    expect(world.forum.post(FIRST_POST).notice?.raw).toBe('Be kind.\n\n<!-- hd -->\nSigned: $& and $1.\n<!-- /hd -->');
    await world.want(noticePart(''));
    await world.outbox.work();

    expect(world.forum.post(FIRST_POST).notice?.raw).toBe('Be kind.');
  });

  it('is not written when it is already so', async () => {
    const world = await deskWorld(tests);
    world.forum.post(FIRST_POST).notice = { raw: '<!-- hd -->\nSigned.\n<!-- /hd -->' };
    await world.want(noticePart('Signed.'));

    await world.outbox.work();

    expect(world.forum.count('setNotice')).toBe(0);
    expect((await world.last(NOTICE)).state).toBe('done');
  });
});

describe('a message', () => {
  it('is made once under our external id', async () => {
    const world = await deskWorld(tests);
    await world.want(room());

    world.clock.pass(30);
    await world.outbox.work();
    await world.processor.processWaiting(world.forum.id);
    await world.outbox.work();

    const done = await world.last(ROOM);
    expect(done.state).toBe('done');
    expect(world.forum.topics.get(done.forumTopicId ?? 0)?.externalId).toBe(world.markerOfPost(done.postId ?? 0));
    expect(world.forum.count('createMessage')).toBe(1);
  });

  it('is found again when its external id is taken', async () => {
    const world = await deskWorld(tests);
    await world.want(room());
    world.forum.fail('createMessage', new ForumError('unavailable', 'createMessage', { status: 502 }), 'after');

    world.clock.pass(30);
    await world.outbox.work();
    world.clock.pass(120);
    await world.outbox.work();

    expect((await world.last(ROOM)).state).toBe('done');
    expect(world.forum.count('createMessage')).toBe(2);
    expect([...world.forum.topics.values()].filter((topic) => topic.archetype === 'private_message')).toHaveLength(1);
  });

  it('is lost when its external id is taken and nothing is found', async () => {
    const world = await deskWorld(tests);
    await world.want(room());
    world.forum.fail('createMessage', new ForumError('refused', 'createMessage', { status: 422, code: 'external_id_taken' }));

    world.clock.pass(30);
    await world.outbox.work();
    await world.want(room({ raw: 'Something else.' }));
    world.clock.pass(3600);
    await world.outbox.work();

    expect((await world.last(ROOM)).state).toBe('lost');
    expect(world.forum.count('createMessage')).toBe(1);
  });

  it('is edited when its text changes, and lost when the room cannot be read', async () => {
    const world = await deskWorld(tests);
    await world.want(room());
    world.clock.pass(30);
    await world.outbox.work();
    const made = await world.last(ROOM);
    await world.want(room({ raw: 'Please answer by Monday.' }));
    world.clock.pass(30);
    await world.outbox.work();
    expect(world.forum.post(made.postId ?? 0).raw).toContain('Monday');
    await world.processor.processWaiting(world.forum.id);

    world.forum.hidden.add(`topic:${made.forumTopicId ?? 0}`);
    await world.want(room({ raw: 'Please answer by Tuesday.' }));
    world.clock.pass(30);
    await world.outbox.work();

    expect((await world.last(ROOM)).state).toBe('lost');
    expect(world.forum.count('createMessage')).toBe(1);
  });

  it('is cancelled after its time limit', async () => {
    const world = await deskWorld(tests);
    await world.want(room({ notAfter: '2026-11-24T10:00:20.000Z' }));

    world.clock.pass(30);
    await world.outbox.work();

    expect(world.forum.count('createMessage')).toBe(0);
    expect((await world.effects()).find((effect) => effect.key === ROOM)).toMatchObject({
      state: 'cancelled',
      reason: 'its time has passed',
    });
  });

  it('waits with a time limit while the clock of the forum is far from ours, and goes out without one', async () => {
    const world = await deskWorld(tests, { outbox: { isForumClockTrusted: () => false } });
    await world.want(room({ notAfter: '2026-11-24T12:00:00.000Z' }), room({ key: 'room:ticket:20:2' }));

    world.clock.pass(30);
    await world.outbox.work();

    expect(await world.last(ROOM)).toMatchObject({ state: 'waiting', reason: 'the clock of the forum differs from ours' });
    expect((await world.last('room:ticket:20:2')).state).toBe('done');
  });
});
