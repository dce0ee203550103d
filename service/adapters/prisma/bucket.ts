import { addSeconds, secondsBetween, type Instant } from '../../../shared/instant.js';
import type { Need } from '../../ports/store.js';
import type { Transaction } from './database.js';
import { instant, instantOrNull, sql, time } from './rows.js';

const CAPACITY = 50;
const PER_SECONDS = 60;

/** The share of the bucket that must stay for work of a higher priority (design section 3, "Reads have a budget"). */
const RESERVED: Readonly<Record<Need['why'], number>> = { act: 0, signed: 0.1, bell: 0.3, sweep: 0.6 };

interface Level {
  readonly tokens: number;
  readonly capacity: number;
  readonly perSecond: number;
  readonly refilledAt: Instant;
  readonly blockedUntil: Instant | null;
}

export async function takeTokenIn(
  transaction: Transaction,
  forumId: string,
  { now, priority }: { readonly now: Instant; readonly priority: Need['why'] },
): Promise<{ readonly ok: boolean; readonly retryAt: Instant }> {
  const level = await lockLevel(transaction, forumId, now);
  const retryAt = availableAt(level, now, priority);
  if (retryAt > now) return { ok: false, retryAt };
  await writeLevel(transaction, forumId, { ...level, tokens: level.tokens - 1 });
  return { ok: true, retryAt: now };
}

/** For a claim, which takes its token only when there is something to claim: null while there is no token. */
export async function spendToken(transaction: Transaction, forumId: string, now: Instant): Promise<(() => Promise<void>) | null> {
  const level = await lockLevel(transaction, forumId, now);
  if (availableAt(level, now, 'act') > now) return null;
  return () => writeLevel(transaction, forumId, { ...level, tokens: level.tokens - 1 });
}

export async function blockUntilIn(transaction: Transaction, forumId: string, until: Instant): Promise<void> {
  await transaction.run(sql`
    insert into bucket (forum_id, capacity, per_seconds, tokens, refilled_at, blocked_until)
    values (${forumId}, ${CAPACITY}::int, ${PER_SECONDS}::int, ${CAPACITY}::float8, ${time(until)}, ${time(until)})
    on conflict (forum_id) do update set blocked_until = greatest(bucket.blocked_until, excluded.blocked_until)`);
}

function availableAt(level: Level, now: Instant, priority: Need['why']): Instant {
  const missing = 1 + RESERVED[priority] * level.capacity - level.tokens;
  // Up to the next millisecond, so that the token is there at that instant; rounding must not make anybody wait for 1e-12 of it.
  const filledAt = missing <= 1e-9 ? now : addSeconds(now, Math.ceil((missing / level.perSecond) * 1000) / 1000);
  return level.blockedUntil !== null && level.blockedUntil > filledAt ? level.blockedUntil : filledAt;
}

/** Makes the bucket full if there is none, locks it and fills in what has flowed since. */
async function lockLevel(transaction: Transaction, forumId: string, now: Instant): Promise<Level> {
  await transaction.run(sql`
    insert into bucket (forum_id, capacity, per_seconds, tokens, refilled_at)
    values (${forumId}, ${CAPACITY}::int, ${PER_SECONDS}::int, ${CAPACITY}::float8, ${time(now)}) on conflict (forum_id) do nothing`);
  const [row] = await transaction.rows<{
    capacity: number;
    per_seconds: number;
    tokens: number;
    refilled_at: Date;
    blocked_until: Date | null;
  }>(sql`
    select capacity, per_seconds, tokens, refilled_at, blocked_until from bucket where forum_id = ${forumId} for update`);
  if (!row) throw new Error('the bucket that was just made is not there');
  const perSecond = row.capacity / row.per_seconds;
  // A clock that was set back fills nothing and takes nothing.
  const flowed = Math.max(0, secondsBetween(instant(row.refilled_at), now)) * perSecond;
  return {
    tokens: Math.min(row.capacity, row.tokens + flowed),
    capacity: row.capacity,
    perSecond,
    refilledAt: now,
    blockedUntil: instantOrNull(row.blocked_until),
  };
}

async function writeLevel(transaction: Transaction, forumId: string, level: Level): Promise<void> {
  await transaction.run(sql`
    update bucket set tokens = ${level.tokens}::float8, refilled_at = ${time(level.refilledAt)} where forum_id = ${forumId}`);
}
