import { nameKey } from '../../../shared/names.js';
import type { Archetype, Thing } from '../../../shared/facts.js';
import type { Instant } from '../../../shared/instant.js';
import type { Transaction } from './database.js';
import { instant, instantOrNull, numberOrNull, numbers, sql, storable, texts, time, type Sql } from './rows.js';

export async function dirtyTopicsOf(transaction: Transaction, forumId: string, limit: number): Promise<readonly number[]> {
  return topics(
    transaction,
    sql`
    select topic from dirty_topic where forum_id = ${forumId} and mark > done order by mark limit ${limit}::int`,
  );
}

export async function wakingTopicsOf(
  transaction: Transaction,
  forumId: string,
  { now, limit }: { readonly now: Instant; readonly limit: number },
): Promise<readonly number[]> {
  return topics(
    transaction,
    sql`
    select topic_id as topic from ticket where forum_id = ${forumId} and next_wake_at <= ${time(now)}
    order by next_wake_at, topic_id limit ${limit}::int`,
  );
}

async function topics(transaction: Transaction, query: Sql): Promise<readonly number[]> {
  const rows = await transaction.rows<{ topic: bigint }>(query);
  return rows.map((row) => Number(row.topic));
}

export async function projectionRowsOf(
  transaction: Transaction,
  forumId: string,
  topicId: number,
): Promise<ReadonlyArray<{ readonly projection: string; readonly key: string; readonly row: unknown }>> {
  return transaction.rows(sql`
    select projection, key, "row" from projection_row where forum_id = ${forumId} and topic_id = ${topicId}::bigint order by projection, key`);
}

export async function projectionRowsOfAll(
  transaction: Transaction,
  forumId: string,
  { projection, limit }: { readonly projection: string; readonly limit: number },
): Promise<ReadonlyArray<{ readonly topicId: number; readonly community: string | null; readonly row: unknown }>> {
  const rows = await transaction.rows<{ topic_id: bigint; community: string | null; row: unknown }>(sql`
    select r.topic_id, t.community, r."row" from projection_row r
    join ticket t on t.forum_id = r.forum_id and t.topic_id = r.topic_id
    where r.forum_id = ${forumId} and r.projection = ${projection} order by r.topic_id desc, r.key limit ${limit}`);
  return rows.map(({ topic_id: topicId, community, row }) => ({ topicId: Number(topicId), community, row }));
}

export async function featureErrorsOf(
  transaction: Transaction,
  forumId: string,
): Promise<ReadonlyArray<{ readonly topicId: number; readonly feature: string; readonly message: string }>> {
  const rows = await transaction.rows<{ topic_id: bigint; feature: string; message: string }>(sql`
    select topic_id, feature, message from feature_error where forum_id = ${forumId} order by topic_id, feature`);
  return rows.map(({ topic_id: topicId, feature, message }) => ({ topicId: Number(topicId), feature, message }));
}

export async function topicsWithoutTicketOf(
  transaction: Transaction,
  forumId: string,
): Promise<ReadonlyArray<{ readonly topic: number; readonly category: number | null }>> {
  const rows = await transaction.rows<{ topic: bigint; category: bigint | null }>(sql`
    select i.topic, i.category from topic_index i
    where i.forum_id = ${forumId} and not exists (select 1 from ticket t where t.forum_id = i.forum_id and t.topic_id = i.topic)
      and (i.archetype <> 'private_message' or exists (
        select 1 from fact f where f.forum_id = i.forum_id and f.thing = 'topic:' || i.topic and f.type = 'Participants'))
    order by i.topic`);
  return rows.map(({ topic, category }) => ({ topic: Number(topic), category: numberOrNull(category) }));
}

export async function knownPostsOf(
  transaction: Transaction,
  forumId: string,
  topicId: number,
): Promise<ReadonlyArray<{ readonly post: number; readonly author: number | null }>> {
  const rows = await transaction.rows<{ post: bigint; author: bigint | null }>(sql`
    select post, author from post_index where forum_id = ${forumId} and topic = ${topicId}::bigint order by post`);
  return rows.map(({ post, author }) => ({ post: Number(post), author: numberOrNull(author) }));
}

export async function topicPlaceOf(
  transaction: Transaction,
  forumId: string,
  topicId: number,
): Promise<{ readonly categoryId: number | null; readonly archetype: Archetype } | null> {
  const rows = await transaction.rows<{ category: bigint | null; archetype: Archetype }>(sql`
    select category, archetype from topic_index where forum_id = ${forumId} and topic = ${topicId}::bigint`);
  const found = rows[0];
  return found ? { categoryId: numberOrNull(found.category), archetype: found.archetype } : null;
}

/** Posts whose place is not known are left out. */
export async function placesOf(transaction: Transaction, forumId: string, posts: readonly number[]): Promise<ReadonlyMap<number, number>> {
  if (posts.length === 0) return new Map();
  const rows = await transaction.rows<{ post: bigint; topic: bigint }>(sql`
    select post, topic from post_index where forum_id = ${forumId} and post in ${numbers(posts)} and topic is not null`);
  return new Map(rows.map(({ post, topic }) => [Number(post), Number(topic)]));
}

export async function highestPostOf(transaction: Transaction, forumId: string): Promise<number | null> {
  const [row] = await transaction.rows<{ highest: bigint | null }>(
    sql`select max(post) as highest from post_index where forum_id = ${forumId}`,
  );
  return numberOrNull(row?.highest ?? null);
}

/** Members whose newest joining is not ended; an end at the same instant counts. */
export async function knownMembersOf(
  transaction: Transaction,
  forumId: string,
  group: number,
): Promise<ReadonlyArray<{ readonly user: number; readonly from: Instant }>> {
  const rows = await transaction.rows<{ user: bigint; from: Date }>(sql`
    select "user", began as "from" from (
      select (body->>'user')::bigint as "user", max(at) filter (where type = 'MembershipBegan') as began,
        max(at) filter (where type = 'MembershipEnded') as ended
      from fact where forum_id = ${forumId} and thing = ${`group:${group}`} and type in ('MembershipBegan', 'MembershipEnded')
      group by 1) spans
    where began is not null and (ended is null or began > ended) order by "user"`);
  return rows.map(({ user, from }) => ({ user: Number(user), from: instant(from) }));
}

export async function membershipEndsOf(transaction: Transaction, forumId: string, group: number): Promise<ReadonlyMap<number, Instant>> {
  const rows = await transaction.rows<{ user: bigint; ended: Date }>(sql`
    select (body->>'user')::bigint as "user", max(at) as ended from fact
    where forum_id = ${forumId} and thing = ${`group:${group}`} and type = 'MembershipEnded' group by 1`);
  return new Map(rows.map(({ user, ended }) => [Number(user), instant(ended)]));
}

export async function labelsOf(transaction: Transaction, forumId: string, things: readonly Thing[]): Promise<ReadonlyMap<Thing, string>> {
  if (things.length === 0) return new Map();
  const rows = await transaction.rows<{ thing: Thing; name: string }>(sql`
    select thing, name from label where forum_id = ${forumId} and thing in ${texts(things)}`);
  return new Map(rows.map(({ thing, name }) => [thing, name]));
}

/** Who was seen with this name last. */
export async function idOfNameIn(
  transaction: Transaction,
  forumId: string,
  { kind, name }: { readonly kind: 'user' | 'group'; readonly name: string },
): Promise<number | null> {
  const [row] = await transaction.rows<{ owner: bigint }>(sql`
    select owner from name_key where forum_id = ${forumId} and name = ${nameKey(name)} and kind = ${kind} order by at desc, owner desc limit 1`);
  return numberOrNull(row?.owner ?? null);
}

export async function nextDueOf(
  transaction: Transaction,
  forumId: string,
): Promise<{ readonly effect: Instant | null; readonly need: Instant | null; readonly wake: Instant | null }> {
  const [row] = await transaction.rows<{ effect: Date | null; need: Date | null; wake: Date | null }>(sql`
    select least(
        (select min(not_before) from effect where forum_id = ${forumId} and state in ('waiting', 'unknown')),
        (select min(lease_until) from attempt where forum_id = ${forumId} and ended_at is null)) as effect,
      (select min(coalesce(not_before, by)) from need where forum_id = ${forumId}) as need,
      (select min(next_wake_at) from ticket where forum_id = ${forumId} and next_wake_at is not null) as wake`);
  return {
    effect: instantOrNull(row?.effect ?? null),
    need: instantOrNull(row?.need ?? null),
    wake: instantOrNull(row?.wake ?? null),
  };
}

interface NoteText {
  readonly kind: string;
  readonly thing: string;
  readonly text: string;
  readonly at: Instant;
}

/** The same note again only moves its time. */
export async function addNote(transaction: Transaction, forumId: string, { kind, thing, text, at }: NoteText): Promise<void> {
  const seen = await transaction.run(sql`
    update note set at = greatest(at, ${time(at)})
    where forum_id = ${forumId} and kind = ${kind} and thing = ${storable(thing)} and text = ${storable(text)}`);
  if (seen > 0) return;
  await transaction.run(sql`
    insert into note (forum_id, kind, thing, text, at) values (${forumId}, ${kind}, ${storable(thing)}, ${storable(text)}, ${time(at)})`);
}

export async function notesOf(transaction: Transaction, forumId: string): Promise<readonly NoteText[]> {
  const rows = await transaction.rows<{ kind: string; thing: string; text: string; at: Date }>(sql`
    select kind, thing, text, at from note where forum_id = ${forumId} order by at, id`);
  return rows.map((row) => ({ ...row, at: instant(row.at) }));
}
