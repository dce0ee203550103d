import { addSeconds, type Instant } from '../../shared/instant.js';
import {
  bornPost,
  markerOfOurs,
  observeGroup,
  observePost,
  observeTopic,
  Notebook,
  type Glimpse,
  type ObserveContext,
} from '../engine/observations.js';
import type { SeenDelivery, SeenPost, SeenTopic } from '../ports/forum.js';
import type { Need } from '../ports/store.js';

export interface InterpretContext extends ObserveContext {
  /** Topics of these categories (and messages, category null) are read when a bell rings for them. */
  watches(place: { readonly topicId: number; readonly categoryId: number | null | undefined }): boolean;
  /** Whether the topic is a ticket already. Undefined in replay: there births alone are taken. */
  readonly isTicket?: (topicId: number) => boolean;
  /**
   * Replay only: whether a read of the thing follows. A bell without one gives an observation marked unconfirmed (never the text
   * of an edit). Undefined in the running service: there a bell only asks for a read.
   */
  readonly hasReadAfter?: (thing: Need['thing'], at: Instant) => boolean;
}

export interface Interpretation {
  readonly notebook: Notebook;
  readonly needs: readonly Need[];
}

/** A bell is answered by a read within this many seconds, budget allowing. */
const BELL_SECONDS = 5;
const OWN_SECONDS = 60;

interface Interpreting {
  readonly notebook: Notebook;
  readonly needs: Need[];
  readonly context: InterpretContext;
  readonly receivedAt: Instant;
  readonly source: string;
}

/** A stored delivery as births and bells (design section 3): what never changes becomes facts, all else asks for a read. */
export function interpret(
  seen: SeenDelivery,
  delivery: { receivedAt: Instant; source: string },
  context: InterpretContext,
): Interpretation {
  const work: Interpreting = { notebook: new Notebook(), needs: [], context, ...delivery };
  switch (seen.what) {
    case 'post':
      onPost(work, seen.post, seen.change);
      break;
    case 'topic':
      onTopic(work, seen.topic, seen.change);
      break;
    case 'solution':
      onSolution(work, seen.post, seen.accepted);
      break;
    case 'assignment':
      ring(work, `topic:${seen.topicId}`, { topicId: seen.topicId, categoryId: undefined });
      break;
    case 'review':
      onReview(work, seen);
      break;
    default:
      onDirectory(work, seen);
  }
  return { notebook: work.notebook, needs: work.needs };
}

function onPost(work: Interpreting, post: SeenPost, change: 'created' | 'edited' | 'destroyed' | 'recovered' | 'liked'): void {
  const { notebook, context } = work;
  const bell = bellGlimpse(work);
  if (change === 'created') {
    observePost(notebook, post, { glimpse: birthGlimpse(work, post.createdAt), context });
    // A reply where we know of no ticket: a topic older than the community, or one whose own delivery was lost.
    if (post.number > 1 && context.isTicket?.(post.topicId) === false) ring(work, `topic:${post.topicId}`, post);
    // What is said in a message comes without its text: of tickets and their rooms it is read.
    if (post.archetype === 'private_message' && context.isTicket?.(post.topicId) === true) ring(work, `post:${post.id}`, post);
    // Moving posts is silent: on a split both topics are read (discourse.md 9.2, 12).
    const linked = post.action?.linkedTopic ?? null;
    if (linked !== null) {
      ring(work, `topic:${post.topicId}`, post);
      ring(work, `topic:${linked}`, { topicId: linked });
    }
    return;
  }
  bornPost(notebook, post, { glimpse: bell, context });
  notebook.person(post.author, bell);
  // Who likes the status post says "me too"; who that is, and that a like was taken back, only a read tells (TR-26).
  if (change === 'liked') {
    if (post.author?.id === context.botId) ring(work, `topic:${post.topicId}`, post);
    return;
  }
  // A delivery may always make a thing more private at once; only a read makes it less private (design section 9).
  if (change === 'destroyed') notebook.note({ type: 'PostVisibility', post: post.id, visibility: 'deleted' }, bell);
  else if (change === 'edited' && post.visibility !== 'visible')
    notebook.note({ type: 'PostVisibility', post: post.id, visibility: post.visibility }, bell);
  const isAnswered = ring(work, `post:${post.id}`, { ...post, isOurs: markerOfOurs(post, context) !== null });
  if (!isAnswered && change !== 'destroyed') observePost(notebook, post, { glimpse: bell, context });
}

function onTopic(work: Interpreting, topic: SeenTopic, change: 'created' | 'changed' | 'destroyed' | 'recovered'): void {
  const { notebook, context } = work;
  const bell = bellGlimpse(work);
  if (change === 'created') {
    observeTopic(notebook, topic, { glimpse: birthGlimpse(work, topic.createdAt), context });
    // Who may read a message is in no delivery: only a read as the bot tells.
    if (topic.archetype === 'private_message') ring(work, `topic:${topic.id}`, { topicId: topic.id, categoryId: null });
    return;
  }
  notebook.note({ type: 'TopicBorn', topic: topic.id }, { ...bell, at: topic.createdAt, unconfirmed: false });
  if (change === 'destroyed') notebook.note({ type: 'TopicFlagSeen', topic: topic.id, flag: 'deleted', value: true }, bell);
  if (topic.archetype === 'private_message')
    notebook.note({ type: 'TopicPlace', topic: topic.id, category: null, archetype: 'private_message' }, bell);
  const isAnswered = ring(work, `topic:${topic.id}`, { topicId: topic.id, categoryId: topic.categoryId });
  if (!isAnswered && change !== 'destroyed') observeTopic(notebook, topic, { glimpse: bell, context });
}

function onSolution(work: Interpreting, post: SeenPost, accepted: boolean): void {
  const bell = bellGlimpse(work);
  bornPost(work.notebook, post, { glimpse: bell, context: work.context });
  if (!ring(work, `topic:${post.topicId}`, post))
    observePost(work.notebook, { ...post, accepted }, { glimpse: bell, context: work.context });
}

/** A flag or a post that waits: its payload is about a post, and tells of the topic only where it is. */
function onReview(work: Interpreting, seen: Extract<SeenDelivery, { what: 'review' }>): void {
  const { topicId, categoryId } = seen;
  if (topicId === null) return;
  const isAnswered = ring(work, `topic:${topicId}`, { topicId, categoryId });
  if (isAnswered || categoryId === null) return;
  work.notebook.note({ type: 'TopicPlace', topic: topicId, category: categoryId, archetype: 'regular' }, bellGlimpse(work));
}

function onDirectory(
  work: Interpreting,
  seen: Exclude<SeenDelivery, { what: 'post' | 'topic' | 'solution' | 'assignment' | 'review' }>,
): void {
  const { notebook } = work;
  const bell = { ...bellGlimpse(work), unconfirmed: false };
  switch (seen.what) {
    case 'membership':
      if (seen.change === 'added')
        notebook.note({ type: 'MembershipBegan', group: seen.group, user: seen.user }, { ...bell, at: seen.createdAt });
      else notebook.note({ type: 'MembershipEnded', group: seen.group, user: seen.user }, bell);
      return;
    case 'user':
      if (seen.change === 'changed') notebook.person(seen.user, bell);
      return;
    case 'group':
      if (seen.change === 'changed') observeGroup(notebook, seen.group, bell);
      else notebook.note({ type: 'GroupGone', group: seen.group.id }, bell);
      return;
    case 'category': {
      const { id, parent, readRestricted, name } = seen.category;
      if (seen.change === 'destroyed') return notebook.note({ type: 'CategoryGone', category: id }, bell);
      notebook.note({ type: 'CategorySeen', category: id, parent, readRestricted }, bell);
      notebook.labels.push({ thing: `category:${id}`, name });
      return;
    }
    case 'other':
      return;
  }
}

/** Asks for a read. True when a read answers the bell, so that the bell itself says nothing. */
function ring(
  work: Interpreting,
  thing: Need['thing'],
  place: { readonly topicId: number; readonly categoryId?: number | null | undefined; readonly isOurs?: boolean },
): boolean {
  const { context, receivedAt, needs } = work;
  if (context.watches({ topicId: place.topicId, categoryId: place.categoryId })) {
    // A change of a post of ours is most often our own: whether a person changed it can wait for the next read of the topic.
    needs.push(
      place.isOurs
        ? { thing, why: 'sweep', by: addSeconds(receivedAt, OWN_SECONDS) }
        : { thing, why: 'bell', by: addSeconds(receivedAt, BELL_SECONDS) },
    );
  }
  if (!context.hasReadAfter) return true;
  return context.hasReadAfter(thing, receivedAt) || context.hasReadAfter(`topic:${place.topicId}`, receivedAt);
}

/** What a birth's own delivery shows is true since the birth; its text is the first one. */
function birthGlimpse(work: Interpreting, at: Instant): Glimpse {
  return { at, learntAt: work.receivedAt, source: work.source, unconfirmed: false, isTextConfirmed: true };
}

function bellGlimpse(work: Interpreting): Glimpse {
  return {
    at: work.receivedAt,
    learntAt: work.receivedAt,
    source: work.source,
    unconfirmed: work.context.hasReadAfter !== undefined,
    isTextConfirmed: false,
  };
}
