import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../service/adapters/memory/system-clock.js';
import { sql } from '../../service/adapters/prisma/rows.js';
import { bothCommunities, cycleIn, DESK_MILLISECONDS, startDesk, type Desk } from '../support/desk.js';

let desk: Desk;

beforeAll(async () => {
  desk = await startDesk({ communities: (category) => bothCommunities(category, ', locale: de') });
}, DESK_MILLISECONDS);

afterAll(() => desk.stop());

describe('a ticket follows its topic', () => {
  it('TR-06.7 opens again with its clocks as if the gap had not been when the topic is recovered', async () => {
    const topic = await desk.ask('The roof drips on my bed');
    const before = await desk.view(topic);
    desk.sandbox.as('xaver').deleteTopic(topic);
    await desk.quiet();
    const between = await desk.ticket(topic);
    desk.sandbox.as('xaver').recoverTopic(topic);
    await desk.quiet();
    const after = await desk.view(topic);

    expect(between).toMatchObject({ state: 'closed', outcome: 'deleted' });
    expect(cycleIn(between.view, 'fr').state).toBe('dismissed');
    expect(after.state).toBe(before.state);
    for (const metric of ['fr', 'cr'] as const) {
      const { state, startedAt, due } = cycleIn(before, metric);
      expect(cycleIn(after, metric)).toMatchObject({ state, startedAt, due, endedAt: null });
    }
  });

  it('TR-06.10 gets one when it is moved in or its category is designated later, with no clock in the past', async () => {
    const [chat, later] = ['Chat', 'Cellar'].map((name) => desk.sandbox.admin.addCategory({ name }).id);
    const moved = desk.sandbox
      .as('paula')
      .ask({ category: chat ?? 0, title: 'Who has seen my bicycle', raw: 'It stood at the door until Monday.' });
    const old = desk.sandbox
      .as('paula')
      .ask({ category: later ?? 0, title: 'Who has the key of the cellar', raw: 'I want to put my bicycle into it.' });
    await desk.quiet();
    const none = [await desk.store.ticket('desk', moved.topicId), await desk.store.ticket('desk', old.topicId)];
    await systemClock.sleep(1_100);
    const movedAt = new Date().toISOString();
    desk.sandbox.as('xaver').editTopic(moved.topicId, { categoryId: desk.category('Housing Desk') });
    await desk.apply(
      `${bothCommunities(desk.category, ', locale: de')}  - { id: cellar, category: ${later ?? 0}, facilitators: facilitators, settleSeconds: 0 }\n`,
    );
    desk.sandbox.as('timo').reply(old.topicId, 'I have it. Come in the evening.');
    await desk.quiet();

    expect(none).toEqual([null, null]);
    expect((await desk.ticket(moved.topicId)).community).toBe('housing');
    expect(cycleIn(await desk.view(moved.topicId), 'fr').startedAt >= movedAt.slice(0, 19)).toBe(true);
    expect((await desk.ticket(old.topicId)).community).toBe('cellar');
    expect((await desk.view(old.topicId)).features.clocks.cycles).toEqual([]);
  });

  it('TR-06.12 has a new one for posts that are split off, asked by the author of the first of them', async () => {
    const topic = await desk.ask('The heating hums and the lamp flickers');
    const [part, answer] = [
      desk.sandbox.as('timo').reply(topic, 'My lamp flickers too. Who looks at the lamps?'),
      desk.sandbox.as('ute').reply(topic, 'The electrician looks at all lamps on Friday.'),
    ];
    await desk.quiet();
    const before = await desk.view(topic);
    const target = desk.sandbox.as('xaver').move(topic, [part.id, answer.id], { title: 'All lamps flicker in the house' });
    await desk.quiet();
    const split = await desk.view(target.id);
    const first = (await desk.view(topic)).visiblePosts;

    expect(before.visiblePosts).toHaveLength(3);
    expect(before.state).toBe('answered');
    expect(first).toHaveLength(1);
    expect((await desk.view(topic)).state).not.toBe('answered');
    expect(cycleIn(await desk.view(topic), 'fr')).toMatchObject({ state: 'running', endedBy: null });
    expect(split).toMatchObject({ asker: desk.id('timo'), state: 'answered', visiblePosts: [part.id, answer.id] });
    expect(cycleIn(split, 'fr')).toMatchObject({ endedBy: answer.id });
  });

  it('TR-06.17 has another asker from then on when the author is changed, and keeps both in its history', async () => {
    const topic = await desk.ask('The gas meter was never read');
    const [row, first] = [
      desk.sandbox.state.topics.find(({ id }) => id === topic),
      desk.sandbox.state.posts.find(({ topicId }) => topicId === topic),
    ];
    if (!row || !first) throw new Error('no topic');
    Object.assign(row, { userId: desk.id('sofia') });
    Object.assign(first, { userId: desk.id('sofia') });
    await desk.service.sweep.sweepAll();
    await desk.quiet();
    const authors = (await desk.store.material('desk', topic)).facts.flatMap(({ body }) =>
      body.type === 'TopicAuthor' ? [body.user] : [],
    );

    expect((await desk.view(topic)).asker).toBe(desk.id('sofia'));
    expect(new Set(authors)).toEqual(new Set([desk.id('paula'), desk.id('sofia')]));
  });
});

describe('assignments', () => {
  it('TR-18.2 of single posts, and unassignments that the forum makes on closing, change nothing', async () => {
    const topic = await desk.ask('The fence leans to one side');
    const reply = desk.sandbox.as('timo').reply(topic, 'It was the storm on Sunday.');
    desk.sandbox.as('viktor').assign({ post: reply.id }, 'viktor');
    await desk.quiet();
    const ofPost = await desk.view(topic);
    desk.sandbox.as('ute').assign({ topic }, 'ute');
    await desk.quiet();
    const ofTopic = await desk.view(topic);
    desk.sandbox.admin.settings({ unassignOnClose: true });
    desk.sandbox.as('xaver').close(topic);
    await desk.quiet();
    const closed = await desk.view(topic);

    expect(desk.sandbox.state.posts.find(({ id }) => id === reply.id)?.assignment).not.toBeNull();
    expect(ofPost).toMatchObject({ owner: null, proposed: null });
    expect(ofTopic).toMatchObject({ owner: desk.id('ute') });
    expect(desk.sandbox.state.topics.find(({ id }) => id === topic)?.assignment).toBeNull();
    expect(closed).toMatchObject({ state: 'closed', owner: desk.id('ute') });
  });
});

describe('the record of a ticket', () => {
  const entries = (topic: number) =>
    desk.database.rows<{ key: string; row: string }>(sql`
      select key, row_to_json(f)::text as row from fact f where thing = ${`topic:${topic}`} or thing in (
        select 'post:' || post from post_index where topic = ${topic}::bigint) order by key`);

  it('TR-31.1 is edited and deleted by no page or endpoint', async () => {
    const topic = await desk.ask('The lid of the bin is gone');
    const [before, acts] = [await entries(topic), await desk.store.acts('desk', topic)];
    const paths = [
      '/',
      `/tickets/${topic}`,
      '/tickets',
      '/doctor',
      '/style.css',
      '/health/live',
      '/health/ready',
      `/facts/${topic}`,
      '/hooks/all',
    ];
    const statuses: number[] = [];
    for (const path of paths) {
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
        statuses.push((await fetch(`${desk.url}${path}`, { method, body: '{}' })).status);
    }
    for (const path of paths) await fetch(`${desk.url}${path}?delete=1&_method=DELETE`);
    await desk.quiet();

    expect(before.length).toBeGreaterThan(10);
    expect(acts.length).toBeGreaterThan(0);
    expect(statuses.filter((status) => ![401, 404, 405].includes(status))).toEqual([]);
    expect(await entries(topic)).toEqual(before);
    expect(await desk.store.acts('desk', topic)).toEqual(acts);
  });

  it('TR-31.3 is corrected by new entries beside the old ones', async () => {
    const topic = await desk.ask('The bench in the park is wet');
    const reply = desk.sandbox.as('timo').reply(topic, 'I sit there too, it dries by noon.');
    await desk.quiet();
    const before = await entries(topic);
    desk.sandbox.as('timo').edit(reply.id, 'I sit there too, it dries by two o’clock in winter.');
    desk.sandbox.as('xaver').delete(reply.id);
    desk.sandbox.as('xaver').editTopic(topic, { tags: ['incident'] });
    await desk.quiet();
    const after = new Map((await entries(topic)).map(({ key, row }) => [key, row]));

    expect(before.length).toBeGreaterThan(10);
    expect(before.filter(({ key, row }) => after.get(key) !== row)).toEqual([]);
    expect(after.size).toBeGreaterThan(before.length);
  });
});
