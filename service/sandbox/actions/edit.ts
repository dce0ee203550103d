import { findCategory, firstPostOf, topicOf } from '../lookups.js';
import { postEvent, postPayload, topicEvent } from '../payloads.js';
import { canCreateIn, canEditPost, canEditTopic, isStaff } from '../permissions.js';
import { notPermitted, refusal, unprocessable } from '../refusal.js';
import type { Refusal } from '../refusal.js';
import type { Post, Revision, Topic, User } from '../state.js';
import type { World } from '../world.js';
import { createTags, forbiddenTag, lengthProblems, titleProblems } from './checks.js';

export interface PostChange {
  readonly raw: string;
  readonly reason?: string | undefined;
  /** What the editor believes to stand there; another text is a conflict. */
  readonly rawOld?: string | undefined;
  readonly title?: string | undefined;
  readonly bump?: boolean | undefined;
}

export interface TopicChange {
  readonly title?: string | undefined;
  readonly categoryId?: number | undefined;
  readonly tags?: readonly string[] | undefined;
}

/** `PUT /posts/:id.json`. */
export function editPost(world: World, editor: User, { post, change }: { post: Post; change: PostChange }): Post | Refusal {
  if (!canEditPost(world.state, editor, post)) return notPermitted();
  if (change.rawOld !== undefined && change.rawOld !== post.raw) {
    return refusal(409, { errors: ['That post was edited by another user and your changes can no longer be saved.'] });
  }
  const topic = topicOf(world.state, post);
  const renamed = post.number === 1 && change.title !== undefined && change.title !== topic.title;
  const problems = [...lengthProblems(world, change.raw), ...(renamed ? titleProblems(world, change.title ?? '', topic) : [])];
  if (problems.length > 0) {
    announceRefused(world, { post, raw: change.raw, renamed });
    return unprocessable(...problems);
  }
  if (change.raw === post.raw && !renamed) return post;
  revise(world, editor, { post, raw: change.raw, reason: change.reason ?? null, topic: renamed ? { title: change.title } : {} });
  // Bumped by an edit of the last post only, unless bypassed.
  if (change.bump !== false && world.state.posts.every((other) => other.topicId !== topic.id || other.number <= post.number))
    topic.bumpedAt = world.now();
  if (topic.deletedAt) return post;
  // Fact 7: with the title changed as well only `topic_edited` is sent, which has no text.
  world.emit(renamed ? topicEvent(world.state, 'topic_edited', topic) : postEvent(world.state, 'post_edited', post));
  return post;
}

/** `PUT /t/-/:id.json`. */
export function editTopic(world: World, editor: User, { topic, change }: { topic: Topic; change: TopicChange }): Topic | Refusal {
  if (!canEditTopic(world.state, editor, topic)) return notPermitted();
  const category = change.categoryId === undefined ? undefined : findCategory(world.state, change.categoryId);
  if (change.categoryId !== undefined && !category) return unprocessable('Category not found!');
  if (category && category.id !== topic.categoryId && !canCreateIn(world.state, editor, category)) return notPermitted();
  const tags = change.tags === undefined ? undefined : [...new Set(change.tags)];
  const forbidden = forbiddenTag(world, editor, tags?.filter((tag) => !topic.tags.includes(tag)) ?? []);
  if (forbidden) {
    // Fact 5: a refused tag change is announced too, with the old tags.
    world.emit(topicEvent(world.state, 'topic_edited', topic));
    return unprocessable(forbidden);
  }
  const title = change.title === topic.title ? undefined : change.title;
  const problems = title === undefined ? [] : titleProblems(world, title, topic);
  if (problems.length > 0) return unprocessable(...problems);
  const newTags = tags && !sameTags(tags, topic.tags) ? keepStaffTags(world, editor, { tags, topic }) : undefined;
  const newCategory = category && category.id !== topic.categoryId ? category.id : undefined;
  if (title === undefined && newTags === undefined && newCategory === undefined) return topic;
  createTags(world, newTags ?? []);
  const post = firstPostOf(world.state, topic.id);
  revise(world, editor, { post, raw: post.raw, reason: null, topic: { title, tags: newTags, categoryId: newCategory } });
  if (!topic.deletedAt) world.emit(topicEvent(world.state, 'topic_edited', topic));
  return topic;
}

/** Fact 5: the text that was refused is announced, with the number that the next version will have. */
function announceRefused(world: World, refused: { post: Post; raw: string; renamed: boolean }): void {
  const { post } = refused;
  if (refused.renamed || topicOf(world.state, post).deletedAt) return;
  const shown: Post = { ...post, raw: refused.raw, version: post.version + 1, updatedAt: world.now() };
  world.emit({ ...postEvent(world.state, 'post_edited', post), payload: postPayload(world.state, shown) });
}

/** Who is not staff cannot take a staff tag away either. */
function keepStaffTags(world: World, editor: User, { tags, topic }: { tags: string[]; topic: Topic }): string[] {
  if (isStaff(editor)) return tags;
  const kept = topic.tags.filter((name) => world.state.tags.some((tag) => tag.staffOnly && tag.name === name));
  return [...new Set([...tags, ...kept])];
}

function sameTags(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((tag) => b.includes(tag));
}

export interface Revise {
  readonly post: Post;
  readonly raw: string;
  readonly reason: string | null;
  readonly topic: { title?: string | undefined; tags?: string[] | undefined; categoryId?: number | undefined };
}

/** Fact 6: an edit in the grace period changes the text and keeps the version. */
export function revise(world: World, editor: User, given: Revise): void {
  const { post } = given;
  const topic = topicOf(world.state, post);
  const now = world.now();
  const inGrace =
    editor.id === post.lastEditorId &&
    given.reason === null &&
    (Date.parse(now) - Date.parse(post.lastVersionAt)) / 1000 <= world.state.settings.editingGraceSeconds;
  const change = {
    at: now,
    editorId: editor.id,
    reason: given.reason,
    raw: { before: post.raw, after: given.raw },
    title: given.topic.title === undefined ? null : { before: topic.title, after: given.topic.title.trim() },
    tags: given.topic.tags === undefined ? null : { before: [...topic.tags], after: given.topic.tags },
    categoryId: given.topic.categoryId === undefined ? null : { before: topic.categoryId, after: given.topic.categoryId },
  };
  if (!inGrace) {
    post.version += 1;
    post.lastVersionAt = now;
    post.revisions.push({ number: post.version, ...change });
  } else {
    const last = post.revisions.at(-1);
    if (last && last.number === post.version) mergeRevision(last, change);
  }
  post.raw = given.raw;
  post.updatedAt = now;
  post.lastEditorId = editor.id;
  post.editReason = given.reason ?? (inGrace ? post.editReason : null);
  topic.title = change.title?.after ?? topic.title;
  topic.tags = change.tags?.after ?? topic.tags;
  topic.categoryId = change.categoryId?.after ?? topic.categoryId;
}

/** A further edit in the grace period widens the revision: its state before stays, its state after is new. */
function mergeRevision(last: Revision, change: Omit<Revision, 'number'>): void {
  last.at = change.at;
  last.raw.after = change.raw.after;
  if (change.title) last.title = { before: last.title?.before ?? change.title.before, after: change.title.after };
  if (change.tags) last.tags = { before: last.tags?.before ?? change.tags.before, after: change.tags.after };
  if (change.categoryId) last.categoryId = { before: last.categoryId?.before ?? change.categoryId.before, after: change.categoryId.after };
}
