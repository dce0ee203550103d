import { topicOf } from '../lookups.js';
import { likeEvent, solvedEvent } from '../payloads.js';
import { canAccept, canSeePost, isStaff } from '../permissions.js';
import { notFound, notPermitted, refusal } from '../refusal.js';
import type { Refusal } from '../refusal.js';
import type { Post, User } from '../state.js';
import type { World } from '../world.js';

/** Fact 15: another accepted answer is dropped without a word; accepting again is announced again. */
export function acceptAnswer(world: World, actor: User, post: Post): Post | Refusal {
  if (!canAccept(world.state, actor, post)) return notPermitted();
  topicOf(world.state, post).acceptedPostId = post.id;
  world.emit(solvedEvent(world.state, 'accepted_solution', post));
  return post;
}

/** Fact 15: what is not accepted can be unaccepted, and that is announced. */
export function unacceptAnswer(world: World, actor: User, post: Post): Post | Refusal {
  if (!canAccept(world.state, actor, post)) return notPermitted();
  const topic = topicOf(world.state, post);
  if (topic.acceptedPostId === post.id) topic.acceptedPostId = null;
  world.emit(solvedEvent(world.state, 'unaccepted_solution', post));
  return post;
}

export function likePost(world: World, actor: User, post: Post): Post | Refusal {
  const liked = world.state.likes.some((like) => like.postId === post.id && like.userId === actor.id);
  if (!canSeePost(world.state, actor, post) || liked || post.userId === actor.id || post.deletedAt) {
    return refusal(403, { errors: ['You are not permitted to view the requested resource.'] });
  }
  // The delivery is made before the counters are.
  world.emit(likeEvent(world.state, post, actor));
  world.state.likes.push({ postId: post.id, userId: actor.id });
  return post;
}

/** Fact 13: taking a like back is silent. */
export function unlikePost(world: World, actor: User, post: Post): Post | Refusal {
  const index = world.state.likes.findIndex((like) => like.postId === post.id && like.userId === actor.id);
  if (index < 0) return notPermitted();
  world.state.likes.splice(index, 1);
  return post;
}

/** Facts 13 and 28: a staff notice is silent, and unknown to who is not staff. */
export function setNotice(world: World, actor: User, { post, notice }: { post: Post; notice: string }): Post | Refusal {
  if (!isStaff(actor)) return notFound();
  if (!canSeePost(world.state, actor, post)) return notPermitted();
  post.notice = notice.trim() === '' ? null : notice;
  return post;
}

/** What a moderator does with a post that was flagged; the recordings show no event for the post itself. */
export function hidePost(world: World, actor: User, { post, hidden }: { post: Post; hidden: boolean }): Post | Refusal {
  if (!isStaff(actor) || !canSeePost(world.state, actor, post)) return notPermitted();
  post.hidden = hidden;
  post.updatedAt = world.now();
  return post;
}
