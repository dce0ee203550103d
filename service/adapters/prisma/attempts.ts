import type { EffectKind } from '../../ports/effect-kinds.js';
import { GONE_TOPIC } from '../../ports/plugin-store.js';
import type { AttemptEnd, Claim, EffectState } from '../../ports/store.js';
import { addSeconds, type Instant } from '../../../shared/instant.js';
import { spendToken } from './bucket.js';
import type { Transaction } from './database.js';
import { markTopics } from './dirty.js';
import { noteRoom } from './room-facts.js';
import { addAct, EFFECT_COLUMNS, toEffect, type EffectRow } from './effect-rows.js';
import { numbers, sql, storable, texts, time } from './rows.js';

/** Of the topic of an effect `e`: it is known, and the topic could be read. */
const hasDigest = sql`exists (
  select 1 from topic_digest d where d.forum_id = e.forum_id and d.topic = e.topic_id and d.digest <> ${GONE_TOPIC})`;

export interface Claiming {
  readonly now: Instant;
  readonly leaseSeconds: number;
  readonly most: number;
  readonly without?: readonly EffectKind[];
  readonly withDigest?: readonly EffectKind[];
  readonly except?: readonly number[];
  readonly only?: readonly number[];
}

/**
 * The next effects that may be sent, one of a key. While an earlier revision of its key is in flight or unknown it waits: it may have
 * made the object that this one would make again. A room is closed after what is still to be said in it.
 */
export async function claimIn(transaction: Transaction, forumId: string, claiming: Claiming): Promise<readonly Claim[]> {
  const { now, most, without = [], withDigest = [], except = [], only } = claiming;
  const spend = await spendToken(transaction, forumId, now);
  if (spend === null) return [];
  const rows = await transaction.rows<EffectRow>(sql`
    select ${EFFECT_COLUMNS} from effect e
    where e.forum_id = ${forumId} and e.state in ('waiting', 'unknown') and e.not_before <= ${time(now)}
      and e.kind not in ${texts(without)} and e.id not in ${numbers(except)}
      and (${only === undefined}::boolean or e.id in ${numbers(only ?? [])})
      and (e.kind not in ${texts(withDigest)} or ${hasDigest})
      and exists (select 1 from forum f where f.id = e.forum_id and f.mode = 'live')
      and not exists (select 1 from attempt a where a.forum_id = e.forum_id and a.key = e.key and a.ended_at is null)
      and not exists (select 1 from effect o where o.forum_id = e.forum_id and o.key = e.key and o.revision < e.revision
        and o.state in ('in_flight', 'unknown'))
      and not (e.kind = 'close' and exists (select 1 from effect o where o.forum_id = e.forum_id and o.topic_id = e.topic_id
        and o.kind = 'post' and o.value ->> 'topic' is not distinct from e.value ->> 'topic' and o.id < e.id and o.state in ('waiting', 'in_flight', 'unknown')))
    order by e.priority, e.not_before, e.id limit ${most}::int for update skip locked`);
  if (rows.length === 0) return [];
  await spend();
  const claims: Claim[] = [];
  const keys = new Set<string>();
  for (const row of rows) {
    if (keys.has(row.key)) continue;
    keys.add(row.key);
    claims.push(await claimRow(transaction, forumId, { row, claiming }));
  }
  return claims;
}

async function claimRow(
  transaction: Transaction,
  forumId: string,
  { row, claiming: { now, leaseSeconds } }: { readonly row: EffectRow; readonly claiming: Claiming },
): Promise<Claim> {
  await transaction.run(sql`update effect set state = 'in_flight', attempts = attempts + 1 where id = ${row.id}`);
  const [attempt] = await transaction.rows<{ id: bigint }>(sql`
    insert into attempt (forum_id, effect_id, key, started_at, lease_until)
    values (${forumId}, ${row.id}, ${row.key}, ${time(now)}, ${time(addSeconds(now, leaseSeconds))}) returning id`);
  if (!attempt) throw new Error('an inserted attempt gave no id');
  return { attemptId: Number(attempt.id), effect: { ...toEffect(row), attempts: row.attempts + 1 } };
}

/** Whoever changes an effect and its attempt locks the effect first. */
export async function endAttemptIn(
  transaction: Transaction,
  claim: Claim,
  { end, now }: { readonly end: AttemptEnd; readonly now: Instant },
): Promise<void> {
  const [found] = await transaction.rows<{ forum_id: string }>(sql`select forum_id from attempt where id = ${claim.attemptId}::bigint`);
  if (!found) throw new Error(`attempt ${claim.attemptId} does not exist`);
  if (isFinal(end)) await markTopics(transaction, found.forum_id, [claim.effect.topicId]);
  const [effect] = await transaction.rows<{ state: string }>(
    sql`select state from effect where id = ${claim.effect.id}::bigint for update`,
  );
  const ended = await transaction.run(sql`
    update attempt set ended_at = ${time(now)}, outcome = ${end.outcome}, reason = ${reasonOf(end)}
    where id = ${claim.attemptId}::bigint and ended_at is null`);
  // A late answer still tells what came of an effect whose lease ran out, unless it was confirmed or is being looked up.
  if (ended > 0 || (effect?.state === 'unknown' && isFinal(end))) await applyEnd(transaction, claim.effect.id, { end, now });
}

async function applyEnd(
  transaction: Transaction,
  effectId: number,
  { end, now }: { readonly end: AttemptEnd; readonly now: Instant },
): Promise<void> {
  const made = end.outcome === 'done' ? { post: end.postId, topic: end.topicId } : { post: null, topic: null };
  const notBefore = 'notBefore' in end ? end.notBefore : null;
  await transaction.run(sql`
    update effect e set
      state = case when ${stateOf(end)}::text = 'waiting' and f.mode <> 'live' then 'held' else ${stateOf(end)}::text end,
      reason = ${reasonOf(end)},
      post_id = coalesce(${made.post}::bigint, e.post_id),
      forum_topic_id = coalesce(${made.topic}::bigint, e.forum_topic_id),
      not_before = coalesce(${time(notBefore)}, e.not_before),
      ended_at = ${time(isFinal(end) ? now : null)}
    from forum f where f.id = e.forum_id and e.id = ${effectId}::bigint`);
  await addAct(transaction, effectId, { outcome: end.outcome, reason: reasonOf(end), at: now });
  if (end.outcome === 'done') await noteRoom(transaction, effectId, now);
}

function stateOf(end: AttemptEnd): EffectState {
  return end.outcome === 'retry' ? 'waiting' : end.outcome;
}

function reasonOf(end: AttemptEnd): string | null {
  return 'reason' in end ? storable(end.reason) : null;
}

function isFinal(end: AttemptEnd): boolean {
  return end.outcome !== 'retry' && end.outcome !== 'unknown';
}

/** An expired lease is an unknown outcome: the effect is looked up before anything is tried again. */
export async function expireLeasesIn(
  transaction: Transaction,
  forumId: string,
  { now, lookUpSeconds }: { readonly now: Instant; readonly lookUpSeconds: number },
): Promise<number> {
  const reason = 'the attempt did not report back within its lease';
  const expired = await transaction.rows<{ id: bigint; effect_id: bigint }>(sql`
    select a.id, a.effect_id from attempt a join effect e on e.id = a.effect_id
    where a.forum_id = ${forumId} and a.ended_at is null and a.lease_until <= ${time(now)} order by e.id for update of e skip locked`);
  for (const { id, effect_id: effectId } of expired) {
    const ended = await transaction.run(sql`
      update attempt set ended_at = ${time(now)}, outcome = 'unknown', reason = ${reason} where id = ${id} and ended_at is null`);
    if (ended === 0) continue;
    await transaction.run(sql`
      update effect set state = 'unknown', reason = ${reason}, not_before = ${time(addSeconds(now, lookUpSeconds))}
      where id = ${effectId} and state = 'in_flight'`);
    await addAct(transaction, Number(effectId), { outcome: 'unknown', reason, at: now });
  }
  return expired.length;
}
