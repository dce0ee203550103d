import { describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { createDiscourseForum } from '../../service/adapters/discourse/discourse-forum.js';
import type { Forum } from '../../service/ports/forum.js';
import { recordedCall, recordedJson } from './discourse-recordings.js';

const URL_OF_FORUM = 'https://forum.example';

function newForum(url = URL_OF_FORUM): Forum {
  return createDiscourseForum({
    url,
    apiKey: 'key',
    apiUsername: 'desk_bot',
    clock: { now: () => '2026-11-22T05:00:00.000Z', sleep: () => Promise.resolve() },
  });
}

type Json = Record<string, unknown>;
const [somePost = {}] = (recordedJson('0362')['post_stream'] as { posts: Json[] }).posts;
const postOf = (id: number, fields: Json = {}): Json => ({ ...somePost, id, post_number: id, ...fields });

function topicAnswer(fields: Json): Json {
  return { ...recordedJson('0356'), ...fields };
}

const stream = (posts: readonly Json[], ids: readonly number[]): Json => ({ post_stream: { posts, stream: ids } });

describe('reading a topic', () => {
  it('asks for the rest of the stream in chunks of 20 and keeps its order', async () => {
    const ids = Array.from({ length: 45 }, (_, index) => 100 + index);
    const asked: string[][] = [];
    nock(URL_OF_FORUM)
      .get('/t/20.json')
      .query({ include_raw: '1' })
      .reply(
        200,
        topicAnswer(
          stream(
            ids.slice(0, 20).map((id) => postOf(id)),
            ids,
          ),
        ),
      );
    nock(URL_OF_FORUM)
      .get('/t/20/posts.json')
      .query(true)
      .twice()
      .reply(200, (uri) => {
        const chunk = new URL(uri, URL_OF_FORUM).searchParams.getAll('post_ids[]');
        asked.push(chunk);
        return { post_stream: { posts: chunk.map((id) => postOf(Number(id))).reverse() } };
      });

    const { posts } = await newForum().readTopic(20);

    expect(posts.map(({ id }) => id)).toEqual(ids);
    expect(asked.map((chunk) => chunk.length)).toEqual([20, 5]);
  });

  it('leaves out a post that vanished between two answers', async () => {
    nock(URL_OF_FORUM)
      .get('/t/20.json?include_raw=1')
      .reply(200, topicAnswer(stream([postOf(1)], [1, 2])));
    nock(URL_OF_FORUM)
      .get('/t/20/posts.json?post_ids%5B%5D=2&include_raw=1')
      .reply(200, { post_stream: { posts: [] } });

    expect((await newForum().readTopic(20)).posts.map(({ id }) => id)).toEqual([1]);
  });

  it('shows deleted posts as deleted, and the number of the accepted answer', async () => {
    const deleted = postOf(2, { deleted_at: '2026-11-22T04:21:06.897Z' });
    nock(URL_OF_FORUM)
      .get('/t/20.json?include_raw=1')
      .reply(200, topicAnswer(stream([postOf(1), deleted], [1, 2])));

    const { topic, posts } = await newForum().readTopic(20);

    expect(posts.map(({ visibility, deletedAt }) => [visibility, deletedAt])).toEqual([
      ['visible', null],
      ['deleted', '2026-11-22T04:21:06.897Z'],
    ]);
    expect(topic.acceptedNumber).toBe(1);
    expect(topic.participants).toBeUndefined();
  });

  it('shows a topic that is deleted, and one without an accepted answer', async () => {
    nock(URL_OF_FORUM).get('/t/53.json?include_raw=1').reply(200, recordedCall('0649').response.body);

    expect((await newForum().readTopic(53)).topic).toMatchObject({ deletedAt: '2026-11-22T04:21:06.897Z', acceptedNumber: null });
  });

  it('finds the id of an assignee among the people whom the answer names', async () => {
    const read = async (name: string) => {
      nock(URL_OF_FORUM)
        .get('/t/20.json?include_raw=1')
        .reply(200, topicAnswer({ ...stream([postOf(1)], [1]), assigned_to_user: { username: name } }));
      return (await newForum().readTopic(20)).topic.assignee;
    };

    expect(await read('ella_h')).toEqual({ id: 7, name: 'ella_h' });
    expect(await read('somebody_else')).toBeUndefined();
  });

  it('reads a post of an account that is gone', async () => {
    nock(URL_OF_FORUM).get('/posts/90.json').reply(200, recordedCall('0719').response.body);

    expect((await newForum().readPost(90)).post).toMatchObject({ id: 90, author: null });
  });

  it('takes only a notice by staff as the notice of a post', async () => {
    const noticeOf = async (notice: unknown) => {
      nock(URL_OF_FORUM).get('/posts/1.json').reply(200, postOf(1, { notice }));
      return (await newForum().readPost(1)).post.notice;
    };

    expect(await noticeOf({ type: 'new_user' })).toBeNull();
    expect(await noticeOf({ type: 'custom', raw: 'Official.', cooked: '<p>Official.</p>', created_by_user: { id: 2 } })).toEqual({
      raw: 'Official.',
    });
    expect(await noticeOf(undefined)).toBeNull();
  });
});

describe('lists', () => {
  it('give an empty window as such: it is not the end', async () => {
    nock(URL_OF_FORUM).get('/posts.json?before=200').reply(200, { latest_posts: [] });

    expect(await newForum().readPostWindow(200)).toEqual({ posts: [], highestId: null });
  });

  it('give the newest window without a number', async () => {
    nock(URL_OF_FORUM).get('/posts.json').reply(200, recordedCall('0367').response.body);

    expect((await newForum().readPostWindow(null)).highestId).toBe(145);
  });

  it('say whether there is a further page of topics', async () => {
    const answer = { topic_list: { topics: [{ id: 1, bumped_at: null }], more_topics_url: '/latest?page=2' } };
    nock(URL_OF_FORUM).get('/latest.json?order=activity&page=1').reply(200, answer);

    expect(await newForum().listTopics(1)).toEqual({ topics: [{ id: 1, bumpedAt: null, categoryId: null }], more: true });
  });

  it('page through the messages of a group', async () => {
    const path = '/topics/private-messages-group/desk_bot/housing_experts.json';
    nock(URL_OF_FORUM)
      .get(path)
      .reply(200, { topic_list: { topics: [{ id: 2 }], more_topics_url: 'more' } });
    nock(URL_OF_FORUM)
      .get(`${path}?page=1`)
      .reply(200, { topic_list: { topics: [{ id: 1 }] } });

    expect((await newForum().listGroupMessages('housing_experts')).map(({ id }) => id)).toEqual([2, 1]);
  });

  it('page through members behind those that came, each of them once', async () => {
    const member = (id: number) => ({ id, username: `user${id}`, added_at: '2026-11-22T03:58:11.452Z' });
    const page = (offset: number, ids: readonly number[]) =>
      nock(URL_OF_FORUM)
        .get(`/groups/a%2Fb/members.json?limit=200&offset=${offset}`)
        .reply(200, { members: ids.map(member), meta: { total: 3 } });
    page(0, [1, 2]);
    page(2, [2, 3]);

    expect((await newForum().listMembers('a/b')).map(({ id }) => id)).toEqual([1, 2, 3]);
  });

  it('give groups by id and name', async () => {
    nock(URL_OF_FORUM).get('/site.json').reply(200, recordedCall('0425').response.body);

    expect(await newForum().listGroups()).toEqual(expect.arrayContaining([{ id: 41, name: 'housing_experts' }]));
  });

  it('tell no tags before a revision that changed none', async () => {
    nock(URL_OF_FORUM).get('/posts/27/revisions/latest.json').reply(200, recordedCall('0350').response.body);

    expect(await newForum().previousTags(27)).toBeNull();
  });

  it("tell today's tags of a revision by their names", async () => {
    const previous = [{ id: 1, name: 'incident', slug: 'incident' }];
    nock(URL_OF_FORUM)
      .get('/posts/23/revisions/latest.json')
      .reply(200, { tags_changes: { previous, current: [] } });

    expect(await newForum().previousTags(23)).toEqual(['incident']);
  });
});
