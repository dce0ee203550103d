import type { Instant } from '../../../shared/instant.js';
import { nextNumber, postsOf } from '../lookups.js';
import { notificationEvent, postEvent } from '../payloads.js';
import type { Post, Topic, User } from '../state.js';
import type { World } from '../world.js';

export interface NewPost {
  readonly topic: Topic;
  readonly author: User;
  readonly raw: string;
  readonly type: Post['type'];
  readonly replyTo?: number | null | undefined;
  readonly createdAt?: Instant | undefined;
  readonly bump?: boolean | undefined;
  readonly viaEmail?: true | undefined;
  readonly action?: { readonly code: string; readonly who: string | null } | undefined;
}

/** Puts a post into its topic; says nothing to anybody. */
export function addPost(world: World, given: NewPost): Post {
  const now = world.now();
  const at = given.createdAt ?? now;
  const post: Post = {
    id: world.state.next.post++,
    topicId: given.topic.id,
    number: nextNumber(world.state, given.topic.id),
    userId: given.author.id,
    type: given.type,
    raw: given.raw,
    createdAt: at,
    updatedAt: now,
    version: 1,
    lastVersionAt: now,
    lastEditorId: given.author.id,
    editReason: null,
    replyTo: given.replyTo ?? null,
    deletedAt: null,
    deletedBy: null,
    userDeleted: false,
    rawBeforeDeletion: null,
    hidden: false,
    ...(given.viaEmail && { viaEmail: true }),
    actionCode: given.action?.code ?? null,
    actionWho: given.action?.who ?? null,
    notice: null,
    assignment: null,
    revisions: [],
  };
  world.state.posts.push(post);
  if (given.bump !== false && given.type !== 3 && given.type !== 4) given.topic.bumpedAt = at;
  return post;
}

/** A small action: what the forum writes into a topic about what somebody did. */
export function smallAction(
  world: World,
  topic: Topic,
  act: { by: User; code: string; who?: string | undefined; raw?: string | undefined },
): Post {
  const action = { code: act.code, who: act.who ?? null };
  const post = addPost(world, { topic, author: act.by, raw: act.raw ?? '', type: isHidden(world, act.code) ? 4 : 3, action });
  world.emit(postEvent(world.state, 'post_created', post));
  return post;
}

function isHidden(world: World, code: string): boolean {
  return !world.state.settings.assignsPublic && /^(?:un|re)?assigned|^note_change$/.test(code);
}

/** Types: 6 a private message, 9 a reply in a topic of one's own. */
export function notifyReaders(world: World, post: Post, topic: Topic): void {
  const isMessage = topic.archetype === 'private_message';
  const authors = postsOf(world.state, topic.id).filter((other) => other.number === 1);
  const readers = new Set([...topic.allowedUsers, ...(isMessage ? [] : authors.map((other) => other.userId))]);
  readers.delete(post.userId);
  if (post.type === 4) return;
  for (const reader of readers) world.emit(notificationEvent(world, { userId: reader, type: isMessage ? 6 : 9, post }));
}
