import { findCategory, groupsOf, isMember, isOwner, topicOf } from './lookups.js';
import type { Category, Group, Post, SandboxState, Topic, User } from './state.js';

/** A reader: a user, or null for somebody who is not signed in. */
export type Reader = User | null;

export function isStaff(user: Reader): boolean {
  return user !== null && (user.admin || user.moderator);
}

export function canSeeCategory(state: SandboxState, reader: Reader, category: Category): boolean {
  if (category.readGroups === null || reader?.admin) return true;
  return reader !== null && inAnyGroup(state, reader, category.readGroups);
}

export function canCreateIn(state: SandboxState, user: User, category: Category): boolean {
  if (!canSeeCategory(state, user, category)) return false;
  return category.createGroups === null || user.admin || inAnyGroup(state, user, category.createGroups);
}

/** Fact 23: a moderator reads only the messages that they are part of; an admin reads all. */
export function canSeeMessage(state: SandboxState, reader: Reader, topic: Topic): boolean {
  if (reader === null) return false;
  return (
    reader.admin ||
    topic.allowedUsers.includes(reader.id) ||
    groupsOf(state, reader.id).some((group) => topic.allowedGroups.includes(group.id))
  );
}

export function canSeeTopic(state: SandboxState, reader: Reader, topic: Topic): boolean {
  if (topic.deletedAt && !isStaff(reader)) return false;
  if (topic.archetype === 'private_message') return canSeeMessage(state, reader, topic);
  const category = findCategory(state, topic.categoryId);
  return category === undefined || canSeeCategory(state, reader, category);
}

export function canSeePost(state: SandboxState, reader: Reader, post: Post): boolean {
  if (!canSeeTopic(state, reader, topicOf(state, post))) return false;
  if (post.type === 4 && !isStaff(reader)) return false;
  return !post.deletedAt || isStaff(reader);
}

/** The raw text of a hidden post is for staff and its author. */
export function canSeeText(reader: Reader, post: Post): boolean {
  return !post.hidden || isStaff(reader) || reader?.id === post.userId;
}

export function canReply(state: SandboxState, user: User, topic: Topic): boolean {
  if (user.silenced || topic.deletedAt || !canSeeTopic(state, user, topic)) return false;
  return isStaff(user) || !(topic.closed || topic.archived);
}

export function canEditPost(state: SandboxState, user: User, post: Post): boolean {
  if (post.type === 3 || !canSeePost(state, user, post)) return false;
  if (isStaff(user)) return true;
  const topic = topicOf(state, post);
  return user.id === post.userId && !post.deletedAt && !post.userDeleted && !topic.archived;
}

export function canEditTopic(state: SandboxState, user: User, topic: Topic): boolean {
  if (!canSeeTopic(state, user, topic)) return false;
  return isStaff(user) || (user.id === topic.userId && !topic.archived && !topic.deletedAt);
}

export function canAccept(state: SandboxState, user: Reader, post: Post): boolean {
  if (user === null || !canSeePost(state, user, post)) return false;
  return isStaff(user) || topicOf(state, post).userId === user.id;
}

export function canAssign(state: SandboxState, user: User): boolean {
  return isStaff(user) || inAnyGroup(state, user, state.settings.assignGroups);
}

export function canSeeGroup(reader: Reader, group: Group): boolean {
  if (group.visibility === 0 || reader?.admin) return true;
  if (reader === null) return false;
  if (group.visibility === 1 || isOwner(group, reader.id)) return true;
  return group.visibility === 4 ? false : isMember(group, reader.id) || (group.visibility === 3 && isStaff(reader));
}

export function canMessageGroup(user: User, group: Group): boolean {
  return group.messageable === 99 || allows(group.messageable, user, group);
}

export function canManageGroup(user: User, group: Group): boolean {
  return user.admin || isOwner(group, user.id);
}

function inAnyGroup(state: SandboxState, user: User, names: readonly string[]): boolean {
  return groupsOf(state, user.id).some((group) => names.includes(group.name));
}

/** Who may write to a group: levels 1 to 4 of the forum's setting. */
function allows(level: number, reader: Reader, group: Group): boolean {
  if (reader === null || level === 0) return false;
  if (reader.admin) return true;
  if (level === 2) return isStaff(reader);
  if (level === 3) return isStaff(reader) || isMember(group, reader.id);
  return level === 4 && isOwner(group, reader.id);
}
