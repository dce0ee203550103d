import { compareFacts, type Fact } from '../../../shared/facts.js';
import { nameKey, type NameKey } from '../../../shared/names.js';
import type { TicketMaterial } from '../../ports/store.js';
import type { Transaction } from './database.js';
import { effectsOfTicket } from './effect-rows.js';
import { FACT_COLUMNS, toFact, type FactRow } from './fact-rows.js';
import { settingsOf } from './forum-rows.js';
import { linesElsewhere, neighboursOf } from './material-elsewhere.js';
import { pluginIn } from './plugin-rows.js';
import { instant, numberOrNull, numbers, sql, texts, time } from './rows.js';

type Names = TicketMaterial['names'];
type NameSeen = Names extends ReadonlyMap<NameKey, ReadonlyArray<infer Seen>> ? Seen : never;

/** All that one derivation reads. */
export async function loadMaterial(transaction: Transaction, forumId: string, topicId: number): Promise<TicketMaterial> {
  const facts = await factsOfTicket(transaction, forumId, topicId);
  const others = await neighbours(transaction, forumId, topicId);
  const known = await textsOf(transaction, forumId, [...facts, ...others.flatMap(([, of]) => of.filter(isLineOfTopic))]);
  const names = await namesOf(transaction, forumId, { facts, texts: known });
  const settings = await settingsOf(transaction, forumId);
  return {
    facts,
    memberships: await membershipsOf(transaction, forumId, peopleIn(facts, names)),
    settings,
    parents: await parentsOf(transaction, forumId),
    names,
    texts: known,
    linesElsewhere: await linesElsewhere(transaction, forumId, { topicId, facts }),
    neighbours: new Map(others),
    effects: await effectsOfTicket(transaction, forumId, topicId),
    plugin: await pluginIn(transaction, forumId),
    usualReplies: await usualRepliesOf(transaction, forumId, { settings, facts }),
  };
}

/** With a button of the topic: a line that no post takes along when the topics are merged. */
function isLineOfTopic({ body }: Fact): boolean {
  return body.type === 'LineGiven' && body.post === null;
}

async function neighbours(transaction: Transaction, forumId: string, topicId: number): Promise<Array<[number, readonly Fact[]]>> {
  const found: Array<[number, readonly Fact[]]> = [];
  for (const topic of await neighboursOf(transaction, forumId, topicId))
    found.push([topic, await factsOfTopic(transaction, forumId, topic)]);
  return found;
}

/** Of the ticket's topic and of the rooms that serve it. */
async function factsOfTicket(transaction: Transaction, forumId: string, topicId: number): Promise<readonly Fact[]> {
  const facts = await factsOfTopic(transaction, forumId, topicId);
  const rooms = new Set(facts.flatMap(({ body }) => (body.type === 'RoomOpened' ? [body.room] : [])));
  if (rooms.size === 0) return facts;
  const all = new Map(facts.map((fact) => [fact.key, fact]));
  for (const room of rooms) for (const fact of await factsOfTopic(transaction, forumId, room)) all.set(fact.key, fact);
  return [...all.values()].sort(compareFacts);
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

async function usualRepliesOf(
  transaction: Transaction,
  forumId: string,
  { settings, facts }: Pick<TicketMaterial, 'settings' | 'facts'>,
): Promise<readonly Fact[]> {
  const born = facts.find(({ body }) => body.type === 'TopicBorn')?.at;
  const communities = new Set(settings.map(({ community }) => `community:${community}`));
  if (born === undefined || communities.size === 0) return [];
  const rows = await transaction.rows<FactRow>(sql`
    select distinct on (thing) ${FACT_COLUMNS} from fact
    where forum_id = ${forumId} and thing in ${texts(communities)} and type = 'UsualReplyCounted' and at <= ${time(born)}
    order by thing, at desc`);
  return rows.map(toFact);
}

/** Whoever wrote, asked, acted or pressed a button in it, and the targets of actions. */
function peopleIn(facts: readonly Fact[], names: Names): ReadonlySet<number> {
  const people = facts.flatMap(({ body }) => {
    if (body.type === 'PostAuthor' || body.type === 'TopicAuthor') return [body.user];
    if (body.type === 'LineGiven') return [body.author];
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

/** Names that small actions and lines to the desk hold: in a line any word may be one. */
async function namesOf(
  transaction: Transaction,
  forumId: string,
  { facts, texts: known }: { readonly facts: readonly Fact[]; readonly texts: ReadonlyMap<string, string> },
): Promise<Names> {
  const keys = facts.flatMap(({ body }) => {
    if (body.type === 'SmallAction') return body.who === null ? [] : [body.who];
    const lines = body.type === 'CommandLines' ? body.lines : body.type === 'LineGiven' ? [body] : [];
    return lines.flatMap(({ textId }) => namesInLine(known.get(textId ?? '') ?? '').map(nameKey));
  });
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

const MOST_NAMES = 50;

function namesInLine(line: string): string[] {
  return [...line.matchAll(/[\p{L}\p{N}_][\p{L}\p{N}_.-]{0,60}/gu)].slice(0, MOST_NAMES).map(([name]) => name);
}

async function textsOf(transaction: Transaction, forumId: string, facts: readonly Fact[]): Promise<ReadonlyMap<string, string>> {
  const ids = facts.flatMap(({ body }) => {
    if (body.type === 'CommandLines') return body.lines.flatMap(({ textId }) => (textId === null ? [] : [textId]));
    return 'textId' in body && body.textId !== null ? [body.textId] : [];
  });
  if (ids.length === 0) return new Map();
  const rows = await transaction.rows<{ id: string; body: string }>(sql`
    select id, body from text where forum_id = ${forumId} and id in ${texts(new Set(ids))}`);
  return new Map(rows.map((row) => [row.id, row.body]));
}
