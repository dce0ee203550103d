import { createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createTicketProcessor } from '../../service/engine/process.js';
import { rules } from '../../service/features/list.js';
import { hashText } from '../../shared/text.js';
import { testStore } from '../support/database.js';
import { keepingLog } from '../support/keeping-log.js';
import { openDesk, SECRET, type Desk } from '../support/undisturbed.js';

const tests = testStore();
const desks: Desk[] = [];

afterEach(async () => {
  for (const desk of desks.splice(0)) await desk.stop();
});

async function open(options: Parameters<typeof openDesk>[1] = {}): Promise<Desk> {
  const desk = await openDesk(tests, options);
  desks.push(desk);
  await desk.quiet();
  return desk;
}

const QUESTION = {
  category: 'Housing Desk',
  title: 'Heating is cold since Sunday',
  raw: 'The radiators have been cold since Sunday.',
  tags: [],
};

const viewOf = async ({ forum }: Desk, topicId: number) =>
  (await tests.store.ticket(forum.id, topicId))?.view as
    { visiblePosts: number[]; texts: Array<{ post: number; hash: string }>; features: { clocks: { cycles: unknown[] } } } | undefined;

const statusPosts = ({ sandbox, botId }: Desk, topicId: number) =>
  sandbox.state.posts.filter((post) => post.topicId === topicId && post.userId === botId);

/** A signed delivery that the forum never sent. */
async function deliver({ service }: Desk, event: string, body: unknown): Promise<number> {
  const text = JSON.stringify(body);
  const response = await fetch(`http://127.0.0.1:${service.port}/hooks/all`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'X-Discourse-Event': event,
      'X-Discourse-Event-Id': '900001',
      'X-Discourse-Event-Signature': `sha256=${createHmac('sha256', SECRET).update(text).digest('hex')}`,
    },
    body: text,
  });
  return response.status;
}

describe('a delivery', () => {
  it('about a topic that nobody ever saw is stored, makes no ticket, and the rest goes on', async () => {
    const desk = await open();
    const post = desk.sandbox.as('paula').ask(QUESTION);
    await desk.quiet();
    const sent = desk.sandbox.sent().find(({ event, body }) => event === 'post_created' && body.includes(QUESTION.raw));
    const strange = JSON.parse(
      (sent?.body ?? '').replaceAll(`"topic_id":${post.topicId}`, '"topic_id":9999').replaceAll(`"id":${post.id},`, '"id":99999,'),
    ) as unknown;

    expect(await deliver(desk, 'post_edited', strange)).toBe(200);
    await desk.quiet();

    expect((await tests.store.tickets(desk.forum.id)).map(({ topicId }) => topicId)).toEqual([post.topicId]);
    const later = desk.sandbox.as('timo').reply(post.topicId, 'Same here, since Sunday evening.');
    await desk.quiet();
    expect((await viewOf(desk, post.topicId))?.visiblePosts).toEqual([post.id, later.id]);
  });

  it('with a missing or wrong-typed field is kept and marked, and the thing it names is read', async () => {
    const desk = await open();
    const post = desk.sandbox.as('paula').ask(QUESTION);
    await desk.quiet();

    expect(await deliver(desk, 'post_edited', { post: { id: post.id, topic_id: post.topicId, created_at: 17, raw: ['?'] } })).toBe(200);
    await desk.quiet();

    const [broken] = await tests.store.brokenDeliveries(desk.forum.id, 10);
    expect(broken).toMatchObject({ eventId: '900001', state: 'broken', note: expect.stringMatching(/\S/) });
    expect((await viewOf(desk, post.topicId))?.visiblePosts).toEqual([post.id]);
  });

  it('about a topic from before the designation makes no ticket; a later reply makes one without clocks', async () => {
    const asked: number[] = [];
    const desk = await open({ before: (sandbox) => void asked.push(sandbox.as('paula').ask(QUESTION).id) });
    const [post = 0] = asked;
    const topicId = desk.sandbox.state.posts.find(({ id }) => id === post)?.topicId ?? 0;
    desk.sandbox.as('paula').edit(post, 'The radiators have been cold since Saturday.');
    await desk.quiet();
    expect(await tests.store.ticket(desk.forum.id, topicId)).toBeNull();

    desk.clock.pass(60);
    desk.sandbox.as('timo').reply(topicId, 'Same here, since Sunday evening.');
    await desk.quiet();

    expect((await viewOf(desk, topicId))?.features.clocks.cycles).toEqual([]);
  });
});

describe('a forum whose clock is 90 s ahead', () => {
  it('has its facts kept, and folded when their time has come', async () => {
    const desk = await open({ forumAheadSeconds: 90 });
    const { topicId } = desk.sandbox.as('paula').ask(QUESTION);
    await desk.quiet();
    expect((await tests.store.material(desk.forum.id, topicId)).facts.some((fact) => fact.body.type === 'PostBorn')).toBe(true);
    expect(await tests.store.ticket(desk.forum.id, topicId)).toBeNull();

    desk.clock.pass(91);
    await desk.quiet();

    expect((await viewOf(desk, topicId))?.visiblePosts).toHaveLength(1);
  });
});

describe('a text', () => {
  it.each([
    ['of 150,000 characters', 'Cold since Sunday. '.repeat(7_895).slice(0, 150_000)],
    ['from right to left', 'التدفئة باردة منذ يوم الأحد \u202Eوهذا\u202C ‏سؤال'],
    ['with emoji and combining marks', 'Kalt 🥶👩🏽‍🔧🏴󠁧󠁢󠁳󠁣󠁴󠁿 seit Sonntag: e\u0301 und \u{1F1E9}\u{1F1EA}'],
  ])('%s comes through the forum, the inbox and the read as it was written', async (_what, raw) => {
    const desk = await open();
    desk.sandbox.admin.settings({ maxPostLength: 150_000 });
    const post = desk.sandbox.as('paula').ask({ ...QUESTION, raw });
    await desk.quiet();
    const edited = `${raw.slice(0, 149_000)} !`;
    desk.clock.pass(60);
    desk.sandbox.as('paula').edit(post.id, edited);
    await desk.quiet();

    expect((await viewOf(desk, post.topicId))?.texts).toContainEqual(expect.objectContaining({ post: post.id, hash: hashText(edited) }));
    expect((await tests.store.material(desk.forum.id, post.topicId)).texts.get(`post:${post.id}`)).toBe(edited);
    expect(statusPosts(desk, post.topicId)).toHaveLength(1);
  });
});

describe('a feature that throws on one ticket', () => {
  it('is isolated: what is written there stays, the row says so, and the other tickets go on', async () => {
    const desk = await open();
    const ill = desk.sandbox.as('paula').ask(QUESTION).topicId;
    const well = desk.sandbox.as('sofia').ask({ ...QUESTION, title: 'Another question of mine' }).topicId;
    await desk.quiet();
    const before = statusPosts(desk, ill).map(({ raw }) => raw);
    const { log } = keepingLog();
    const features = rules.features.map((feature) => ({
      ...feature,
      wants: (...given: Parameters<typeof feature.wants>) => {
        if (feature.name === 'clocks' && given[1].topic.id === ill) throw new Error('a mistake of ours');
        return feature.wants(...given);
      },
    }));
    const queue = { ring: () => undefined, listen: () => () => Promise.resolve() };
    const processor = createTicketProcessor({ store: tests.store, rules: { ...rules, features }, clock: desk.clock, queue, log });

    await tests.store.markDirty(desk.forum.id, [ill, well]);
    await processor.processWaiting(desk.forum.id);
    await desk.quiet();

    expect((await tests.store.featureErrors(desk.forum.id)).map(({ topicId, feature }) => [topicId, feature])).toEqual([[ill, 'clocks']]);
    expect(statusPosts(desk, ill).map(({ raw }) => raw)).toEqual(before);
    expect(before).toHaveLength(1);
    expect((await tests.store.effects(desk.forum.id, {})).every(({ state }) => state === 'done')).toBe(true);
    await tests.store.markDirty(desk.forum.id, [ill]);
    desk.clock.pass(2);
    await desk.quiet();
    expect(await tests.store.featureErrors(desk.forum.id)).toEqual([]);
  });
});
