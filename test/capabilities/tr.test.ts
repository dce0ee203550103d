import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createMemoryQueue } from '../../service/adapters/memory/memory-queue.js';
import { systemClock } from '../../service/adapters/memory/system-clock.js';
import { sql } from '../../service/adapters/prisma/rows.js';
import { createTicketProcessor } from '../../service/engine/process.js';
import { rules } from '../../service/features/list.js';
import { findMissingTickets } from '../../service/wake/missing-tickets.js';
import { bothCommunities, cycleIn, DESK_MILLISECONDS, startDesk, until, type Desk } from '../support/desk.js';
import { keepingLog } from '../support/keeping-log.js';

let desk: Desk;

beforeAll(async () => {
  desk = await startDesk({ communities: (category) => bothCommunities(category, ', locale: de') });
}, DESK_MILLISECONDS);

afterAll(() => desk.stop());

/** The page of a ticket as a person reads it. */
async function page(topic: number): Promise<string> {
  const html = await (await fetch(`${desk.url}/tickets/${topic}?still`)).text();
  return html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
}

describe('every topic of a community', () => {
  it('TR-01.1 has its ticket: the nightly check lists none, and finds and mends one that is missing', async () => {
    const topic = await desk.ask('Who cleans the windows of the hall');
    const { log, lines } = keepingLog();
    const processor = createTicketProcessor({ store: desk.store, rules, clock: systemClock, queue: createMemoryQueue(log), log });
    const check = () => findMissingTickets({ forumId: 'desk', store: desk.store, processor, clock: systemClock, log });
    const known = (await desk.store.tickets('desk')).length;
    const list = await check();
    await desk.database.run(sql`delete from projection_row where topic_id = ${topic}::bigint`);
    await desk.database.run(sql`delete from ticket where topic_id = ${topic}::bigint`);
    const missing = await check();

    expect(known).toBeGreaterThan(0);
    expect(list).toEqual([]);
    expect(missing).toEqual([topic]);
    expect((await desk.ticket(topic)).community).toBe('housing');
    expect(await desk.store.notes('desk')).toContainEqual(expect.objectContaining({ kind: 'missing ticket', thing: `topic:${topic}` }));
    expect(lines).toHaveLength(1);
    expect(await check()).toEqual([]);
  });

  it('TR-01.2 has a history that tells of each change the person, the role at that time, the time and the source', async () => {
    const topic = await desk.ask('The swing in the yard is broken', { category: 'IT Help' });
    const replies = ['timo', 'wanda'].map((name) => desk.sandbox.as(name).reply(topic, `I looked at it, says ${name}. It is the rope.`));
    desk.sandbox.as('wanda').assign({ topic }, 'wanda');
    await desk.quiet();
    desk.sandbox.admin.leave('it_experts', 'wanda');
    await desk.quiet();
    const text = await page(topic);
    desk.sandbox.admin.join('it_experts', 'wanda');
    await desk.quiet();

    expect(text).toMatch(/The topic was opened by paula \(asker\) .*?\d{4}.*?from delivery \d+/);
    expect(text).toMatch(new RegExp(`Post ${replies[0]?.id} is by timo \\(member\\) .*?from delivery \\d+`));
    expect(text).toMatch(new RegExp(`Post ${replies[1]?.id} is by wanda \\(expert\\) .*?from delivery \\d+`));
    expect(text).toMatch(/wanda \(expert\): assigned .*?from (?:delivery \d+|a read of topic \d+)/);
  });

  it('TR-01.3 leads to the target when it was merged', async () => {
    const [old, target] = [await desk.ask('The clock in the hall is slow'), await desk.ask('The clock in the hall is late')];
    desk.sandbox.as('xaver').merge(old, target);
    await desk.quiet();
    const html = await (await fetch(`${desk.url}/tickets/HD-${old}`)).text();

    expect(await desk.ticket(old)).toMatchObject({ state: 'closed', outcome: 'duplicate', view: { merged: { into: target } } });
    expect(html).toContain(`<a href="/tickets/${target}">HD-${target}</a>`);
    expect((await fetch(`${desk.url}/tickets/${target}`)).status).toBe(200);
  });

  it('TR-02.1 has a state that is at most five seconds older than the last event', async () => {
    const topic = await desk.ask('The post box does not close', { as: 'ravi', category: 'IT Help', tags: ['how-to'] });
    const state = async (): Promise<string> => (await desk.view(topic)).state;
    const seen = [await state()];
    const answer = desk.sandbox.as('wanda').reply(topic, 'Push it up a little, then it closes.');
    const steps: ReadonlyArray<readonly [string, () => unknown]> = [
      ['answered', () => undefined],
      ['waiting_for_desk', () => desk.sandbox.as('ravi').reply(topic, 'I did, and it opens again.')],
      ['solved', () => desk.sandbox.as('ravi').accept(answer.id)],
      ['closed', () => desk.sandbox.as('xaver').close(topic)],
    ];
    for (const [wanted, act] of steps) {
      act();
      expect(await until(async () => (await state()) === wanted)).toBeLessThan(5);
      seen.push(wanted);
    }

    expect(seen).toEqual(['waiting_for_desk', 'answered', 'waiting_for_desk', 'solved', 'closed']);
  });
});

describe('what the asker reads', () => {
  it.each(['Housing Desk', 'IT Help'])('TR-03.1 is plain words only, of every kind of question (%s)', async (category) => {
    const jargon = /incident|service.?request|how.?to|policy|discussion|triage|lane\b|kind\b|queue|waiting_for|SLA|ITIL|cycle|escalat/i;
    const tags = ['incident', 'how-to', 'policy', 'service-request', null];
    const topics: number[] = [];
    for (const tag of tags) topics.push(await desk.ask(`What is to be done about this in ${category} (${topics.length})`, { category, tags: tag === null ? [] : [tag] }));
    desk.sandbox.as('timo').reply(topics[0] ?? 0, `I have the same in ${category}, since the weekend.`);
    await desk.quiet();
    const said = topics.map((topic) => desk.statusPost(topic).raw);

    expect(new Set((await Promise.all(topics.map((topic) => desk.view(topic)))).map(({ features }) => features.triage.kind)).size).toBe(4);
    expect(said.filter((text) => text.length < 50)).toEqual([]);
    expect(said.filter((text) => jargon.test(text.replace(/<!--.*-->/, '')))).toEqual([]);
  });

  it('TR-11.2 says in the first post of the bot who decides', async () => {
    const [open, official] = [
      await desk.ask('My keyboard lost a letter', { category: 'IT Help', tags: ['how-to'] }),
      await desk.ask('May I use my own laptop here', { category: 'IT Help', tags: ['policy'] }),
    ];

    expect(desk.statusPost(open).raw).toContain('The community decides this one.');
    expect(desk.statusPost(official).raw).toContain('An official answer will follow; your experience is welcome.');
    expect(desk.statusPosts(official)[0]?.number).toBe(2);
  });
});

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
    const moved = desk.sandbox.as('paula').ask({ category: chat ?? 0, title: 'Who has seen my bicycle', raw: 'It stood at the door until Monday.' });
    const old = desk.sandbox.as('paula').ask({ category: later ?? 0, title: 'Who has the key of the cellar', raw: 'I want to put my bicycle into it.' });
    await desk.quiet();
    const none = [await desk.store.ticket('desk', moved.topicId), await desk.store.ticket('desk', old.topicId)];
    await systemClock.sleep(1_100);
    const movedAt = new Date().toISOString();
    desk.sandbox.as('xaver').editTopic(moved.topicId, { categoryId: desk.category('Housing Desk') });
    await desk.apply(`${bothCommunities(desk.category, ', locale: de')}  - { id: cellar, category: ${later ?? 0}, settleSeconds: 0 }\n`);
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
    const authors = (await desk.store.material('desk', topic)).facts.flatMap(({ body }) => (body.type === 'TopicAuthor' ? [body.user] : []));

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
    const paths = ['/', `/tickets/${topic}`, '/tickets', '/doctor', '/style.css', '/health/live', '/health/ready', `/facts/${topic}`, '/hooks/all'];
    const statuses: number[] = [];
    for (const path of paths) {
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) statuses.push((await fetch(`${desk.url}${path}`, { method, body: '{}' })).status);
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
