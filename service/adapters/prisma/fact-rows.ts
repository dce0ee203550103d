import type { Instant } from '../../../shared/instant.js';
import { compareFacts, compareText, type Fact, type FactBody, type Thing } from '../../../shared/facts.js';
import { canonicalJson } from '../../../shared/text.js';
import type { Transaction } from './database.js';
import { instant, rowsParameter, sql, texts, time, type Sql } from './rows.js';

export interface FactRow {
  readonly key: string;
  readonly thing: string;
  readonly at: Date;
  readonly learnt_at: Date;
  readonly source: string;
  readonly unconfirmed: boolean;
  readonly body: FactBody;
}

export const FACT_COLUMNS: Sql = sql`key, thing, at, learnt_at, source, unconfirmed, body`;

export function toFact(row: FactRow): Fact {
  return {
    key: row.key,
    thing: row.thing as Thing,
    at: instant(row.at),
    learntAt: instant(row.learnt_at),
    source: row.source,
    unconfirmed: row.unconfirmed,
    body: row.body,
  };
}

export async function allFactsOf(transaction: Transaction, forumId: string): Promise<readonly Fact[]> {
  const rows = await transaction.rows<FactRow>(sql`select ${FACT_COLUMNS} from fact where forum_id = ${forumId}`);
  return rows.map(toFact).sort(compareFacts);
}

/**
 * The key of an observation ends with the hash of its state: thing, aspect, time, hash. Births have no hash and stay. So does what
 * another aspect may have changed between two equal rows: a membership, where a topic is after a refused read, its flags after a small action,
 * its answer once one was accepted.
 */
export async function compactFactsIn(transaction: Transaction, forumId: string, before: Instant): Promise<number> {
  return transaction.run(sql`
    delete from fact where forum_id = ${forumId} and key in (
      select key from (
        select key, at, split_part(key, '/', 4) as state,
          lag(split_part(key, '/', 4)) over same as earlier, lead(split_part(key, '/', 4)) over same as later
        from fact where forum_id = ${forumId} and split_part(key, '/', 4) <> ''
          and not (type = 'TopicPlace' and thing in (select thing from fact where forum_id = ${forumId} and type = 'Unreadable'))
          and not (type = 'TopicFlagSeen' and (body->>'topic')::bigint in (
            select p.topic from fact a join post_index p on p.forum_id = a.forum_id and p.post = (a.body->>'post')::bigint
            where a.forum_id = ${forumId} and a.type = 'SmallAction' and a.body->>'code' like '%abled'))
          and not (type = 'AcceptedAnswer' and (body->>'topic')::bigint in (
            select p.topic from fact a join post_index p on p.forum_id = a.forum_id and p.post = (a.body->>'post')::bigint
            where a.forum_id = ${forumId} and a.type = 'AnswerFlag' and (a.body->>'accepted')::boolean))
          and not (type = 'AnswerFlag' and (body->>'accepted')::boolean)
          and type not in ('Unreadable', 'MembershipBegan', 'MembershipEnded')
        window same as (partition by thing, split_part(key, '/', 2) order by at, key)
      ) as runs
      where state = earlier and state = later and at < ${time(before)})`);
}

/**
 * Two lessons of the same fact: learnt when it was first learnt, unconfirmed while nobody confirmed it, and of two bodies (a
 * birth that one source showed in part only) the one that says more. The same whatever came first.
 */
export function mergeFacts(a: Fact, b: Fact): Fact {
  const first = (compareText(a.learntAt, b.learntAt) || compareText(a.source, b.source)) <= 0 ? a : b;
  return { ...first, unconfirmed: a.unconfirmed && b.unconfirmed, body: fuller(a.body, b.body) };
}

function fuller(a: FactBody, b: FactBody): FactBody {
  const known = (body: FactBody): number => Object.values(body).filter((value) => value !== null).length;
  const order = known(b) - known(a) || compareText(canonicalJson(a), canonicalJson(b));
  return order <= 0 ? a : b;
}

/** Adds facts; gives those that are new or say something new. Sorted by key, so that two writers cannot lock each other out. */
export async function storeFacts(transaction: Transaction, forumId: string, facts: readonly Fact[]): Promise<readonly Fact[]> {
  const wanted = new Map<string, Fact>();
  for (const fact of facts) {
    const same = wanted.get(fact.key);
    wanted.set(fact.key, same ? mergeFacts(same, fact) : fact);
  }
  if (wanted.size === 0) return [];
  const sorted = [...wanted.values()].sort((a, b) => compareText(a.key, b.key));
  const inserted = await insertFacts(transaction, forumId, sorted);
  const known = sorted.filter((fact) => !inserted.has(fact.key));
  return [...sorted.filter((fact) => inserted.has(fact.key)), ...(await mergeKnown(transaction, forumId, known))];
}

async function insertFacts(transaction: Transaction, forumId: string, facts: readonly Fact[]): Promise<ReadonlySet<string>> {
  const rows = facts.map((fact) => ({ ...fact, type: fact.body.type, learnt_at: fact.learntAt }));
  const inserted = await transaction.rows<{ key: string }>(sql`
    insert into fact (forum_id, key, thing, type, at, learnt_at, source, unconfirmed, body)
    select ${forumId}, key, thing, type, at, learnt_at, source, unconfirmed, body
    from json_to_recordset(${rowsParameter(rows)}) as r(
      key text, thing text, type text, at timestamptz, learnt_at timestamptz, source text, unconfirmed boolean, body jsonb)
    on conflict (forum_id, key) do nothing returning key`);
  return new Set(inserted.map((row) => row.key));
}

async function mergeKnown(transaction: Transaction, forumId: string, facts: readonly Fact[]): Promise<readonly Fact[]> {
  if (facts.length === 0) return [];
  const stored = await transaction.rows<FactRow>(sql`
    select ${FACT_COLUMNS} from fact where forum_id = ${forumId} and key in ${texts(facts.map((fact) => fact.key))} order by key for update`);
  const before = new Map(stored.map((row) => [row.key, toFact(row)]));
  const changes = facts.flatMap((fact) => {
    const old = before.get(fact.key);
    const merged = old ? mergeFacts(old, fact) : fact;
    return old && canonicalJson(old) !== canonicalJson(merged) ? [{ old, merged }] : [];
  });
  if (changes.length === 0) return [];
  await transaction.run(sql`
    update fact set learnt_at = r.learnt_at, source = r.source, unconfirmed = r.unconfirmed, body = r.body
    from json_to_recordset(${rowsParameter(changes.map(({ merged }) => ({ ...merged, learnt_at: merged.learntAt })))}) as r(
      key text, learnt_at timestamptz, source text, unconfirmed boolean, body jsonb)
    where fact.forum_id = ${forumId} and fact.key = r.key`);
  return changes
    .filter(({ old, merged }) => old.unconfirmed !== merged.unconfirmed || canonicalJson(old.body) !== canonicalJson(merged.body))
    .map(({ merged }) => merged);
}
