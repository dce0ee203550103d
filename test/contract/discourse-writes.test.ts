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

describe('writing', () => {
  it('tells a post that waits for approval from one that is there', async () => {
    const created = async (body: string) => {
      nock(URL_OF_FORUM).post('/posts.json').reply(200, body);
      return newForum().createPost({ topicId: 20, raw: 'A reply.', quiet: false });
    };

    expect(await created(recordedCall('0538').response.body)).toEqual({ state: 'enqueued' });
    expect(await created(recordedCall('0539').response.body)).toEqual({ state: 'enqueued' });
    expect(await created(recordedCall('0339').response.body)).toEqual({ state: 'created', postId: 143, topicId: 20 });
  });

  it('moves the topic up unless it is quiet, and does so once', async () => {
    const bodies: unknown[] = [];
    nock(URL_OF_FORUM)
      .post('/posts.json', (body) => bodies.push(body) > 0)
      .reply(200, recordedCall('0339').response.body);
    nock(URL_OF_FORUM)
      .put('/posts/23.json', (body) => bodies.push(body) > 0)
      .reply(200, recordedCall('0069').response.body);
    const forum = newForum();

    await forum.createPost({ topicId: 20, raw: 'Ä & b=c\nd', quiet: false });
    await forum.editPost({ postId: 23, raw: 'e', reason: 'f', quiet: false });

    expect(bodies).toEqual([
      { topic_id: '20', raw: 'Ä & b=c\nd', auto_track: 'false', nested_post: 'true' },
      { 'post[raw]': 'e', 'post[edit_reason]': 'f' },
    ]);
  });

  it('works below a sub-folder', async () => {
    nock(URL_OF_FORUM)
      .get('/community/t/external_id/hd1-x.json')
      .reply(302, '', { Location: `${URL_OF_FORUM}/community/t/room/2024/26.json?u=1` });

    expect(await newForum(`${URL_OF_FORUM}/community/`).findByExternalId('hd1-x')).toBe(2024);
  });
});

describe('tags', () => {
  const put = (tags: unknown, answer: Json) =>
    nock(URL_OF_FORUM)
      .put('/t/-/20.json', { tags } as nock.DataMatcherMap)
      .reply(200, answer);
  const objects = [{ id: 1, name: 'incident', slug: 'incident' }];

  it('are sent as the forum shows them', async () => {
    const forum = newForum();
    nock(URL_OF_FORUM)
      .get('/t/20.json?include_raw=1')
      .reply(200, topicAnswer({ ...stream([postOf(1)], [1]), tags: objects }));
    await forum.readTopic(20);
    put([{ name: 'incident' }], { basic_topic: { id: 20, tags: objects } });

    expect(await forum.setTags(20, ['incident'])).toEqual(['incident']);
  });

  it('are sent again as objects to a forum that ignored our texts and had shown none', async () => {
    put(['incident'], { basic_topic: { id: 20, tags: [] } });
    put([{ name: 'incident' }], { basic_topic: { id: 20, tags: objects } });

    expect(await newForum().setTags(20, ['incident'])).toEqual(['incident']);
  });

  it('are cleared by one empty tag and read back where the answer does not tell them', async () => {
    put([''], { basic_topic: { id: 20 } });
    nock(URL_OF_FORUM)
      .get('/t/20.json')
      .reply(200, topicAnswer({ tags: [] }));

    expect(await newForum().setTags(20, [])).toEqual([]);
  });
});
