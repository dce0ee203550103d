import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { callSandbox, stageSandbox } from '../support/sandbox.js';
import type { Received, SandboxStage } from '../support/sandbox.js';

/** The numbers are those of the list of surprises of the running forum that was recorded. */
let stage: SandboxStage;

beforeEach(async () => {
  stage = await stageSandbox();
});

afterEach(async () => {
  await stage.stop();
});

const call: (route: string, given?: Parameters<typeof callSandbox>[2]) => ReturnType<typeof callSandbox> = (route, given) =>
  callSandbox(stage.sandbox, route, given);
const as = (name: string) => stage.sandbox.as(name);

function ask(by = 'paula', title = 'Heating is cold since Sunday') {
  return as(by).ask({ category: 'Housing Desk', title, raw: 'The radiators have been cold since Sunday.', tags: ['incident'] });
}

async function delivered(): Promise<readonly Received[]> {
  await stage.sandbox.settled();
  return stage.receiver.received;
}

/** Forgets what happened so far. */
async function fromNow(): Promise<void> {
  await delivered();
  stage.receiver.clear();
}

const field = (one: Received | undefined, name: string): unknown => one?.payload[name];

describe('order and time', () => {
  it('fact 1: the delivery of our own write is there before its answer', async () => {
    const { topicId } = ask();
    await fromNow();

    const answer = await call('POST /posts.json', { body: { topic_id: topicId, raw: 'A word by the bot, with its marker.' } });

    expect(answer.status).toBe(200);
    expect(stage.receiver.events()).toEqual(['post_created']);
    expect(stage.receiver.received[0]).toMatchObject({ signed: true, payload: { id: (answer.json as { id: number }).id } });
  });

  it('fact 4: topic before post when asked, small action before the status, edit before the deletion, topic around post when recovered', async () => {
    const { topicId } = ask();
    const reply = as('timo').reply(topicId, 'Same here in number 14.');
    as('xaver').close(topicId);
    as('timo').delete(reply.id);
    as('xaver').deleteTopic(topicId);
    as('xaver').recoverTopic(topicId);

    const all = await delivered();

    expect(stage.receiver.events()).toEqual([
      'topic_created',
      'post_created',
      'post_created',
      'post_created',
      'topic_closed_status_updated',
      'post_edited',
      'post_destroyed',
      'post_destroyed',
      'topic_destroyed',
      'topic_recovered',
      'post_recovered',
      'topic_recovered',
    ]);
    const recovered = all.filter((one) => one.event === 'topic_recovered').map((one) => field(one, 'deleted_at'));
    expect(recovered).toEqual([expect.any(String), null]);
  });
});

describe('payloads that mislead', () => {
  it('fact 5: a refused edit is announced with the next version and the text that never stood there', async () => {
    const post = ask();
    await fromNow();
    stage.clock.pass(600);

    const refused = await call(`PUT /posts/${post.id}.json`, { body: { post: { raw: 'x' } } });
    as('paula').edit(post.id, 'The radiators have been cold since Saturday.');

    expect(refused.status).toBe(422);
    const edits = (await delivered()).filter((one) => one.event === 'post_edited');
    expect(edits.map((one) => [field(one, 'version'), field(one, 'raw')])).toEqual([
      [2, 'x'],
      [2, 'The radiators have been cold since Saturday.'],
    ]);
  });

  it('fact 5: a refused change of tags is announced with the old tags', async () => {
    const { topicId } = ask();
    await fromNow();

    const refused = await call(`PUT /t/-/${topicId}.json`, { as: 'paula', body: { tags: ['incident', 'desk-official'] } });

    expect(refused).toMatchObject({ status: 422, json: { errors: ['You cannot apply the tag "desk-official".'] } });
    expect((await delivered()).map((one) => [one.event, field(one, 'tags')])).toEqual([['topic_edited', ['incident']]]);
  });

  it('fact 6: an edit in the grace period keeps the version, a later one does not', async () => {
    const post = ask();
    await fromNow();

    as('paula').edit(post.id, 'The radiators have been cold since Saturday.');
    stage.clock.pass(301);
    as('paula').edit(post.id, 'The radiators have been cold since Friday.');

    expect((await delivered()).map((one) => field(one, 'version'))).toEqual([1, 2]);
  });

  it('fact 7: title and text together send topic_edited alone, without the text', async () => {
    const post = ask();
    await fromNow();

    as('xaver').edit(post.id, { raw: 'Another text altogether.', title: 'Another title for the heating' });

    const all = await delivered();
    expect(all.map((one) => one.event)).toEqual(['topic_edited']);
    expect(all[0]?.body).not.toContain('Another text');
  });

  it('fact 8: deletions show the state before', async () => {
    const { topicId } = ask();
    const answer = as('ute').reply(topicId, 'The landlord must repair within two days.');
    const own = as('timo').reply(topicId, 'I was wrong about this, sorry.');
    as('paula').accept(answer.id);
    await fromNow();

    as('xaver').delete(answer.id);
    as('timo').delete(own.id);

    const posts = (await delivered()).filter((one) => one.event.startsWith('post_'));
    expect(
      posts.map((one) => [one.event, field(one, 'raw'), field(one, 'version'), field(one, 'deleted_at'), field(one, 'accepted_answer')]),
    ).toEqual([
      ['post_destroyed', 'The landlord must repair within two days.', 1, null, true],
      ['post_edited', '(post deleted by author)', 2, null, false],
      ['post_destroyed', 'I was wrong about this, sorry.', 1, null, false],
    ]);
  });

  it('fact 9: raw is in deliveries with its comments, which people do not see; a topic has it only when asked', async () => {
    const raw = 'A text with a mark.\n\n<!-- hd1-abcdefghijklmnopqrstuvwxyz -->';
    const { topicId } = ask();
    const reply = as('timo').reply(topicId, raw);
    as('paula').accept(reply.id);
    as('paula').like(reply.id);

    const all = await delivered();
    const solved = all.find((one) => one.event === 'accepted_solution');
    const like = all.find((one) => one.event === 'post_liked');
    const plain = await call(`GET /t/${topicId}.json`);
    const withRaw = await call(`GET /t/${topicId}.json?include_raw=1`);

    expect(field(solved, 'raw')).toBe(raw);
    expect(field(solved, 'cooked')).toBe('<p>A text with a mark.</p>');
    expect(like?.payload).toMatchObject({ post: { raw }, user: { username: 'paula' } });
    expect(plain.text).not.toContain('<!--');
    expect((withRaw.json as { post_stream: { posts: unknown[] } }).post_stream.posts[1]).toMatchObject({ raw });
  });

  it('fact 10: category_updated comes along with deletions, and twice for one change', async () => {
    const { topicId } = ask();
    const reply = as('timo').reply(topicId, 'Same here in number 14.');
    await fromNow();

    as('xaver').delete(reply.id);
    stage.sandbox.admin.changeCategory('IT-Hilfe', { name: 'IT and printers' });

    expect((await delivered()).map((one) => one.event)).toEqual([
      'category_updated',
      'post_destroyed',
      'category_updated',
      'category_updated',
    ]);
  });
});

describe('events that do not exist', () => {
  it('fact 12: moving posts is silent but for a small action in the old topic that links to the new one', async () => {
    const { topicId } = ask();
    const first = as('timo').reply(topicId, 'About the bins: they are full.');
    const second = as('sofia').reply(topicId, 'A second bin is free of charge.');
    const last = as('ute').reply(topicId, 'The landlord must repair the heating.');
    await fromNow();

    const target = as('xaver').move(topicId, [first.id, second.id], { title: 'The bins are too full' });

    const all = await delivered();
    expect(all.map((one) => [one.event, field(one, 'action_code'), field(one, 'post_number')])).toEqual([
      ['post_created', 'split_topic', 5],
    ]);
    expect(field(all[0], 'raw')).toBe(`2 posts were split to a new topic: [The bins are too full](/t/the-bins-are-too-full/${target.id})`);
    const moved = await call(`GET /posts/${second.id}.json`);
    expect(moved.json).toMatchObject({ id: second.id, topic_id: target.id, post_number: 2 });
    const left = await call(`GET /t/${topicId}.json`);
    const posts = (left.json as { post_stream: { posts: Array<{ id: number; post_number: number }> } }).post_stream.posts;
    expect(posts.map((post) => post.post_number)).toEqual([1, 2, 4]);
    expect(posts[2]?.id).toBe(last.id);
  });

  it('fact 12: a moved first post is copied under a new id, and merging closes the old topic', async () => {
    const into = ask();
    const again = ask('timo', 'Still no heating in our house');
    await fromNow();

    as('xaver').merge(again.topicId, into.topicId);

    const all = await delivered();
    expect(all.map((one) => [one.event, field(one, 'action_code') ?? null])).toEqual([
      ['post_created', null],
      ['post_created', 'split_topic'],
      ['post_created', 'closed.enabled'],
      ['topic_closed_status_updated', null],
    ]);
    const copy = field(all[0], 'id');
    expect(copy).not.toBe(again.id);
    expect((await call(`GET /posts/${again.id}.json`)).json).toMatchObject({ topic_id: again.topicId, post_number: 1 });
    expect((await call(`GET /posts/${String(copy)}.json`)).json).toMatchObject({
      topic_id: into.topicId,
      username: 'timo',
      created_at: again.createdAt,
    });
  });

  it('fact 13: notices, likes taken back, saving without change and edits in a deleted topic are silent', async () => {
    const { topicId } = ask();
    const reply = as('timo').reply(topicId, 'Same here in number 14.');
    as('paula').like(reply.id);
    as('xaver').deleteTopic(topicId);
    await fromNow();

    as('xaver').notice(reply.id, 'A word by the staff');
    as('paula').unlike(reply.id);
    as('xaver').edit(reply.id, 'Same here in number 14.');
    as('xaver').edit(reply.id, 'Edited while the topic was deleted.');

    expect(await delivered()).toEqual([]);
  });

  it('fact 15: another solution says nothing of the old one, and deleting the answer nothing of the solution', async () => {
    const { topicId } = ask();
    const one = as('timo').reply(topicId, 'Write to the landlord first.');
    const other = as('ute').reply(topicId, 'The landlord must repair within two days.');
    as('paula').accept(one.id);
    as('paula').accept(other.id);
    as('paula').accept(other.id);
    as('paula').unaccept(other.id);
    as('paula').unaccept(other.id);
    as('paula').accept(other.id);
    as('xaver').delete(other.id);

    const names = (await delivered()).map((delivery) => delivery.event).filter((event) => event.endsWith('accepted_solution'));
    const without = await call(`GET /t/${topicId}.json`);
    as('xaver').recover(other.id);
    const all = await delivered();

    expect(names).toEqual([
      'accepted_solution',
      'accepted_solution',
      'accepted_solution',
      'unaccepted_solution',
      'unaccepted_solution',
      'accepted_solution',
    ]);
    expect(without.json).not.toHaveProperty('accepted_answer');
    expect(all.at(-1)).toMatchObject({ event: 'post_recovered', payload: { accepted_answer: true } });
  });

  it('fact 16: an assignment names no post, the same person again is no event, closing unassigns by system', async () => {
    const post = ask();
    const topic = { topic: post.topicId };
    await fromNow();

    as('desk_bot').assign(topic, 'ute', 'Please answer by Friday');
    as('desk_bot').assign(topic, 'ute');
    as('desk_bot').assign(topic, 'housing_experts');
    as('desk_bot').assign({ post: post.id }, 'viktor');
    as('xaver').close(post.topicId);

    const all = (await delivered()).map((one) => [one.event, field(one, 'action_code') ?? field(one, 'unassigned_by_id') ?? null]);
    expect(all).toEqual([
      ['post_created', 'assigned'],
      ['assigned', null],
      ['post_created', 'note_change'],
      ['post_created', 'reassigned_group'],
      ['assigned', null],
      ['post_created', 'assigned_to_post'],
      ['assigned', null],
      ['post_created', 'closed.enabled'],
      ['topic_closed_status_updated', null],
      ['unassigned', -1],
    ]);
    expect(stage.receiver.received.filter((one) => one.event === 'assigned').every((one) => !('post_id' in one.payload))).toBe(true);
  });

  it('fact 17: a post that waits sends reviews only; approval sends the review, then topic and post', async () => {
    stage.sandbox.admin.changeCategory('IT-Hilfe', { approveTopics: true, approveReplies: true });
    const category = stage.sandbox.state.categories.find((known) => known.name === 'IT-Hilfe')?.id;
    await fromNow();

    const draft = { title: 'May I use my own laptop?', raw: 'May I use my own laptop in the library?', category };
    const held = await call('POST /posts.json', { as: 'paula', body: { ...draft, nested_post: true } });
    const bare = await call('POST /posts.json', { as: 'ravi', body: { ...draft, title: 'May I bring my own screen?' } });
    const [first, second] = stage.sandbox.state.queued.map((queued) => queued.id);
    as('xaver').approve(first ?? 0);
    as('xaver').reject(second ?? 0);

    expect(held).toMatchObject({
      status: 200,
      json: { action: 'enqueued', success: true, pending_count: 1, pending_post: { raw: draft.raw } },
    });
    expect(bare.text).toBe('null');
    const all = await delivered();
    expect(all.map((one) => one.event)).toEqual([
      'reviewable_created',
      'reviewable_score_updated',
      'reviewable_created',
      'reviewable_score_updated',
      'reviewable_transitioned_to',
      'topic_created',
      'post_created',
      'reviewable_transitioned_to',
    ]);
    expect(all[0]?.payload).toMatchObject({ topic_id: null, category_id: category, payload: { raw: draft.raw, title: draft.title } });
  });
});

describe('confidentiality', () => {
  it('fact 19: hooks carry messages, whispers and restricted categories in full', async () => {
    const { topicId } = ask();
    await fromNow();

    as('paula').message({ to: ['housing_experts'], title: 'A private question', raw: 'SECRET-1 please do not publish.' });
    as('xaver').reply(topicId, 'SECRET-2 for the staff only.', { whisper: true });
    as('ute').ask({ category: 'Expert Library', title: 'Text block for cold rooms', raw: 'SECRET-3 for experts only.' });

    const posts = (await delivered()).filter((one) => one.event === 'post_created');
    expect(posts.map((one) => [field(one, 'post_type'), field(one, 'topic_archetype'), field(one, 'category_id') === null])).toEqual([
      [1, 'private_message', true],
      [4, 'regular', false],
      [1, 'regular', false],
    ]);
    expect(posts.map((one) => String(field(one, 'raw')).slice(0, 8))).toEqual(['SECRET-1', 'SECRET-2', 'SECRET-3']);
  });

  it('fact 20: titles of messages stand in assignments and notifications without any mark', async () => {
    stage.sandbox.admin.setOnlyHook({ url: stage.receiver.url, types: ['assign', 'notification'] });
    const message = as('paula').message({ to: ['ute', 'desk_bot'], title: 'My landlord threatens me', raw: 'Please help me with this.' });
    as('desk_bot').assign({ topic: message.topicId }, 'ute');

    const all = await delivered();

    expect(all.map((one) => one.event)).toEqual(['notification_created', 'notification_created', 'assigned']);
    expect(field(all[0], 'fancy_title')).toBe('My landlord threatens me');
    expect(field(all[2], 'topic_title')).toBe('My landlord threatens me');
    expect(all.every((one) => !/archetype/.test(one.body))).toBe(true);
  });

  it('fact 22: who may read a message stands in the topic only; invitations show as small actions', async () => {
    const message = as('paula').message({ to: ['housing_experts'], title: 'A private question', raw: 'Please do not publish this.' });
    as('ute').invite(message.topicId, 'wanda');

    const all = await delivered();
    const topic = await call(`GET /t/${message.topicId}.json`, { as: 'ute' });

    expect(all.every((one) => !/allowed_(users|groups)/.test(one.body))).toBe(true);
    expect(all.at(-1)?.payload).toMatchObject({ post_type: 3, action_code: 'invited_user', action_code_who: 'wanda' });
    expect(topic.json).toMatchObject({
      details: { allowed_users: [{ username: 'paula' }, { username: 'wanda' }], allowed_groups: [{ name: 'housing_experts' }] },
    });
  });

  it('fact 23: a moderator cannot read a message without being part of it, an admin can', async () => {
    stage.sandbox.admin.leave('housing_experts', 'desk_bot');
    const message = as('paula').message({ to: ['housing_experts'], title: 'A private question', raw: 'Please do not publish this.' });
    const read = (name: string | null) => call(`GET /t/${message.topicId}.json`, { as: name });

    const statuses = [await read('xaver'), await read('desk_bot'), await read('vera_admin'), await read('ute'), await read(null)].map(
      (one) => one.status,
    );
    as('vera_admin').invite(message.topicId, 'desk_bot');

    expect(statuses).toEqual([404, 404, 200, 200, 404]);
    expect((await read('desk_bot')).status).toBe(200);
    expect((await read('ute')).json).toMatchObject({
      details: { allowed_users: [{ username: 'paula' }, { username: 'desk_bot' }, { username: 'vera_admin' }] },
    });
  });

  it('fact 24: a topic made private keeps its authors and the moderator, and its tags in the payload only', async () => {
    const { topicId } = ask();
    as('ute').reply(topicId, 'Please do not write names in public.');
    await fromNow();

    as('xaver').makePrivate(topicId);

    const all = await delivered();
    const topic = await call(`GET /t/${topicId}.json`, { as: 'ute' });
    expect(all.map((one) => [one.event, field(one, 'action_code') ?? null])).toEqual([
      ['topic_edited', null],
      ['post_created', 'private_topic'],
    ]);
    expect(all[0]?.payload).toMatchObject({ archetype: 'private_message', category_id: null, tags: ['incident'] });
    expect(topic.json).toMatchObject({
      archetype: 'private_message',
      details: { allowed_users: [{ username: 'paula' }, { username: 'ute' }, { username: 'xaver' }] },
    });
    expect(topic.json).not.toHaveProperty('tags');
  });
});

describe('calls', () => {
  it('fact 25: the same request within 120 s gives the first post again with one delivery, a changed one is too similar', async () => {
    const { topicId } = ask();
    await fromNow();
    const body = { topic_id: topicId, raw: 'An identical reply, sent twice.' };
    const post = (more = {}) => call('POST /posts.json', { as: 'timo', body: { ...body, ...more } });

    const [one, two, changed] = [await post(), await post(), await post({ auto_track: false })];
    stage.clock.pass(121);
    const later = await post();

    expect([two.status, (two.json as { id: number }).id]).toEqual([200, (one.json as { id: number }).id]);
    expect(changed).toMatchObject({
      status: 422,
      json: { action: 'create_post', errors: ['Body is too similar to what you recently posted'] },
    });
    expect(later.status).toBe(422);
    expect(stage.receiver.events()).toEqual(['post_created']);
  });

  it('fact 25: an external id is taken once, and leads to its topic for who may read it', async () => {
    const room = { archetype: 'private_message', target_recipients: 'housing_experts', external_id: 'hd1-abc', raw: 'Please have a look.' };
    const made = await call('POST /posts.json', { body: { ...room, title: 'A room for the heating' } });
    const again = await call('POST /posts.json', { body: { ...room, title: 'A second room for it' } });
    const find = async (name: string, id: string) => call(`GET /t/external_id/${id}.json`, { as: name });

    expect(made.status).toBe(200);
    expect(again).toMatchObject({ status: 422, json: { action: 'create_post', errors: ['External has already been taken'] } });
    expect([
      (await find('desk_bot', 'hd1-abc')).status,
      (await find('paula', 'hd1-abc')).status,
      (await find('desk_bot', 'hd1-no')).status,
    ]).toEqual([301, 403, 404]);
  });

  it('fact 28: a closed, deleted or forbidden topic and a silenced author get one sentence', async () => {
    const [closed, deleted] = [ask().topicId, ask('timo', 'A second question here').topicId];
    const secret = as('ravi').message({ to: ['ute'], title: 'A private question', raw: 'Please do not publish this.' }).topicId;
    as('xaver').close(closed);
    as('xaver').deleteTopic(deleted);
    stage.sandbox.admin.silence('sofia');
    const open = ask('ravi', 'A third question here').topicId;
    const reply = (topic: number, name: string) =>
      call('POST /posts.json', { as: name, body: { topic_id: topic, raw: 'May I still write here?' } });

    const answers = [await reply(closed, 'paula'), await reply(deleted, 'paula'), await reply(secret, 'paula'), await reply(open, 'sofia')];
    const hidden = await call(`GET /t/${deleted}.json`, { as: 'paula' });
    const notice = await call(`PUT /posts/${open}/notice.json`, { as: 'ute', body: { notice: 'My own notice' } });

    expect(new Set(answers.map((one) => `${one.status} ${one.text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(422);
    expect(hidden).toMatchObject({
      status: 404,
      json: { error_type: 'not_found', extras: { html: expect.stringContaining('page-not-found') } },
    });
    expect(notice.status).toBe(404);
  });

  it('fact 29: read-only refuses writes with 503 and no Retry-After; reads go on', async () => {
    const { topicId } = ask();
    stage.sandbox.misbehave({ readOnly: true });

    const write = await call('POST /posts.json', { body: { topic_id: topicId, raw: 'A reply while nothing can be written.' } });
    const read = await call(`GET /t/${topicId}.json`);

    expect(write).toMatchObject({ status: 503, json: { error_type: 'read_only' } });
    expect(write.headers.get('retry-after')).toBeNull();
    expect(read.status).toBe(200);
  });
});
