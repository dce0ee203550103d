import { describe, expect, it } from '@jest/globals';
import { discourseDeliveries } from '../../service/adapters/discourse/delivery-reader.js';
import { nameKey } from '../../shared/names.js';
import type { SeenPost } from '../../service/ports/forum.js';
import { recordedDeliveries, recordedDelivery } from './discourse-recordings.js';

const { readDelivery, privacyOf, keepOfPrivate } = discourseDeliveries;
const BOT = 2;
const DELIVERIES = recordedDeliveries();
const WITHHELD = DELIVERIES.filter(({ event, json }) => privacyOf(event, json) !== 'public');

function kept(event: string, json: unknown): unknown {
  return JSON.parse(JSON.stringify(keepOfPrivate(event, json, BOT)));
}

function leaves(value: unknown): readonly unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(leaves) : [value];
}

function message(fields: Readonly<Record<string, unknown>>): { readonly post: Record<string, unknown> } {
  const { post } = recordedDelivery('0540').json as { post: Record<string, unknown> };
  return { post: { ...post, ...fields } };
}

function keptPost(fields: Readonly<Record<string, unknown>>): SeenPost {
  const reading = readDelivery('post_created', kept('post_created', message(fields)));
  if (!reading.ok || reading.seen.what !== 'post') throw new Error('no post');
  return reading.seen.post;
}

describe('privacy of recorded deliveries', () => {
  it('is decided for every signed one', () => {
    const counts: Record<string, Set<string>> = { public: new Set(), private: new Set(), personal: new Set() };
    for (const { event, json, isSigned } of DELIVERIES) if (isSigned) counts[privacyOf(event, json)]?.add(event);

    expect(DELIVERIES.filter(({ isSigned }) => isSigned)).toHaveLength(986);
    expect([...(counts['personal'] ?? [])].sort()).toEqual([
      'category_updated',
      'ping',
      'tag_created',
      'tag_destroyed',
      'tag_updated',
      'user_added_to_group',
      'user_approved',
      'user_badge_granted',
      'user_confirmed_email',
      'user_created',
      'user_destroyed',
      'user_logged_in',
      'user_logged_out',
      'user_promoted',
      'user_removed_from_group',
      'user_updated',
    ]);
    expect([...(counts['private'] ?? [])].filter((event) => !counts['public']?.has(event)).sort()).toEqual([
      'assigned',
      'notification_created',
      'reviewable_created',
      'reviewable_score_updated',
      'reviewable_transitioned_to',
      'unassigned',
    ]);
  });

  it('is private for whatever is of a private message, and public for no such thing', () => {
    const ofMessages = DELIVERIES.filter(({ body }) => /"(?:topic_)?archetype":"private_message"/.test(body));

    expect(ofMessages).toHaveLength(59);
    expect(ofMessages.filter(({ event, json }) => privacyOf(event, json) !== 'private')).toEqual([]);
  });

  it('is public only for what the forum shows in public, mail addresses excluded', () => {
    const open = DELIVERIES.filter(({ event, json }) => privacyOf(event, json) === 'public');

    expect(open.filter(({ body }) => /"(?:email|secondary_emails|topic_title":"[^"]*SECRET)"/.test(body))).toEqual([]);
    // Three posts stood in public until they were moved into a message; their text was public when it was sent.
    expect(new Set(open.filter(({ body }) => body.includes('SECRET')).map(({ file }) => file.slice(0, 4)))).toEqual(
      new Set(['0586', '0587', '0588', '0926', '0927', '0996', '0997']),
    );
  });

  it.each([
    ['post_created', { post: { id: 1 } }],
    ['post_created', { post: { id: 1, topic_archetype: 'secret_kind' } }],
    ['topic_created', { topic: { id: 1, archetype: null } }],
    ['post_created', { topic: { archetype: 'regular' } }],
    ['accepted_solution', {}],
    ['post_liked', { like: { topic_archetype: 'regular', post: {} } }],
    ['chat_message_created', { chat_message: { topic_archetype: 'regular' } }],
    ['assigned', { assign: { topic_id: 20 } }],
    ['topic_upvote', { topic: { archetype: 'regular' } }],
    ['post_created', null],
  ])('is private for %s %j: nothing says that it is public', (event, json) => {
    expect(privacyOf(event, json)).toBe('private');
  });

  it('is personal for events of users and categories with a mail address, and for memberships and badges: only their ids are needed', () => {
    expect(privacyOf('category_updated', { category: { id: 5, email_in: 'desk@example.org' } })).toBe('personal');
    expect(privacyOf('group_updated', { group: { id: 5, incoming_email: 'desk@example.org' } })).toBe('personal');
    expect(privacyOf('category_updated', { category: { id: 5, email_in: null } })).toBe('public');
    expect(privacyOf('user_suspended', { user: {} })).toBe('personal');
    expect(privacyOf('user_added_to_group', { group_user: {} })).toBe('personal');
    expect(privacyOf('user_badge_revoked', { user_badge: { topic: { title: 'x' } } })).toBe('personal');
  });
});

describe('what is kept', () => {
  it('holds no secret word, no address and no text but codes', () => {
    const code =
      /^(?:ids|regular|private_message|banner|hd1-[a-z2-7]{26}|hd-[a-z]+-\d+|[0-9a-f]{20}|[a-z_]+(?:\.[a-z]+)?|\d{4}-\d\d-\d\dT[\d:.]+Z)$/;
    const texts = WITHHELD.flatMap(({ event, json }) => leaves(kept(event, json))).filter((leaf) => typeof leaf === 'string');

    expect(WITHHELD.filter(({ body }) => body.includes('SECRET')).length).toBeGreaterThan(10);
    // The name of a category is what the forum shows of it; the address to which its mail goes is not kept.
    expect(new Set(texts.filter((text) => text.includes('SECRET') || !code.test(text)))).toEqual(new Set(['Housing Desk']));
    const names = ['alma_b', 'ella_h', 'finn_w', 'hugo_m', 'gita_r', 'facilitators', 'housing_experts'];
    expect(texts.filter((text) => names.includes(text))).toEqual([]);
  });

  it('is read again, and gives the same for everything that is derived from ids', () => {
    const changed = WITHHELD.filter(({ event, json }) => {
      const [whole, ids] = [readDelivery(event, json), readDelivery(event, kept(event, json))];
      return JSON.stringify(withoutTexts(whole)) !== JSON.stringify(withoutTexts(ids));
    });

    expect(changed.map(({ file }) => file)).toEqual([]);
  });

  it('is the key of a name, never the name', () => {
    const { action } = keptPost({});

    expect(action).toEqual({ code: 'invited_user', who: null, whoKey: nameKey('gita_r'), linkedTopic: null });
  });

  it('is the topic of a link without its words', () => {
    const moved = keptPost({ action_code: 'split_topic', action_code_who: undefined, raw: 'moved: [SECRET title](/t/secret-title/68)' });

    expect(moved.action).toEqual({ code: 'split_topic', who: null, linkedTopic: 68 });
    expect(moved.raw).toBeUndefined();
  });

  it('is the marker of a post by the bot, and of nobody else', () => {
    const marker = `hd1-${'a2'.repeat(13)}`;
    const raw = `SECRET\n\n<!-- ${marker} -->`;

    expect(keptPost({ user_id: BOT, raw })).toMatchObject({ marker });
    expect(keptPost({ user_id: 3, raw }).marker).toBeUndefined();
    expect(keptPost({ user_id: BOT, raw: 'SECRET' }).marker).toBeUndefined();
  });

  it('is the key of a user who is renamed', () => {
    const { json } = recordedDelivery('0690');

    expect(readDelivery('user_updated', kept('user_updated', json))).toMatchObject({
      ok: true,
      seen: { what: 'user', change: 'changed', user: { name: '', key: expect.stringMatching(/^[0-9a-f]{20}$/) } },
    });
  });

  it('is nothing that has another form than its field', () => {
    const smuggled = message({
      id: 'SECRET',
      topic_id: 'SECRET',
      created_at: 'SECRET 2026',
      action_code: 'SECRET code',
      topic_archetype: 'SECRET',
      hidden: 'SECRET',
      version: ['SECRET'],
    });

    expect(JSON.stringify(kept('post_created', smuggled))).not.toContain('SECRET');
    expect(JSON.stringify(kept('unheard_of', { thing: { id: 4, name_id: 'SECRET', title: 'SECRET' }, SECRET: { id: 1 } }))).toBe(
      '{"kept":"ids","thing":{"id":4}}',
    );
    expect(JSON.stringify(kept('topic_created', { topic: { id: 4, external_id: 'SECRET of mine', tags: ['SECRET'] } }))).not.toContain(
      'SECRET',
    );
  });
});

/** Everything of a reading but texts and names. */
function withoutTexts(value: unknown): unknown {
  return JSON.parse(
    JSON.stringify(value, (key, part: unknown) =>
      ['raw', 'topicTitle', 'title', 'name', 'who', 'whoKey', 'key', 'tags', 'marker', 'hasRealName'].includes(key) ? undefined : part,
    ),
  );
}
