import { describe, expect, it } from '@jest/globals';
import { readDelivery } from '../../service/adapters/discourse/deliveries.js';
import { postIn, post, seenIn, topic, topicIn } from './discourse-readings.js';
import { recordedDeliveries, recordedDelivery } from './discourse-recordings.js';

const DELIVERIES = recordedDeliveries();

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
      hasRealName: true,
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
