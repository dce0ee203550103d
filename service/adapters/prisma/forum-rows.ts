import type { Instant } from '../../../shared/instant.js';
import type { CommunitySettings, SettingsVersion } from '../../../shared/settings.js';
import type { ForumMode, ForumRow } from '../../ports/store.js';
import type { Transaction } from './database.js';
import { markTopics, topicsOfCategories } from './dirty.js';
import { markForum } from './plugin-rows.js';
import { instant, jsonParameter, numbers, rowsParameter, sql, texts, time } from './rows.js';

interface StoredForum {
  readonly id: string;
  readonly bot_id: bigint;
  readonly bot_name: string;
  readonly mode: string;
  readonly secret: string;
}

/** Mode and secret of a forum that is there already are kept: both change only on purpose. */
export async function openForumIn(transaction: Transaction, forum: ForumRow): Promise<ForumRow> {
  const [row] = await transaction.rows<StoredForum>(sql`
    insert into forum (id, bot_id, bot_name, mode, secret)
    values (${forum.id}, ${forum.botId}::bigint, ${forum.botName}, ${forum.mode}, ${forum.secret})
    on conflict (id) do update set bot_id = excluded.bot_id, bot_name = excluded.bot_name
    returning id, bot_id, bot_name, mode, secret`);
  if (!row) throw new Error('the forum that was just stored is not there');
  return toForum(row);
}

export async function forumOf(transaction: Transaction, forumId: string): Promise<ForumRow | null> {
  const [row] = await transaction.rows<StoredForum>(sql`select id, bot_id, bot_name, mode, secret from forum where id = ${forumId}`);
  return row ? toForum(row) : null;
}

export async function setModeIn(transaction: Transaction, forumId: string, mode: ForumMode): Promise<void> {
  await transaction.run(sql`update forum set mode = ${mode} where id = ${forumId}`);
}

function toForum(row: StoredForum): ForumRow {
  return { id: row.id, botId: Number(row.bot_id), botName: row.bot_name, mode: row.mode as ForumMode, secret: row.secret };
}

export async function settingsOf(transaction: Transaction, forumId: string): Promise<readonly SettingsVersion[]> {
  const rows = await transaction.rows<{
    community: string;
    version: number;
    at: Date;
    recompute: boolean;
    settings: CommunitySettings | null;
  }>(sql`
    select community, version, at, recompute, settings from settings_version where forum_id = ${forumId} order by at, community, version`);
  return rows.map((row) => ({ ...row, at: instant(row.at) }));
}

/** A version that is there already is never changed: what was in force then stays in force then. */
export async function applySettingsIn(transaction: Transaction, forumId: string, versions: readonly SettingsVersion[]): Promise<void> {
  for (const { community, version, at, recompute, settings } of versions) {
    await transaction.run(sql`
      insert into settings_version (forum_id, community, version, at, recompute, settings)
      values (${forumId}, ${community}, ${version}::int, ${time(at)}, ${recompute}, ${jsonParameter(settings)}) on conflict do nothing`);
  }
  await markConcerned(transaction, forumId, versions);
}

/** Number, time and everything else of a version stay. */
export async function fillInSettingsIn(transaction: Transaction, forumId: string, versions: readonly SettingsVersion[]): Promise<void> {
  for (const { community, version, settings } of versions) {
    await transaction.run(sql`
      update settings_version set settings = ${jsonParameter(settings)}
      where forum_id = ${forumId} and community = ${community} and version = ${version}::int`);
  }
  await markConcerned(transaction, forumId, versions);
}

async function markConcerned(transaction: Transaction, forumId: string, versions: readonly SettingsVersion[]): Promise<void> {
  await markForum(transaction, forumId);
  const settings = versions.flatMap((version) => (version.settings === null ? [] : [version.settings]));
  await markTopics(transaction, forumId, [
    ...(await ticketsOf(
      transaction,
      forumId,
      versions.map(({ community }) => community),
    )),
    ...(await topicsOfCategories(
      transaction,
      forumId,
      settings.map(({ category }) => category),
    )),
    ...(await messagesTo(
      transaction,
      forumId,
      settings.flatMap(({ roles }) => Object.values(roles).flat()),
    )),
  ]);
}

async function ticketsOf(transaction: Transaction, forumId: string, communities: readonly string[]): Promise<readonly number[]> {
  const rows = await transaction.rows<{ topic_id: bigint }>(sql`
    select topic_id from ticket where forum_id = ${forumId} and community in ${texts(communities)}`);
  return rows.map((row) => Number(row.topic_id));
}

/** Private questions are messages to a group of the community. */
async function messagesTo(transaction: Transaction, forumId: string, groups: readonly number[]): Promise<readonly number[]> {
  const rows = await transaction.rows<{ topic: bigint }>(sql`
    select distinct (body->>'topic')::bigint as topic from fact
    where forum_id = ${forumId} and type = 'Participants'
      and exists (select 1 from jsonb_array_elements_text(body->'groups') g(id) where g.id::bigint in ${numbers(groups)})`);
  return rows.map((row) => Number(row.topic));
}

/** True for the first caller of (name, slot). */
/** Who ran in a slot long past is of no use. */
export async function forgetRunsIn(transaction: Transaction, forumId: string, before: Instant): Promise<void> {
  await transaction.run(sql`delete from run where forum_id = ${forumId} and slot < ${before}`);
}

export async function startRunIn(
  transaction: Transaction,
  forumId: string,
  run: { readonly name: string; readonly slot: string },
): Promise<boolean> {
  const started = await transaction.run(sql`
    insert into run (forum_id, name, slot) select ${forumId}, r.name, r.slot
    from json_to_recordset(${rowsParameter([run])}) as r(name text, slot text) on conflict do nothing`);
  return started > 0;
}
