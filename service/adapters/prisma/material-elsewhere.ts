import type { Fact } from '../../../shared/facts.js';
import type { LineElsewhere } from '../../ports/store.js';
import type { Transaction } from './database.js';
import { instant, numberOrNull, numbers, sql, time, type Sql } from './rows.js';

const WEEK_MS = 7 * 86_400_000;

/** Lines of buttons: who gave them when, and in which topic they are now. */
export function pressedLines(forumId: string): Sql {
  return sql`
    select (f.body->>'author')::bigint as author, coalesce(p.topic, (f.body->>'topic')::bigint) as topic, f.at, f.body->>'textId' as text_id
    from fact f left join post_index p on p.forum_id = f.forum_id and p.post = (f.body->>'post')::bigint
    where f.forum_id = ${forumId} and f.type = 'LineGiven'`;
}

interface SaidRow {
  readonly author: bigint;
  readonly topic: bigint;
  readonly post: bigint | null;
  readonly at: Date;
  readonly body: string | null;
  readonly has_room: boolean;
}

/** What those who gave lines to the desk here said to it in other topics, in the week before. */
export async function linesElsewhere(
  transaction: Transaction,
  forumId: string,
  { topicId, facts }: { readonly topicId: number; readonly facts: readonly Fact[] },
): Promise<readonly LineElsewhere[]> {
  const lines = facts.filter(({ body }) => body.type === 'CommandLines' || body.type === 'LineGiven');
  const authors = authorsOf(lines, facts);
  if (authors.size === 0) return [];
  const times = lines.map(({ at }) => Date.parse(at));
  const [from, to] = [new Date(Math.min(...times) - WEEK_MS).toISOString(), new Date(Math.max(...times)).toISOString()];
  const rows = await transaction.rows<SaidRow>(sql`
    select said.*, exists (select 1 from effect e where e.forum_id = ${forumId} and e.topic_id = said.topic and e.kind = 'room') as has_room
    from (
      select p.author, p.topic, p.post, min(f.at) as at, t.body
      from post_index p
      join fact f on f.forum_id = p.forum_id and f.thing = 'post:' || p.post and f.type = 'CommandLines'
      cross join lateral jsonb_array_elements(f.body->'lines') as l(line)
      left join text t on t.forum_id = p.forum_id and t.id = l.line->>'textId'
      where p.forum_id = ${forumId} and p.author in ${numbers(authors)} and p.topic is not null
        and f.at between ${time(from)} and ${time(to)}
      group by p.author, p.topic, p.post, l.line->>'hash', t.body
      union all
      select g.author, g.topic, null, g.at, t.body
      from (${pressedLines(forumId)}) g left join text t on t.forum_id = ${forumId} and t.id = g.text_id
      where g.author in ${numbers(authors)} and g.at between ${time(from)} and ${time(to)}) said
    where said.topic <> ${topicId}::bigint
    order by said.at, said.post`);
  return rows.map(({ author, topic, post, at, body, has_room: hasRoom }) => ({
    author: Number(author),
    topic: Number(topic),
    post: numberOrNull(post),
    at: instant(at),
    text: body,
    hasRoom,
  }));
}

function authorsOf(lines: readonly Fact[], facts: readonly Fact[]): ReadonlySet<number> {
  const posts = new Set(lines.map(({ thing }) => thing));
  return new Set(
    facts.flatMap(({ thing, body }) => {
      if (body.type === 'LineGiven') return [body.author];
      return body.type === 'PostAuthor' && posts.has(thing) ? [body.user] : [];
    }),
  );
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
