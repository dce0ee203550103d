import { factOf } from '../../../shared/facts.js';
import type { Instant } from '../../../shared/instant.js';
import type { Transaction } from './database.js';
import { storeFacts } from './fact-rows.js';
import { sql } from './rows.js';

/** A room that exists is a fact of its ticket, because people act in it (design section 3). Its first telling counts. */
export async function noteRoom(transaction: Transaction, effectId: number, at: Instant): Promise<void> {
  const [made] = await transaction.rows<{ forum_id: string; topic_id: bigint; key: string; room: bigint | null }>(sql`
    select e.forum_id, e.topic_id, e.key, e.forum_topic_id as room from effect e
    where e.id = ${effectId}::bigint and e.kind = 'room' and e.forum_topic_id is not null
      and not exists (select 1 from fact f where f.forum_id = e.forum_id and f.type = 'RoomOpened'
        and f.thing = 'topic:' || e.topic_id and (f.body->>'room')::bigint = e.forum_topic_id)`);
  if (!made || made.room === null) return;
  const body = { type: 'RoomOpened', topic: Number(made.topic_id), room: Number(made.room), key: made.key } as const;
  await storeFacts(transaction, made.forum_id, [factOf(body, { at, learntAt: at, source: `effect:${effectId}` })]);
}
