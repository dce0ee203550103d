import type { PostKind, Visibility } from '../../../shared/facts.js';
import type { Named, SeenCategory, SeenPost, SeenTopic } from '../../ports/forum.js';
import { linkedTopicIn } from './links.js';
import type { PostJson, TopicJson } from './shapes.js';
import { tagNames } from './shapes.js';

/** From the forum's words to ours. */

const KINDS: Readonly<Record<PostJson['post_type'], PostKind>> = { 1: 'regular', 2: 'moderator', 3: 'small_action', 4: 'whisper' };

/** What members do to a post has a number; this one is a like. */
export const LIKE = 2;

/** The only small action whose link is written by the forum; the text of an assignment is a note by a person. */
const LINKING_ACTION = 'split_topic';

export function seenPost(post: PostJson): SeenPost {
  return {
    id: post.id,
    topicId: post.topic_id,
    number: post.post_number,
    createdAt: post.created_at,
    updatedAt: post.updated_at ?? null,
    author: post.user_id === null ? null : named({ id: post.user_id, username: post.username }),
    kind: KINDS[post.post_type],
    version: post.version,
    visibility: visibilityOf(post),
    deletedAt: post.deleted_at ?? null,
    replyTo: post.reply_to_post_number ?? null,
    ...(post.via_email === true && { byMail: true as const }),
    ...languageOf(post),
    ...(post.name !== undefined && { hasRealName: (post.name ?? '').trim() !== '' }),
    ...(typeof post.raw === 'string' && { raw: post.raw }),
    ...(post.marker !== undefined && { marker: post.marker }),
    ...(typeof post.accepted_answer === 'boolean' && { accepted: post.accepted_answer }),
    ...(post.topic_archetype && { archetype: post.topic_archetype }),
    ...(post.category_id !== undefined && { categoryId: post.category_id }),
    ...(typeof post.topic_title === 'string' && { topicTitle: post.topic_title }),
    ...actionOf(post),
  };
}

/** Of `pt_BR` the language; a text that is none says nothing. */
function languageOf({ locale }: PostJson): Pick<SeenPost, 'language'> {
  const language = /^([a-z]{2,3})(?:[-_]|$)/.exec(locale ?? '')?.[1];
  return language === undefined ? {} : { language };
}

/** A read tells the staff notice of a post, how many like it and whether we do; a delivery does not. The forum's own notices ("new user") are none of a desk. */
export function readPost(post: PostJson): SeenPost {
  const custom = post.notice?.type === undefined || post.notice.type === 'custom';
  const raw = custom ? post.notice?.raw : undefined;
  const liked = post.actions_summary?.find(({ id }) => id === LIKE);
  const likes = post.actions_summary && { likedByUs: liked?.acted === true, likes: liked?.count ?? 0 };
  return { ...seenPost(post), ...likes, notice: raw === undefined ? null : { raw } };
}

/** A text like "(post deleted by author)" decides nothing: anybody can write it. */
function visibilityOf(post: PostJson): Visibility {
  if (post.deleted_at) return 'deleted';
  if (post.user_deleted) return 'deletedByAuthor';
  return post.hidden ? 'hidden' : 'visible';
}

/** Where assignments are not shown to everybody (`assigns_public` off, the default) their small actions are whispers. */
function actionOf(post: PostJson): Pick<SeenPost, 'action'> {
  const kind = KINDS[post.post_type];
  if ((kind !== 'small_action' && kind !== 'whisper') || !post.action_code) return {};
  const linked = post.action_code === LINKING_ACTION ? linkedTopicIn(post) : null;
  return {
    action: {
      code: post.action_code,
      who: post.action_code_who ?? null,
      ...(post.whoKey && { whoKey: post.whoKey }),
      linkedTopic: post.linkedTopic ?? linked,
    },
  };
}

/** `people`: whom else the source names with their ids. */
export function seenTopic(topic: TopicJson, people: readonly Named[] = []): SeenTopic {
  const accepted = Array.isArray(topic.accepted_answer) ? topic.accepted_answer[0] : topic.accepted_answer;
  return {
    id: topic.id,
    createdAt: topic.created_at,
    author: authorOf(topic),
    archetype: topic.archetype,
    categoryId: topic.category_id ?? null,
    title: topic.title ?? '',
    tags: tagNames(topic.tags),
    closed: topic.closed,
    archived: topic.archived,
    listed: topic.visible,
    deletedAt: topic.deleted_at ?? null,
    externalId: topic.external_id ?? null,
    highestPostNumber: topic.highest_post_number,
    acceptedNumber: accepted?.post_number ?? null,
    ...assigneeOf(topic, people),
    ...participantsOf(topic),
  };
}

/** 2.9 tells only the assignee's name. A name without an id says nothing that we could keep: undefined, not "nobody". */
function assigneeOf({ assigned_to_user: assignee }: TopicJson, people: readonly Named[]): Pick<SeenTopic, 'assignee' | 'assigneeName'> {
  if (!assignee) return { assignee: null };
  if (assignee.id !== undefined) return { assignee: named({ id: assignee.id, username: assignee.username }) };
  const known = people.find((person) => person.name === assignee.username);
  if (known) return { assignee: known };
  return assignee.username === undefined ? {} : { assigneeName: assignee.username };
}

function authorOf(topic: TopicJson): Named | null {
  const creator = topic.created_by ?? topic.details?.created_by;
  if (creator) return named(creator);
  return typeof topic.user_id === 'number' ? named({ id: topic.user_id }) : null;
}

function participantsOf({ archetype, details }: TopicJson): Pick<SeenTopic, 'participants'> {
  if (archetype !== 'private_message' || !details) return {};
  return {
    participants: {
      users: (details.allowed_users ?? []).map(named),
      groups: (details.allowed_groups ?? []).map(({ id, name }) => ({ id, name })),
    },
  };
}

export function named(person: { readonly id: number; readonly username?: string | null | undefined }): Named {
  return { id: person.id, name: person.username ?? '' };
}

export function seenCategory(category: {
  readonly id: number;
  readonly name: string;
  readonly parent_category_id?: number | null | undefined;
  readonly read_restricted: boolean;
}): SeenCategory {
  return { id: category.id, parent: category.parent_category_id ?? null, readRestricted: category.read_restricted, name: category.name };
}
