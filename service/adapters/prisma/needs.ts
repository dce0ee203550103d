import { earliest } from '../../../shared/instant.js';
import type { Instant } from '../../../shared/instant.js';
import type { Need, StoredNeed } from '../../ports/store.js';
import type { Transaction } from './database.js';
import { instant, rowsParameter, sql, time } from './rows.js';

/** In the order in which they are read; the stored urgency is the place in this list. */
const URGENCIES = ['act', 'signed', 'bell', 'sweep'] as const satisfies ReadonlyArray<Need['why']>;

interface NeedRow {
  readonly thing: Need['thing'];
  readonly urgency: number;
  readonly by: Date;
  readonly rings: number;
  readonly attempts: number;
}

/** One row per thing: the earlier time and the stronger reason win, and every call is a ring. */
export async function addNeeds(transaction: Transaction, forumId: string, needs: readonly Need[]): Promise<void> {
  const wanted = new Map<string, { thing: string; urgency: number; by: Instant }>();
  for (const { thing, why, by } of needs) {
    const same = wanted.get(thing);
    const urgency = URGENCIES.indexOf(why);
    wanted.set(thing, { thing, urgency: Math.min(urgency, same?.urgency ?? urgency), by: earliest(by, same?.by) ?? by });
  }
  if (wanted.size === 0) return;
  await transaction.run(sql`
    insert into need as n (forum_id, thing, urgency, by)
    select ${forumId}, thing, urgency, by
    from json_to_recordset(${rowsParameter([...wanted.values()])}) as r(thing text, urgency smallint, by timestamptz)
    order by thing
    on conflict (forum_id, thing) do update
    set urgency = least(n.urgency, excluded.urgency), by = least(n.by, excluded.by), rings = n.rings + 1`);
}

/** The read is done. If it rang meanwhile the need stays, as a fresh one. */
export async function endNeed(
  transaction: Transaction,
  forumId: string,
  read: { readonly thing: string; readonly rings: number },
): Promise<void> {
  const ended = await transaction.run(
    sql`delete from need where forum_id = ${forumId} and thing = ${read.thing} and rings = ${read.rings}::int`,
  );
  if (ended > 0) return;
  await transaction.run(sql`update need set attempts = 0, not_before = null where forum_id = ${forumId} and thing = ${read.thing}`);
}

export async function postponeNeed(
  transaction: Transaction,
  forumId: string,
  read: { readonly thing: string; readonly notBefore: Instant },
): Promise<void> {
  await transaction.run(sql`
    update need set attempts = attempts + 1, not_before = ${time(read.notBefore)} where forum_id = ${forumId} and thing = ${read.thing}`);
}

export async function nextNeeds(
  transaction: Transaction,
  forumId: string,
  wanted: { readonly now: Instant; readonly limit: number },
): Promise<readonly StoredNeed[]> {
  const rows = await transaction.rows<NeedRow>(sql`
    select thing, urgency, by, rings, attempts from need
    where forum_id = ${forumId} and (not_before is null or not_before <= ${time(wanted.now)})
    order by urgency, by, thing limit ${wanted.limit}::int`);
  return rows.map(toNeed);
}

export async function allNeeds(transaction: Transaction, forumId: string): Promise<readonly StoredNeed[]> {
  const rows = await transaction.rows<NeedRow>(sql`
    select thing, urgency, by, rings, attempts from need where forum_id = ${forumId} order by urgency, by, thing`);
  return rows.map(toNeed);
}

function toNeed(row: NeedRow): StoredNeed {
  return { thing: row.thing, why: URGENCIES[row.urgency] ?? 'sweep', by: instant(row.by), rings: row.rings, attempts: row.attempts };
}
