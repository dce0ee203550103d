import type { Fact, FactBody } from '../../../shared/facts.js';
import type { Transaction } from './database.js';
import { rowsParameter, sql } from './rows.js';

type Of<Type extends FactBody['type']> = Fact & { readonly body: Extract<FactBody, { type: Type }> };

function ofType<Type extends FactBody['type']>(facts: readonly Fact[], ...types: Type[]): Array<Of<Type>> {
  return facts.filter((fact): fact is Of<Type> => (types as string[]).includes(fact.body.type));
}

/** Newest by (at, key), the order of `compareFacts` for facts of one thing and kind; what came later does not matter. */
function newest<F extends Fact>(facts: readonly F[], idOf: (fact: F) => number): F[] {
  const found = new Map<number, F>();
  for (const fact of facts) {
    const other = found.get(idOf(fact));
    if (!other || fact.at > other.at || (fact.at === other.at && fact.key > other.key)) found.set(idOf(fact), fact);
  }
  return [...found.values()].sort((a, b) => idOf(a) - idOf(b));
}

/** Where posts, topics and categories are and who names mean: what one query of a page or a derivation starts from. */
export async function updateIndexes(transaction: Transaction, forumId: string, facts: readonly Fact[]): Promise<void> {
  await indexPosts(transaction, forumId, facts);
  await indexPlaces(transaction, forumId, ofType(facts, 'Placed'));
  await indexAuthors(transaction, forumId, ofType(facts, 'PostAuthor', 'SmallAction'));
  await indexTopics(transaction, forumId, ofType(facts, 'TopicPlace'));
  await indexCategories(transaction, forumId, ofType(facts, 'CategorySeen'));
  await indexNames(transaction, forumId, ofType(facts, 'PersonNamed', 'GroupNamed'));
}

async function indexPosts(transaction: Transaction, forumId: string, facts: readonly Fact[]): Promise<void> {
  const posts = [...new Set(facts.flatMap(({ thing }) => (thing.startsWith('post:') ? [Number(thing.slice(5))] : [])))].sort(
    (a, b) => a - b,
  );
  if (posts.length === 0) return;
  await transaction.run(sql`
    insert into post_index (forum_id, post)
    select ${forumId}, value::bigint from json_array_elements_text(${rowsParameter(posts)}) on conflict do nothing`);
}

async function indexPlaces(transaction: Transaction, forumId: string, facts: ReadonlyArray<Of<'Placed'>>): Promise<void> {
  if (facts.length === 0) return;
  const rows = newest(facts, ({ body }) => body.post).map(({ at, key, body }) => ({ post: body.post, topic: body.topic, at, key }));
  await transaction.run(sql`
    update post_index p set topic = r.topic, placed_at = r.at, placed_key = r.key
    from json_to_recordset(${rowsParameter(rows)}) as r(post bigint, topic bigint, at timestamptz, key text)
    where p.forum_id = ${forumId} and p.post = r.post
      and (p.placed_at is null or (r.at, r.key collate "C") > (p.placed_at, p.placed_key collate "C"))`);
}

/** The actor of a small action is the author of its post; what a read says of the author counts by its time like the rest. */
async function indexAuthors(
  transaction: Transaction,
  forumId: string,
  facts: ReadonlyArray<Of<'PostAuthor' | 'SmallAction'>>,
): Promise<void> {
  if (facts.length === 0) return;
  const rows = newest(facts, ({ body }) => body.post).flatMap(({ at, key, body }) => {
    const author = body.type === 'PostAuthor' ? body.user : body.actor;
    return author === null ? [] : [{ post: body.post, author, at, key }];
  });
  await transaction.run(sql`
    update post_index p set author = r.author, author_at = r.at, author_key = r.key
    from json_to_recordset(${rowsParameter(rows)}) as r(post bigint, author bigint, at timestamptz, key text)
    where p.forum_id = ${forumId} and p.post = r.post
      and (p.author_at is null or (r.at, r.key collate "C") > (p.author_at, p.author_key collate "C"))`);
}

async function indexTopics(transaction: Transaction, forumId: string, facts: ReadonlyArray<Of<'TopicPlace'>>): Promise<void> {
  if (facts.length === 0) return;
  const rows = newest(facts, ({ body }) => body.topic).map(({ at, key, body }) => ({ ...body, at, key }));
  await transaction.run(sql`
    insert into topic_index as t (forum_id, topic, category, archetype, placed_at, placed_key)
    select ${forumId}, topic, category, archetype, at, key
    from json_to_recordset(${rowsParameter(rows)}) as r(topic bigint, category bigint, archetype text, at timestamptz, key text)
    on conflict (forum_id, topic) do update
    set category = excluded.category, archetype = excluded.archetype, placed_at = excluded.placed_at, placed_key = excluded.placed_key
    where (excluded.placed_at, excluded.placed_key collate "C") > (t.placed_at, t.placed_key collate "C")`);
}

async function indexCategories(transaction: Transaction, forumId: string, facts: ReadonlyArray<Of<'CategorySeen'>>): Promise<void> {
  if (facts.length === 0) return;
  const rows = newest(facts, ({ body }) => body.category).map(({ at, key, body }) => ({ ...body, at, key }));
  await transaction.run(sql`
    insert into category_index as c (forum_id, category, parent, seen_at, seen_key)
    select ${forumId}, category, parent, at, key
    from json_to_recordset(${rowsParameter(rows)}) as r(category bigint, parent bigint, at timestamptz, key text)
    on conflict (forum_id, category) do update set parent = excluded.parent, seen_at = excluded.seen_at, seen_key = excluded.seen_key
    where (excluded.seen_at, excluded.seen_key collate "C") > (c.seen_at, c.seen_key collate "C")`);
}

async function indexNames(
  transaction: Transaction,
  forumId: string,
  facts: ReadonlyArray<Of<'PersonNamed' | 'GroupNamed'>>,
): Promise<void> {
  if (facts.length === 0) return;
  const rows = facts.map(({ at, body }) => ({
    name: body.name,
    kind: body.type === 'PersonNamed' ? 'user' : 'group',
    owner: body.type === 'PersonNamed' ? body.user : body.group,
    at,
  }));
  await transaction.run(sql`
    insert into name_key (forum_id, name, kind, owner, at)
    select ${forumId}, name, kind, owner, at
    from json_to_recordset(${rowsParameter(rows)}) as r(name text, kind text, owner bigint, at timestamptz)
    order by name, kind, owner, at on conflict do nothing`);
}
