import { categoryCard, groupCard, userCard } from './cards.js';
import { findCategory, findTopic, postsOf, slugOf, topicOf, userOf } from './lookups.js';
import { isAccepted, mayBecomeAnswer, postFields, topicFields } from './post-fields.js';
import type { Category, Group, Member, Post, QueuedPost, SandboxState, Tag, Topic, User, UserBadge } from './state.js';
import { SYSTEM_ID } from './empty-state.js';
import type { SandboxEvent, World } from './world.js';

/** Deliveries: what the system user sees, so also messages, whispers and restricted categories in full (fact 19). */
export function postPayload(state: SandboxState, post: Post): Record<string, unknown> {
  const topic = topicOf(state, post);
  const posts = postsOf(state, topic.id).filter((other) => !other.deletedAt && !other.userDeleted);
  const category = findCategory(state, topic.categoryId);
  return {
    ...postFields(state, post),
    topic_title: topic.title,
    category_id: topic.categoryId,
    reviewable_id: null,
    reviewable_score_count: 0,
    reviewable_score_pending_count: 0,
    can_accept_answer: mayBecomeAnswer(state, post),
    can_unaccept_answer: isAccepted(state, post),
    accepted_answer: isAccepted(state, post),
    topic_posts_count: posts.length,
    topic_filtered_posts_count: posts.filter((other) => other.type !== 3).length,
    topic_archetype: topic.archetype,
    ...(category ? { category_slug: category.slug } : {}),
  };
}

/** Tags stay in the payload of what became a message (fact 24); participants are in none (fact 22). */
export function topicPayload(state: SandboxState, topic: Topic): Record<string, unknown> {
  const lastPoster = postsOf(state, topic.id).findLast((post) => !post.deletedAt && post.type !== 4);
  const isMessage = topic.archetype === 'private_message';
  return {
    ...(isMessage ? { related_messages: [] } : {}),
    tags: [...topic.tags],
    tags_descriptions: {},
    ...topicFields(state, topic),
    deleted_by: topic.deletedBy === null ? null : userCard(userOf(state, topic.deletedBy)),
    has_deleted: false,
    ...(isMessage ? { message_archived: false } : {}),
    created_by: userCard(userOf(state, topic.userId)),
    last_poster: userCard(userOf(state, lastPoster?.userId ?? topic.userId)),
  };
}

export function postEvent(state: SandboxState, event: string, post: Post): SandboxEvent {
  return { type: 'post', event, payload: postPayload(state, post), ...filtersOf(topicOf(state, post)) };
}

export function topicEvent(state: SandboxState, event: string, topic: Topic): SandboxEvent {
  return { type: 'topic', event, payload: topicPayload(state, topic), ...filtersOf(topic) };
}

export function solvedEvent(state: SandboxState, event: string, post: Post): SandboxEvent {
  return { type: 'solved', event, payload: postPayload(state, post), ...filtersOf(topicOf(state, post)) };
}

export function likeEvent(state: SandboxState, post: Post, liker: User): SandboxEvent {
  return {
    type: 'like',
    event: 'post_liked',
    payload: { post: postPayload(state, post), user: userCard(liker) },
    ...filtersOf(topicOf(state, post)),
  };
}

/** No post id, category or tags: an assignment of a post looks like one of its topic (fact 16). */
export function assignEvent(topic: Topic, by: User, to: { user?: User | undefined; group?: Group | undefined }): SandboxEvent {
  return unfiltered('assign', 'assigned', {
    type: 'assigned',
    topic_id: topic.id,
    topic_title: topic.title,
    assigned_by_id: by.id,
    assigned_by_username: by.username,
    ...(to.user ? { assigned_to_id: to.user.id, assigned_to_username: to.user.username } : {}),
    ...(to.group ? { assigned_to_group_id: to.group.id, assigned_to_group_name: to.group.name } : {}),
  });
}

export function unassignEvent(topic: Topic, by: User, from: { user?: User | undefined; group?: Group | undefined }): SandboxEvent {
  return unfiltered('assign', 'unassigned', {
    type: 'unassigned',
    topic_id: topic.id,
    topic_title: topic.title,
    unassigned_by_id: by.id,
    unassigned_by_username: by.username,
    ...(from.user ? { unassigned_to_id: from.user.id, unassigned_to_username: from.user.username } : {}),
    ...(from.group ? { unassigned_to_group_id: from.group.id, unassigned_to_group_name: from.group.name } : {}),
  });
}

export function memberEvent(event: string, group: Group, member: Member): SandboxEvent {
  const { id, userId, addedAt } = member;
  return unfiltered('group_user', event, { group_id: group.id, user_id: userId, notification_level: 3, id, created_at: addedAt });
}

export function userBadgeEvent({ id, badgeId, userId, grantedBy, grantedAt }: UserBadge, post: Post | undefined): SandboxEvent {
  return unfiltered('user_badge', 'user_badge_granted', {
    id,
    granted_at: grantedAt,
    created_at: grantedAt,
    ...(post ? { post_id: post.id, post_number: post.number } : {}),
    badge_id: badgeId,
    user_id: userId,
    granted_by_id: grantedBy,
    ...(post ? { topic_id: post.topicId } : {}),
  });
}

export function groupEvent(event: string, group: Group): SandboxEvent {
  return unfiltered('group', event, { ...groupCard(group), can_admin_group: true });
}

export function categoryEvent(state: SandboxState, event: string, category: Category): SandboxEvent {
  const permissions = (category.readGroups ?? ['everyone']).map((name) => ({ permission_type: 1, group_name: name }));
  const payload = {
    ...categoryCard(state, category),
    permission: null,
    has_children: null,
    ...CATEGORY_SETTINGS,
    group_permissions: permissions,
  };
  return { type: 'category', event, payload, categoryId: category.id, tags: [] };
}

const CATEGORY_SETTINGS = {
  custom_fields: {},
  allowed_tags: [],
  allowed_tag_groups: [],
  allow_global_tags: false,
  read_only_banner: null,
  auto_close_hours: null,
  auto_close_based_on_last_post: false,
  email_in: null,
  email_in_allow_strangers: false,
  mailinglist_mirror: false,
  all_topics_wiki: false,
  allow_unlimited_owner_edits_on_first_post: false,
  can_delete: true,
  allow_badges: true,
  topic_featured_link_allowed: true,
  search_priority: 0,
  default_slow_mode_seconds: null,
  required_tag_groups: [],
};

export function tagEvent(state: SandboxState, event: string, tag: Tag): SandboxEvent {
  const count = state.topics.filter((topic) => topic.tags.includes(tag.name)).length;
  return unfiltered('tag', event, { id: tag.id, name: tag.name, topic_count: count, staff: false, description: null });
}

export function userEvent(event: string, user: User): SandboxEvent {
  const { createdAt, trustLevel, moderator, admin, title } = user;
  const payload = { ...userCard(user), created_at: createdAt, trust_level: trustLevel, moderator, admin, title };
  return unfiltered('user', event, payload);
}

/** A waiting post: with its text and title, without a topic id when the topic is new (fact 17). */
export function reviewEvent(world: World, event: string, queued: QueuedPost): SandboxEvent {
  const topic = queued.topicId === null ? undefined : findTopic(world.state, queued.topicId);
  const scored = event !== 'reviewable_created';
  const number = queued.postId === null ? undefined : world.state.posts.find((post) => post.id === queued.postId)?.number;
  const url = topic ? `${world.baseUrl()}/t/${slugOf(topic.title)}/${topic.id}` : '';
  const payload = {
    id: queued.id,
    status: queued.status,
    type: 'ReviewableQueuedPost',
    ...(topic
      ? { topic_id: topic.id, topic_url: url, target_url: number === undefined ? url : `${url}/${number}`, topic_tags: [...topic.tags] }
      : { topic_id: null, removed_topic_id: null }),
    category_id: queued.categoryId,
    created_at: queued.createdAt,
    can_edit: true,
    score: scored ? 6 : 0,
    version: queued.version,
    target_created_by_trust_level: null,
    ...(queued.postId === null ? {} : { post_id: queued.postId }),
    payload: { raw: queued.raw, ...(queued.title === null ? {} : { title: queued.title }), is_poll: true, tags: null },
    created_by_id: queued.userId,
    target_created_by_id: null,
    editable_fields: [{ id: 'payload.raw', type: 'editor' }],
    reviewable_score_ids: scored ? [queued.id] : [],
    bundled_action_ids: queued.status === 0 ? ['approve_post', 'reject_post', 'reject_user'] : [],
  };
  return { type: 'reviewable', event, payload, categoryId: queued.categoryId, tags: [] };
}

/** Titles of messages are told here too, without any mark (fact 20). */
export function notificationEvent(world: World, { userId, type, post }: { userId: number; type: number; post: Post }): SandboxEvent {
  const topic = topicOf(world.state, post);
  const author = userOf(world.state, post.userId);
  return unfiltered('notification', 'notification_created', {
    id: world.state.next.event,
    user_id: userId,
    notification_type: type,
    read: false,
    high_priority: topic.archetype === 'private_message',
    created_at: world.now(),
    post_number: post.number,
    topic_id: topic.id,
    fancy_title: topic.title,
    slug: slugOf(topic.title),
    data: {
      topic_title: topic.title,
      original_post_id: post.id,
      original_post_type: post.type,
      original_username: author.username,
      display_username: author.username,
    },
  });
}

export function systemUser(state: SandboxState): User {
  return userOf(state, SYSTEM_ID);
}

function filtersOf(topic: Topic): { categoryId: number | null; tags: readonly string[] } {
  return { categoryId: topic.categoryId, tags: [...topic.tags] };
}

function unfiltered(type: string, event: string, payload: unknown): SandboxEvent {
  return { type, event, payload, categoryId: null, tags: [] };
}
