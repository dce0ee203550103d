import { describe, expect, it } from '@jest/globals';
import { groupIn, personIn } from '../../shared/placeholders.js';
import { withoutMarker } from '../../shared/marker.js';
import type { ArticleValue, PostValue } from '../../service/engine/effects.js';
import type { Part, Want } from '../../service/engine/feature.js';
import { ForumError } from '../../service/ports/forum.js';
import { testStore } from '../support/database.js';
import { ADA, deskWorld, EXPERTS, FIRST_POST, noticePart, room, statusPart, TOPIC, wantOf, type DeskWorld } from '../support/desk-world.js';

const tests = testStore();
const POST = `summary:ticket:${TOPIC}`;
const ROOM = `room:ticket:${TOPIC}:1`;
const ARTICLE = `article:ticket:${TOPIC}`;
const FAQ = 9;

const post = (own: Partial<PostValue> = {}): Want =>
  wantOf('post', POST, { topic: TOPIC, raw: 'The experts say: two days.', replyTo: null, ...own });
const article = (own: Partial<ArticleValue> = {}): Want =>
  wantOf('article', ARTICLE, { category: FAQ, title: 'Cold heating', raw: 'Report it in writing.', tags: ['policy'], ...own });
const lost = (call: string) => new ForumError('unavailable', call, { status: null, outcomeUnknown: true });
const refused = (call: string, code: NonNullable<ForumError['detail']['code']>) => new ForumError('refused', call, { status: 422, code });

/** Wanted, settled, carried out. */
async function carryOut(world: DeskWorld, ...wants: ReadonlyArray<Part | Want>): Promise<void> {
  await world.want(...wants);
  world.clock.pass(30);
  await world.outbox.work();
  await world.processor.processWaiting(world.forum.id);
}

async function openRoom(world: DeskWorld): Promise<number> {
  await carryOut(world, room());
  return (await world.last(ROOM)).forumTopicId ?? 0;
}

const texts = (world: DeskWorld, topicId: number) => world.forum.botPosts(topicId).map(({ raw = '' }) => withoutMarker(raw));

describe('a post of ours', () => {
  it('is written once as an answer, edited when its text changes, and not made again', async () => {
    const world = await deskWorld(tests);
    world.forum.addPost({ id: 28, topicId: TOPIC, author: { id: ADA, name: 'ada' } });
    await carryOut(world, post({ replyTo: 28 }));
    await world.outbox.work();
    await carryOut(world, post({ raw: 'The experts say: three days.', replyTo: 28 }));

    expect(world.forum.botPosts(TOPIC).map(({ replyTo }) => replyTo)).toEqual([2]);
    expect(texts(world, TOPIC)).toEqual(['The experts say: three days.']);
    expect([world.forum.count('createPost'), world.forum.count('editPost')]).toEqual([1, 1]);
    expect(await world.last(POST)).toMatchObject({ state: 'done', revision: 2, forumTopicId: TOPIC });
  });

  it('OP-06.3 is found by its marker after a lost answer, in the topic and in a room', async () => {
    const world = await deskWorld(tests);
    for (const topic of [TOPIC, await openRoom(world)]) {
      const wanted = { ...post({ topic }), key: `${POST}:${topic}` };
      world.forum.fail('createPost', lost('createPost'), 'after');
      await carryOut(world, room(), wanted);
      world.wantSilently();
      world.clock.pass(25);
      await world.outbox.work();

      expect(await world.last(wanted.key)).toMatchObject({ state: 'done', forumTopicId: topic });
      expect(texts(world, topic).filter((raw) => raw.startsWith('The experts'))).toHaveLength(1);
    }
  });

  it.each(['deleted', 'hidden'] as const)('is overruled when a person made it %s', async (visibility) => {
    const world = await deskWorld(tests);
    await carryOut(world, post());
    world.forum.remove(world.forum.botPosts(TOPIC)[0]?.id ?? 0, visibility);

    await carryOut(world, post({ raw: 'The experts say: three days.' }));

    expect((await world.last(POST)).state).toBe('overruled');
    expect(world.forum.count('createPost') + world.forum.count('editPost')).toBe(1);
  });

  it('OP-06.4 is held by the forum for approval without another try, and refused with our reason', async () => {
    const world = await deskWorld(tests);
    world.forum.holdsPosts = true;
    await carryOut(world, post());
    await carryOut(world, post());
    expect((await world.last(POST)).state).toBe('enqueued');
    world.forum.fail('createPost', refused('createPost', 'closed_or_gone'));
    await carryOut(world, post(), { ...post(), key: 'other' });

    expect(world.forum.count('createPost')).toBe(2);
    expect(await world.last('other')).toMatchObject({ state: 'refused', reason: 'closed_or_gone (422)' });
  });

  it('is not written into a room that a person made public, deleted or took from us', async () => {
    const world = await deskWorld(tests);
    const topic = await openRoom(world);
    const shown = world.forum.topics.get(topic);
    const state = async (key: string) => {
      await carryOut(world, room(), { ...post({ topic }), key });
      return (await world.last(key)).state;
    };

    Object.assign(shown ?? {}, { archetype: 'regular', categoryId: 7 });
    expect(await state('public')).toBe('overruled');
    Object.assign(shown ?? {}, { archetype: 'private_message', categoryId: null, deletedAt: world.clock.now() });
    expect(await state('deleted')).toBe('overruled');
    world.forum.hidden.add(`topic:${topic}`);
    expect(await state('hidden')).toBe('lost');
    expect(world.forum.count('createPost')).toBe(0);
  });
});

describe('a room', () => {
  it('goes to the names that its people and groups have when it is sent', async () => {
    const world = await deskWorld(tests);
    await world.want(room({ groups: [EXPERTS] }));
    await world.named(`user:${ADA}`, 'ada_l');
    await world.named(`group:${EXPERTS}`, 'experts');

    world.clock.pass(30);
    await world.outbox.work();

    expect(world.forum.calls).toContain('createMessage ada_l,experts');
    expect((await world.last(ROOM)).kind).toBe('room');
  });

  it('is refused before it is sent when somebody in it has no known name', async () => {
    const world = await deskWorld(tests);

    await carryOut(world, room({ users: [777] }), { ...room({ groups: [778] }), key: 'other' });

    expect([await world.last(ROOM), await world.last('other')]).toMatchObject([
      { state: 'refused', reason: 'recipient_unknown' },
      { state: 'refused', reason: 'recipient_unknown' },
    ]);
    expect(world.forum.count('createMessage')).toBe(0);
  });

  it.each(['recipient_unknown', 'recipient_not_messageable'] as const)('is refused once when the forum says %s', async (code) => {
    const world = await deskWorld(tests);
    world.forum.fail('createMessage', refused('createMessage', code));

    await carryOut(world, room());
    await carryOut(world, room());

    expect(await world.last(ROOM)).toMatchObject({ state: 'refused', reason: `${code} (422)` });
    expect(world.forum.count('createMessage')).toBe(1);
  });

  it('OP-06.3 is found by its external id after a lost answer', async () => {
    const world = await deskWorld(tests);
    world.forum.fail('createMessage', lost('createMessage'), 'after');
    await carryOut(world, room());
    world.clock.pass(25);

    await world.outbox.work();

    expect((await world.last(ROOM)).state).toBe('done');
    expect(world.forum.count('createMessage')).toBe(1);
  });

  it('is overruled when a person made it public or deleted it: no private text goes there', async () => {
    for (const change of [{ archetype: 'regular', categoryId: 7 } as const, { deletedAt: '2026-11-24T10:00:00.000Z' }]) {
      const world = await deskWorld(tests);
      Object.assign(world.forum.topics.get(await openRoom(world)) ?? {}, change);

      await carryOut(world, room({ raw: 'Something only for you.' }));

      expect((await world.last(ROOM)).state).toBe('overruled');
      expect(world.forum.count('editPost')).toBe(0);
    }
  });

  it('gets another title only when another one is wanted', async () => {
    const world = await deskWorld(tests);
    const topic = await openRoom(world);
    Object.assign(world.forum.topics.get(topic) ?? {}, { title: 'A title by a person' });
    await carryOut(world, room({ raw: 'Please answer.' }));
    expect(world.forum.topics.get(topic)?.title).toBe('A title by a person');

    await carryOut(world, room({ raw: 'Please answer.', title: 'Ticket HD-20, level 2' }));

    expect(world.forum.topics.get(topic)?.title).toBe('Ticket HD-20, level 2');
  });
});

describe('a text with placeholders', () => {
  it('names people and groups as they are called when it is written, and is equal to what the forum made of it', async () => {
    const world = await deskWorld(tests);
    await world.named(`group:${EXPERTS}`, 'experts');
    await carryOut(world, post({ raw: `${personIn(ADA)} and ${groupIn(EXPERTS)} said so, ${personIn(777)} did not.` }));
    expect(texts(world, TOPIC)).toEqual(['@ada and @experts said so, ? did not.']);
    // The forum writes a new name into old mentions by itself.
    const [made] = world.forum.botPosts(TOPIC);
    if (made) made.raw = made.raw?.replace('@ada', '@ada_l') ?? '';
    await world.named(`user:${ADA}`, 'ada_l');

    await carryOut(world, post({ raw: `${personIn(ADA)} and @experts said so, ? did not.` }));

    expect(world.forum.count('editPost')).toBe(0);
    expect(await world.last(POST)).toMatchObject({ state: 'done', revision: 2 });
  });

  it('is resolved in status posts, notices, titles of messages and articles alike', async () => {
    const world = await deskWorld(tests);
    const who = personIn(ADA);

    await carryOut(world, statusPart(who), noticePart(who), room({ title: `For ${who}`, raw: who }), article({ raw: who }));

    const done = await world.effects();
    const made = (key: string) => world.forum.post(done.find((effect) => effect.key === key)?.postId ?? 0).raw;
    expect(world.forum.post(FIRST_POST).notice?.raw).toContain('@ada');
    expect(made(`status:ticket:${TOPIC}`)).toContain('- @ada');
    expect([made(ROOM), made(ARTICLE)]).toEqual([expect.stringMatching(/^@ada\n/), expect.stringMatching(/^@ada\n/)]);
    expect([...world.forum.topics.values()].map(({ title }) => title)).toContain('For @ada');
  });
});

describe('an article', () => {
  const shown = async (world: DeskWorld) => world.forum.topics.get((await world.last(ARTICLE)).forumTopicId ?? 0);

  it('is made once in its category under our external id, and found again after a lost answer', async () => {
    const world = await deskWorld(tests);
    world.forum.fail('createTopic', lost('createTopic'), 'after');
    await carryOut(world, article());
    expect((await world.last(ARTICLE)).state).toBe('unknown');
    world.clock.pass(25);
    await world.outbox.work();
    await carryOut(world, article());

    expect(world.forum.count('createTopic')).toBe(1);
    expect(await shown(world)).toMatchObject({ categoryId: FAQ, title: 'Cold heating', tags: ['policy'] });
    expect((await shown(world))?.externalId).toBe(world.markerOfPost((await world.last(ARTICLE)).postId ?? 0));
  });

  it('follows text, title and tags, and keeps what people did to its tags', async () => {
    const world = await deskWorld(tests);
    await carryOut(world, article({ tags: ['policy', 'heating'] }));
    Object.assign((await shown(world)) ?? {}, { tags: ['policy', 'winter'] });

    await carryOut(world, article({ raw: 'Call us.', title: 'Heating is cold', tags: ['heating', 'flat'] }));

    expect(await shown(world)).toMatchObject({ title: 'Heating is cold', tags: ['winter', 'flat'] });
    expect(world.forum.post((await world.last(ARTICLE)).postId ?? 0).raw).toContain('Call us.');
    await world.outbox.work();
    expect([world.forum.count('editPost'), world.forum.count('setTags')]).toEqual([1, 1]);
  });

  it.each([
    ['deleted', { deletedAt: '2026-11-24T10:00:00.000Z' }],
    ['unlisted', { listed: false }],
    ['moved to another category', { categoryId: 5 }],
    ['made private', { archetype: 'private_message', categoryId: null }],
  ] as const)('is overruled when a person %s it', async (_how, change) => {
    const world = await deskWorld(tests);
    await carryOut(world, article());
    Object.assign((await shown(world)) ?? {}, change);

    await carryOut(world, article({ raw: 'Call us.' }));

    expect((await world.last(ARTICLE)).state).toBe('overruled');
    expect(world.forum.count('editPost') + world.forum.count('setTags')).toBe(0);
  });

  it('is lost when it cannot be read, refused with our reason, or held for approval', async () => {
    const world = await deskWorld(tests);
    await carryOut(world, article());
    world.forum.hidden.add(`topic:${(await world.last(ARTICLE)).forumTopicId ?? 0}`);
    world.forum.fail('createTopic', refused('createTopic', 'title_taken'));
    await carryOut(world, article({ raw: 'Call us.' }), { ...article(), key: 'taken' });
    world.forum.holdsPosts = true;
    await carryOut(world, { ...article(), key: 'held' });

    expect((await world.last(ARTICLE)).state).toBe('lost');
    expect(await world.last('taken')).toMatchObject({ state: 'refused', reason: 'title_taken (422)' });
    expect((await world.last('held')).state).toBe('enqueued');
  });
});
