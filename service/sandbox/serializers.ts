import { userCard } from './cards.js';
import { cook, escapeHtml } from './cook.js';
import { acceptedPost, groupsOf, postsOf, slugOf, topicOf, userOf } from './lookups.js';
import { canAccept, canEditPost, canSeeText, isStaff } from './permissions.js';
import type { Reader } from './permissions.js';
import { isAccepted, mayBecomeAnswer, postFields } from './post-fields.js';
import type { Badge, Group, Post, SandboxState, Topic, User, UserBadge } from './state.js';

/** Answers of the REST interface: what one reader sees of a post, a session, a list. */
export interface PostOptions {
  readonly post: Post;
  readonly raw: boolean;
}

export function postJson(state: SandboxState, reader: Reader, { post, raw: withRaw }: PostOptions): Record<string, unknown> {
  const { raw, cooked, ...fields } = postFields(state, post);
  const visible = canSeeText(reader, post);
  const staff = isStaff(reader);
  const editable = reader !== null && canEditPost(state, reader, post);
  const topic = topicOf(state, post);
  return {
    ...fields,
    cooked: visible ? cooked : '',
    ...(visible ? {} : { cooked_hidden: true }),
    readers_count: 0,
    yours: reader?.id === post.userId,
    flair_url: null,
    flair_bg_color: null,
    flair_color: null,
    can_edit: editable,
    can_delete: editable && post.number > 1,
    can_recover: staff && post.deletedAt !== null,
    can_wiki: staff,
    ...(withRaw ? { raw: visible ? raw : '' } : {}),
    actions_summary: likesSummary(state, reader, post),
    ...(post.deletedBy !== null && staff ? { deleted_by: userCard(userOf(state, post.deletedBy)) } : {}),
    can_view_edit_history: true,
    ...(post.notice === null ? {} : { notice: { type: 'custom', raw: post.notice, cooked: cook(post.notice) } }),
    ...(staff ? { reviewable_id: null, reviewable_score_count: 0, reviewable_score_pending_count: 0 } : {}),
    can_accept_answer: canAccept(state, reader, post) && mayBecomeAnswer(state, post),
    can_unaccept_answer: canAccept(state, reader, post) && isAccepted(state, post),
    accepted_answer: isAccepted(state, post) && acceptedPost(state, topic) !== undefined,
  };
}

/** What `POST /posts.json` says of a new post. */
export function createdJson(state: SandboxState, author: User, post: Post): Record<string, unknown> {
  return { ...postJson(state, author, { post, raw: true }), draft_sequence: 0 };
}

/** A row of `/posts.json`, which also tells the topic's title and category. */
export function latestPostJson(state: SandboxState, reader: Reader, post: Post): Record<string, unknown> {
  const topic = topicOf(state, post);
  const where = { topic_title: topic.title, topic_html_title: topic.title, category_id: topic.categoryId };
  return { ...postJson(state, reader, { post, raw: true }), ...where };
}

export function basicTopicJson(topic: Topic, fields: { slug: string; posts_count: number }) {
  return {
    basic_topic: { id: topic.id, title: topic.title, fancy_title: topic.title, slug: fields.slug, posts_count: fields.posts_count },
  };
}

export function sessionJson(state: SandboxState, user: User) {
  const groups = groupsOf(state, user.id).map(({ id, name }) => ({ id, name, has_messages: false }));
  return {
    current_user: {
      ...userCard(user),
      unread_notifications: 0,
      unread_private_messages: 0,
      admin: user.admin,
      moderator: user.moderator,
      staff: isStaff(user),
      title: user.title,
      any_posts: state.posts.some((post) => post.userId === user.id),
      trust_level: user.trustLevel,
      can_send_private_messages: true,
      can_edit: true,
      can_create_topic: true,
      groups,
      can_review: isStaff(user),
      can_assign: isStaff(user) || groups.some((group) => state.settings.assignGroups.includes(group.name)),
    },
  };
}

export function membersJson(state: SandboxState, group: Group, page: { limit: number; offset: number }) {
  const rows = [...group.members]
    .sort((a, b) => (a.addedAt < b.addedAt ? 1 : a.addedAt > b.addedAt ? -1 : b.id - a.id))
    .map((member) => ({ owner: member.owner, json: memberJson(state, userOf(state, member.userId), member.addedAt) }));
  return {
    members: rows.slice(page.offset, page.offset + page.limit).map((row) => row.json),
    owners: rows.filter((row) => row.owner).map((row) => row.json),
    meta: { total: rows.length, limit: page.limit, offset: page.offset },
  };
}

function memberJson(state: SandboxState, user: User, addedAt: string) {
  const posts = state.posts.filter((post) => post.userId === user.id);
  return {
    ...userCard(user),
    flair_name: null,
    trust_level: user.trustLevel,
    title: user.title,
    last_posted_at: posts.at(-1)?.createdAt ?? null,
    last_seen_at: null,
    added_at: addedAt,
    timezone: null,
  };
}

/** Revisions are numbered from 2: what the first change made. */
export function revisionJson(state: SandboxState, reader: Reader, post: Post) {
  const revision = post.revisions.at(-1);
  if (!revision) return null;
  const editor = userOf(state, revision.editorId);
  const numbers = post.revisions.map((other) => other.number);
  const { title, tags, categoryId } = revision;
  return {
    created_at: revision.at,
    post_id: post.id,
    previous_hidden: false,
    current_hidden: false,
    first_revision: numbers[0],
    previous_revision: numbers.at(-2) ?? null,
    current_revision: revision.number,
    next_revision: null,
    last_revision: revision.number,
    current_version: post.version,
    version_count: post.version,
    username: editor.username,
    display_username: editor.username,
    avatar_template: userCard(editor).avatar_template,
    edit_reason: revision.reason,
    body_changes: changes(revision.raw),
    title_changes: title && changes(title),
    user_changes: null,
    ...(tags ? { tags_changes: { previous: tags.before, current: tags.after } } : {}),
    ...(categoryId ? { category_id_changes: { previous: categoryId.before, current: categoryId.after } } : {}),
    wiki: false,
    can_edit: reader !== null && canEditPost(state, reader, post),
  };
}

function changes({ before, after }: { before: string; after: string }) {
  const [old, now] = [escapeHtml(before), escapeHtml(after)];
  return {
    inline: `<div class="inline-diff"><del>${old}</del><ins>${now}</ins></div>`,
    side_by_side: `<div class="revision-content">${old}</div><div class="revision-content">${now}</div>`,
    side_by_side_markdown: `<table class="markdown"><tr><td class="diff-del">${old}</td><td class="diff-ins">${now}</td></tr></table>`,
  };
}

/** Whoever reads sees whether it is their own like that counts. */
function likesSummary(state: SandboxState, reader: Reader, post: Post) {
  const likes = state.likes.filter((like) => like.postId === post.id);
  const count = likes.length > 0 ? { count: likes.length } : {};
  const isLiked = reader !== null && likes.some((like) => like.userId === reader.id);
  return [{ id: 2, ...count, ...(isLiked ? { acted: true, can_undo: true } : { can_act: true }) }];
}

export function badgeCard(state: SandboxState, { id, name, multiple }: Badge) {
  const granted = state.userBadges.filter(({ badgeId }) => badgeId === id).length;
  const looks = { description: name, allow_title: false, icon: 'certificate', image_url: null, listable: true, enabled: true };
  const kind = { badge_grouping_id: 5, system: false, slug: slugOf(name), manually_grantable: true, badge_type_id: 3 };
  return { id, name, grant_count: granted, multiple_grant: multiple, ...looks, ...kind };
}

export function userBadgeJson(state: SandboxState, held: UserBadge, post: Post | undefined) {
  const where = post && { post_number: post.number, topic_id: post.topicId, topic_title: topicOf(state, post).title };
  return {
    id: held.id,
    granted_at: held.grantedAt,
    grouping_position: 14,
    ...where,
    is_favorite: null,
    can_favorite: false,
    badge_id: held.badgeId,
    granted_by_id: held.grantedBy,
  };
}

/** Who wrote in a topic, as its details show them. */
export function participantsJson(state: SandboxState, topic: Topic) {
  const posts = postsOf(state, topic.id).filter((post) => post.type === 1 && !post.deletedAt);
  const authors = [...new Set(posts.map((post) => post.userId))].map((id) => userOf(state, id));
  return authors.map((user) => ({
    ...userCard(user),
    post_count: posts.filter((post) => post.userId === user.id).length,
    primary_group_name: null,
    flair_name: null,
    flair_url: null,
    flair_color: null,
    flair_bg_color: null,
    trust_level: user.trustLevel,
  }));
}
