import type { Instant } from '../../shared/instant.js';
import type { Delivery, Effect, StoredNeed, TicketRow } from '../ports/store.js';
import type { Frame, QueryContext } from './frame.js';
import type { Viewer } from './may-read.js';
import { isNowhere } from './nowhere.js';
import { mayKnowTicket } from './queries.js';
import { topicOf } from './topic-for-pages.js';

export interface Findings {
  /** Keys of effects name rooms and messages: they are for the operator. */
  readonly isShowingKeys: boolean;
  readonly broken: readonly Delivery[];
  readonly effects: readonly Effect[];
  readonly unreadable: readonly number[];
  /** Open tickets without owner and in nobody's queue (TR-08). */
  readonly nowhere: readonly number[];
  /** Private tickets of which it is not known whether the bot may still read them: only the newest are looked at. */
  readonly notLookedAt: number;
  readonly reads: readonly StoredNeed[];
  readonly errors: ReadonlyArray<{ readonly topicId: number; readonly feature: string; readonly message: string | null }>;
  readonly notes: ReadonlyArray<{ readonly kind: string; readonly thing: string; readonly text: string; readonly at: Instant }>;
}

/** Of each kind of finding. */
export const MOST_ROWS = 100;

/** The newest first; without those of tickets that could not be derived and have been since. */
function standing(notes: Findings['notes'], tickets: readonly TicketRow[]): Findings['notes'] {
  const derived = new Map(tickets.map(({ topicId, derivedAt }) => [`topic:${topicId}`, derivedAt]));
  const isOver = ({ kind, thing, at }: Findings['notes'][number]) => kind === 'ticket-not-derived' && (derived.get(thing) ?? '') > at;
  return notes
    .filter((note) => !isOver(note))
    .reverse()
    .slice(0, MOST_ROWS);
}

/** Deliveries, reads and notes name things of the whole forum: they are for the operator; of tickets each sees those she may know. */
export async function loadFindings(context: QueryContext, { frame, viewer }: { frame: Frame; viewer: Viewer }): Promise<Findings> {
  const { store, forumId, now } = context;
  const isOperator = viewer.type === 'operator';
  const tickets = await store.tickets(forumId);
  const privateTopics = new Set(tickets.filter((row) => row.isPrivate).map((row) => row.topicId));
  const known = new Map<number, boolean>();
  const mayKnow = async (topicId: number): Promise<boolean> => {
    const found = known.get(topicId) ?? (isOperator || (await mayKnowTicket(context, topicId, { frame, viewer })));
    known.set(topicId, found);
    return found;
  };
  const only = async <Row extends { readonly topicId: number }>(rows: readonly Row[]): Promise<Row[]> => {
    const kept: Row[] = [];
    for (const row of rows) if (await mayKnow(row.topicId)) kept.push(row);
    return kept;
  };
  const effects = await store.effects(forumId, { states: ['refused', 'dead', 'lost', 'enqueued'] });
  const unreadable: number[] = [];
  const newest = [...privateTopics].sort((a, b) => b - a).slice(0, MOST_ROWS);
  for (const topicId of newest) {
    if (!(await mayKnow(topicId))) continue;
    if (topicOf(await store.material(forumId, topicId), { topicId, botId: 0, now }).topic.unreadable) unreadable.push(topicId);
  }
  const roomed = new Set((await store.effects(forumId, {})).filter(({ kind }) => kind === 'room').map(({ topicId }) => topicId));
  return {
    isShowingKeys: isOperator,
    broken: isOperator ? await store.brokenDeliveries(forumId, MOST_ROWS) : [],
    effects: await only([...effects].reverse().slice(0, MOST_ROWS)),
    unreadable,
    nowhere: (await only(tickets.filter(isNowhere).slice(0, MOST_ROWS))).map(({ topicId }) => topicId),
    notLookedAt: isOperator ? privateTopics.size - newest.length : 0,
    reads: isOperator ? (await store.needs(forumId)).filter((need) => need.attempts > 0).slice(0, MOST_ROWS) : [],
    // The text of an error may quote what the feature read.
    errors: (await only(await store.featureErrors(forumId))).map((error) => ({
      ...error,
      message: privateTopics.has(error.topicId) || roomed.has(error.topicId) ? null : error.message,
    })),
    notes: isOperator ? standing(await store.notes(forumId), tickets) : [],
  };
}
