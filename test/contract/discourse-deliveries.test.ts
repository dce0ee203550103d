import { describe, expect, it } from '@jest/globals';
import { readDelivery } from '../../service/adapters/discourse/deliveries.js';
import { linkedTopicIn, topicIdOfUrl } from '../../service/adapters/discourse/links.js';
import type { SeenDelivery, SeenPost, SeenTopic } from '../../service/ports/forum.js';
import { recordedDeliveries, recordedDelivery } from './discourse-recordings.js';

const DELIVERIES = recordedDeliveries();

function seenIn(event: string, json: unknown): SeenDelivery {
  const reading = readDelivery(event, json);
  if (!reading.ok) throw new Error(reading.problem);
  return reading.seen;
}

function postIn(event: string, json: unknown): SeenPost {
  const seen = seenIn(event, json);
  if (seen.what !== 'post' && seen.what !== 'solution') throw new Error(`${seen.what} instead of a post`);
  return seen.post;
}

function topicIn(event: string, json: unknown): SeenTopic {
  const seen = seenIn(event, json);
  if (seen.what !== 'topic') throw new Error(`${seen.what} instead of a topic`);
  return seen.topic;
}

/** The recorded post 23 with other fields; undefined leaves a field out. */
function post(fields: Readonly<Record<string, unknown>> = {}): { readonly post: Record<string, unknown> } {
  const { post: recorded } = recordedDelivery('0234').json as { post: Record<string, unknown> };
  return { post: JSON.parse(JSON.stringify({ ...recorded, ...fields })) as Record<string, unknown> };
}

function topic(fields: Readonly<Record<string, unknown>> = {}): { readonly topic: Record<string, unknown> } {
  const { topic: recorded } = recordedDelivery('0388').json as { topic: Record<string, unknown> };
  return { topic: JSON.parse(JSON.stringify({ ...recorded, ...fields })) as Record<string, unknown> };
}

describe('recorded deliveries', () => {
  it('are all read, of every hook', () => {
    const broken = DELIVERIES.map(({ file, event, json }) => ({ file, reading: readDelivery(event, json) })).filter(
      ({ reading }) => !reading.ok,
    );

    expect(DELIVERIES).toHaveLength(1015);
    expect(broken).toEqual([]);
  });

  it('say so many things of each kind on the hook of all events', () => {
    const counts: Record<string, number> = {};
    for (const { event, json } of DELIVERIES.filter(({ hook }) => hook === '/hooks/all')) {
      const seen = seenIn(event, json);
      const name = 'change' in seen ? `${seen.what} ${seen.change}` : seen.what;
      counts[name] = (counts[name] ?? 0) + 1;
    }

    expect(counts).toEqual({
      'post created': 155,
      'post edited': 25,
      'post destroyed': 8,
      'post recovered': 5,
      'post liked': 3,
      'topic created': 33,
      'topic changed': 25,
      'topic destroyed': 5,
      'topic recovered': 4,
      solution: 9,
      assignment: 17,
      review: 25,
      'membership added': 52,
      'membership removed': 3,
      'user changed': 74,
      'user destroyed': 2,
      'group changed': 17,
      'group destroyed': 1,
      'category changed': 25,
      'category destroyed': 1,
      other: 214,
    });
    // As the README of the recordings counts them.
    expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(703);
  });

  it('count only pings, tags, badges and notifications as other', () => {
    const others = new Set(DELIVERIES.filter(({ event, json }) => seenIn(event, json).what === 'other').map(({ event }) => event));

    expect([...others].sort()).toEqual([
      'notification_created',
      'ping',
      'tag_created',
      'tag_destroyed',
      'tag_updated',
      'user_badge_granted',
    ]);
  });

  it('are read as far as the port asks: an edited first post', () => {
    expect(postIn('post_edited', recordedDelivery('0234').json)).toEqual({
      id: 23,
      topicId: 20,
      number: 1,
      createdAt: '2026-11-22T04:01:36.718Z',
      updatedAt: '2026-11-22T04:01:42.658Z',
      author: { id: 3, name: 'alma_b' },
      kind: 'regular',
      version: 1,
      visibility: 'visible',
      deletedAt: null,
      replyTo: null,
      raw: 'The radiators in my flat have been cold since Monday!\n\nWho do I tell, and may I pay **less rent** for these days?',
      accepted: false,
      archetype: 'regular',
      categoryId: 5,
      topicTitle: 'Heating stays cold in the flat since Monday',
    });
  });

  it('show a destroyed topic as it was before', () => {
    expect(topicIn('topic_destroyed', recordedDelivery('0476').json)).toMatchObject({
      id: 20,
      deletedAt: null,
      acceptedNumber: expect.any(Number),
    });
  });

  it('tell a topic: flags, tags, author, external id, accepted answer', () => {
    const rooms = DELIVERIES.filter(
      ({ event, hook, body }) => event === 'topic_created' && hook === '/hooks/all' && body.includes('hd-room-0001'),
    );

    expect(rooms.map(({ json }) => topicIn('topic_created', json))).toEqual([
      expect.objectContaining({
        id: 26,
        archetype: 'private_message',
        externalId: 'hd-room-0001',
        categoryId: null,
        author: { id: 2, name: 'desk_bot' },
      }),
    ]);
    expect(topicIn('topic_closed_status_updated', recordedDelivery('0388').json)).toMatchObject({
      id: 20,
      closed: true,
      archived: false,
      listed: true,
      author: { id: 3, name: 'alma_b' },
      tags: expect.arrayContaining(['incident']),
    });
  });

  it('say nothing about an assignee whose id they do not tell', () => {
    const named = topicIn('topic_closed_status_updated', topic());

    expect('assignee' in named).toBe(false);
    expect(topicIn('topic_edited', topic({ assigned_to_user: undefined })).assignee).toBeNull();
    expect(topicIn('topic_edited', topic({ assigned_to_user: { id: 8, username: 'finn_w' } })).assignee).toEqual({ id: 8, name: 'finn_w' });
  });

  it('tell memberships, assignments, likes, solutions and categories', () => {
    expect(seenIn('user_removed_from_group', recordedDelivery('0168').json)).toEqual({
      what: 'membership',
      change: 'removed',
      group: 41,
      user: 9,
      createdAt: '2026-11-22T03:58:12.315Z',
    });
    expect(seenIn('assigned', recordedDelivery('0351').json)).toEqual({ what: 'assignment', topicId: 20 });
    expect(seenIn('post_liked', recordedDelivery('0261').json)).toMatchObject({
      what: 'post',
      change: 'liked',
      post: { id: 25, topicId: 20 },
    });
    expect(seenIn('accepted_solution', recordedDelivery('0289').json)).toMatchObject({ what: 'solution', accepted: true });
    expect(seenIn('unaccepted_solution', recordedDelivery('0300').json)).toMatchObject({ what: 'solution', accepted: false });
    expect(seenIn('category_destroyed', recordedDelivery('0212').json)).toEqual({
      what: 'category',
      change: 'destroyed',
      category: { id: 11, parent: null, readRestricted: false, name: 'Short lived' },
    });
  });
});

describe('small actions', () => {
  it('tell code, target and the topic of the link', () => {
    expect(postIn('post_created', recordedDelivery('0348').json).action).toEqual({ code: 'assigned', who: 'ella_h', linkedTopic: null });
    expect(postIn('post_created', recordedDelivery('0504').json).action).toEqual({ code: 'split_topic', who: null, linkedTopic: 22 });
    expect(postIn('post_created', recordedDelivery('0509').json).action).toEqual({ code: 'split_topic', who: null, linkedTopic: 20 });
  });

  it('are read from the cooked text where the raw one is missing', () => {
    const cooked = '<p>Ein Beitrag wurde verschoben: <a class="x" href="https://forum.example/community/t/titel/22">/t/titel/99</a></p>';
    const moved = post({ post_type: 3, action_code: 'split_topic', raw: undefined, cooked });

    expect(postIn('post_created', moved).action?.linkedTopic).toBe(22);
  });

  it('link to no topic by the note of an assignment', () => {
    const noted = post({ post_type: 3, action_code: 'assigned', raw: 'see [this](/t/another/99)' });

    expect(postIn('post_created', noted).action?.linkedTopic).toBeNull();
  });

  it('are only those of the type of small actions', () => {
    expect(postIn('post_created', post({ action_code: 'split_topic' })).action).toBeUndefined();
  });
});

describe('links', () => {
  it.each([
    ['/t/bins-are-too-full/22', 22],
    ['/t/heating/20/27', 20],
    ['/t/123', 123],
    ['/t/123/4', 123],
    ['/t/-/7', 7],
    ['/t/t/12', 12],
    ['/community/t/slug/5?u=alma', 5],
    ['https://forum.example/t/slug/6#post_2', 6],
    ['https://forum.example/a/b/t/slug/8', 8],
    ['http://127.0.0.1:3300/t/room-heating/26.json', 26],
    ['/t/slug', null],
    ['/c/t-shirts/5', null],
    ['nothing', null],
  ])('%s leads to topic %s', (url, id) => {
    expect(topicIdOfUrl(url)).toBe(id);
  });

  it.each([
    ['2 posts were split: [Bins [and](/t/x/1) more](/t/bins/22)', 22],
    ['Moved to https://forum.example/t/bins/23', 23],
    ['[Bins](https://forum.example/t/bins/24 "title")', 24],
    ['topic 25 and /t/ are only words', null],
    ['', null],
  ])('the link in "%s" is topic %s', (raw, id) => {
    expect(linkedTopicIn({ raw })).toBe(id);
  });
});

describe('visibility', () => {
  it.each([
    [{ deleted_at: '2026-11-22T04:03:38.154Z', user_deleted: true }, 'deleted'],
    [{ user_deleted: true, hidden: true }, 'deletedByAuthor'],
    [{ hidden: true }, 'hidden'],
    [{ raw: '(post deleted by author)' }, 'visible'],
  ])('of %j is %s', (fields, visibility) => {
    expect(postIn('post_edited', post(fields)).visibility).toBe(visibility);
  });
});

describe("today's forms", () => {
  it('give tags as objects', () => {
    const today = topic({
      tags: [
        { id: 3, name: 'incident', slug: 'incident' },
        { id: 4, name: 'heating', slug: 'heating' },
      ],
    });

    expect(topicIn('topic_edited', today).tags).toEqual(['incident', 'heating']);
  });

  it('give several accepted answers: the first counts', () => {
    expect(topicIn('topic_edited', topic({ accepted_answer: [{ post_number: 4 }, { post_number: 6 }] })).acceptedNumber).toBe(4);
  });

  it('leave out what is optional and add what is new', () => {
    const bare = Object.fromEntries(
      ['updated_at', 'hidden', 'user_deleted', 'deleted_at', 'reply_to_post_number', 'accepted_answer', 'topic_title', 'cooked'].map(
        (name) => [name, undefined],
      ),
    );
    const today = post({ ...bare, post_url: '/t/x/20/1', posts_count: 3, flair_group_id: null, mentioned_users: [] });

    expect(postIn('post_created', today)).toMatchObject({ id: 23, updatedAt: null, visibility: 'visible', deletedAt: null, replyTo: null });
    expect(postIn('post_created', today).accepted).toBeUndefined();
    expect(topicIn('topic_created', topic({ tags: undefined, external_id: undefined, accepted_answer: undefined }))).toMatchObject({
      tags: [],
      externalId: null,
      acceptedNumber: null,
    });
  });

  it('keep a post whose account is gone', () => {
    expect(postIn('post_edited', post({ user_id: null, username: null })).author).toBeNull();
  });

  it.each(['topic_visible_status_updated', 'topic_pinned_globally_status_updated', 'topic_new_one_status_updated', 'topic_revised'])(
    '%s is a change of the topic',
    (event) => {
      expect(seenIn(event, topic())).toMatchObject({ what: 'topic', change: 'changed' });
    },
  );

  it.each(['topic_upvote', 'chat_message_created', 'category_experts_approved', 'post_voted', 'something'])('%s is other', (event) => {
    expect(readDelivery(event, { anything: [1] })).toEqual({ ok: true, seen: { what: 'other', event } });
  });
});

describe('broken deliveries', () => {
  it.each([
    [{ post_number: 'five' }, 'post.post_number: expected number, received string'],
    [{ created_at: 'yesterday' }, 'post.created_at: expected a time'],
    [{ post_type: 9 }, 'post.post_type: expected 1, 2, 3 or 4'],
    [{ username: undefined }, 'post.username: expected string'],
    [{ version: undefined }, 'post.version: expected number, received undefined'],
    [{ hidden: 'SECRET' }, 'post.hidden: expected boolean, received string'],
  ])('of %j name the field, what was expected, and the ids', (fields, problem) => {
    expect(readDelivery('post_created', post(fields))).toEqual({ ok: false, problem, ids: { topicId: 20, postId: 23 } });
  });

  it('name what is missing as a whole', () => {
    expect(readDelivery('topic_created', {})).toEqual({
      ok: false,
      problem: 'topic: expected object, received undefined',
      ids: { topicId: null, postId: null },
    });
    expect(readDelivery('post_liked', { like: { user: { id: 1 } } })).toMatchObject({
      ok: false,
      problem: expect.stringContaining('like.post: expected object'),
    });
    expect(readDelivery('post_created', null).ok).toBe(false);
    expect(readDelivery('post_created', [1]).ok).toBe(false);
  });

  it('tell the topic of a broken topic and of a broken solution', () => {
    expect(readDelivery('topic_edited', topic({ title: 5 }))).toMatchObject({ ok: false, ids: { topicId: 20, postId: null } });
    expect(readDelivery('topic_edited', topic({ title: undefined }))).toMatchObject({
      ok: false,
      problem: 'topic.title: expected string, received undefined',
    });
    const solved = { solved: post({ version: 'x' }).post };
    expect(readDelivery('accepted_solution', solved)).toMatchObject({ ok: false, ids: { topicId: 20, postId: 23 } });
  });
});
