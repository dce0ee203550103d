import type { Instant } from '../../../shared/instant.js';
import type { Delivery, NewDelivery } from '../../ports/store.js';
import type { Transaction } from './database.js';
import { forgetRunsIn } from './forum-rows.js';
import { instant, rowsParameter, sql, time, type Sql } from './rows.js';

interface DeliveryRow {
  readonly id: bigint;
  readonly forum_id: string;
  readonly hook: string;
  readonly event_id: string;
  readonly event: string;
  readonly body_hash: string;
  readonly body: string;
  readonly received_at: Date;
  readonly state: string;
  readonly note: string | null;
}

const COLUMNS: Sql = sql`id, forum_id, hook, event_id, event, body_hash, body, received_at, state, note`;

/** One statement, so that it is committed when it resolves. */
export async function storeDeliveriesIn(transaction: Transaction, deliveries: readonly NewDelivery[]): Promise<void> {
  if (deliveries.length === 0) return;
  const rows = deliveries.map((row) => ({
    forum_id: row.forumId,
    hook: row.hook,
    event_id: row.eventId,
    event: row.event,
    body_hash: row.bodyHash,
    body: row.body,
    received_at: row.receivedAt,
  }));
  await transaction.run(sql`
    insert into delivery (forum_id, hook, event_id, event, body_hash, body, received_at)
    select forum_id, hook, event_id, event, body_hash, body, received_at
    from json_to_recordset(${rowsParameter(rows)}) as r(
      forum_id text, hook text, event_id text, event text, body_hash text, body text, received_at timestamptz)
    on conflict (forum_id, hook, event_id, body_hash) do nothing`);
}

export async function waitingDeliveriesOf(transaction: Transaction, forumId: string, limit: number): Promise<readonly Delivery[]> {
  const rows = await transaction.rows<DeliveryRow>(sql`
    select ${COLUMNS} from delivery where forum_id = ${forumId} and state = 'waiting' order by id limit ${limit}::int`);
  return rows.map(toDelivery);
}

/** Newest first. */
export async function brokenDeliveriesOf(transaction: Transaction, forumId: string, limit: number): Promise<readonly Delivery[]> {
  const rows = await transaction.rows<DeliveryRow>(sql`
    select ${COLUMNS} from delivery where forum_id = ${forumId} and state = 'broken' order by id desc limit ${limit}::int`);
  return rows.map(toDelivery);
}

export async function deliveryOf(transaction: Transaction, id: number): Promise<Delivery | null> {
  const [row] = await transaction.rows<DeliveryRow>(sql`select ${COLUMNS} from delivery where id = ${id}::bigint`);
  return row ? toDelivery(row) : null;
}

/** A body that nobody read in time goes too (PR-01), and its row says so. */
export async function forgetBodiesIn(transaction: Transaction, forumId: string, before: Instant): Promise<number> {
  await forgetRunsIn(transaction, forumId, before);
  return transaction.run(sql`
    update delivery set body = '',
      note = case when state = 'waiting' then 'its time limit came before it was read' else note end,
      state = case when state = 'waiting' then 'broken' else state end
    where forum_id = ${forumId} and received_at < ${time(before)} and body <> ''`);
}

function toDelivery(row: DeliveryRow): Delivery {
  return {
    id: Number(row.id),
    forumId: row.forum_id,
    hook: row.hook,
    eventId: row.event_id,
    event: row.event,
    bodyHash: row.body_hash,
    body: row.body,
    receivedAt: instant(row.received_at),
    state: row.state as Delivery['state'],
    note: row.note,
  };
}
