import { assign, unassign } from './actions/assign.js';
import type { Target } from './actions/assign.js';
import { editPost, editTopic } from './actions/edit.js';
import type { PostChange, TopicChange } from './actions/edit.js';
import { mergeTopic, movePosts } from './actions/move.js';
import { inviteGroup, inviteUser, removeFromMessage } from './actions/people-in.js';
import { createPost } from './actions/post.js';
import type { Posted } from './actions/post.js';
import { deletePost, deleteTopic, recoverPost, recoverTopic } from './actions/remove.js';
import { approve, reject } from './actions/review.js';
import { acceptAnswer, hidePost, likePost, setNotice, unacceptAnswer, unlikePost } from './actions/solve.js';
import { makePrivate, makePublic, setStatus } from './actions/topic-status.js';
import { existing, findPost, findTopic, groupNamed, userNamed } from './lookups.js';
import { isRefusal } from './refusal.js';
import type { Refusal } from './refusal.js';
import type { Category, Post, SandboxState, Topic, User } from './state.js';
import type { World } from './world.js';

/** Thrown when the forum refuses what a person tries. */
export class SandboxRefusal extends Error {
  override readonly name = 'SandboxRefusal';
  constructor(readonly refusal: Refusal) {
    super(`the sandbox forum refuses (${refusal.status}): ${JSON.stringify(refusal.body)}`);
  }
}

export interface Question {
  /** Name or id. */
  readonly category: string | number;
  readonly title: string;
  readonly raw: string;
  readonly tags?: readonly string[];
}

export interface Message {
  readonly to: readonly string[];
  readonly title: string;
  readonly raw: string;
}

/** What one person does in the forum, each with the events that the forum sends. */
export type Person = ReturnType<typeof personOf>;

export function personOf(world: World, username: string) {
  const me = (): User => existing(userNamed(world.state, username), `user "${username}"`);
  const topic = (id: number): Topic => existing(findTopic(world.state, id), `topic ${id}`);
  const post = (id: number): Post => existing(findPost(world.state, id), `post ${id}`);
  const target = (on: { topic: number } | { post: number }): Target => ('post' in on ? post(on.post) : topic(on.topic));
  const queued = (id: number) =>
    existing(
      world.state.queued.find((one) => one.id === id),
      `waiting post ${id}`,
    );

  return {
    ask: ({ category, title, raw, tags }: Question): Post =>
      published(createPost(world, me(), { raw, title, categoryId: categoryIn(world.state, category).id, tags: tags ?? [] })),
    /** What waits for approval has an id of its own until it is let through. */
    tryToPost: (draft: Parameters<typeof createPost>[2]): Posted => allowed(createPost(world, me(), draft)),
    reply: (topicId: number, raw: string, options: { to?: number; whisper?: boolean } = {}): Post =>
      published(createPost(world, me(), { raw, topicId, replyTo: options.to, whisper: options.whisper })),
    message: ({ to, title, raw }: Message): Post => published(createPost(world, me(), { raw, title, recipients: to })),
    edit: (postId: number, change: string | PostChange): Post =>
      allowed(editPost(world, me(), { post: post(postId), change: typeof change === 'string' ? { raw: change } : change })),
    editTopic: (topicId: number, change: TopicChange): Topic => allowed(editTopic(world, me(), { topic: topic(topicId), change })),
    delete: (postId: number): Post => allowed(deletePost(world, me(), post(postId))),
    recover: (postId: number): Post => allowed(recoverPost(world, me(), post(postId))),
    deleteTopic: (topicId: number): Topic => allowed(deleteTopic(world, me(), topic(topicId))),
    recoverTopic: (topicId: number): Topic => allowed(recoverTopic(world, me(), topic(topicId))),
    accept: (postId: number): Post => allowed(acceptAnswer(world, me(), post(postId))),
    unaccept: (postId: number): Post => allowed(unacceptAnswer(world, me(), post(postId))),
    like: (postId: number): Post => allowed(likePost(world, me(), post(postId))),
    unlike: (postId: number): Post => allowed(unlikePost(world, me(), post(postId))),
    hide: (postId: number, hidden = true): Post => allowed(hidePost(world, me(), { post: post(postId), hidden })),
    notice: (postId: number, notice: string): Post => allowed(setNotice(world, me(), { post: post(postId), notice })),
    assign: (on: { topic: number } | { post: number }, to: string, note: string | null = null): Target => {
      const user = userNamed(world.state, to);
      return allowed(assign(world, me(), { target: target(on), to: user ? { user } : { group: existing(groupNamed(world.state, to), `user or group "${to}"`) }, note }));
    },
    unassign: (on: { topic: number } | { post: number }): Target => allowed(unassign(world, me(), target(on))),
    move: (fromId: number, postIds: readonly number[], to: number | { title: string; tags?: readonly string[] }): Topic =>
      allowed(movePosts(world, me(), { from: topic(fromId), postIds, to: typeof to === 'number' ? { topic: topic(to) } : to })),
    merge: (fromId: number, intoId: number): Topic => allowed(mergeTopic(world, me(), { from: topic(fromId), into: topic(intoId) })),
    close: (topicId: number): Topic => allowed(setStatus(world, me(), { topic: topic(topicId), status: 'closed', enabled: true })),
    open: (topicId: number): Topic => allowed(setStatus(world, me(), { topic: topic(topicId), status: 'closed', enabled: false })),
    setStatus: (topicId: number, status: string, enabled: boolean): Topic => allowed(setStatus(world, me(), { topic: topic(topicId), status, enabled })),
    makePrivate: (topicId: number): Topic => allowed(makePrivate(world, me(), topic(topicId))),
    makePublic: (topicId: number, category: string | number): Topic =>
      allowed(makePublic(world, me(), { topic: topic(topicId), categoryId: categoryIn(world.state, category).id })),
    invite: (topicId: number, who: string): Topic => {
      const user = userNamed(world.state, who);
      if (user) return allowed(inviteUser(world, me(), { topic: topic(topicId), user }));
      return allowed(inviteGroup(world, me(), { topic: topic(topicId), group: existing(groupNamed(world.state, who), `user or group "${who}"`) }));
    },
    remove: (topicId: number, who: string): Topic => {
      const user = userNamed(world.state, who);
      const gone = user ? { user } : { group: existing(groupNamed(world.state, who), `user or group "${who}"`) };
      return allowed(removeFromMessage(world, me(), { topic: topic(topicId), ...gone }));
    },
    approve: (reviewId: number): Post => allowed(approve(world, me(), queued(reviewId))),
    reject: (reviewId: number): void => void allowed(reject(world, me(), queued(reviewId))),
  };
}

export function categoryIn(state: SandboxState, name: string | number): Category {
  return existing(
    state.categories.find((category) => category.id === name || category.name === name),
    `category "${name}"`,
  );
}

function allowed<Value>(value: Value | Refusal): Value {
  if (isRefusal(value)) throw new SandboxRefusal(value);
  return value;
}

function published(posted: Posted | Refusal): Post {
  const done = allowed(posted);
  if (!('post' in done)) throw new Error(`the post waits for approval (${done.queued.id}): use tryToPost`);
  return done.post;
}
