import { markerOf } from '../../../shared/marker.js';
import type { Instant } from '../../../shared/instant.js';
import type { EffectChange, TicketResult, TicketRow, TicketTransaction } from '../../ports/store.js';
import type { Transaction } from './database.js';
import { addAct } from './effect-rows.js';
import { loadMaterial } from './material.js';
import { addNeeds } from './needs.js';
import { instant, instantOrNull, jsonParameter, numberOrNull, rowsParameter, sql, storable, time } from './rows.js';

interface Topic {
  readonly forumId: string;
  readonly topicId: number;
}

/** Locks the topic's row, so that one derivation of it runs at a time, and gives what may be done with it. */
export async function lockTicket(transaction: Transaction, forumId: string, topicId: number): Promise<TicketTransaction> {
  await transaction.run(sql`
    insert into dirty_topic (forum_id, topic, mark) values (${forumId}, ${topicId}::bigint, 0) on conflict do nothing`);
  const [locked] = await transaction.rows<{ mark: bigint }>(sql`
    select mark from dirty_topic where forum_id = ${forumId} and topic = ${topicId}::bigint for update`);
  const seen = locked?.mark ?? 0n;
  return {
    load: () => loadMaterial(transaction, forumId, topicId),
    async save(result, now) {
      await saveTicket(transaction, { forumId, topicId }, { result, now });
      // A mark that came after this one is another number and stays.
      await transaction.run(sql`
        update dirty_topic set done = ${seen} where forum_id = ${forumId} and topic = ${topicId}::bigint and mark = ${seen}`);
    },
  };
}

async function saveTicket(
  transaction: Transaction,
  topic: Topic,
  { result, now }: { readonly result: TicketResult; readonly now: Instant },
): Promise<void> {
  await saveRow(transaction, topic, result.ticket);
  await saveProjections(transaction, topic, result.ticket === null ? [] : result.rows);
  await saveErrors(transaction, topic, result.errors);
  await saveEffects(transaction, topic, { change: result.effects, now });
  await addNeeds(transaction, topic.forumId, result.needs);
}

async function saveRow(transaction: Transaction, { forumId, topicId }: Topic, ticket: TicketRow | null): Promise<void> {
  if (ticket === null) {
    await transaction.run(sql`delete from ticket where forum_id = ${forumId} and topic_id = ${topicId}::bigint`);
    return;
  }
  await transaction.run(sql`
    insert into ticket (forum_id, topic_id, community, state, outcome, owner, is_private, view, next_wake_at, derived_at)
    values (${forumId}, ${topicId}::bigint, ${ticket.community}, ${ticket.state}, ${ticket.outcome}, ${ticket.owner}::bigint,
      ${ticket.isPrivate}, coalesce(${jsonParameter(ticket.view)}, 'null'::jsonb), ${time(ticket.nextWakeAt)}, ${time(ticket.derivedAt)})
    on conflict (forum_id, topic_id) do update set community = excluded.community, state = excluded.state, outcome = excluded.outcome,
      owner = excluded.owner, is_private = excluded.is_private, view = excluded.view, next_wake_at = excluded.next_wake_at,
      derived_at = excluded.derived_at`);
}

/** Replaced as a set: a row that no feature gives any more is gone. */
async function saveProjections(transaction: Transaction, { forumId, topicId }: Topic, rows: TicketResult['rows']): Promise<void> {
  await transaction.run(sql`delete from projection_row where forum_id = ${forumId} and topic_id = ${topicId}::bigint`);
  if (rows.length === 0) return;
  await transaction.run(sql`
    insert into projection_row (forum_id, topic_id, projection, key, row)
    select ${forumId}, ${topicId}::bigint, projection, key, coalesce("row", 'null'::jsonb)
    from json_to_recordset(${rowsParameter(rows)}) as r(projection text, key text, "row" jsonb)`);
}

async function saveErrors(transaction: Transaction, { forumId, topicId }: Topic, errors: TicketResult['errors']): Promise<void> {
  await transaction.run(sql`delete from feature_error where forum_id = ${forumId} and topic_id = ${topicId}::bigint`);
  if (errors.length === 0) return;
  await transaction.run(sql`
    insert into feature_error (forum_id, topic_id, feature, message)
    select ${forumId}, ${topicId}::bigint, feature, message
    from json_to_recordset(${rowsParameter(errors)}) as r(feature text, message text)
    on conflict (forum_id, topic_id, feature) do update set message = excluded.message`);
}

/** Rows end before new ones come. A row in flight or of unknown outcome is never cancelled here: its end must be known first. */
async function saveEffects(
  transaction: Transaction,
  topic: Topic,
  { change, now }: { readonly change: EffectChange; readonly now: Instant },
): Promise<void> {
  for (const { id, reason } of change.cancel) {
    await transaction.run(sql`
      update effect set state = 'cancelled', reason = ${storable(reason)}, ended_at = ${time(now)}
      where forum_id = ${topic.forumId} and id = ${id}::bigint and state in ('shadow', 'held', 'baseline', 'waiting')`);
  }
  for (const { id, reason } of change.overrule) {
    const overruled = await transaction.run(sql`
      update effect set state = 'overruled', reason = ${storable(reason)}, ended_at = ${time(now)}
      where forum_id = ${topic.forumId} and id = ${id}::bigint and state not in ('in_flight', 'overruled')`);
    if (overruled > 0) await addAct(transaction, id, { outcome: 'overruled', reason, at: now });
  }
  await addEffects(transaction, topic, { added: change.add, now });
}

/**
 * A key holds in the whole forum: the like for a line and its answer are there from the ticket that its post was in before, a badge from
 * the first answer that its holder signed. None is made twice.
 */
async function addEffects(
  transaction: Transaction,
  { forumId, topicId }: Topic,
  { added, now }: { readonly added: EffectChange['add']; readonly now: Instant },
): Promise<void> {
  if (added.length === 0) return;
  const [forum] = await transaction.rows<{ secret: string }>(sql`select secret from forum where id = ${forumId}`);
  if (!forum) throw new Error(`forum ${forumId} was never opened`);
  const rows = added.map((effect) => ({
    ...effect,
    marker: markerOf(forum.secret, effect.key, effect.revision),
    value_hash: effect.valueHash,
    not_before: effect.notBefore,
    not_after: effect.notAfter,
    post_id: effect.postId,
    forum_topic_id: effect.forumTopicId,
    value: effect.value ?? null,
  }));
  await transaction.run(sql`
    insert into effect (forum_id, topic_id, key, revision, marker, kind, value, value_hash, because, state, reason, priority,
      not_before, not_after, post_id, forum_topic_id, created_at)
    select ${forumId}, ${topicId}::bigint, key, revision, marker, kind, coalesce(value, 'null'::jsonb), value_hash, because, state, reason,
      priority, not_before, not_after, post_id, forum_topic_id, ${time(now)}
    from json_to_recordset(${rowsParameter(rows)}) as r(key text, revision int, marker text, kind text, value jsonb, value_hash text,
      because text, state text, reason text, priority int, not_before timestamptz, not_after timestamptz, post_id bigint,
      forum_topic_id bigint)
    on conflict (forum_id, key, revision) do nothing`);
}

interface StoredTicket {
  readonly topic_id: bigint;
  readonly community: string | null;
  readonly state: string;
  readonly outcome: string | null;
  readonly owner: bigint | null;
  readonly is_private: boolean;
  readonly view: unknown;
  readonly next_wake_at: Date | null;
  readonly derived_at: Date;
}

/** The tickets of a forum, or the one of a topic. */
export async function ticketsOf(transaction: Transaction, forumId: string, topicId: number | null): Promise<readonly TicketRow[]> {
  const topic = topicId === null ? sql`true` : sql`topic_id = ${topicId}::bigint`;
  const rows = await transaction.rows<StoredTicket>(sql`
    select topic_id, community, state, outcome, owner, is_private, view, next_wake_at, derived_at
    from ticket where forum_id = ${forumId} and ${topic} order by topic_id`);
  return rows.map((row) => ({
    topicId: Number(row.topic_id),
    community: row.community,
    state: row.state,
    outcome: row.outcome,
    owner: numberOrNull(row.owner),
    isPrivate: row.is_private,
    view: row.view,
    nextWakeAt: instantOrNull(row.next_wake_at),
    derivedAt: instant(row.derived_at),
  }));
}

/** Topics of all tickets and of their rooms. */
export async function watchedTopicsOf(transaction: Transaction, forumId: string): Promise<readonly number[]> {
  const rows = await transaction.rows<{ topic: bigint }>(sql`
    select topic_id as topic from ticket where forum_id = ${forumId}
    union select (body->>'room')::bigint from fact where forum_id = ${forumId} and type = 'RoomOpened' order by topic`);
  return rows.map(({ topic }) => Number(topic));
}
