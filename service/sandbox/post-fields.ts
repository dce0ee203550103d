import { avatarOf } from './cards.js';
import { cook, excerptOf } from './cook.js';
import { acceptedPost, findGroup, findUser, postsOf, slugOf, topicOf, userOf } from './lookups.js';
import { isStaff } from './permissions.js';
import type { Assignment, Post, SandboxState, Topic, User } from './state.js';

/** What a delivery and an answer say alike of a post and of a topic. */
export function postFields(state: SandboxState, post: Post) {
  const author = userOf(state, post.userId);
  const replies = postsOf(state, post.topicId).filter((other) => other.replyTo === post.number && !other.deletedAt);
  return {
    id: post.id,
    ...authorFields(author),
    created_at: post.createdAt,
    cooked: cook(post.raw),
    post_number: post.number,
    post_type: post.type,
    updated_at: post.updatedAt,
    reply_count: replies.length,
    reply_to_post_number: post.replyTo,
    quote_count: 0,
    incoming_link_count: 0,
    reads: 0,
    score: 0,
    topic_id: post.topicId,
    topic_slug: slugOf(topicOf(state, post).title),
    version: post.version,
    bookmarked: false,
    raw: post.raw,
    hidden: post.hidden,
    deleted_at: post.deletedAt,
    user_deleted: post.userDeleted,
    edit_reason: post.editReason,
    wiki: false,
    ...(post.viaEmail && { via_email: true }),
    ...(post.actionCode === null ? {} : { action_code: post.actionCode }),
    ...(post.actionWho === null ? {} : { action_code_who: post.actionWho }),
    ...repliedTo(state, post),
  };
}

function authorFields(author: User) {
  return {
    name: author.name,
    username: author.username,
    avatar_template: avatarOf(author),
    display_username: author.name,
    primary_group_name: null,
    flair_name: null,
    user_title: author.title,
    moderator: author.moderator,
    admin: author.admin,
    staff: isStaff(author),
    user_id: author.id,
    trust_level: author.trustLevel,
  };
}

export function isAccepted(state: SandboxState, post: Post): boolean {
  return topicOf(state, post).acceptedPostId === post.id;
}

/** Solved offers a post of a public topic that is not its first one. */
export function mayBecomeAnswer(state: SandboxState, post: Post): boolean {
  return post.number > 1 && post.type !== 4 && topicOf(state, post).archetype === 'regular' && !isAccepted(state, post);
}

export function topicFields(state: SandboxState, topic: Topic) {
  const posts = postsOf(state, topic.id).filter((post) => !post.deletedAt && post.type !== 4);
  const regular = posts.filter((post) => post.type !== 3);
  return {
    id: topic.id,
    title: topic.title,
    fancy_title: topic.title,
    posts_count: topic.archetype === 'regular' ? posts.length : regular.length,
    created_at: topic.createdAt,
    views: 0,
    reply_count: regular.filter((post) => post.replyTo !== null).length,
    like_count: state.likes.filter((like) => regular.some((post) => post.id === like.postId)).length,
    last_posted_at: posts.at(-1)?.createdAt ?? topic.createdAt,
    visible: topic.visible,
    closed: topic.closed,
    archived: topic.archived,
    archetype: topic.archetype,
    slug: slugOf(topic.title),
    category_id: topic.categoryId,
    word_count: regular.reduce((count, post) => count + post.raw.split(/\s+/).length, 0),
    deleted_at: topic.deletedAt,
    user_id: topic.userId,
    featured_link: null,
    pinned_globally: false,
    pinned_at: topic.pinned ? topic.createdAt : null,
    pinned_until: null,
    ...(topic.externalId === null ? {} : { external_id: topic.externalId }),
    unpinned: null,
    pinned: topic.pinned,
    highest_post_number: posts.reduce((highest, post) => Math.max(highest, post.number), 0),
    bookmarked: false,
    participant_count: new Set(regular.map((post) => post.userId)).size,
    thumbnails: null,
    ...assignee(state, topic.assignment),
    ...solutionOf(state, topic),
  };
}

function solutionOf(state: SandboxState, topic: Topic): Record<string, unknown> {
  const accepted = acceptedPost(state, topic);
  if (!accepted) return {};
  const { username } = userOf(state, accepted.userId);
  return { accepted_answer: { post_number: accepted.number, username, excerpt: excerptOf(accepted.raw) } };
}

function assignee(state: SandboxState, assignment: Assignment | null): Record<string, unknown> {
  if (assignment === null) return {};
  const user = assignment.userId === null ? undefined : findUser(state, assignment.userId);
  if (user) {
    const { username, name } = user;
    const path = `/u/${username}/activity/assigned`;
    return {
      assigned_to_user: { username, name, avatar_template: avatarOf(user), assign_icon: 'user-plus', assign_path: path },
      assignment_note: assignment.note,
    };
  }
  const group = assignment.groupId === null ? undefined : findGroup(state, assignment.groupId);
  if (!group) return {};
  const path = `/g/${group.name}/assigned/everyone`;
  return {
    assigned_to_group: { id: group.id, name: group.name, assign_icon: 'group-plus', assign_path: path },
    assignment_note: assignment.note,
  };
}

function repliedTo(state: SandboxState, post: Post): Record<string, unknown> {
  const target = post.replyTo === null ? undefined : postsOf(state, post.topicId).find((other) => other.number === post.replyTo);
  if (!target) return {};
  const author = userOf(state, target.userId);
  return { reply_to_user: { username: author.username, name: author.name, avatar_template: avatarOf(author) } };
}
