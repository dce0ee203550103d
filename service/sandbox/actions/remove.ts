import { findCategory, firstPostOf, topicOf } from '../lookups.js';
import { categoryEvent, postEvent, topicEvent } from '../payloads.js';
import { canSeePost, canSeeTopic, isStaff } from '../permissions.js';
import { notPermitted } from '../refusal.js';
import type { Refusal } from '../refusal.js';
import type { Post, Topic, User } from '../state.js';
import type { World } from '../world.js';

const DELETED_BY_AUTHOR = '(post deleted by author)';

/** `DELETE /posts/:id.json`; the first post takes its topic along. */
export function deletePost(world: World, actor: User, post: Post): Post | Refusal {
  if (!canSeePost(world.state, actor, post)) return notPermitted();
  if (isStaff(actor)) {
    if (post.number !== 1) deleteByStaff(world, actor, post);
    else if (!post.deletedAt) deleteWithTopic(world, actor, topicOf(world.state, post));
    return post;
  }
  if (post.userId !== actor.id || post.number === 1 || post.deletedAt || post.userDeleted) return notPermitted();
  deleteByAuthor(world, post);
  return post;
}

/** `PUT /posts/:id/recover.json`. */
export function recoverPost(world: World, actor: User, post: Post): Post | Refusal {
  if (!canSeePost(world.state, actor, post)) return notPermitted();
  if (post.userDeleted && (post.userId === actor.id || isStaff(actor))) {
    recoverOfAuthor(world, post);
    return post;
  }
  if (!isStaff(actor) || !post.deletedAt) return notPermitted();
  if (post.number === 1) recoverWithTopic(world, topicOf(world.state, post));
  else recoverByStaff(world, post);
  return post;
}

export function deleteTopic(world: World, actor: User, topic: Topic): Topic | Refusal {
  if (!isStaff(actor) || !canSeeTopic(world.state, actor, topic)) return notPermitted();
  if (!topic.deletedAt) deleteWithTopic(world, actor, topic);
  return topic;
}

export function recoverTopic(world: World, actor: User, topic: Topic): Topic | Refusal {
  if (!isStaff(actor) || !canSeeTopic(world.state, actor, topic)) return notPermitted();
  if (topic.deletedAt) recoverWithTopic(world, topic);
  return topic;
}

/**
 * Fact 8: first an edit to "(post deleted by author)" as version 2, then the deletion with the text and the version of
 * before. The post stays in the topic.
 */
function deleteByAuthor(world: World, post: Post): void {
  const before: Post = { ...post };
  post.rawBeforeDeletion = post.raw;
  post.raw = DELETED_BY_AUTHOR;
  newVersion(world, post);
  world.emit(postEvent(world.state, 'post_edited', post));
  world.emit(postEvent(world.state, 'post_destroyed', before));
  post.userDeleted = true;
}

function recoverOfAuthor(world: World, post: Post): void {
  post.userDeleted = false;
  post.raw = post.rawBeforeDeletion ?? post.raw;
  post.rawBeforeDeletion = null;
  newVersion(world, post);
  world.emit(postEvent(world.state, 'post_edited', post));
  world.emit(postEvent(world.state, 'post_recovered', post));
}

/** Fact 8: the delivery shows the state before; fact 15: no word about the solution. */
function deleteByStaff(world: World, actor: User, post: Post): void {
  if (post.deletedAt) return;
  announceCounters(world, topicOf(world.state, post));
  world.emit(postEvent(world.state, 'post_destroyed', post));
  post.deletedAt = world.now();
  post.deletedBy = actor.id;
  // The forum takes a staff notice away with the post.
  post.notice = null;
}

function recoverByStaff(world: World, post: Post): void {
  post.deletedAt = null;
  post.deletedBy = null;
  announceCounters(world, topicOf(world.state, post));
  world.emit(postEvent(world.state, 'post_recovered', post));
}

function deleteWithTopic(world: World, actor: User, topic: Topic): void {
  const first = firstPostOf(world.state, topic.id);
  announceCounters(world, topic);
  world.emit(postEvent(world.state, 'post_destroyed', first));
  world.emit(topicEvent(world.state, 'topic_destroyed', topic));
  for (const thing of [first, topic]) {
    thing.deletedAt = world.now();
    thing.deletedBy = actor.id;
  }
}

/** Fact 4: `topic_recovered` still deleted, `post_recovered`, `topic_recovered` clean. */
function recoverWithTopic(world: World, topic: Topic): void {
  const first = firstPostOf(world.state, topic.id);
  announceCounters(world, topic);
  world.emit(topicEvent(world.state, 'topic_recovered', topic));
  for (const thing of [first, topic]) {
    thing.deletedAt = null;
    thing.deletedBy = null;
  }
  world.emit(postEvent(world.state, 'post_recovered', first));
  world.emit(topicEvent(world.state, 'topic_recovered', topic));
}

/** Fact 10: the counters of the category change, and that is announced. */
function announceCounters(world: World, topic: Topic): void {
  const category = findCategory(world.state, topic.categoryId);
  if (category) world.emit(categoryEvent(world.state, 'category_updated', category));
}

function newVersion(world: World, post: Post): void {
  post.version += 1;
  post.updatedAt = world.now();
  post.lastVersionAt = post.updatedAt;
}
