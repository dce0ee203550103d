import { describe, expect, it } from '@jest/globals';
import { withoutMarker } from '../../shared/marker.js';
import { ForumError } from '../../service/ports/forum.js';
import { testStore } from '../support/database.js';
import { deskWorld, FIRST_POST, noticePart, room, statusPart, tagPart, TOPIC } from '../support/desk-world.js';

const tests = testStore();
const STATUS = `status:ticket:${TOPIC}`;
const TAGS = `tags:topic:${TOPIC}`;
const NOTICE = `notice:post:${FIRST_POST}`;
const ROOM = `room:ticket:${TOPIC}:1`;

describe('the status post', () => {
  it('is written once it has settled, with our marker, after the topic was read again', async () => {
    const world = await deskWorld(tests);
    await world.want(statusPart('waiting for the desk'));

    await world.outbox.work();
    expect(world.forum.botPosts(TOPIC)).toHaveLength(0);
    world.clock.pass(30);
    await world.outbox.work();

    const [post] = world.forum.botPosts(TOPIC);
    expect(post && world.markerOfPost(post.id)).toMatch(/^hd1-[a-z2-7]{26}$/);
    expect(post?.raw).toContain('- waiting for the desk');
    expect(await world.last(STATUS)).toMatchObject({ state: 'done', postId: post?.id, forumTopicId: TOPIC });
    expect(world.forum.calls.slice(-2)).toEqual([`readTopic ${TOPIC}`, `createPost ${TOPIC}`]);
  });

  it('is cancelled when the want disappears while it settles', async () => {
    const world = await deskWorld(tests);
    await world.want(statusPart('waiting for the desk'));
    world.wantSilently();

    world.clock.pass(30);
    await world.outbox.work();

    expect(world.forum.count('createPost')).toBe(0);
    expect(await world.last(STATUS)).toMatchObject({ state: 'cancelled', reason: 'it is no longer wanted' });
  });

  it('is replaced by the newer value when that one came while it settled', async () => {
    const world = await deskWorld(tests);
    await world.want(statusPart('one'));
    world.wantSilently(statusPart('two'));

    world.clock.pass(30);
    await world.outbox.work();
    await world.processor.processWaiting(world.forum.id);
    world.clock.pass(30);
    await world.outbox.work();

    expect(world.forum.botPosts(TOPIC).map((post) => withoutMarker(post.raw ?? '')).join()).toContain('- two');
    expect((await world.effects()).map((effect) => effect.state)).toEqual(['cancelled', 'done']);
    expect(world.forum.count('createPost')).toBe(1);
  });

  it('is edited afterwards and keeps its first marker', async () => {
    const world = await deskWorld(tests);
    await world.want(statusPart('one'));
    world.clock.pass(30);
    await world.outbox.work();
    const [post] = world.forum.botPosts(TOPIC);
    const marker = world.markerOfPost(post?.id ?? 0);
    await world.processor.processWaiting(world.forum.id);

    await world.want(statusPart('two'));
    world.clock.pass(30);
    await world.outbox.work();

    expect(world.forum.botPosts(TOPIC)).toHaveLength(1);
    expect(post?.raw).toContain('- two');
    expect(world.markerOfPost(post?.id ?? 0)).toBe(marker);
    expect(world.forum.count('editPost')).toBe(1);
  });

  it('gets its first marker back when a person took it out of the text', async () => {
    const world = await deskWorld(tests);
    await world.want(statusPart('one'));
    world.clock.pass(30);
    await world.outbox.work();
    const [post] = world.forum.botPosts(TOPIC);
    const marker = world.markerOfPost(post?.id ?? 0);
    if (post) post.raw = withoutMarker(post.raw ?? '');

    await world.want(statusPart('two'));
    world.clock.pass(30);
    await world.outbox.work();

    expect(world.markerOfPost(post?.id ?? 0)).toBe(marker);
  });

  it('is not written again when the text is already there', async () => {
    const world = await deskWorld(tests);
    await world.want(statusPart('one'));
    world.clock.pass(30);
    await world.outbox.work();
    await world.want(statusPart('two'));
    const [post] = world.forum.botPosts(TOPIC);
    if (post) post.raw = (post.raw ?? '').replace('- one', '- two');

    world.clock.pass(30);
    await world.outbox.work();

    expect(world.forum.count('editPost')).toBe(0);
    expect(await world.last(STATUS)).toMatchObject({ revision: 2, state: 'done', postId: post?.id });
  });

  it.each(['deleted', 'hidden', 'deletedByAuthor'] as const)('is overruled when a person made it %s', async (visibility) => {
    const world = await deskWorld(tests);
    await world.want(statusPart('one'));
    world.clock.pass(30);
    await world.outbox.work();
    await world.want(statusPart('two'));
    world.forum.remove(world.forum.botPosts(TOPIC)[0]?.id ?? 0, visibility);

    world.clock.pass(30);
    await world.outbox.work();
    await world.processor.processWaiting(world.forum.id);

    expect((await world.last(STATUS)).state).toBe('overruled');
    expect(world.forum.count('editPost') + world.forum.count('createPost')).toBe(1);
  });

  it('is overruled when it cannot be read any more, or is in another topic', async () => {
    for (const take of ['hide', 'move'] as const) {
      const world = await deskWorld(tests);
      await world.want(statusPart('one'));
      world.clock.pass(30);
      await world.outbox.work();
      await world.want(statusPart('two'));
      const [post] = world.forum.botPosts(TOPIC);
      if (post && take === 'move') post.topicId = 21;
      if (post && take === 'hide') world.forum.hidden.add(`post:${post.id}`);

      world.clock.pass(30);
      await world.outbox.work();

      expect((await world.last(STATUS)).state).toBe('overruled');
      expect(world.forum.count('editPost')).toBe(0);
    }
  });

  it('is held by the forum for approval without an error or another try', async () => {
    const world = await deskWorld(tests);
    world.forum.holdsPosts = true;
    await world.want(statusPart('one'));

    world.clock.pass(30);
    await world.outbox.work();
    world.clock.pass(3600);
    await world.outbox.work();
    expect((await world.last(STATUS)).state).toBe('enqueued');
    await world.want(statusPart('two'));
    world.clock.pass(30);
    await world.outbox.work();

    expect(world.forum.count('createPost')).toBe(1);
    expect(await world.last(STATUS)).toMatchObject({ state: 'waiting', reason: 'an earlier text still waits for approval in the forum' });
  });

  it('waits while the topic cannot be read', async () => {
    const world = await deskWorld(tests);
    await world.want(statusPart('one'));
    world.forum.hidden.add(`topic:${TOPIC}`);

    world.clock.pass(30);
    await world.outbox.work();

    expect(world.forum.count('createPost')).toBe(0);
    expect(await world.last(STATUS)).toMatchObject({ state: 'waiting', reason: 'the topic cannot be read' });
  });
});

describe('tags', () => {
  it('adds and removes its own and keeps all others', async () => {
    const world = await deskWorld(tests);
    world.forum.topics.get(TOPIC)?.tags;
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
  it('holds our block beside what others wrote, and only that is taken away', async () => {
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

    world.forum.hidden.add(`topic:${made.forumTopicId}`);
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
    expect((await world.effects()).find((effect) => effect.key === ROOM)).toMatchObject({ state: 'cancelled', reason: 'its time has passed' });
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
