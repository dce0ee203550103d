import { describe, expect, it } from '@jest/globals';
import { readDelivery } from '../../service/adapters/discourse/deliveries.js';
import { linkedTopicIn, topicIdOfUrl } from '../../service/adapters/discourse/links.js';
import { post, postIn, seenIn, topic, topicIn } from './discourse-readings.js';

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
