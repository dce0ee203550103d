import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { discourseDeliveries } from '../../service/adapters/discourse/delivery-reader.js';
import { createDiscourseForum } from '../../service/adapters/discourse/discourse-forum.js';
import type { Forum } from '../../service/ports/forum.js';
import { SAMPLE_KEYS } from '../../service/sandbox/sample.js';
import { stageSandbox } from '../support/sandbox.js';
import type { SandboxStage } from '../support/sandbox.js';

/** Our own client of the forum against the sandbox: what it writes is what it reads. */
let stage: SandboxStage;
let forum: Forum;

beforeAll(async () => {
  stage = await stageSandbox();
  forum = createDiscourseForum({ url: stage.sandbox.url, apiKey: SAMPLE_KEYS.allUsers, apiUsername: 'desk_bot', clock: stage.clock });
});

afterAll(async () => {
  await stage.stop();
});

const ask = (title: string) =>
  stage.sandbox.as('paula').ask({ category: 'Housing Desk', title, raw: `Please help me with this: ${title}.`, tags: ['incident'] });

describe('the client of the forum against the sandbox', () => {
  it('knows itself, the categories with their parents, the groups and their members', async () => {
    expect(await forum.whoAmI()).toMatchObject({ name: 'desk_bot' });
    const categories = await forum.listCategories();
    const parent = categories.find(({ name }) => name === 'Housing Desk')?.id;
    expect(categories.find(({ name }) => name === 'Rent')).toMatchObject({ parent, readRestricted: false });
    expect(categories.find(({ name }) => name === 'Expert Library')).toMatchObject({ readRestricted: true });
    expect((await forum.listGroups()).map(({ name }) => name)).toContain('housing_experts');
    expect((await forum.listMembers('housing_experts')).map(({ name }) => name).sort()).toEqual(['bo', 'desk_bot', 'ute', 'viktor']);
  });

  it('reads a topic of more than one chunk in whole, with its answer and its assignment', async () => {
    const { topicId } = ask('Heating is cold since Sunday');
    for (let number = 0; number < 45; number += 1) stage.sandbox.as('timo').reply(topicId, `Reply number ${number}.`);
    const answer = stage.sandbox.as('ute').reply(topicId, 'The landlord must repair within two days.');
    stage.sandbox.as('paula').accept(answer.id);

    const read = await forum.readTopic(topicId);

    expect(read.posts).toHaveLength(47);
    expect(read.posts.at(-1)).toMatchObject({ id: answer.id, raw: 'The landlord must repair within two days.', accepted: true });
    expect(read.topic).toMatchObject({ id: topicId, acceptedNumber: 47, tags: ['incident'], archetype: 'regular', closed: false });
  });

  it('writes a room, a reply, an edit, tags and a notice, and finds the room again', async () => {
    const { topicId, id } = ask('The lift is broken again');
    const room = await forum.createMessage({
      title: 'Room: the lift',
      raw: 'Please have a look.',
      users: ['paula'],
      groups: ['housing_experts'],
      externalId: 'hd1-abcdefghijklmnopqrstuvwxyz',
    });
    const status = await forum.createPost({ topicId, raw: 'Expect an answer by Friday.', quiet: true });
    if (status.state !== 'created' || room.state !== 'created') throw new Error('both are created');
    await forum.editPost({ postId: status.postId, raw: 'Expect an answer by Thursday.', reason: 'earlier', quiet: true });
    await forum.setTags(topicId, ['incident', 'desk-waiting']);
    await forum.setNotice(id, 'A notice of the desk');

    expect(await forum.findByExternalId('hd1-abcdefghijklmnopqrstuvwxyz')).toBe(room.topicId);
    expect(await forum.findByExternalId('hd1-nothing')).toBeNull();
    expect((await forum.readTopic(room.topicId)).topic.participants).toMatchObject({
      users: [{ name: 'desk_bot' }, { name: 'paula' }],
      groups: [{ name: 'housing_experts' }],
    });
    const read = await forum.readTopic(topicId);
    expect(read.topic.tags).toEqual(['incident', 'desk-waiting']);
    expect(read.posts.map(({ raw }) => raw).at(-1)).toBe('Expect an answer by Thursday.');
    expect((await forum.readPost(id)).post.notice).toMatchObject({ raw: 'A notice of the desk' });
    expect(await forum.previousTags(id)).toEqual(['incident']);
    await forum.setTags(topicId, []);
    expect((await forum.readTopic(topicId)).topic.tags).toEqual([]);
  });

  it('likes, closes, assigns, invites and grants, and reads each as it now is', async () => {
    const { topicId, id } = ask('A question for everything that has a state');
    const room = await forum.createMessage({
      title: 'Room: states',
      raw: 'Please look.',
      users: [],
      groups: ['it_experts'],
      externalId: 'hd1-st',
    });
    if (room.state !== 'created') throw new Error('it is created');
    const badge = stage.sandbox.admin.addBadge('Signed answers').id;
    expect((await forum.readPost(id)).post.likedByUs).toBe(false);

    await forum.likePost(id);
    await forum.assignTopic(topicId, 'viktor');
    await forum.inviteTo(room.topicId, { user: 'paula' });
    await forum.inviteTo(room.topicId, { group: 'facilitators' });
    await forum.removeFrom(room.topicId, { group: 'it_experts' });
    await forum.grantBadge(badge, 'viktor');

    expect((await forum.readPost(id)).post.likedByUs).toBe(true);
    expect((await forum.readTopic(topicId)).topic).toMatchObject({ assigneeName: 'viktor', closed: false });
    expect((await forum.readTopic(room.topicId)).topic.participants).toMatchObject({
      users: [{ name: 'desk_bot' }, { name: 'paula' }],
      groups: [{ name: 'facilitators' }],
    });
    expect(await forum.badgesOf('viktor')).toEqual([badge]);
    await expect(forum.likePost(id)).rejects.toMatchObject({ detail: { code: 'already_so' } });
    await expect(forum.inviteTo(room.topicId, { user: 'paula' })).rejects.toMatchObject({ detail: { code: 'already_so' } });
    await forum.assignTopic(topicId, null);
    await forum.setClosed(topicId, true);
    expect((await forum.readTopic(topicId)).topic).toMatchObject({ assignee: null, closed: true });
  });

  it('writes an article with tags, changes its title, and answers a post by its number', async () => {
    const { topicId } = ask('A question that becomes an article');
    stage.sandbox.as('ute').reply(topicId, 'Report it in writing.');
    const faq = stage.sandbox.state.categories.find(({ name }) => name === 'FAQ')?.id ?? 0;
    const made = { title: 'What to do about the lift', raw: 'Report it in writing.', tags: ['policy', 'how-to'], externalId: 'hd1-faq' };
    const article = await forum.createTopic({ ...made, categoryId: faq });
    const answer = await forum.createPost({ topicId, raw: 'It stands in the FAQ now.', quiet: false, replyToNumber: 2 });
    if (article.state !== 'created' || answer.state !== 'created') throw new Error('both are created');

    await forum.editPost({ postId: article.postId, raw: 'Call us.', reason: 'faster', quiet: true, title: 'Whom to call about the lift' });

    const read = await forum.readTopic(article.topicId);
    expect(read.topic).toMatchObject({
      categoryId: faq,
      externalId: 'hd1-faq',
      title: 'Whom to call about the lift',
      tags: ['policy', 'how-to'],
    });
    expect(read.posts[0]?.raw).toBe('Call us.');
    expect((await forum.readPost(answer.postId)).post.replyTo).toBe(2);
    await expect(forum.createTopic({ ...made, title: 'Another title here', categoryId: faq })).rejects.toMatchObject({
      detail: { code: 'external_id_taken' },
    });
  });

  it('reads an assignment whose small action is a whisper, as on a forum that shows them to staff only', async () => {
    stage.sandbox.admin.settings({ assignsPublic: false });
    const { topicId } = ask('A question that an expert takes in silence');
    stage.sandbox.as('ute').assign({ topic: topicId }, 'ute');

    const read = await forum.readTopic(topicId);

    stage.sandbox.admin.settings({ assignsPublic: true });
    expect(read.posts.at(-1)).toMatchObject({ kind: 'whisper', action: { code: 'assigned', who: 'ute' } });
  });

  it('is told why something is refused', async () => {
    const { topicId } = ask('A question that is deleted later');
    stage.sandbox.as('xaver').deleteTopic(topicId);
    const secret = stage.sandbox.as('paula').message({ to: ['ute'], title: 'A private question', raw: 'Please do not publish this.' });

    await expect(forum.createPost({ topicId, raw: 'A word of the desk.', quiet: true })).rejects.toMatchObject({
      kind: 'refused',
      detail: { code: 'closed_or_gone' },
    });
    await expect(forum.readTopic(secret.topicId)).rejects.toMatchObject({ kind: 'missing' });
    stage.sandbox.misbehave({ limit: 'keys', waitSeconds: 20, requests: 1 });
    await expect(forum.whoAmI()).rejects.toMatchObject({ kind: 'throttled', detail: { retryAfterSeconds: 20 } });
    stage.sandbox.misbehave({ readOnly: true });
    await expect(forum.setNotice(secret.id, 'A notice')).rejects.toMatchObject({ kind: 'unavailable' });
    stage.sandbox.behave();
  });

  it('understands every delivery', async () => {
    await stage.sandbox.settled();
    const readings = stage.receiver.received.map(({ event, body }) => discourseDeliveries.readDelivery(event, JSON.parse(body)));

    expect(readings.length).toBeGreaterThan(50);
    expect(readings.filter((reading) => !reading.ok)).toEqual([]);
  });
});
