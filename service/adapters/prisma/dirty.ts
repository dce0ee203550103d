import type { Fact, FactBody } from '../../../shared/facts.js';
import { neighboursOf, pressedLines } from './material-elsewhere.js';
import type { Transaction } from './database.js';
import { numbers, rowsParameter, sql, texts, type Sql } from './rows.js';

/**
 * Marks topics as to be derived. A mark is a number from one sequence: older marks are derived first, and a derivation clears
 * only the mark that it saw. Sorted, so that two writers cannot lock each other out.
 */
export async function markTopics(transaction: Transaction, forumId: string, topics: Iterable<number>): Promise<void> {
  const sorted = [...new Set(topics)].sort((a, b) => a - b);
  if (sorted.length === 0) return;
  await transaction.run(sql`
    insert into dirty_topic (forum_id, topic)
    select ${forumId}, value::bigint from json_array_elements_text(${rowsParameter(sorted)})
    on conflict (forum_id, topic) do update set mark = default`);
}

/** The topics in which these posts are now. */
export async function topicsOfPosts(transaction: Transaction, forumId: string, posts: ReadonlySet<number>): Promise<readonly number[]> {
  if (posts.size === 0) return [];
  return topics(
    transaction,
    sql`
    select distinct topic from post_index where forum_id = ${forumId} and post in ${numbers(posts)} and topic is not null`,
  );
}

/** The posts that these facts are about. */
export function postsOf(facts: readonly Fact[]): ReadonlySet<number> {
  return new Set(facts.flatMap(({ thing }) => (thing.startsWith('post:') ? [Number(thing.slice(5))] : [])));
}

/** The tickets that these topics serve as rooms. */
export async function ticketsOfRooms(transaction: Transaction, forumId: string, rooms: readonly number[]): Promise<readonly number[]> {
  if (rooms.length === 0) return [];
  return topics(
    transaction,
    sql`
    select (body->>'topic')::bigint as topic from fact
    where forum_id = ${forumId} and type = 'RoomOpened' and (body->>'room')::bigint in ${numbers(rooms)}`,
  );
}

/** The topics whose derivation may change with these facts, besides those where their posts are. */
export async function topicsTouchedBy(transaction: Transaction, forumId: string, facts: readonly Fact[]): Promise<ReadonlySet<number>> {
  const touched = new Set(facts.flatMap(topicsNamed));
  const bodies = facts.map(({ body }) => body);
  const more = [
    await topicsOfPeople(transaction, forumId, usersOf(bodies)),
    await topicsOfNames(transaction, forumId, namesOf(bodies)),
    await topicsOfCategories(transaction, forumId, categoriesOf(bodies)),
    await targetsOfMerges(transaction, forumId, closingsIn(bodies)),
    await topicsOfLaterLines(transaction, forumId, facts),
    ...(await neighboursOfHidden(transaction, forumId, facts)),
  ];
  for (const topic of more.flat()) touched.add(topic);
  return touched;
}

function topicsNamed({ thing, body }: Fact): readonly number[] {
  const own = thing.startsWith('topic:') ? [Number(thing.slice(6))] : [];
  if (body.type === 'Placed') return [body.topic];
  return body.type === 'SmallAction' && body.linkedTopic !== null ? [body.linkedTopic] : own;
}

function usersOf(bodies: readonly FactBody[]): readonly number[] {
  return bodies.flatMap((body) => (body.type === 'MembershipBegan' || body.type === 'MembershipEnded' ? [body.user] : []));
}

function namesOf(bodies: readonly FactBody[]): readonly string[] {
  return bodies.flatMap((body) => (body.type === 'PersonNamed' || body.type === 'GroupNamed' ? [body.name] : []));
}

function categoriesOf(bodies: readonly FactBody[]): readonly number[] {
  return bodies.flatMap((body) => (body.type === 'CategorySeen' || body.type === 'CategoryGone' ? [body.category] : []));
}

function closingsIn(bodies: readonly FactBody[]): readonly number[] {
  return bodies.flatMap((body) => (body.type === 'SmallAction' && body.code.startsWith('closed.') ? [body.post] : []));
}

/** A closing may be the end of a merge: then it is told where the posts went. */
async function targetsOfMerges(transaction: Transaction, forumId: string, posts: readonly number[]): Promise<readonly number[]> {
  if (posts.length === 0) return [];
  return topics(
    transaction,
    sql`
    select distinct (f.body->>'linkedTopic')::bigint as topic from post_index c
    join post_index p on p.forum_id = c.forum_id and p.topic = c.topic
    join fact f on f.forum_id = p.forum_id and f.thing = 'post:' || p.post and f.type = 'SmallAction' and f.body->>'code' = 'split_topic'
    where c.forum_id = ${forumId} and c.post in ${numbers(posts)} and f.body->>'linkedTopic' is not null`,
  );
}

/** A topic that became a message, or cannot be read, is named no more where it was joined (ES-02). */
function neighboursOfHidden(transaction: Transaction, forumId: string, facts: readonly Fact[]): Promise<Array<readonly number[]>> {
  const hidden = facts.flatMap(({ thing, body }) =>
    body.type === 'Unreadable' || (body.type === 'TopicPlace' && body.archetype === 'private_message') ? [Number(thing.slice(6))] : [],
  );
  return Promise.all([...new Set(hidden)].map((topic) => neighboursOf(transaction, forumId, topic)));
}

/** How many lines a person may say counts over the whole forum: one that is learnt late counts for those that came after it. */
async function topicsOfLaterLines(transaction: Transaction, forumId: string, facts: readonly Fact[]): Promise<readonly number[]> {
  const lines = facts.flatMap(({ thing, at, body }) => {
    const author = body.type === 'LineGiven' ? body.author : null;
    return author !== null || body.type === 'CommandLines' ? [{ thing, at, author }] : [];
  });
  if (lines.length === 0) return [];
  return topics(
    transaction,
    sql`
    with said as (
      select coalesce(n.author, own.author) as author, n.at
      from json_to_recordset(${rowsParameter(lines)}) as n(thing text, at timestamptz, author bigint)
      left join post_index own on own.forum_id = ${forumId} and 'post:' || own.post = n.thing)
    select p.topic from said n
    join post_index p on p.forum_id = ${forumId} and p.author = n.author
    join fact f on f.forum_id = p.forum_id and f.thing = 'post:' || p.post and f.type = 'CommandLines'
    where p.topic is not null and f.at >= n.at and f.at <= n.at + interval '7 days'
    union
    select g.topic from said n join (${pressedLines(forumId)}) g on g.author = n.author
    where g.at >= n.at and g.at <= n.at + interval '7 days'`,
  );
}

/** Where a person wrote, pressed a button, acted, asked, was the target of an action, or was invited by name (ES-16). */
async function topicsOfPeople(transaction: Transaction, forumId: string, users: readonly number[]): Promise<readonly number[]> {
  if (users.length === 0) return [];
  return topics(
    transaction,
    sql`
    select topic from post_index where forum_id = ${forumId} and author in ${numbers(users)} and topic is not null
    union
    select g.topic from (${pressedLines(forumId)}) g where g.author in ${numbers(users)}
    union
    select (body->>'topic')::bigint from fact
    where forum_id = ${forumId} and type = 'TopicAuthor' and (body->>'user')::bigint in ${numbers(users)}
    union
    select topic_id from effect where forum_id = ${forumId} and kind = 'invite' and (value->'who'->>'user')::bigint in ${numbers(users)}
    union
    select p.topic from name_key n
    join fact f on f.forum_id = n.forum_id and f.type = 'SmallAction' and f.body->>'who' = n.name
    join post_index p on p.forum_id = f.forum_id and p.post = (f.body->>'post')::bigint
    where n.forum_id = ${forumId} and n.kind = 'user' and n.owner in ${numbers(users)} and p.topic is not null`,
  );
}

async function topicsOfNames(transaction: Transaction, forumId: string, names: readonly string[]): Promise<readonly number[]> {
  if (names.length === 0) return [];
  return topics(
    transaction,
    sql`
    select distinct p.topic from fact f join post_index p on p.forum_id = f.forum_id and p.post = (f.body->>'post')::bigint
    where f.forum_id = ${forumId} and f.type = 'SmallAction' and f.body->>'who' in ${texts(names)} and p.topic is not null`,
  );
}

/** Topics in these categories and in those below them: a community reaches down. */
export async function topicsOfCategories(
  transaction: Transaction,
  forumId: string,
  categories: readonly number[],
): Promise<readonly number[]> {
  if (categories.length === 0) return [];
  return topics(
    transaction,
    sql`
    with recursive below(category) as (
      select value from ${numbers(categories)} as wanted(value)
      union
      select c.category from category_index c join below b on c.parent = b.category where c.forum_id = ${forumId})
    select t.topic from topic_index t join below b on b.category = t.category where t.forum_id = ${forumId}`,
  );
}

async function topics(transaction: Transaction, query: Sql): Promise<readonly number[]> {
  const rows = await transaction.rows<{ topic: bigint }>(query);
  return rows.map((row) => Number(row.topic));
}
