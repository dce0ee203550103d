import { assign, unassign } from '../actions/assign.js';
import type { Target } from '../actions/assign.js';
import { editTopic } from '../actions/edit.js';
import { mergeTopic, movePosts } from '../actions/move.js';
import { addMembers, inviteGroup, inviteUser, removeFromMessage, removeMembers } from '../actions/people-in.js';
import { deleteTopic, recoverTopic } from '../actions/remove.js';
import { makePrivate, makePublic, setStatus } from '../actions/topic-status.js';
import { groupCard, userCard } from '../cards.js';
import { findGroup, groupNamed, slugOf, userNamed } from '../lookups.js';
import { canSeeTopic, isStaff } from '../permissions.js';
import { invalid, isRefusal, notFound, notPermitted, refusal } from '../refusal.js';
import type { Refusal } from '../refusal.js';
import { basicTopicJson } from '../serializers.js';
import type { Group, Topic, User } from '../state.js';
import { streamOf } from '../topic-json.js';
import type { Answer, Handler, SignedCall } from './call.js';
import { empty, json, postIn, success, topicIn } from './call.js';
import { listIn, numberIn, textIn } from './params.js';

export function update(call: SignedCall): ReturnType<Handler> {
  const { world, actor, params } = call;
  const topic = topicIn(call);
  if (!topic || !canSeeTopic(world.state, actor, topic)) return notFound();
  const change = {
    title: textIn(params, 'title') ?? undefined,
    categoryId: numberIn(params, 'category_id') ?? undefined,
    tags: listIn(params, 'tags') ?? undefined,
  };
  const edited = editTopic(world, actor, { topic, change });
  if (isRefusal(edited)) return edited;
  return json(basicTopicJson(edited, { slug: slugOf(edited.title), posts_count: streamOf(world.state, actor, edited).length }));
}

export function status(call: SignedCall): ReturnType<Handler> {
  const topic = topicIn(call);
  if (!topic || !canSeeTopic(call.world.state, call.actor, topic)) return notFound();
  const enabled = textIn(call.params, 'enabled') === 'true';
  const set = setStatus(call.world, call.actor, { topic, status: textIn(call.params, 'status') ?? '', enabled });
  return isRefusal(set) ? set : json({ success: 'OK', topic_status_update: null });
}

export function destroy(call: SignedCall): ReturnType<Handler> {
  const topic = topicIn(call);
  const deleted = topic ? deleteTopic(call.world, call.actor, topic) : notFound();
  return isRefusal(deleted) ? deleted : empty();
}

export function recover(call: SignedCall): ReturnType<Handler> {
  const topic = topicIn(call);
  const recovered = topic ? recoverTopic(call.world, call.actor, topic) : notFound();
  return isRefusal(recovered) ? recovered : empty();
}

export function move(call: SignedCall): ReturnType<Handler> {
  const { world, actor, params } = call;
  const from = topicIn(call);
  if (!from) return notFound();
  const target = topicIn(call, 'destination_topic_id');
  if (numberIn(params, 'destination_topic_id') !== null && !target) return notFound();
  // Only an admin may move public posts into a message, which the sandbox leaves out.
  if (textIn(params, 'archetype') === 'private_message' || !isStaff(actor)) return notPermitted();
  const categoryId = numberIn(params, 'category_id') ?? undefined;
  const to = target ? { topic: target } : { title: textIn(params, 'title') ?? '', categoryId, tags: listIn(params, 'tags') ?? [] };
  return placed(movePosts(world, actor, { from, postIds: (listIn(params, 'post_ids') ?? []).map(Number), to }));
}

export function merge(call: SignedCall): ReturnType<Handler> {
  const [from, into] = [topicIn(call), topicIn(call, 'destination_topic_id')];
  return from && into ? placed(mergeTopic(call.world, call.actor, { from, into })) : notFound();
}

export function convert(call: SignedCall): ReturnType<Handler> {
  const { world, actor, params } = call;
  const topic = topicIn(call);
  if (!topic) return notFound();
  const type = textIn(params, 'type');
  if (type === 'private') return placed(makePrivate(world, actor, topic));
  return type === 'public'
    ? placed(makePublic(world, actor, { topic, categoryId: numberIn(params, 'category_id') ?? 0 }))
    : invalid('type');
}

function placed(topic: Topic | Refusal): Answer | Refusal {
  return isRefusal(topic) ? topic : json({ success: true, url: `/t/${slugOf(topic.title)}/${topic.id}` });
}

export function inviteGroupTo(call: SignedCall): ReturnType<Handler> {
  const topic = topicIn(call);
  const group = groupNamed(call.world.state, textIn(call.params, 'group') ?? '');
  if (!topic || !group) return notFound();
  const invited = inviteGroup(call.world, call.actor, { topic, group });
  return isRefusal(invited) ? invited : json({ group: groupCard(group) });
}

export function inviteUserTo(call: SignedCall): ReturnType<Handler> {
  const topic = topicIn(call);
  const user = userNamed(call.world.state, textIn(call.params, 'user') ?? '');
  if (!topic) return notFound();
  if (!user) return refusal(422, { failed: 'FAILED' });
  const invited = inviteUser(call.world, call.actor, { topic, user });
  return isRefusal(invited) ? invited : json({ user: userCard(user) });
}

export function removeUserFrom(call: SignedCall): ReturnType<Handler> {
  const topic = topicIn(call);
  const user = userNamed(call.world.state, textIn(call.params, 'username') ?? '');
  if (!topic || !user) return notFound();
  const removed = removeFromMessage(call.world, call.actor, { topic, user });
  return isRefusal(removed) ? removed : success();
}

export function removeGroupFrom(call: SignedCall): ReturnType<Handler> {
  const topic = topicIn(call);
  const group = groupNamed(call.world.state, textIn(call.params, 'name') ?? '');
  if (!topic || !group) return notFound();
  const removed = removeFromMessage(call.world, call.actor, { topic, group });
  return isRefusal(removed) ? removed : success();
}

export function assignTo(call: SignedCall): ReturnType<Handler> {
  const { world, actor, params } = call;
  const target = targetOf(call);
  const [username, groupName] = [textIn(params, 'username'), textIn(params, 'group_name')];
  const to = {
    user: username === null ? undefined : userNamed(world.state, username),
    group: groupName === null ? undefined : groupNamed(world.state, groupName),
  };
  if (!target || (!to.user && !to.group)) return notFound();
  const assigned = assign(world, actor, { target, to, note: textIn(params, 'note') });
  return isRefusal(assigned) ? assigned : success();
}

export function unassignFrom(call: SignedCall): ReturnType<Handler> {
  const target = targetOf(call);
  const unassigned = target ? unassign(call.world, call.actor, target) : notFound();
  return isRefusal(unassigned) ? unassigned : success();
}

function targetOf(call: SignedCall): Target | undefined {
  return textIn(call.params, 'target_type') === 'Post' ? postIn(call, 'target_id') : topicIn(call, 'target_id');
}

export function addToGroup(call: SignedCall): ReturnType<Handler> {
  const found = groupAndUsers(call);
  if (isRefusal(found)) return found;
  const added = addMembers(call.world, call.actor, found);
  return isRefusal(added) ? added : json({ success: 'OK', usernames: namesOf(found.users), emails: [] });
}

export function removeFromGroup(call: SignedCall): ReturnType<Handler> {
  const found = groupAndUsers(call);
  if (isRefusal(found)) return found;
  const removed = removeMembers(call.world, call.actor, found);
  if (isRefusal(removed)) return removed;
  const skipped = found.users.filter((user) => !removed.includes(user));
  return json({ success: 'OK', usernames: namesOf(removed), skipped_usernames: namesOf(skipped) });
}

function groupAndUsers(call: SignedCall): { group: Group; users: User[] } | Refusal {
  const id = numberIn(call.params, 'id');
  const group = id === null ? undefined : findGroup(call.world.state, id);
  const names = listIn(call.params, 'usernames') ?? [];
  const users = names.flatMap((name) => userNamed(call.world.state, name) ?? []);
  if (!group) return notFound();
  return users.length === 0 ? invalid('usernames or emails must be present') : { group, users };
}

function namesOf(users: readonly User[]): string[] {
  return users.map((user) => user.username).sort();
}
