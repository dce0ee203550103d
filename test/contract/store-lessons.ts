import { factOf, type Fact, type FactBody } from '../../shared/facts.js';
import { addSeconds, type Instant } from '../../shared/instant.js';
import type { AttemptEnd, Claim, Lesson, NewDelivery, NewEffect, Store, TicketResult, TicketRow } from '../../service/ports/store.js';
import { claimOne } from '../support/claim-one.js';

/** Rows as the store's contract tests need them: complete, and different only where a test says so. */
export const START: Instant = '2026-11-02T10:00:00.000Z';

/** So many seconds after the start. */
export function at(seconds: number): Instant {
  return addSeconds(START, seconds);
}

export function fact(
  body: FactBody,
  seconds: number,
  learnt: { readonly seconds?: number; readonly source?: string; readonly unconfirmed?: boolean } = {},
): Fact {
  return factOf(body, {
    at: at(seconds),
    learntAt: at(learnt.seconds ?? seconds),
    source: learnt.source ?? 'read:topic:20',
    unconfirmed: learnt.unconfirmed ?? false,
  });
}

export function lesson(part: Partial<Lesson>): Lesson {
  return { facts: [], texts: [], labels: [], needs: [], confirmations: [], cause: { type: 'none' }, ...part };
}

/** A post in a topic, with its author. */
export function postIn(topic: number, post: number, author: number): readonly Fact[] {
  return [
    fact({ type: 'PostBorn', post, replyTo: null }, 0),
    fact({ type: 'Placed', post, topic }, 0),
    fact({ type: 'PostAuthor', post, user: author }, 0),
  ];
}

export function delivery(forumId: string, part: Partial<NewDelivery> = {}): NewDelivery {
  return { forumId, hook: '1', eventId: 'e1', event: 'post_created', bodyHash: 'a'.repeat(64), body: '{}', receivedAt: START, ...part };
}

export function ticketRow(topicId: number, part: Partial<TicketRow> = {}): TicketRow {
  return {
    topicId,
    community: 'desk',
    state: 'new',
    outcome: null,
    owner: null,
    isPrivate: false,
    view: { posts: 1 },
    nextWakeAt: null,
    derivedAt: START,
    ...part,
  };
}

export function result(part: Partial<TicketResult>): TicketResult {
  return { ticket: null, rows: [], effects: { add: [], cancel: [], overrule: [] }, needs: [], errors: [], ...part };
}

export function effect(part: Partial<NewEffect> = {}): NewEffect {
  return {
    key: 'tags:topic:20',
    revision: 1,
    kind: 'tags',
    value: { present: ['open'] },
    valueHash: 'h1',
    because: 'it is new',
    state: 'waiting',
    reason: null,
    priority: 5,
    notBefore: START,
    notAfter: null,
    postId: null,
    forumTopicId: null,
    ...part,
  };
}

export async function save(
  store: Store,
  where: { readonly forum: string; readonly topic: number },
  part: Partial<TicketResult>,
): Promise<void> {
  await store.withTicket(where.forum, where.topic, (transaction) => transaction.save(result(part), START));
}

/** Adds effects to topic 20. */
export async function want(store: Store, forum: string, ...effects: ReadonlyArray<Partial<NewEffect>>): Promise<void> {
  await save(store, { forum, topic: 20 }, { effects: { add: effects.map(effect), cancel: [], overrule: [] } });
}

export async function claim(store: Store, forum: string, seconds = 0): Promise<Claim> {
  const claimed = await claimOne(store, forum, at(seconds));
  if (claimed === null) throw new Error('nothing could be claimed');
  return claimed;
}

export const DONE: AttemptEnd = { outcome: 'done', postId: 71, topicId: 20 };
