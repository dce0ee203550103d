import { assign, unassign } from './actions/assign.js';
import type { Assignee, Target } from './actions/assign.js';
import { editPost, editTopic } from './actions/edit.js';
import type { PostChange, TopicChange } from './actions/edit.js';
import { mergeTopic, movePosts } from './actions/move.js';
import { inviteGroup, inviteUser, removeFromMessage } from './actions/people-in.js';
import { createPost } from './actions/post.js';
import type { Draft, Posted } from './actions/post.js';
import { deletePost, deleteTopic, recoverPost, recoverTopic } from './actions/remove.js';
import { approve, reject } from './actions/review.js';
import { acceptAnswer, hidePost, likePost, setNotice, unacceptAnswer, unlikePost } from './actions/solve.js';
import { makePrivate, makePublic, setStatus } from './actions/topic-status.js';
import { existing, findPost, findTopic, groupNamed, userNamed } from './lookups.js';
import { isRefusal } from './refusal.js';
import type { Refusal } from './refusal.js';
import type { Category, Post, QueuedPost, SandboxState, Topic, User } from './state.js';
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
  /** Sent to the address of the category instead of written in the forum. */
  readonly viaEmail?: true;
}

export interface Message {
  readonly to: readonly string[];
  readonly title: string;
  readonly raw: string;
}

/** What one person does in the forum, each with the events that the forum sends. */
export type Person = ReturnType<typeof personOf>;

export function personOf(world: World, username: string) {
  const who = { world, me: () => existing(userNamed(world.state, username), `user "${username}"`) };
  return { ...writing(who), ...judging(who), ...assigning(who), ...keepingOrder(who), ...inviting(who) };
}

interface Who {
  readonly world: World;
  readonly me: () => User;
}

type On = { readonly topic: number } | { readonly post: number };

function writing({ world, me }: Who) {
  return {
    ask: ({ category, tags, ...draft }: Question): Post =>
      published(createPost(world, me(), { ...draft, categoryId: categoryIn(world.state, category).id, tags: tags ?? [] })),
    /** What waits for approval has an id of its own until it is let through. */
    tryToPost: (draft: Draft): Posted => allowed(createPost(world, me(), draft)),
    reply: (topicId: number, raw: string, { to, ...options }: { to?: number; whisper?: boolean; viaEmail?: true } = {}): Post =>
      published(createPost(world, me(), { raw, topicId, replyTo: to, ...options })),
    message: ({ to, title, raw }: Message): Post => published(createPost(world, me(), { raw, title, recipients: to })),
    edit: (postId: number, change: string | PostChange): Post =>
      allowed(editPost(world, me(), { post: postAt(world, postId), change: typeof change === 'string' ? { raw: change } : change })),
    editTopic: (topicId: number, change: TopicChange): Topic => allowed(editTopic(world, me(), { topic: topicAt(world, topicId), change })),
    delete: (postId: number): Post => allowed(deletePost(world, me(), postAt(world, postId))),
    recover: (postId: number): Post => allowed(recoverPost(world, me(), postAt(world, postId))),
    deleteTopic: (topicId: number): Topic => allowed(deleteTopic(world, me(), topicAt(world, topicId))),
    recoverTopic: (topicId: number): Topic => allowed(recoverTopic(world, me(), topicAt(world, topicId))),
  };
}

function judging({ world, me }: Who) {
  return {
    accept: (postId: number): Post => allowed(acceptAnswer(world, me(), postAt(world, postId))),
    unaccept: (postId: number): Post => allowed(unacceptAnswer(world, me(), postAt(world, postId))),
    like: (postId: number): Post => allowed(likePost(world, me(), postAt(world, postId))),
    unlike: (postId: number): Post => allowed(unlikePost(world, me(), postAt(world, postId))),
    hide: (postId: number, hidden = true): Post => allowed(hidePost(world, me(), { post: postAt(world, postId), hidden })),
    notice: (postId: number, notice: string): Post => allowed(setNotice(world, me(), { post: postAt(world, postId), notice })),
    approve: (reviewId: number): Post => allowed(approve(world, me(), queuedAt(world, reviewId))),
    reject: (reviewId: number): QueuedPost => allowed(reject(world, me(), queuedAt(world, reviewId))),
  };
}

function assigning({ world, me }: Who) {
  const target = (on: On): Target => ('post' in on ? postAt(world, on.post) : topicAt(world, on.topic));
  return {
    assign: (on: On, to: string, note: string | null = null): Target =>
      allowed(assign(world, me(), { target: target(on), to: userOrGroup(world, to), note })),
    unassign: (on: On): Target => allowed(unassign(world, me(), target(on))),
  };
}

function keepingOrder({ world, me }: Who) {
  const setTo = (topicId: number, status: string, enabled: boolean): Topic =>
    allowed(setStatus(world, me(), { topic: topicAt(world, topicId), status, enabled }));
  return {
    setStatus: setTo,
    close: (topicId: number): Topic => setTo(topicId, 'closed', true),
    open: (topicId: number): Topic => setTo(topicId, 'closed', false),
    move: (fromId: number, postIds: readonly number[], to: number | { title: string; tags?: readonly string[] }): Topic =>
      allowed(
        movePosts(world, me(), { from: topicAt(world, fromId), postIds, to: typeof to === 'number' ? { topic: topicAt(world, to) } : to }),
      ),
    merge: (fromId: number, intoId: number): Topic =>
      allowed(mergeTopic(world, me(), { from: topicAt(world, fromId), into: topicAt(world, intoId) })),
    makePrivate: (topicId: number): Topic => allowed(makePrivate(world, me(), topicAt(world, topicId))),
    makePublic: (topicId: number, category: string | number): Topic =>
      allowed(makePublic(world, me(), { topic: topicAt(world, topicId), categoryId: categoryIn(world.state, category).id })),
  };
}

function inviting({ world, me }: Who) {
  return {
    invite: (topicId: number, name: string): Topic => {
      const topic = topicAt(world, topicId);
      const { user, group } = userOrGroup(world, name);
      return allowed(user ? inviteUser(world, me(), { topic, user }) : inviteGroup(world, me(), { topic, group: existing(group, name) }));
    },
    remove: (topicId: number, name: string): Topic =>
      allowed(removeFromMessage(world, me(), { topic: topicAt(world, topicId), ...userOrGroup(world, name) })),
  };
}

function topicAt(world: World, id: number): Topic {
  return existing(findTopic(world.state, id), `topic ${id}`);
}

function postAt(world: World, id: number): Post {
  return existing(findPost(world.state, id), `post ${id}`);
}

function queuedAt(world: World, id: number): QueuedPost {
  return existing(
    world.state.queued.find((one) => one.id === id),
    `waiting post ${id}`,
  );
}

function userOrGroup(world: World, name: string): Assignee {
  const user = userNamed(world.state, name);
  return user ? { user } : { group: existing(groupNamed(world.state, name), `user or group "${name}"`) };
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
