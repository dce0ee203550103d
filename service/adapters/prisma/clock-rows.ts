import type { Instant } from '../../../shared/instant.js';
import type { ClockRow } from '../../ports/store.js';
import type { Transaction } from './database.js';
import { candidatesOf } from './queue-rows.js';
import { sql } from './rows.js';

const EVERY_TICKET = { community: null, states: 'all', owner: null, asker: null } as const;

/** The clocks that started in a stretch of time. Plain statements over one table each, like the queue. */
export async function clockRowsOf(
  transaction: Transaction,
  forumId: string,
  { from, to }: { readonly from: Instant; readonly to: Instant },
): Promise<readonly ClockRow[]> {
  const rows = await transaction.rows<{ topic_id: bigint; row: unknown }>(sql`
    select topic_id, "row" from projection_row
    where forum_id = ${forumId} and projection = 'clock' and "row"->>'startedAt' >= ${from} and "row"->>'startedAt' < ${to}
    order by "row"->>'startedAt', topic_id, key`);
  const tickets = new Map((await candidatesOf(transaction, forumId, EVERY_TICKET)).map((ticket) => [ticket.topicId, ticket]));
  return rows.flatMap(({ topic_id: topic, row }) => {
    const ticket = tickets.get(Number(topic));
    return ticket === undefined ? [] : [{ ...ticket, row }];
  });
}
