import type { Instant } from '../../../shared/instant.js';
import type { EffectKind } from '../../ports/effect-kinds.js';
import { WHOLE_FORUM, type PluginHere, type TopicDigest } from '../../ports/plugin-store.js';
import type { Transaction } from './database.js';
import { markTopics } from './dirty.js';
import { addAct } from './effect-rows.js';
import { instant, numbers, sql, texts, time } from './rows.js';

export async function pluginIn(transaction: Transaction, forumId: string): Promise<PluginHere | null> {
  const [row] = await transaction.rows<{ has_plugin: boolean; shows_labels: boolean }>(sql`
    select has_plugin, shows_labels from forum where id = ${forumId}`);
  return row?.has_plugin === true ? { showsLabels: row.shows_labels } : null;
}

export async function setPluginIn(transaction: Transaction, forumId: string, plugin: PluginHere | null): Promise<boolean> {
  const isHere = plugin !== null;
  const showsLabels = plugin?.showsLabels ?? false;
  const changed = await transaction.run(sql`
    update forum set has_plugin = ${isHere}, shows_labels = ${showsLabels}
    where id = ${forumId} and (has_plugin, shows_labels) is distinct from (${isHere}, ${showsLabels})`);
  if (changed > 0) await markAll(transaction, forumId);
  return changed > 0;
}

/** Its tables are new, or older than what it was told: rows that say "done" would keep it from ever being told again. */
export async function forgetPluginIn(transaction: Transaction, forumId: string, known: Readonly<Record<string, number>>): Promise<boolean> {
  const told = await transaction.rows<{ community: string; version: number | null }>(sql`
    select distinct on (key) value->>'community' as community, (value->'value'->>'version')::int as version from effect
    where forum_id = ${forumId} and kind = 'config' and state = 'done' order by key, revision desc`);
  if (told.every(({ community, version }) => version === null || (known[community] ?? 0) >= version)) return false;
  const reason = 'the plugin does not know it any more';
  const rows = await transaction.rows<{ id: bigint }>(sql`
    update effect set state = 'cancelled', reason = ${reason}
    where forum_id = ${forumId} and kind in ('config', 'ticket') and state = 'done' returning id`);
  const [{ at } = { at: new Date(0) }] = await transaction.rows<{ at: Date }>(sql`select now() as at`);
  for (const { id } of rows) await addAct(transaction, Number(id), { outcome: 'cancelled', reason, at: at.toISOString() });
  await markAll(transaction, forumId);
  return true;
}

/** What the plugin is told of communities may have changed. */
export async function markForum(transaction: Transaction, forumId: string): Promise<void> {
  if (await pluginIn(transaction, forumId)) await markTopics(transaction, forumId, [WHOLE_FORUM]);
}

async function markAll(transaction: Transaction, forumId: string): Promise<void> {
  const rows = await transaction.rows<{ topic_id: bigint }>(sql`select topic_id from ticket where forum_id = ${forumId}`);
  await markTopics(transaction, forumId, [WHOLE_FORUM, ...rows.map((row) => Number(row.topic_id))]);
}

export async function digestsOf(
  transaction: Transaction,
  forumId: string,
  topics: readonly number[],
): Promise<ReadonlyMap<number, TopicDigest>> {
  if (topics.length === 0) return new Map();
  const rows = await transaction.rows<{ topic: bigint; digest: string; read_at: Date }>(sql`
    select topic, digest, read_at from topic_digest where forum_id = ${forumId} and topic in ${numbers(topics)}`);
  return new Map(rows.map((row) => [Number(row.topic), { digest: row.digest, readAt: instant(row.read_at) }]));
}

export async function saveDigestIn(
  transaction: Transaction,
  forumId: string,
  { topic, digest, readAt }: { readonly topic: number; readonly digest: string; readonly readAt: Instant },
): Promise<void> {
  await transaction.run(sql`
    insert into topic_digest (forum_id, topic, digest, read_at) values (${forumId}, ${topic}::bigint, ${digest}, ${time(readAt)})
    on conflict (forum_id, topic) do update set digest = excluded.digest, read_at = excluded.read_at`);
}

export async function topicsWithoutDigestOf(
  transaction: Transaction,
  forumId: string,
  { now, kinds, most }: { readonly now: Instant; readonly kinds: readonly EffectKind[]; readonly most: number },
): Promise<readonly number[]> {
  const rows = await transaction.rows<{ topic_id: bigint }>(sql`
    select e.topic_id from effect e
    where e.forum_id = ${forumId} and e.state in ('waiting', 'unknown') and e.not_before <= ${time(now)} and e.kind in ${texts(kinds)}
      and not exists (select 1 from topic_digest d where d.forum_id = e.forum_id and d.topic = e.topic_id)
    group by e.topic_id order by min(e.priority), min(e.not_before), e.topic_id limit ${most}::int`);
  return rows.map((row) => Number(row.topic_id));
}

export async function forgetDigestsIn(transaction: Transaction, forumId: string, topics: readonly number[]): Promise<void> {
  await transaction.run(sql`delete from topic_digest where forum_id = ${forumId} and topic in ${numbers(topics)}`);
}
