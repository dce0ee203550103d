import { postsOf, slugOf, userOf } from '../lookups.js';
import { postEvent } from '../payloads.js';
import { canSeeTopic, isStaff } from '../permissions.js';
import { invalid, notPermitted, unprocessable } from '../refusal.js';
import type { Refusal } from '../refusal.js';
import type { Post, Topic, User } from '../state.js';
import type { World } from '../world.js';
import { addPost, smallAction } from './add-post.js';
import { addTopic } from './post.js';
import { setStatus } from './topic-status.js';

export interface Move {
  readonly from: Topic;
  readonly postIds: readonly number[];
  readonly to:
    | { readonly topic: Topic }
    | { readonly title: string; readonly categoryId?: number | undefined; readonly tags?: readonly string[] | undefined };
}

/**
 * `POST /t/:id/move-posts.json`. Fact 12: moving is silent. Moved posts keep their ids and get new numbers; a moved first
 * post is copied, and that copy alone is announced; then a small action in the old topic links to the new place.
 */
export function movePosts(world: World, actor: User, move: Move): Topic | Refusal {
  if (!isStaff(actor) || !canSeeTopic(world.state, actor, move.from)) return notPermitted();
  const posts = postsOf(world.state, move.from.id).filter((post) => move.postIds.includes(post.id) && !post.deletedAt);
  const first = posts[0];
  if (!first || first.type === 3) return unprocessable('When moving posts to a new topic, the first post must be a regular post.');
  if ('topic' in move.to && move.to.topic.archetype !== move.from.archetype) {
    return move.from.archetype === 'private_message' ? invalid('Discourse::InvalidParameters') : notPermitted();
  }
  const target =
    'topic' in move.to
      ? move.to.topic
      : newTopicFor(world, first, { ...move.to, categoryId: move.to.categoryId ?? move.from.categoryId ?? undefined });
  const numbers = posts.map((post) => post.number);
  const firstNumber = first.number === 1 ? numbers[1] : numbers[0];
  const landed = posts.map((post) => (post.number === 1 ? copyFirst(world, post, target) : carry(world, post, target)));
  leaveNotice(world, actor, { from: move.from, target, landed, firstNumber, isNew: !('topic' in move.to) });
  return target;
}

/** `POST /t/:id/merge-topic.json`: everything moves, then the old topic is closed. */
export function mergeTopic(world: World, actor: User, { from, into }: { from: Topic; into: Topic }): Topic | Refusal {
  const posts = postsOf(world.state, from.id).filter((post) => !post.deletedAt);
  const moved = movePosts(world, actor, { from, postIds: posts.map((post) => post.id), to: { topic: into } });
  if ('refused' in moved) return moved;
  const closed = setStatus(world, actor, { topic: from, status: 'closed', enabled: true });
  return 'refused' in closed ? closed : moved;
}

function newTopicFor(
  world: World,
  first: Post,
  draft: { title: string; categoryId?: number | undefined; tags?: readonly string[] | undefined },
): Topic {
  return addTopic(world, userOf(world.state, first.userId), { raw: first.raw, ...draft });
}

function carry(world: World, post: Post, target: Topic): Post {
  const number = postsOf(world.state, target.id).reduce((highest, other) => Math.max(highest, other.number), 0) + 1;
  post.topicId = target.id;
  post.number = number;
  post.replyTo = null;
  post.updatedAt = world.now();
  return post;
}

/** The first post of a topic stays where it is; its copy is a new post with the author, the time and the text of the old one. */
function copyFirst(world: World, post: Post, target: Topic): Post {
  const { raw, type, createdAt, userId } = post;
  const copy = addPost(world, { topic: target, author: userOf(world.state, userId), raw, type, createdAt, bump: false });
  world.emit(postEvent(world.state, 'post_created', copy));
  return copy;
}

interface Notice {
  readonly from: Topic;
  readonly target: Topic;
  readonly landed: readonly Post[];
  readonly firstNumber: number | undefined;
  readonly isNew: boolean;
}

/** Announced under the next free number, then put where the first moved post was (fact 12). */
function leaveNotice(world: World, actor: User, { from, target, landed, firstNumber, isNew }: Notice): void {
  const what = landed.length === 1 ? 'A post was' : `${landed.length} posts were`;
  const path = `/t/${slugOf(target.title)}/${target.id}${isNew ? '' : `/${landed[0]?.number ?? 1}`}`;
  const place = isNew ? 'split to a new topic' : 'merged into an existing topic';
  const notice = smallAction(world, from, { by: actor, code: 'split_topic', raw: `${what} ${place}: [${target.title}](${path})` });
  if (firstNumber !== undefined && firstNumber < notice.number) notice.number = firstNumber;
}
