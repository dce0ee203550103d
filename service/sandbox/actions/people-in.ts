import { isMember } from '../lookups.js';
import { groupEvent, memberEvent } from '../payloads.js';
import { canManageGroup, canMessageGroup, canSeeTopic, isStaff } from '../permissions.js';
import { notPermitted, unprocessable } from '../refusal.js';
import type { Refusal } from '../refusal.js';
import type { Group, Topic, User } from '../state.js';
import type { World } from '../world.js';
import { smallAction } from './add-post.js';

/** Who is in groups and in messages. Fact 22: of a message only the small action tells. */
export function addMembers(world: World, actor: User, { group, users }: { group: Group; users: readonly User[] }): Group | Refusal {
  if (!canManageGroup(actor, group)) return notPermitted();
  const already = users.filter((user) => isMember(group, user.id)).map((user) => `'${user.username}'`);
  if (already.length > 0)
    return unprocessable(`${already.join(',')} ${already.length === 1 ? 'is already a member' : 'are already members'} of this group.`);
  for (const user of users) {
    const member = { id: world.state.next.member++, userId: user.id, owner: false, addedAt: world.now() };
    group.members.push(member);
    world.emit(memberEvent('user_added_to_group', group, member));
  }
  return group;
}

export function removeMembers(world: World, actor: User, { group, users }: { group: Group; users: readonly User[] }): User[] | Refusal {
  if (!canManageGroup(actor, group)) return notPermitted();
  const removed = users.filter((user) => isMember(group, user.id));
  for (const user of removed) {
    const member = group.members.find((other) => other.userId === user.id);
    group.members = group.members.filter((other) => other.userId !== user.id);
    if (member) world.emit(memberEvent('user_removed_from_group', group, member));
  }
  return removed;
}

/** Fact 10: a change of a group may be announced twice. */
export function renameGroup(world: World, group: Group, name: string): void {
  group.name = name;
  world.emit(groupEvent('group_updated', group));
  world.emit(groupEvent('group_updated', group));
}

/** On 2.9 somebody may be invited to a public topic too: she is told of it, and nothing changes there. */
export function inviteUser(world: World, actor: User, { topic, user }: { topic: Topic; user: User }): Topic | Refusal {
  if (topic.archetype === 'regular' && isStaff(actor) && canSeeTopic(world.state, actor, topic)) return topic;
  if (!mayInvite(world, actor, topic)) return notPermitted();
  if (topic.allowedUsers.includes(user.id)) {
    return unprocessable('Sorry, that user has already been invited. You may only invite a user to a topic once.');
  }
  topic.allowedUsers.push(user.id);
  smallAction(world, topic, { by: actor, code: 'invited_user', who: user.username });
  return joinAdmin(actor, topic);
}

export function inviteGroup(world: World, actor: User, { topic, group }: { topic: Topic; group: Group }): Topic | Refusal {
  if (!mayInvite(world, actor, topic) || !canMessageGroup(actor, group)) return notPermitted();
  if (!topic.allowedGroups.includes(group.id)) topic.allowedGroups.push(group.id);
  smallAction(world, topic, { by: actor, code: 'invited_group', who: group.name });
  return joinAdmin(actor, topic);
}

export function removeFromMessage(
  world: World,
  actor: User,
  given: { topic: Topic; user?: User | undefined; group?: Group | undefined },
): Topic | Refusal {
  const { topic, user, group } = given;
  if (!isStaff(actor) || !canSeeTopic(world.state, actor, topic)) return notPermitted();
  if (user) {
    topic.allowedUsers = topic.allowedUsers.filter((id) => id !== user.id);
    smallAction(world, topic, { by: actor, code: 'removed_user', who: user.username });
  }
  if (group) {
    topic.allowedGroups = topic.allowedGroups.filter((id) => id !== group.id);
    smallAction(world, topic, { by: actor, code: 'removed_group', who: group.name });
  }
  return joinAdmin(actor, topic);
}

function mayInvite(world: World, actor: User, topic: Topic): boolean {
  return topic.archetype === 'private_message' && canSeeTopic(world.state, actor, topic);
}

/** Fact 23: an admin who invited or removed others is listed among the participants afterwards. */
function joinAdmin(actor: User, topic: Topic): Topic {
  if (actor.admin && !topic.allowedUsers.includes(actor.id)) topic.allowedUsers.push(actor.id);
  return topic;
}
