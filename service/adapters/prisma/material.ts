import { compareFacts, type Fact } from '../../../shared/facts.js';
import type { NameKey } from '../../../shared/names.js';
import type { TicketMaterial } from '../../ports/store.js';
import type { Transaction } from './database.js';
import { effectsOfTicket } from './effect-rows.js';
import { FACT_COLUMNS, toFact, type FactRow } from './fact-rows.js';
import { settingsOf } from './forum-rows.js';
import { instant, numberOrNull, numbers, sql, texts } from './rows.js';

type Names = TicketMaterial['names'];
type NameSeen = Names extends ReadonlyMap<NameKey, ReadonlyArray<infer Seen>> ? Seen : never;

/** All that one derivation reads. */
export async function loadMaterial(transaction: Transaction, forumId: string, topicId: number): Promise<TicketMaterial> {
  const facts = await factsOfTopic(transaction, forumId, topicId);
  const names = await namesOf(transaction, forumId, facts);
  return {
    facts,
    memberships: await membershipsOf(transaction, forumId, peopleIn(facts, names)),
    settings: await settingsOf(transaction, forumId),
    parents: await parentsOf(transaction, forumId),
    names,
    texts: await textsOf(transaction, forumId, facts),
    effects: await effectsOfTicket(transaction, forumId, topicId),
  };
}

/** Of the topic, of every post that is or ever was in it, and the actions elsewhere that link to it; in time order. */
async function factsOfTopic(transaction: Transaction, forumId: string, topicId: number): Promise<readonly Fact[]> {
  const rows = await transaction.rows<FactRow>(sql`
    select ${FACT_COLUMNS} from fact where forum_id = ${forumId} and thing = ${`topic:${topicId}`}
    union
    select ${FACT_COLUMNS} from fact where forum_id = ${forumId} and thing in (
      select thing from fact where forum_id = ${forumId} and type = 'Placed' and (body->>'topic')::bigint = ${topicId}::bigint)
    union
    select ${FACT_COLUMNS} from fact
    where forum_id = ${forumId} and type = 'SmallAction' and (body->>'linkedTopic')::bigint = ${topicId}::bigint`);
  return rows.map(toFact).sort(compareFacts);
}

/** Whoever wrote, asked or acted in it, and the targets of actions. */
function peopleIn(facts: readonly Fact[], names: Names): ReadonlySet<number> {
  const people = facts.flatMap(({ body }) => {
    if (body.type === 'PostAuthor' || body.type === 'TopicAuthor') return [body.user];
    return body.type === 'SmallAction' && body.actor !== null ? [body.actor] : [];
  });
  const targets = [...names.values()].flat().filter(({ kind }) => kind === 'user');
  return new Set([...people, ...targets.map(({ id }) => id)]);
}

async function membershipsOf(transaction: Transaction, forumId: string, people: ReadonlySet<number>): Promise<readonly Fact[]> {
  if (people.size === 0) return [];
  const rows = await transaction.rows<FactRow>(sql`
    select ${FACT_COLUMNS} from fact
    where forum_id = ${forumId} and type in ('MembershipBegan', 'MembershipEnded') and (body->>'user')::bigint in ${numbers(people)}`);
  return rows.map(toFact).sort(compareFacts);
}

export async function parentsOf(transaction: Transaction, forumId: string): Promise<TicketMaterial['parents']> {
  const rows = await transaction.rows<{ category: bigint; parent: bigint | null }>(sql`
    select category, parent from category_index where forum_id = ${forumId} order by category`);
  return new Map(rows.map((row) => [Number(row.category), numberOrNull(row.parent)]));
}

async function namesOf(transaction: Transaction, forumId: string, facts: readonly Fact[]): Promise<Names> {
  const keys = facts.flatMap(({ body }) => (body.type === 'SmallAction' && body.who !== null ? [body.who] : []));
  if (keys.length === 0) return new Map();
  const rows = await transaction.rows<{ name: NameKey; kind: 'user' | 'group'; owner: bigint; at: Date }>(sql`
    select name, kind, owner, at from name_key where forum_id = ${forumId} and name in ${texts(new Set(keys))} order by at, owner, kind`);
  const names = new Map<NameKey, NameSeen[]>();
  for (const { name, kind, owner, at } of rows) {
    const seen = names.get(name) ?? [];
    seen.push({ kind, id: Number(owner), at: instant(at) });
    names.set(name, seen);
  }
  return names;
}

async function textsOf(transaction: Transaction, forumId: string, facts: readonly Fact[]): Promise<ReadonlyMap<string, string>> {
  const ids = facts.flatMap(({ body }) => ('textId' in body && body.textId !== null ? [body.textId] : []));
  if (ids.length === 0) return new Map();
  const rows = await transaction.rows<{ id: string; body: string }>(sql`
    select id, body from text where forum_id = ${forumId} and id in ${texts(new Set(ids))}`);
  return new Map(rows.map((row) => [row.id, row.body]));
}
