import { factOf, type Fact, type FactBody, type Learnt } from '../../shared/facts.js';
import { commandLinesIn } from '../../shared/commands/lines.js';
import { secondsBetween, type Instant } from '../../shared/instant.js';
import { markerIn } from '../../shared/marker.js';
import { nameKey } from '../../shared/names.js';
import { hashText } from '../../shared/text.js';
import type { Named, PostRead, SeenPost, SeenTopic, TopicRead } from '../ports/forum.js';
import type { Label, Lesson, NewText } from '../ports/store.js';

export interface ObserveContext {
  readonly botId: number;
  /** Whether texts of this category are kept at all (PR-01: only in communities). Null: a private message. */
  keepsText(categoryId: number | null): boolean;
  /** Whether the texts of this message are kept: it is a ticket, or asks one of the desk's groups (design section 9). */
  keepsMessage?(topicId: number, groups: readonly number[]): boolean;
  /** Whether it is also read who likes the replies in this category (CL-05). */
  readsLikes?(categoryId: number | null): boolean;
  /** Names by which the desk is addressed: the bot's and its aliases. */
  readonly commandNames?: readonly string[];
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
  const groups = (read.topic.participants?.groups ?? []).map(({ id }) => id);
  for (const post of read.posts)
    observePost(notebook, { ...post, categoryId: read.topic.categoryId, archetype: read.topic.archetype }, { glimpse, context, groups });
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
  /** The groups that take part in the message, where the read shows them. */
  readonly groups?: readonly number[];
}

/** Who may be shown the text is decided by `isPrivate`; whether we hold it at all, here. */
function isTextKept(place: { readonly id: number; readonly categoryId: number | null }, { context, groups = [] }: Observing): boolean {
  return place.categoryId === null ? (context.keepsMessage?.(place.id, groups) ?? false) : context.keepsText(place.categoryId);
}

export function observeTopic(notebook: Notebook, topic: SeenTopic, { glimpse, context }: Observing): void {
  const isPrivate = topic.archetype === 'private_message';
  notebook.note({ type: 'TopicBorn', topic: topic.id }, { ...glimpse, at: topic.createdAt, unconfirmed: false });
  if (topic.author) notebook.note({ type: 'TopicAuthor', topic: topic.id, user: topic.author.id }, glimpse);
  notebook.person(topic.author, glimpse);
  notebook.note({ type: 'TopicPlace', topic: topic.id, category: topic.categoryId, archetype: topic.archetype }, glimpse);
  if (!isPrivate) notebook.note({ type: 'TopicTags', topic: topic.id, tags: [...topic.tags].sort() }, glimpse);
  const groups = (topic.participants?.groups ?? []).map(({ id }) => id);
  observeTitle(notebook, topic, { glimpse, context, groups });
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

function observeTitle(notebook: Notebook, topic: SeenTopic, observing: Observing): void {
  const { glimpse } = observing;
  if (topic.title === '') return;
  const isPrivate = topic.archetype === 'private_message';
  const hash = hashText(topic.title);
  const isKept = glimpse.isTextConfirmed && isTextKept(topic, observing);
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
export function observePost(notebook: Notebook, post: SeenPost, observing: Observing): void {
  const { glimpse } = observing;
  bornPost(notebook, post, observing);
  notebook.note({ type: 'Placed', post: post.id, topic: post.topicId, number: post.number }, glimpse);
  if (post.author) notebook.note({ type: 'PostAuthor', post: post.id, user: post.author.id }, glimpse);
  notebook.person(post.author, glimpse);
  notebook.note({ type: 'PostKindSeen', post: post.id, kind: post.kind }, glimpse);
  if (post.language !== undefined) notebook.note({ type: 'LanguageSeen', post: post.id, language: post.language }, glimpse);
  const at = post.visibility === 'deleted' || post.visibility === 'deletedByAuthor' ? (post.deletedAt ?? glimpse.at) : glimpse.at;
  notebook.note({ type: 'PostVisibility', post: post.id, visibility: post.visibility }, { ...glimpse, at });
  if (post.accepted !== undefined) notebook.note({ type: 'AnswerFlag', post: post.id, accepted: post.accepted }, glimpse);
  observeText(notebook, post, observing);
}

/** Births are true since the forum's own time, whoever tells them. */
export function bornPost(notebook: Notebook, post: SeenPost, { glimpse, context }: Observing): void {
  const born = { ...glimpse, at: post.createdAt, unconfirmed: false };
  notebook.note({ type: 'PostBorn', post: post.id, replyTo: post.replyTo }, born);
  if (post.byMail) notebook.note({ type: 'PostByMail', post: post.id }, born);
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
function observeText(notebook: Notebook, post: SeenPost, observing: Observing): void {
  const { glimpse } = observing;
  if (post.raw === undefined || !glimpse.isTextConfirmed || post.visibility === 'deleted' || post.visibility === 'deletedByAuthor') return;
  const isPrivate = post.archetype === 'private_message';
  const isKept =
    post.kind !== 'whisper' && post.categoryId !== undefined && isTextKept({ id: post.topicId, categoryId: post.categoryId }, observing);
  const textId = isKept ? `post:${post.id}` : null;
  notebook.note({ type: 'TextConfirmed', post: post.id, version: post.version, hash: hashText(post.raw), textId }, glimpse);
  if (textId !== null) notebook.text({ id: textId, thing: `post:${post.id}`, isPrivate, body: post.raw, at: glimpse.at });
  if (post.kind !== 'small_action') observeCommands(notebook, { ...post, raw: post.raw, isKept }, observing);
}

/** A text as it was posted is true since the birth, whoever tells it and however late; a later one since it was changed. */
const SAME_TEXT_SECONDS = 2;
/** Within this time after posting also the absence of a line is noted: its author took it back. */
const NOTED_SECONDS = 180;

function textSince({ version, createdAt, updatedAt }: SeenPost, { at }: Glimpse): Instant {
  const isFirst = version === 1 && (updatedAt === null || secondsBetween(createdAt, updatedAt) <= SAME_TEXT_SECONDS);
  const since = isFirst ? createdAt : (updatedAt ?? at);
  return since < at ? since : at;
}

function observeCommands(
  notebook: Notebook,
  post: SeenPost & { readonly raw: string; readonly isKept: boolean },
  { glimpse, context }: Observing,
): void {
  const { commandNames = [], botId } = context;
  if (commandNames.length === 0 || post.author === null || post.author.id === botId || post.author.id < 0) return;
  const at = textSince(post, glimpse);
  const isFirst = at === post.createdAt;
  const lines = post.isKept || post.kind === 'whisper' ? commandLinesIn(post.raw, commandNames) : [];
  if (lines.length === 0 && (isFirst || secondsBetween(post.createdAt, at) > NOTED_SECONDS)) return;
  const isPrivate = post.archetype === 'private_message' || post.kind === 'whisper';
  const kept = lines.map((line) => ({ hash: hashText(line), textId: `command:${post.id}:${hashText(line)}`, line }));
  for (const { textId, line } of kept) notebook.text({ id: textId, thing: `post:${post.id}`, isPrivate, body: line, at: glimpse.at });
  const body = {
    type: 'CommandLines',
    post: post.id,
    version: post.version,
    lines: kept.map(({ hash, textId }) => ({ hash, textId })),
  } as const;
  if (lines.length > 0 && post.hasRealName !== undefined)
    notebook.note({ type: 'RealNameSeen', post: post.id, isFilled: post.hasRealName }, { ...glimpse, at });
  notebook.note(body, { ...glimpse, at });
}
