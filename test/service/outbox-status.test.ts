import { describe, expect, it } from '@jest/globals';
import { withoutMarker } from '../../shared/marker.js';
import { testStore } from '../support/database.js';
import { deskWorld, statusPart, TOPIC, wantOf } from '../support/desk-world.js';

const tests = testStore();
const STATUS = `status:ticket:${TOPIC}`;

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

    expect(
      world.forum
        .botPosts(TOPIC)
        .map((post) => withoutMarker(post.raw ?? ''))
        .join(),
    ).toContain('- two');
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

  it('is edited where it was taken when the topic was merged', async () => {
    const world = await deskWorld(tests);
    await world.want(statusPart('one'));
    world.clock.pass(30);
    await world.outbox.work();
    const [post] = world.forum.botPosts(TOPIC);
    if (post) post.topicId = 21;

    const value = { topic: TOPIC, raw: 'goes on there', mergedInto: 21 };
    await world.want({ ...wantOf('post', STATUS, { ...value, replyTo: null }), kind: 'status', value } as never);
    world.clock.pass(30);
    await world.outbox.work();

    expect(await world.last(STATUS)).toMatchObject({ state: 'done', postId: post?.id });
    expect(post?.raw).toContain('goes on there');
    expect(world.forum.count('createPost')).toBe(1);
  });

  it('OP-06.4 is held by the forum for approval without an error or another try', async () => {
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
    world.forum.hidden.delete(`topic:${TOPIC}`);
    world.clock.pass(61);
    await world.outbox.work();
    expect((await world.last(STATUS)).state).toBe('done');
  });
});
