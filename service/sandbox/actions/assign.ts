import { findGroup, findUser, topicOf } from '../lookups.js';
import { assignEvent, systemUser, unassignEvent } from '../payloads.js';
import { canAssign, canSeeMessage, canSeeTopic } from '../permissions.js';
import { notFound, notPermitted, refusal } from '../refusal.js';
import type { Refusal } from '../refusal.js';
import type { Assignment, Group, Post, Topic, User } from '../state.js';
import type { World } from '../world.js';
import { smallAction } from './add-post.js';

export interface Assignee {
  readonly user?: User | undefined;
  readonly group?: Group | undefined;
}

export type Target = Topic | Post;

export function isPost(target: Target): target is Post {
  return 'topicId' in target;
}

/** `PUT /assign/assign.json`. */
export function assign(world: World, actor: User, given: { target: Target; to: Assignee; note: string | null }): Target | Refusal {
  const { target, to } = given;
  const topic = isPost(target) ? topicOf(world.state, target) : target;
  if (!canAssign(world.state, actor)) return notPermitted();
  if (!canSeeTopic(world.state, actor, topic)) return notFound();
  const problem = assigneeProblem(world, topic, to);
  if (problem) return refusal(400, { error: problem });
  const before = target.assignment;
  const name = to.user?.username ?? to.group?.name;
  target.assignment = { userId: to.user?.id ?? null, groupId: to.group?.id ?? null, note: given.note };
  // Fact 16: the same person again is a change of the note, told by a small action only.
  const again = before !== null && sameAssignee(before, target.assignment);
  const code = again ? 'note_change' : codeOf(target, to, before !== null);
  smallAction(world, topic, { by: actor, code, who: name, raw: given.note ?? '' });
  if (!again) world.emit(assignEvent(topic, actor, to));
  return target;
}

/** `PUT /assign/unassign.json`: nothing assigned is no fault and says nothing. */
export function unassign(world: World, actor: User, target: Target): Target | Refusal {
  const topic = isPost(target) ? topicOf(world.state, target) : target;
  if (!canAssign(world.state, actor)) return notPermitted();
  if (!canSeeTopic(world.state, actor, topic)) return notFound();
  const before = target.assignment;
  if (before === null) return target;
  const from = assigneeOf(world, before);
  target.assignment = null;
  const code = `unassigned${from.group ? '_group' : ''}${isPost(target) ? '_from_post' : ''}`;
  smallAction(world, topic, { by: actor, code, who: from.user?.username ?? from.group?.name });
  world.emit(unassignEvent(topic, actor, from));
  return target;
}

/** Fact 16: closing takes the assignment away, by `system`, without a small action. */
export function unassignOnClose(world: World, topic: Topic): void {
  if (topic.assignment === null || !world.state.settings.unassignOnClose) return;
  const from = assigneeOf(world, topic.assignment);
  topic.assignment = null;
  world.emit(unassignEvent(topic, systemUser(world.state), from));
}

function assigneeProblem(world: World, topic: Topic, { user, group }: Assignee): string | null {
  const isMessage = topic.archetype === 'private_message';
  if (user && !canAssign(world.state, user)) {
    return `@${user.username} can't be assigned since they don't belong to assigned allowed groups.`;
  }
  if (user && !canSeeTopic(world.state, user, topic)) {
    const place = isMessage ? 'PM' : 'topic';
    return `@${user.username} can't be assigned because they don't have access to this ${place}. You can grant @${user.username} access by inviting them to this ${place}.`;
  }
  const everybodySees = group?.members.every((member) => {
    const person = findUser(world.state, member.userId);
    return !isMessage || (person !== undefined && canSeeMessage(world.state, person, topic));
  });
  return group && everybodySees === false ? `@${group.name} can't be assigned because not all members have access to this PM.` : null;
}

function codeOf(target: Target, to: Assignee, anew: boolean): string {
  const stem = anew ? 'reassigned' : 'assigned';
  return `${stem}${to.group ? '_group' : ''}${isPost(target) ? '_to_post' : ''}`;
}

function sameAssignee(a: Assignment, b: Assignment): boolean {
  return a.userId === b.userId && a.groupId === b.groupId;
}

function assigneeOf(world: World, assignment: Assignment): Assignee {
  return {
    user: assignment.userId === null ? undefined : findUser(world.state, assignment.userId),
    group: assignment.groupId === null ? undefined : findGroup(world.state, assignment.groupId),
  };
}
