import { factOf, type Fact, type FactBody, type Learnt } from '../../shared/facts.js';
import type { Instant } from '../../shared/instant.js';
import { markerIn } from '../../shared/marker.js';
import { nameKey } from '../../shared/names.js';
import { hashText } from '../../shared/text.js';
import type { Named, PostRead, SeenPost, SeenTopic, TopicRead } from '../ports/forum.js';
import type { Label, Lesson, NewText } from '../ports/store.js';

export interface ObserveContext {
  readonly botId: number;
  /** Whether texts of this category are kept at all (PR-01: only in communities). Null: a private message. */
  keepsText(categoryId: number | null): boolean;
}

export interface Seen {
  readonly facts: readonly Fact[];
  readonly texts: readonly NewText[];
  readonly labels: readonly Label[];
  readonly confirmations: Lesson['confirmations'];
}

/** Where and when something was seen. */
export interface Glimpse {
  /** Observations are true from here: the birth for what a birth delivery shows, else when it was read. */
  readonly at: Instant;
  readonly learntAt: Instant;
  readonly source: string;
  readonly unconfirmed: boolean;
  /** A read, or the birth's own delivery: its text counts. */
  readonly isTextConfirmed: boolean;
}

/** Collects facts with their texts and labels. */
export class Notebook {
  readonly facts: Fact[] = [];
  readonly texts: NewText[] = [];
  readonly labels: Label[] = [];
  readonly confirmations: Array<Lesson['confirmations'][number]> = [];

  note(body: FactBody, learnt: Learnt): void {
    this.facts.push(factOf(body, learnt));
  }

  /** The database cannot hold U+0000. */
  text(text: NewText): void {
    this.texts.push({ ...text, body: text.body.replaceAll('\u0000', '\ufffd') });
  }

  person(who: Named | null, learnt: Learnt): void {
    if (!who) return;
    // Of somebody in a message only the key of the name is kept.
    const key = who.key ?? (who.name === '' ? null : nameKey(who.name));
    if (key !== null) this.note({ type: 'PersonNamed', user: who.id, name: key }, learnt);
    if (who.name !== '') this.labels.push({ thing: `user:${who.id}`, name: who.name });
  }
}

/** What a read of a topic with its posts shows. */
export function factsOfTopicRead(read: TopicRead, context: ObserveContext): Seen {
  const glimpse = glimpseOfRead(read.readAt, `read:topic:${read.topic.id}`);
  const notebook = new Notebook();
  observeTopic(notebook, read.topic, { glimpse, context });
  if (read.topic.acceptedNumber !== undefined) noteAccepted(notebook, read, glimpse);
  for (const post of read.posts)
    observePost(notebook, { ...post, categoryId: read.topic.categoryId, archetype: read.topic.archetype }, { glimpse, context });
  return notebook;
}

/** What a read of one post shows. It says nothing about the rest of its topic. */
export function factsOfPostRead(read: PostRead, context: ObserveContext): Seen {
  const notebook = new Notebook();
  observePost(notebook, read.post, { glimpse: glimpseOfRead(read.readAt, `read:post:${read.post.id}`), context });
  return notebook;
}

function glimpseOfRead(at: Instant, source: string): Glimpse {
  return { at, learntAt: at, source, unconfirmed: false, isTextConfirmed: true };
}

/** The accepted answer is given by number; it counts only when the read shows which post that is. */
function noteAccepted(notebook: Notebook, { topic, posts }: TopicRead, glimpse: Glimpse): void {
  const post = topic.acceptedNumber === null ? null : posts.find((one) => one.number === topic.acceptedNumber)?.id;
  if (post !== undefined) notebook.note({ type: 'AcceptedAnswer', topic: topic.id, post }, glimpse);
}

interface Observing {
  readonly glimpse: Glimpse;
  readonly context: ObserveContext;
}

export function observeTopic(notebook: Notebook, topic: SeenTopic, { glimpse, context }: Observing): void {
  const isPrivate = topic.archetype === 'private_message';
  notebook.note({ type: 'TopicBorn', topic: topic.id }, { ...glimpse, at: topic.createdAt, unconfirmed: false });
  if (topic.author) notebook.note({ type: 'TopicAuthor', topic: topic.id, user: topic.author.id }, glimpse);
  notebook.person(topic.author, glimpse);
  notebook.note({ type: 'TopicPlace', topic: topic.id, category: topic.categoryId, archetype: topic.archetype }, glimpse);
  if (!isPrivate) notebook.note({ type: 'TopicTags', topic: topic.id, tags: [...topic.tags].sort() }, glimpse);
  observeTitle(notebook, topic, { glimpse, context });
  for (const [flag, value] of [
    ['closed', topic.closed],
    ['archived', topic.archived],
    ['listed', topic.listed],
  ] as const) {
    notebook.note({ type: 'TopicFlagSeen', topic: topic.id, flag, value }, glimpse);
  }
  const deletedAt = topic.deletedAt;
  notebook.note(
    { type: 'TopicFlagSeen', topic: topic.id, flag: 'deleted', value: deletedAt !== null },
    { ...glimpse, at: deletedAt ?? glimpse.at },
  );
  if (topic.assignee !== undefined) {
    notebook.note({ type: 'AssigneeSeen', topic: topic.id, user: topic.assignee?.id ?? null }, glimpse);
    notebook.person(topic.assignee, glimpse);
  }
  if (topic.participants) observeParticipants(notebook, topic, glimpse);
}

function observeTitle(notebook: Notebook, topic: SeenTopic, { glimpse, context }: Observing): void {
  if (topic.title === '') return;
  const isPrivate = topic.archetype === 'private_message';
  const hash = hashText(topic.title);
  const isKept = glimpse.isTextConfirmed && context.keepsText(topic.categoryId);
  const textId = isKept ? `title:${topic.id}` : null;
  notebook.note({ type: 'TopicTitle', topic: topic.id, hash, textId }, glimpse);
  if (textId !== null) notebook.text({ id: textId, thing: `topic:${topic.id}`, isPrivate, body: topic.title, at: glimpse.at });
}

function observeParticipants(notebook: Notebook, topic: SeenTopic, glimpse: Glimpse): void {
  const { users = [], groups = [] } = topic.participants ?? {};
  const ids = (list: readonly Named[]) => list.map((one) => one.id).sort((a, b) => a - b);
  notebook.note({ type: 'Participants', topic: topic.id, users: ids(users), groups: ids(groups) }, glimpse);
  for (const user of users) notebook.person(user, glimpse);
  for (const group of groups) observeGroup(notebook, group, glimpse);
}

export function observeGroup(notebook: Notebook, group: Named, learnt: Learnt): void {
  notebook.note({ type: 'GroupNamed', group: group.id, name: nameKey(group.name) }, learnt);
  notebook.labels.push({ thing: `group:${group.id}`, name: group.name });
}

/** What never changes of a post, as births; everything else as observations of the glimpse. */
export function observePost(notebook: Notebook, post: SeenPost, { glimpse, context }: Observing): void {
  bornPost(notebook, post, { glimpse, context });
  notebook.note({ type: 'Placed', post: post.id, topic: post.topicId }, glimpse);
  if (post.author) notebook.note({ type: 'PostAuthor', post: post.id, user: post.author.id }, glimpse);
  notebook.person(post.author, glimpse);
  notebook.note({ type: 'PostKindSeen', post: post.id, kind: post.kind }, glimpse);
  const at = post.visibility === 'deleted' || post.visibility === 'deletedByAuthor' ? (post.deletedAt ?? glimpse.at) : glimpse.at;
  notebook.note({ type: 'PostVisibility', post: post.id, visibility: post.visibility }, { ...glimpse, at });
  if (post.accepted !== undefined) notebook.note({ type: 'AnswerFlag', post: post.id, accepted: post.accepted }, glimpse);
  observeText(notebook, post, { glimpse, context });
}

/** Births are true since the forum's own time, whoever tells them. */
export function bornPost(notebook: Notebook, post: SeenPost, { glimpse, context }: Observing): void {
  const born = { ...glimpse, at: post.createdAt, unconfirmed: false };
  notebook.note({ type: 'PostBorn', post: post.id, replyTo: post.replyTo }, born);
  if (post.action) {
    const { code, who, whoKey, linkedTopic } = post.action;
    const target = whoKey ?? (who === null ? null : nameKey(who));
    notebook.note({ type: 'SmallAction', post: post.id, actor: post.author?.id ?? null, code, who: target, linkedTopic }, born);
  }
  const marker = markerOfOurs(post, context);
  if (marker === null) return;
  notebook.note({ type: 'OurPost', post: post.id, marker }, born);
  notebook.confirmations.push({ marker, postId: post.id, topicId: post.topicId, at: glimpse.learntAt });
}

/** A marker counts only under the bot's own account: anybody may copy a comment. */
export function markerOfOurs(post: SeenPost, { botId }: ObserveContext): string | null {
  if (post.author?.id !== botId) return null;
  return post.marker ?? (post.raw === undefined ? null : markerIn(post.raw));
}

/** A text counts only from a read or from the birth itself; that of a post deleted or withdrawn is no text version. */
function observeText(notebook: Notebook, post: SeenPost, { glimpse, context }: Observing): void {
  if (post.raw === undefined || !glimpse.isTextConfirmed || post.visibility === 'deleted' || post.visibility === 'deletedByAuthor') return;
  const isPrivate = post.archetype === 'private_message';
  const isKept = post.kind !== 'whisper' && post.categoryId !== undefined && context.keepsText(post.categoryId);
  const textId = isKept ? `post:${post.id}` : null;
  notebook.note({ type: 'TextConfirmed', post: post.id, version: post.version, hash: hashText(post.raw), textId }, glimpse);
  if (textId !== null) notebook.text({ id: textId, thing: `post:${post.id}`, isPrivate, body: post.raw, at: glimpse.at });
}
