import type { Instant } from '../../../shared/instant.js';
import { findCategory, findTopic, groupNamed, userNamed } from '../lookups.js';
import { postEvent, reviewEvent, topicEvent } from '../payloads.js';
import { canCreateIn, canMessageGroup, canReply, isStaff } from '../permissions.js';
import { isRefusal, noRecord, notCreated, notPermitted, refusal, topicGone } from '../refusal.js';
import type { Refusal } from '../refusal.js';
import type { Category, Post, QueuedPost, Topic, User } from '../state.js';
import type { World } from '../world.js';
import { createTags, externalProblems, forbiddenTag, textProblems, titleProblems } from './checks.js';
import { addPost, notifyReaders } from './add-post.js';

export interface Draft {
  readonly raw: string;
  readonly title?: string | undefined;
  readonly categoryId?: number | undefined;
  readonly tags?: readonly string[] | undefined;
  readonly topicId?: number | undefined;
  readonly replyTo?: number | undefined;
  /** Users and groups by name: a private message. */
  readonly recipients?: readonly string[] | undefined;
  readonly externalId?: string | undefined;
  readonly whisper?: boolean | undefined;
  readonly visible?: boolean | undefined;
  readonly bump?: boolean | undefined;
  /** It came in by mail. */
  readonly viaEmail?: true | undefined;
  readonly createdAt?: Instant | undefined;
}

export type Posted = { readonly post: Post } | { readonly queued: QueuedPost };

/** `POST /posts.json`: a topic, a reply or a message. */
export function createPost(world: World, author: User, draft: Draft): Posted | Refusal {
  if (draft.whisper && !isStaff(author)) {
    return refusal(403, {
      errors: ['Either whispers are not enabled or you do not have access to create whisper posts'],
      error_type: 'invalid_access',
    });
  }
  if (draft.topicId !== undefined) return reply(world, author, draft);
  return draft.recipients === undefined ? openTopic(world, author, draft) : openMessage(world, author, draft);
}

function reply(world: World, author: User, draft: Draft): Posted | Refusal {
  const topic = findTopic(world.state, draft.topicId ?? 0);
  if (!topic || !canReply(world.state, author, topic)) return topicGone();
  const problems = textProblems(world, author, draft.raw);
  if (problems.length > 0) return notCreated(...problems);
  const category = findCategory(world.state, topic.categoryId);
  if (category?.approveReplies && !isStaff(author)) return holdForApproval(world, author, { draft, category, topic });
  return { post: publishReply(world, author, { topic, draft }) };
}

function openTopic(world: World, author: User, draft: Draft): Posted | Refusal {
  const category = draft.categoryId === undefined ? undefined : findCategory(world.state, draft.categoryId);
  if (!category) return draft.categoryId === undefined ? notCreated("Category can't be blank") : noRecord();
  if (author.silenced) return topicGone();
  if (!canCreateIn(world.state, author, category)) return notPermitted();
  const problems = [
    ...titleProblems(world, draft.title ?? ''),
    ...textProblems(world, author, draft.raw),
    ...externalProblems(world, draft),
  ];
  const forbidden = forbiddenTag(world, author, draft.tags ?? []);
  if (forbidden) problems.push(forbidden);
  if (problems.length > 0) return notCreated(...problems);
  if (category.approveTopics && !isStaff(author)) return holdForApproval(world, author, { draft, category, topic: null });
  return { post: publishTopic(world, author, draft) };
}

function openMessage(world: World, author: User, draft: Draft): Posted | Refusal {
  if (author.silenced) return topicGone();
  const found = findRecipients(world, author, draft.recipients ?? []);
  if (isRefusal(found)) return found;
  const problems = [...textProblems(world, author, draft.raw), ...externalProblems(world, draft)];
  if ((draft.title ?? '').trim().length < 2) problems.unshift('Title is too short (minimum is 2 characters)');
  if (problems.length > 0) return notCreated(...problems);
  const topic = addTopic(world, author, { ...draft, tags: [], categoryId: undefined });
  topic.archetype = 'private_message';
  topic.allowedUsers = [...new Set([author.id, ...found.users])];
  topic.allowedGroups = found.groups;
  return { post: publishFirst(world, author, { topic, draft }) };
}

function findRecipients(world: World, author: User, names: readonly string[]): { users: number[]; groups: number[] } | Refusal {
  const recipients = { users: [] as number[], groups: [] as number[] };
  for (const name of names) {
    const [user, group] = [userNamed(world.state, name), groupNamed(world.state, name)];
    if (user) recipients.users.push(user.id);
    else if (group && canMessageGroup(author, group)) recipients.groups.push(group.id);
    else return notCreated('One of the users you are sending this message to could not be found.');
  }
  return names.length === 0 ? notCreated('You must select a valid user.') : recipients;
}

/** A moderator lets a waiting post through (fact 17). */
export function publishQueued(world: World, author: User, queued: QueuedPost): Post | Refusal {
  const draft: Draft = {
    ...queued,
    title: queued.title ?? undefined,
    topicId: queued.topicId ?? undefined,
    replyTo: queued.replyTo ?? undefined,
  };
  const topic = queued.topicId === null ? undefined : findTopic(world.state, queued.topicId);
  if (queued.topicId === null) return publishTopic(world, author, draft);
  return topic && !topic.deletedAt ? publishReply(world, author, { topic, draft }) : topicGone();
}

export function publishTopic(world: World, author: User, draft: Draft): Post {
  const topic = addTopic(world, author, draft);
  return publishFirst(world, author, { topic, draft });
}

/** Fact 4: `topic_created` comes before `post_created`. */
function publishFirst(world: World, author: User, { topic, draft }: { topic: Topic; draft: Draft }): Post {
  const post = addPost(world, { topic, author, raw: draft.raw, type: 1, createdAt: draft.createdAt, viaEmail: draft.viaEmail });
  world.emit(topicEvent(world.state, 'topic_created', topic));
  world.emit(postEvent(world.state, 'post_created', post));
  notifyReaders(world, post, topic);
  return post;
}

function publishReply(world: World, author: User, { topic, draft }: { topic: Topic; draft: Draft }): Post {
  const type = draft.whisper ? 4 : 1;
  const post = addPost(world, {
    topic,
    author,
    raw: draft.raw,
    type,
    replyTo: draft.replyTo,
    bump: draft.bump,
    createdAt: draft.createdAt,
    viaEmail: draft.viaEmail,
  });
  world.emit(postEvent(world.state, 'post_created', post));
  notifyReaders(world, post, topic);
  return post;
}

function holdForApproval(world: World, author: User, held: { draft: Draft; category: Category; topic: Topic | null }): Posted {
  const queued: QueuedPost = {
    id: world.state.next.review++,
    userId: author.id,
    createdAt: world.now(),
    status: 0,
    version: 0,
    categoryId: held.category.id,
    topicId: held.topic?.id ?? null,
    postId: null,
    raw: held.draft.raw,
    title: held.draft.title ?? null,
    tags: [...(held.draft.tags ?? [])],
    replyTo: held.draft.replyTo ?? null,
  };
  world.state.queued.push(queued);
  world.emit(reviewEvent(world, 'reviewable_created', queued));
  world.emit(reviewEvent(world, 'reviewable_score_updated', queued));
  return { queued };
}

export function addTopic(world: World, author: User, draft: Draft): Topic {
  const at = draft.createdAt ?? world.now();
  createTags(world, draft.tags ?? []);
  const topic: Topic = {
    id: world.state.next.topic++,
    userId: author.id,
    title: (draft.title ?? '').trim(),
    archetype: 'regular',
    categoryId: draft.categoryId ?? null,
    tags: [...new Set(draft.tags ?? [])],
    createdAt: at,
    bumpedAt: at,
    closed: false,
    archived: false,
    visible: draft.visible ?? true,
    pinned: false,
    deletedAt: null,
    deletedBy: null,
    externalId: draft.externalId ?? null,
    acceptedPostId: null,
    assignment: null,
    allowedUsers: [],
    allowedGroups: [],
  };
  world.state.topics.push(topic);
  return topic;
}
