import { userOf } from '../lookups.js';
import { reviewEvent } from '../payloads.js';
import { isStaff } from '../permissions.js';
import { isRefusal, notPermitted } from '../refusal.js';
import type { Refusal } from '../refusal.js';
import type { Post, QueuedPost, User } from '../state.js';
import type { World } from '../world.js';
import { publishQueued } from './post.js';

/** Fact 17: `reviewable_transitioned_to`, then the post as if it had been written now. */
export function approve(world: World, actor: User, queued: QueuedPost): Post | Refusal {
  if (!isStaff(actor) || queued.status !== 0) return notPermitted();
  const events: Parameters<World['emit']>[0][] = [];
  const post = publishQueued({ ...world, emit: (event) => events.push(event) }, userOf(world.state, queued.userId), queued);
  if (isRefusal(post)) return post;
  queued.status = 1;
  queued.version += 1;
  queued.postId = post.id;
  queued.topicId = post.topicId;
  // The review is announced with the ids of the post, yet before it.
  world.emit(reviewEvent(world, 'reviewable_transitioned_to', queued));
  events.forEach(world.emit);
  return post;
}

export function reject(world: World, actor: User, queued: QueuedPost): QueuedPost | Refusal {
  if (!isStaff(actor) || queued.status !== 0) return notPermitted();
  queued.status = 2;
  queued.version += 1;
  world.emit(reviewEvent(world, 'reviewable_transitioned_to', queued));
  return queued;
}
