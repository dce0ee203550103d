import { findCategory, postsOf } from '../lookups.js';
import { topicEvent } from '../payloads.js';
import { canSeeTopic, isStaff } from '../permissions.js';
import { invalid, notPermitted } from '../refusal.js';
import type { Refusal } from '../refusal.js';
import type { Topic, User } from '../state.js';
import type { World } from '../world.js';
import { smallAction } from './add-post.js';
import { unassignOnClose } from './assign.js';

const STATUSES = ['closed', 'archived', 'visible', 'pinned'] as const;
type Status = (typeof STATUSES)[number];

/** `PUT /t/:id/status.json`. Fact 4: the small action comes before the event of the topic. */
export function setStatus(world: World, actor: User, given: { topic: Topic; status: string; enabled: boolean }): Topic | Refusal {
  const { topic, enabled } = given;
  const status = STATUSES.find((known): known is Status => known === given.status);
  if (!status) return invalid('status');
  if (!isStaff(actor) || !canSeeTopic(world.state, actor, topic)) return notPermitted();
  if (topic[status] === enabled) return topic;
  topic[status] = enabled;
  smallAction(world, topic, { by: actor, code: `${status}.${enabled ? 'enabled' : 'disabled'}` });
  world.emit(topicEvent(world.state, `topic_${status}_status_updated`, topic));
  if (status === 'closed' && enabled) unassignOnClose(world, topic);
  return topic;
}

/** Fact 24: all authors and the acting moderator become participants; the tags stay. */
export function makePrivate(world: World, actor: User, topic: Topic): Topic | Refusal {
  if (!isStaff(actor) || !canSeeTopic(world.state, actor, topic)) return notPermitted();
  if (topic.archetype === 'private_message') return topic;
  const authors = postsOf(world.state, topic.id)
    .filter((post) => post.type !== 3 && !post.deletedAt)
    .map((post) => post.userId);
  topic.archetype = 'private_message';
  topic.categoryId = null;
  topic.allowedUsers = [...new Set([...authors, actor.id])];
  topic.allowedGroups = [];
  world.emit(topicEvent(world.state, 'topic_edited', topic));
  smallAction(world, topic, { by: actor, code: 'private_topic' });
  return topic;
}

export function makePublic(world: World, actor: User, { topic, categoryId }: { topic: Topic; categoryId: number }): Topic | Refusal {
  if (!isStaff(actor) || !canSeeTopic(world.state, actor, topic)) return notPermitted();
  if (!findCategory(world.state, categoryId)) return invalid('category_id');
  if (topic.archetype === 'regular') return topic;
  topic.archetype = 'regular';
  topic.categoryId = categoryId;
  topic.allowedUsers = [];
  topic.allowedGroups = [];
  world.emit(topicEvent(world.state, 'topic_edited', topic));
  smallAction(world, topic, { by: actor, code: 'public_topic' });
  return topic;
}
