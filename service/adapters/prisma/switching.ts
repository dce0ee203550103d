import type { Instant } from '../../../shared/instant.js';
import { ONLY_PLUGIN, type EffectKind } from '../../ports/effect-kinds.js';
import type { Transaction } from './database.js';
import { addAct } from './effect-rows.js';
import { sql, texts, time } from './rows.js';

/** What was chosen from the baseline comes after all that is wanted since (design section 3, "Switching on"). */
const LOWEST_PRIORITY = 1_000_000;

/**
 * Together with the mode, so that nothing is held for ever that is derived in between. What pages of the plugin show, and what the forum
 * must know to keep private things private, tells nobody anything twice: it is no baseline.
 */
export async function goLiveIn(transaction: Transaction, forumId: string): Promise<Readonly<Record<string, number>>> {
  const rows = await transaction.rows<{ kind: string; count: bigint }>(sql`
    with moved as (
      update effect set state = 'baseline'
      where forum_id = ${forumId} and state in ('held', 'waiting') and kind not in ${texts(ONLY_PLUGIN)} returning kind)
    select kind, count(*) as count from moved group by kind order by kind`);
  await transaction.run(sql`
    update effect set state = 'waiting' where forum_id = ${forumId} and state in ('held', 'baseline') and kind in ${texts(ONLY_PLUGIN)}`);
  await transaction.run(sql`update forum set mode = 'live' where id = ${forumId}`);
  return Object.fromEntries(rows.map((row) => [row.kind, Number(row.count)]));
}

export async function carryOutBaselineIn(
  transaction: Transaction,
  forumId: string,
  { kinds, now }: { readonly kinds: readonly EffectKind[]; readonly now: Instant },
): Promise<number> {
  const late = await transaction.rows<{ id: bigint }>(sql`
    update effect set state = 'cancelled', reason = 'its time limit had passed', ended_at = ${time(now)}
    where forum_id = ${forumId} and state = 'baseline' and kind in ${texts(kinds)} and not_after < ${time(now)} returning id`);
  for (const { id } of late) await addAct(transaction, Number(id), { outcome: 'cancelled', reason: 'its time limit had passed', at: now });
  return transaction.run(sql`
    update effect set state = 'waiting', priority = ${LOWEST_PRIORITY}::int
    where forum_id = ${forumId} and state = 'baseline' and kind in ${texts(kinds)}`);
}

export async function holdWaitingIn(transaction: Transaction, forumId: string): Promise<number> {
  return transaction.run(sql`update effect set state = 'held' where forum_id = ${forumId} and state = 'waiting'`);
}
