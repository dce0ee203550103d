import type { EffectKind } from '../../ports/effect-kinds.js';
import type { ActRow, Effect, EffectState } from '../../ports/store.js';
import type { Instant } from '../../../shared/instant.js';
import type { Transaction } from './database.js';
import { instant, instantOrNull, numberOrNull, sql, storable, texts, time, type Sql } from './rows.js';

export interface EffectRow {
  readonly id: bigint;
  readonly topic_id: bigint;
  readonly key: string;
  readonly revision: number;
  readonly kind: string;
  readonly value: unknown;
  readonly value_hash: string;
  readonly because: string;
  readonly state: string;
  readonly reason: string | null;
  readonly priority: number;
  readonly not_before: Date;
  readonly not_after: Date | null;
  readonly attempts: number;
  readonly post_id: bigint | null;
  readonly forum_topic_id: bigint | null;
  readonly created_at: Date;
  readonly ended_at: Date | null;
}

export const EFFECT_COLUMNS: Sql = sql`
  id, topic_id, key, revision, kind, value, value_hash, because, state, reason, priority, not_before, not_after, attempts,
  post_id, forum_topic_id, created_at, ended_at`;

export function toEffect(row: EffectRow): Effect {
  return {
    id: Number(row.id),
    topicId: Number(row.topic_id),
    key: row.key,
    revision: row.revision,
    kind: row.kind as EffectKind,
    value: row.value,
    valueHash: row.value_hash,
    because: row.because,
    state: row.state as EffectState,
    reason: row.reason,
    priority: row.priority,
    notBefore: instant(row.not_before),
    notAfter: instantOrNull(row.not_after),
    attempts: row.attempts,
    postId: numberOrNull(row.post_id),
    forumTopicId: numberOrNull(row.forum_topic_id),
    createdAt: instant(row.created_at),
    endedAt: instantOrNull(row.ended_at),
  };
}

export interface EffectFilter {
  readonly topicId?: number;
  readonly states?: readonly EffectState[];
}

export async function effectsOf(transaction: Transaction, forumId: string, filter: EffectFilter): Promise<readonly Effect[]> {
  const topic = filter.topicId === undefined ? sql`true` : sql`topic_id = ${filter.topicId}::bigint`;
  const state = filter.states === undefined ? sql`true` : sql`state in ${texts(filter.states)}`;
  const rows = await transaction.rows<EffectRow>(sql`
    select ${EFFECT_COLUMNS} from effect where forum_id = ${forumId} and ${topic} and ${state} order by id`);
  return rows.map(toEffect);
}

/** Effects of a ticket, and those on notices of posts that are in it now but were written about in another ticket. */
export async function effectsOfTicket(transaction: Transaction, forumId: string, topicId: number): Promise<readonly Effect[]> {
  const rows = await transaction.rows<EffectRow>(sql`
    select ${EFFECT_COLUMNS} from effect where forum_id = ${forumId} and topic_id = ${topicId}::bigint
    union
    select ${EFFECT_COLUMNS} from effect where forum_id = ${forumId} and key in (
      select 'notice:post:' || post from post_index where forum_id = ${forumId} and topic = ${topicId}::bigint)
    order by id`);
  return rows.map(toEffect);
}

/** One row of what we did: append-only. Facts about the effect itself are copied from its row. */
export async function addAct(
  transaction: Transaction,
  effectId: number,
  act: { readonly outcome: string; readonly reason: string | null; readonly at: Instant },
): Promise<void> {
  const reason = act.reason === null ? null : storable(act.reason);
  await transaction.run(sql`
    insert into act (forum_id, effect_id, topic_id, key, revision, outcome, reason, post_id, forum_topic_id, at)
    select forum_id, id, topic_id, key, revision, ${act.outcome}, ${reason}, post_id, forum_topic_id, ${time(act.at)}
    from effect where id = ${effectId}::bigint`);
}

interface StoredAct {
  readonly id: bigint;
  readonly effect_id: bigint;
  readonly topic_id: bigint;
  readonly key: string;
  readonly revision: number;
  readonly outcome: string;
  readonly reason: string | null;
  readonly post_id: bigint | null;
  readonly forum_topic_id: bigint | null;
  readonly at: Date;
}

export async function actsOf(transaction: Transaction, forumId: string, topicId: number): Promise<readonly ActRow[]> {
  const rows = await transaction.rows<StoredAct>(sql`
    select id, effect_id, topic_id, key, revision, outcome, reason, post_id, forum_topic_id, at
    from act where forum_id = ${forumId} and topic_id = ${topicId}::bigint order by id`);
  return rows.map((row) => ({
    id: Number(row.id),
    effectId: Number(row.effect_id),
    topicId: Number(row.topic_id),
    key: row.key,
    revision: row.revision,
    outcome: row.outcome,
    reason: row.reason,
    postId: numberOrNull(row.post_id),
    forumTopicId: numberOrNull(row.forum_topic_id),
    at: instant(row.at),
  }));
}
