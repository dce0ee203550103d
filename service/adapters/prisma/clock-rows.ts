import type { Instant } from '../../../shared/instant.js';
import type { ClockRow, StoredClocks } from '../../ports/store.js';
import type { Transaction } from './database.js';
import { candidatesOf } from './queue-rows.js';
import { numbers, sql, texts } from './rows.js';

const EVERY_TICKET = { community: null, states: 'all', owner: null, asker: null } as const;

interface Started {
  readonly projection: 'clock' | 'vendor';
  /** Where a row says when it began. */
  readonly start: 'startedAt' | 'from';
  readonly from: Instant;
  readonly to: Instant;
}

/** What started in a stretch of time. Plain statements over one table each, like the queue. */
export async function rowsStarted(
  transaction: Transaction,
  forumId: string,
  { projection, start, from, to }: Started,
): Promise<readonly ClockRow[]> {
  const rows = await transaction.rows<{ topic_id: bigint; row: unknown }>(sql`
    select topic_id, "row" from projection_row
    where forum_id = ${forumId} and projection = ${projection} and "row"->>${start} >= ${from} and "row"->>${start} < ${to}
    order by "row"->>${start}, topic_id, key`);
  const tickets = new Map((await candidatesOf(transaction, forumId, EVERY_TICKET)).map((ticket) => [ticket.topicId, ticket]));
  return rows.flatMap(({ topic_id: topic, row }) => {
    const ticket = tickets.get(Number(topic));
    return ticket === undefined ? [] : [{ ...ticket, row }];
  });
}

export async function clockTopicsOf(
  transaction: Transaction,
  forumId: string,
  { communities, since }: { readonly communities: readonly string[]; readonly since: Instant },
): Promise<ReadonlyArray<{ readonly topicId: number; readonly isOpen: boolean }>> {
  const rows = await transaction.rows<{ topic_id: bigint; is_open: boolean }>(sql`
    select topic_id, bool_or("row"->>'endedAt' is null) as is_open from projection_row
    where forum_id = ${forumId} and projection = 'clock' and "row"->>'community' in ${texts(communities)}
    group by topic_id
    having bool_or("row"->>'endedAt' is null) or max("row"->>'startedAt') >= ${since}
    order by topic_id desc`);
  return rows.map(({ topic_id: topicId, is_open: isOpen }) => ({ topicId: Number(topicId), isOpen }));
}

export async function storedClocksOf(transaction: Transaction, forumId: string, topicIds: readonly number[]): Promise<StoredClocks[]> {
  if (topicIds.length === 0) return [];
  const rows = await transaction.rows<{ topic_id: bigint; view: unknown }>(sql`
    select topic_id, jsonb_build_object('asker', view->'asker', 'category', view->'category', 'tags', view->'tags', 'channel', view->'channel',
        'language', view->'language', 'isPrivateAsk', view->'isPrivateAsk', 'triage', view->'features'->'triage',
        'clocks', view->'features'->'clocks', 'escalation', view->'features'->'escalation') as view
    from ticket where forum_id = ${forumId} and topic_id in ${numbers(topicIds)}`);
  const views = new Map(rows.map(({ topic_id: topic, view }) => [Number(topic), view]));
  const tickets = await candidatesOf(transaction, forumId, { ...EVERY_TICKET, topics: topicIds });
  return tickets.map((ticket) => ({ ...ticket, view: views.get(ticket.topicId) ?? null }));
}
