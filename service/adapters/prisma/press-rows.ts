import { addSeconds, type Instant } from '../../../shared/instant.js';
import type { Fact } from '../../../shared/facts.js';
import type { PluginStore, Pulse } from '../../ports/plugin-store.js';
import type { Database, Transaction } from './database.js';
import { ticketsOfRooms } from './dirty.js';
import { FACT_COLUMNS, toFact, type FactRow } from './fact-rows.js';
import { instant, sql, time } from './rows.js';

/** A nonce counts as used for so long; its signature is not good any more by then. */
const NONCE_SECONDS = 600;

/** What the plugin's requests need besides tickets. */
export function pressRows(database: Database): Pick<PluginStore, 'useNonce' | 'fact' | 'ticketsAt' | 'pulse'> {
  return {
    useNonce: (forumId, nonce, now) => database.transaction((transaction) => useNonceIn(transaction, forumId, { nonce, now })),
    fact: (forumId, key) => factOfKey(database, forumId, key),
    ticketsAt: (forumId, topicId) => ticketsAt(database, forumId, topicId),
    pulse: (forumId) => pulseOf(database, forumId),
  };
}

async function useNonceIn(transaction: Transaction, forumId: string, used: { nonce: string; now: Instant }): Promise<boolean> {
  const { nonce, now } = used;
  await transaction.run(sql`delete from nonce where forum_id = ${forumId} and at < ${time(addSeconds(now, -NONCE_SECONDS))}`);
  const added = await transaction.run(sql`
    insert into nonce (forum_id, nonce, at) values (${forumId}, ${nonce}, ${time(now)}) on conflict do nothing`);
  return added === 1;
}

async function factOfKey(transaction: Transaction, forumId: string, key: string): Promise<Fact | null> {
  const [row] = await transaction.rows<FactRow>(sql`select ${FACT_COLUMNS} from fact where forum_id = ${forumId} and key = ${key}`);
  return row ? toFact(row) : null;
}

async function ticketsAt(transaction: Transaction, forumId: string, topicId: number): Promise<readonly number[]> {
  const tickets = await ticketsOfRooms(transaction, forumId, [topicId]);
  return tickets.length === 0 ? [topicId] : tickets;
}

async function pulseOf(transaction: Transaction, forumId: string): Promise<Pulse> {
  const [row] = await transaction.rows<{ last: Date | null; waiting: number; refused: number }>(sql`
    select (select received_at from delivery where forum_id = ${forumId} order by id desc limit 1) as last,
      (select count(*)::int from effect where forum_id = ${forumId} and state in ('waiting', 'in_flight', 'unknown')) as waiting,
      (select count(*)::int from effect where forum_id = ${forumId} and state in ('refused', 'dead', 'lost')) as refused`);
  return { lastDeliveryAt: row?.last ? instant(row.last) : null, waiting: row?.waiting ?? 0, refused: row?.refused ?? 0 };
}
