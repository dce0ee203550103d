import type { Instant } from '../../../../shared/instant.js';
import type { Priority } from '../arithmetic/cycles/book.js';
import type { ClockEvent, Leaving, Writer } from '../arithmetic/cycles/clock-event.js';
import { METRICS, type Metric, type PauseReason } from '../arithmetic/cycles/cycle.js';
import { editKey, FIRST_POLICY, isEdit, reasonNamed } from './scenario-book.js';
import type { Scenario, ScenarioEvent } from './scenario-schema.js';

/** R-RESP: none of these is a reply. */
const NO_REPLY = new Set(['whisper', 'note', 'private_note', 'staff_note', 'small_action', 'automatic', 'auto', 'bot']);
const NOBODY = new Set(['bot', 'system', 'automatic', 'shared_account', 'shared']);
const WRITERS: Readonly<Record<string, Writer>> = {
  requester: 'asker',
  asker: 'asker',
  expert: 'expert',
  signer: 'signer',
  facilitator: 'facilitator',
};

const HELD = new Set(['held', 'pending', 'queued', 'awaiting_approval', 'pending_approval', 'waiting_for_approval', 'in_review']);
const APPROVED = new Set(['approve', 'approved', 'approve_reply', 'approve_post']);
/** A hidden post is none either, until it is shown again. */
const DELETED = new Set([
  ...['delete_reply', 'deleted', 'delete', 'delete_post', 'unapprove', 'unapproved', 'unapprove_reply'],
  ...['hide_reply', 'hide_post', 'hidden'],
]);
const RECOVERED = new Set([
  ...['recover_reply', 'recovered', 'recover', 'recover_post', 'restore_reply', 'undelete_reply'],
  ...['unhide_reply', 'unhide_post', 'unhidden'],
]);
const TOPIC_RECOVERED = new Set(['recover_topic', 'topic_recovered', 'restore_topic', 'undelete_topic']);
/** R-START: the community took in a topic that was there already. */
const TAKEN_IN = new Set(['designated', 'category_designated', 'moved_in', 'topic_moved_in']);

/** The events of a scenario as of its instant: a deleted post never was, a held one counts from its approval (R-DELETE, R-RESP). */
export function eventsOf({ events, asOf, policy }: Pick<Scenario, 'events' | 'asOf' | 'policy'>): ClockEvent[] {
  const known = events
    .map((event, index) => ({ ...event, at: instantOf(event.at), edits: isEdit(event) ? editKey(index) : null }))
    .filter(({ at }) => at <= instantOf(asOf))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const posts = new Posts(known);
  const takenIn = known.find(({ type }) => TAKEN_IN.has(type))?.at ?? '';
  const enforceFrom = policy.enforceFrom === undefined ? '' : instantOf(policy.enforceFrom);
  return withoutGap(known).flatMap((event, index) => eventOf(event, { index, posts, enforceFrom, takenIn }) ?? []);
}

/** A topic that was deleted and recovered is as if it had always been there; its place among the events stays. */
function withoutGap<Event extends ScenarioEvent>(events: readonly Event[]): Event[] {
  const last = events.findLastIndex(({ type }) => TOPIC_RECOVERED.has(type));
  return events.map((event, index) => (index < last && goneBy(event) === 'deleted' ? { ...event, type: 'recovered_later' } : event));
}

export function instantOf(text: string): Instant {
  return new Date(text).toISOString();
}

/** What became of the posts that a scenario names. */
class Posts {
  private readonly asker: string | undefined;

  constructor(private readonly events: readonly ScenarioEvent[]) {
    this.asker = events.find(({ type, onBehalfOf }) => type === 'posted' && onBehalfOf === undefined)?.author;
  }

  number({ id }: Pick<ScenarioEvent, 'id'>, index: number): number {
    const first = id === undefined ? index : this.events.findIndex((event) => event.id === id);
    return first + 1;
  }

  isGone({ id }: Pick<ScenarioEvent, 'id'>): boolean {
    if (id === undefined) return false;
    const last = this.events.findLast((event) => event.id === id && (DELETED.has(event.type) || RECOVERED.has(event.type)));
    return last !== undefined && DELETED.has(last.type);
  }

  /** From when it can be seen; null: it waits for approval. */
  seenAt(event: ScenarioEvent): Instant | null {
    const isHeld = HELD.has(event.kind ?? '') || HELD.has(String(event['status'])) || [...HELD].some((key) => event[key] === true);
    if (!isHeld) return event.at;
    return this.events.find(({ type, id }) => APPROVED.has(type) && id === event.id)?.at ?? null;
  }

  /** R-ROLE: as of the post. */
  writer({ by = '', author, at }: ScenarioEvent): Writer {
    if (author !== undefined && author === this.asker) return 'asker';
    const turned = this.events.findLast(
      (event) => event.author === author && author !== undefined && event.type.startsWith('becomes_') && event.at <= at,
    );
    return WRITERS[turned ? turned.type.slice('becomes_'.length) : by] ?? 'other';
  }
}

interface Place {
  readonly index: number;
  readonly posts: Posts;
  readonly enforceFrom: Instant;
  /** Empty: it was asked where it is. */
  readonly takenIn: Instant;
}

function eventOf(event: ScenarioEvent, place: Place): ClockEvent | null {
  const { at } = event;
  if (typeof event['edits'] === 'string') return { at, type: 'edit', policy: event['edits'], recompute: event.recompute === true };
  switch (event.type) {
    case 'posted':
      return postedOf(event, place);
    case 'reply':
      return replyOf(event, place);
    case 'signed':
    case 'sign':
      return place.posts.isGone(event) ? null : { at, type: 'signed', post: place.posts.number(event, place.index) };
    case 'solved':
      return place.posts.isGone(event) ? null : { at, type: 'solved', post: place.posts.number(event, place.index), isUndone: false };
    case 'pause':
      return pauseOf(event);
    case 'resume':
      return { at, type: 'resume', reason: reasonOf(event) };
    case 'set_priority':
    case 'priority':
      return priorityChange(event);
    case 'transfer':
      return event.calendar === undefined ? null : { at, type: 'transfer', calendar: event.calendar, policy: null };
    case 'escalated':
      return { at, type: 'escalated', calendar: event.calendar ?? null };
    case 'void':
    case 'voided':
      return voidedOf(event);
    default:
      return plainOf(event);
  }
}

const PLAIN: Readonly<Record<string, 'unsolved' | 'reopened' | 'claimed' | 'private_answer' | 'confirmed' | 'dismissed' | 'no_updates'>> = {
  unsolved: 'unsolved',
  reopened: 'reopened',
  claimed: 'claimed',
  ['private_answer']: 'private_answer',
  ['dismiss_followup']: 'dismissed',
  ['no_reply_needed']: 'dismissed',
  ['confirm_followup']: 'confirmed',
  ['still_need_help']: 'confirmed',
  ['no_updates']: 'no_updates',
};
const GONE: Readonly<Record<string, Leaving>> = {
  merged: 'merged',
  merge: 'merged',
  ['topic_merged']: 'merged',
  ['delete_topic']: 'deleted',
  ['topic_deleted']: 'deleted',
  ['moved_out']: 'moved_out',
  undesignated: 'undesignated',
};

/** What nobody's clock knows changes nothing. */
function plainOf(event: ScenarioEvent): ClockEvent | null {
  const { at, type } = event;
  const plain = PLAIN[type];
  if (plain !== undefined) return { at, type: plain };
  const how = goneBy(event);
  return how === undefined ? null : { at, type: 'gone', how };
}

function goneBy({ type, id }: Pick<ScenarioEvent, 'type' | 'id'>): Leaving | undefined {
  return GONE[type] ?? (type === 'deleted' && id === undefined ? 'deleted' : undefined);
}

/** R-START: by an expert or staff it starts nothing, unless somebody is asked for. */
function postedOf(event: ScenarioEvent, { index, posts, enforceFrom, takenIn }: Place): ClockEvent | null {
  if (event.by !== 'requester' && event.by !== undefined && event.by !== 'member' && event.onBehalfOf === undefined) return null;
  return {
    at: takenIn > event.at ? takenIn : event.at,
    type: 'posted',
    post: posts.number(event, index),
    policy: FIRST_POLICY,
    priority: priorityOf(event) ?? 'normal',
    lane: null,
    kind: null,
    channel: event.channel ?? null,
    isOld: event.at < enforceFrom,
  };
}

function replyOf(event: ScenarioEvent, { index, posts }: Place): ClockEvent | null {
  const at = posts.seenAt(event);
  if (at === null || posts.isGone(event) || isNobodys(event)) return null;
  return { at, type: 'reply', post: posts.number(event, index), by: posts.writer(event), isUnderCommunity: false };
}

function isNobodys({ kind = '', by = '', ...event }: ScenarioEvent): boolean {
  return NO_REPLY.has(kind) || NOBODY.has(by) || event['automatic'] === true || event['auto'] === true || event['shared'] === true;
}

function priorityChange(event: ScenarioEvent): ClockEvent | null {
  const priority = priorityOf(event);
  return priority === null ? null : { at: event.at, type: 'priority', priority, kind: null };
}

/** Scenarios may have names of their own: the engine only looks them up. */
function priorityOf({ priority }: ScenarioEvent): Priority | null {
  return priority === undefined ? null : (priority as Priority);
}

function pauseOf(event: ScenarioEvent): ClockEvent | null {
  const until = event.until === undefined ? null : instantOf(event.until);
  return { at: event.at, type: 'pause', reason: reasonOf(event) ?? (until === null ? 'waiting_third_party' : 'scheduled'), until };
}

function reasonOf({ reason }: ScenarioEvent): PauseReason | null {
  return reasonNamed(reason ?? '');
}

function voidedOf(event: ScenarioEvent): ClockEvent | null {
  const metric: Metric | undefined = METRICS.find((one) => one === event['metric']);
  if (metric === undefined) return null;
  return { at: event.at, type: 'voided', metric, number: Number(event['cycle'] ?? 1), reason: event.reason ?? 'no reason given' };
}
