import type { Fact } from '../../../shared/facts.js';
import type { LineElsewhere } from '../../ports/store.js';
import type { Transaction } from './database.js';
import { instant, numbers, sql, time } from './rows.js';

const WEEK_MS = 7 * 86_400_000;

/** What those who wrote lines to the desk here wrote to it in other topics, in the week before. */
export async function linesElsewhere(
  transaction: Transaction,
  forumId: string,
  { topicId, facts }: { readonly topicId: number; readonly facts: readonly Fact[] },
): Promise<readonly LineElsewhere[]> {
  const lines = facts.filter(({ body }) => body.type === 'CommandLines');
  const posts = new Set(lines.map(({ thing }) => thing));
  const authors = new Set(facts.flatMap(({ thing, body }) => (body.type === 'PostAuthor' && posts.has(thing) ? [body.user] : [])));
  if (authors.size === 0) return [];
  const times = lines.map(({ at }) => Date.parse(at));
  const [from, to] = [new Date(Math.min(...times) - WEEK_MS).toISOString(), new Date(Math.max(...times)).toISOString()];
  const rows = await transaction.rows<{
    author: bigint;
    topic: bigint;
    post: bigint;
    at: Date;
    body: string | null;
    has_room: boolean;
  }>(sql`
    select p.author, p.topic, p.post, min(f.at) as at, t.body,
      exists (select 1 from effect e where e.forum_id = ${forumId} and e.topic_id = p.topic and e.kind = 'room') as has_room
    from post_index p
    join fact f on f.forum_id = p.forum_id and f.thing = 'post:' || p.post and f.type = 'CommandLines'
    cross join lateral jsonb_array_elements(f.body->'lines') as l(line)
    left join text t on t.forum_id = p.forum_id and t.id = l.line->>'textId'
    where p.forum_id = ${forumId} and p.author in ${numbers(authors)} and p.topic is not null and p.topic <> ${topicId}::bigint
      and f.at between ${time(from)} and ${time(to)}
    group by p.author, p.topic, p.post, l.line->>'hash', t.body order by at, p.post`);
  return rows.map(({ author, topic, post, at, body, has_room: hasRoom }) => ({
    author: Number(author),
    topic: Number(topic),
    post: Number(post),
    at: instant(at),
    text: body,
    hasRoom,
  }));
}

/** The topics out of which posts were moved here, and those to which posts of this one went. */
export async function neighboursOf(transaction: Transaction, forumId: string, topicId: number): Promise<readonly number[]> {
  const rows = await transaction.rows<{ topic: bigint }>(sql`
    select p.topic from fact f
    join post_index p on p.forum_id = f.forum_id and p.post = (f.body->>'post')::bigint
    where f.forum_id = ${forumId} and f.type = 'SmallAction' and f.body->>'code' = 'split_topic'
      and (f.body->>'linkedTopic')::bigint = ${topicId}::bigint and p.topic is not null and p.topic <> ${topicId}::bigint
    union
    select (f.body->>'linkedTopic')::bigint from post_index p
    join fact f on f.forum_id = p.forum_id and f.thing = 'post:' || p.post and f.type = 'SmallAction' and f.body->>'code' = 'split_topic'
    where p.forum_id = ${forumId} and p.topic = ${topicId}::bigint
      and f.body->>'linkedTopic' is not null order by topic`);
  return rows.map(({ topic }) => Number(topic));
}
