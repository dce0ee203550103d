import type { Lesson } from '../../ports/store.js';
import type { Transaction } from './database.js';
import { markTopics } from './dirty.js';
import { addAct } from './effect-rows.js';
import { noteRoom } from './room-facts.js';
import { sql, time } from './rows.js';

type Confirmation = Lesson['confirmations'][number];

/**
 * A post of ours came back: its effect is done, whatever the call said or will say. A second confirmation changes nothing, and
 * what a person has undone since (`overruled`) stays undone.
 */
export async function confirmEffects(transaction: Transaction, forumId: string, confirmations: readonly Confirmation[]): Promise<void> {
  const sorted = [...confirmations].sort((a, b) => (a.marker < b.marker ? -1 : 1));
  if (sorted.length === 0) return;
  const open = await transaction.rows<{ topic_id: bigint }>(sql`
    select distinct topic_id from effect where forum_id = ${forumId} and marker = any(${sorted.map(({ marker }) => marker)}::text[])
      and state not in ('done', 'overruled')`);
  await markTopics(
    transaction,
    forumId,
    open.map((row) => Number(row.topic_id)),
  );
  for (const confirmation of sorted) await confirmEffect(transaction, forumId, confirmation);
}

async function confirmEffect(transaction: Transaction, forumId: string, { marker, postId, topicId, at }: Confirmation): Promise<void> {
  const confirmed = await transaction.rows<{ id: bigint }>(sql`
    update effect set state = 'done', reason = null, post_id = ${postId}::bigint, forum_topic_id = ${topicId}::bigint, ended_at = ${time(at)}
    where forum_id = ${forumId} and marker = ${marker} and state not in ('done', 'overruled') returning id`);
  for (const { id } of confirmed) {
    await transaction.run(sql`
      update attempt set ended_at = ${time(at)}, outcome = 'done', reason = 'the forum showed it' where effect_id = ${id} and ended_at is null`);
    await addAct(transaction, Number(id), { outcome: 'done', reason: 'the forum showed it', at });
    await noteRoom(transaction, Number(id), at);
  }
}
