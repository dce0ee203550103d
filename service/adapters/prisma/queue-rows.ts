import { compareText } from '../../../shared/facts.js';
import type { QueueFilter, QueuePage, QueueRow } from '../../ports/store.js';
import type { Transaction } from './database.js';
import { jsonParameter, numberOrNull, numbers, sql, texts, type Sql } from './rows.js';

type Candidate = Omit<QueueRow, 'title' | 'triage' | 'clocks' | 'redSince'>;
/** `topics`: only these. */
type Wanted = Pick<QueueFilter, 'community' | 'states' | 'owner' | 'asker'> & { readonly topics?: readonly number[] };

/**
 * One page of the queue: its red part (CL-08), then nearest due first (a clock that pages nobody counts nothing, CL-17), what has no due
 * after it by age. Plain statements, each over one table, put together here: a database that has no statistics yet joins them row by row.
 */
export async function queueOf(transaction: Transaction, forumId: string, filter: QueueFilter): Promise<QueuePage> {
  const candidates = await candidatesOf(transaction, forumId, filter);
  const dues = await nearestDues(transaction, forumId);
  const red = await redOf(transaction, forumId);
  const due = ({ topicId }: Candidate): string => dues.get(topicId) ?? '~';
  const isBehind = ({ topicId }: Candidate): number => Number(!red.has(topicId));
  const seen = candidates.filter((row) => maySee(filter.sees, row) && (filter.states !== 'followUps' || leads(filter.sees, row)));
  seen.sort((a, b) => rank(a.state) - rank(b.state) || isBehind(a) - isBehind(b) || compareText(due(a), due(b)) || a.topicId - b.topicId);
  const page = seen.slice(filter.offset, filter.offset + filter.limit);
  const rows = await withDetails(transaction, forumId, page);
  return { total: seen.length, rows: rows.map((row) => ({ ...row, redSince: red.get(row.topicId) ?? null })) };
}

function rank(state: string): number {
  return state === 'closed' ? 2 : state === 'solved' ? 1 : 0;
}

/** In which groups somebody is now, as far as known. */
export async function groupsOfUser(transaction: Transaction, forumId: string, user: number): Promise<readonly number[]> {
  const rows = await transaction.rows<{ group: bigint }>(sql`
    select "group" from (
      select (body->>'group')::bigint as "group", max(at) filter (where type = 'MembershipBegan') as began,
        max(at) filter (where type = 'MembershipEnded') as ended
      from fact where forum_id = ${forumId} and type in ('MembershipBegan', 'MembershipEnded') and (body->>'user')::bigint = ${user}::bigint
      group by 1) spans
    where began is not null and (ended is null or began > ended) order by 1`);
  return rows.map(({ group }) => Number(group));
}

interface StoredCandidate {
  readonly topic_id: bigint;
  readonly community: string | null;
  readonly state: string;
  readonly outcome: string | null;
  readonly owner: bigint | null;
  readonly asker: unknown;
  readonly because: string | null;
  readonly is_private: boolean;
}

/** The tickets that a list asks for, each with what decides who may see it. */
export async function candidatesOf(transaction: Transaction, forumId: string, filter: Wanted): Promise<Candidate[]> {
  const rows = await transaction.rows<StoredCandidate>(sql`
    select t.topic_id, t.community, t.state, t.outcome, t.owner, t.is_private, t.view->'asker' as asker, t.view->>'stateBecause' as because
    from ticket t where t.forum_id = ${forumId} and ${matches(filter)}`);
  const turned = await turnedPrivate(transaction, forumId);
  const hidden = new Set(rows.filter((row) => row.is_private || turned.has(Number(row.topic_id))).map((row) => Number(row.topic_id)));
  const participants = await participantsOf(transaction, forumId, hidden);
  return rows.map((row) => {
    const topicId = Number(row.topic_id);
    const { community, state, outcome, because: stateBecause } = row;
    const asker = typeof row.asker === 'number' ? row.asker : null;
    const isPrivate = hidden.has(topicId);
    const known = participants.get(topicId) ?? { users: [], groups: [] };
    return { topicId, community, state, outcome, owner: numberOrNull(row.owner), asker, stateBecause, isPrivate, participants: known };
  });
}

/**
 * A delivery makes a topic more private at once, also before its ticket is derived again. What a refused read showed is looked for
 * only where something new was learnt: everywhere else the ticket's own row says it.
 */
async function turnedPrivate(transaction: Transaction, forumId: string): Promise<ReadonlySet<number>> {
  const messages = await transaction.rows<{ topic: bigint }>(sql`
    select topic from topic_index where forum_id = ${forumId} and archetype = 'private_message'`);
  const dirty = await transaction.rows<{ topic: bigint }>(sql`
    select topic from dirty_topic where forum_id = ${forumId} and mark > done`);
  const things = dirty.map(({ topic }) => `topic:${topic}`);
  const newest =
    things.length === 0
      ? []
      : await transaction.rows<{ thing: string; type: string }>(sql`
          select distinct on (thing) thing, type from fact
          where forum_id = ${forumId} and thing in ${texts(things)} and type in ('Unreadable', 'TopicPlace')
          order by thing, at desc, type desc`);
  const refused = newest.filter(({ type }) => type === 'Unreadable').map(({ thing }) => Number(thing.slice('topic:'.length)));
  return new Set([...messages.map(({ topic }) => Number(topic)), ...refused]);
}

async function participantsOf(
  transaction: Transaction,
  forumId: string,
  topics: ReadonlySet<number>,
): Promise<ReadonlyMap<number, QueueRow['participants']>> {
  if (topics.size === 0) return new Map();
  const rows = await transaction.rows<{ thing: string; body: Partial<QueueRow['participants']> }>(sql`
    select distinct on (thing) thing, body from fact
    where forum_id = ${forumId} and type = 'Participants' and thing in ${texts([...topics].map((topic) => `topic:${topic}`))}
    order by thing, at desc, key desc`);
  return new Map(rows.map(({ thing, body: { users = [], groups = [] } }) => [Number(thing.slice('topic:'.length)), { users, groups }]));
}

function maySee(sees: QueueFilter['sees'], { isPrivate, asker, community, participants }: Candidate): boolean {
  if (!isPrivate || sees === 'all') return true;
  if (sees === 'public') return false;
  return (
    asker === sees.user ||
    (community !== null && sees.leads.includes(community)) ||
    participants.users.includes(sees.user) ||
    participants.groups.some((group) => sees.groups.includes(group))
  );
}

function leads(sees: QueueFilter['sees'], { community }: Candidate): boolean {
  return sees === 'all' || (sees !== 'public' && community !== null && sees.leads.includes(community));
}

async function redOf(transaction: Transaction, forumId: string): Promise<ReadonlyMap<number, string>> {
  const rows = await transaction.rows<{ topic_id: bigint; since: string | null }>(sql`
    select r.topic_id, r."row"->>'since' as since from projection_row r
    where r.forum_id = ${forumId} and r.projection = 'queue' and r.key = 'ladder'`);
  return new Map(rows.map(({ topic_id: topic, since }) => [Number(topic), since ?? '']));
}

const isOpenClock = sql`r."row"->>'endedAt' is null and coalesce(r."row"->>'pages', 'true') <> 'false'`;

/** R-COMM: both stay in lists after they came. */
const isFirstReply = sql`r."row"->>'metric' in ('fr', 'cr')`;

async function nearestDues(transaction: Transaction, forumId: string): Promise<ReadonlyMap<number, string>> {
  const rows = await transaction.rows<{ topic_id: bigint; due: string | null }>(sql`
    select r.topic_id, min(r."row"->>'due') as due from projection_row r
    where r.forum_id = ${forumId} and r.projection = 'clock' and ${isOpenClock} group by r.topic_id`);
  return new Map(rows.flatMap(({ topic_id: topic, due }) => (due === null ? [] : [[Number(topic), due] as const])));
}

async function withDetails(
  transaction: Transaction,
  forumId: string,
  page: readonly Candidate[],
): Promise<Array<Omit<QueueRow, 'redSince'>>> {
  if (page.length === 0) return [];
  const topics = page.map(({ topicId }) => topicId);
  const titles = await transaction.rows<{ thing: string; body: string }>(sql`
    select n.thing, x.body from (
      select distinct on (thing) thing, body->>'textId' as id from fact
      where forum_id = ${forumId} and type = 'TopicTitle' and thing in ${texts(topics.map((topic) => `topic:${topic}`))}
      order by thing, at desc, key desc) n
    join text x on x.forum_id = ${forumId} and x.id = n.id`);
  const rows = await transaction.rows<{ topic_id: bigint; projection: string; row: unknown }>(sql`
    select r.topic_id, r.projection, r."row" from projection_row r
    where r.forum_id = ${forumId} and r.topic_id in ${numbers(topics)}
      and (r.projection = 'queue' and r.key = 'triage' or r.projection = 'clock' and (${isOpenClock} or ${isFirstReply}))
    order by r."row"->>'due', r.key`);
  const titleOf = new Map(titles.map(({ thing, body }) => [thing, body]));
  return page.map((candidate) => {
    const own = rows.filter((row) => Number(row.topic_id) === candidate.topicId);
    return {
      ...candidate,
      title: titleOf.get(`topic:${candidate.topicId}`) ?? null,
      triage: own.find(({ projection }) => projection === 'queue')?.row ?? null,
      clocks: own.filter(({ projection }) => projection === 'clock').map(({ row }) => row),
    };
  });
}

function matches({ community, states, owner, asker, topics }: Wanted): Sql {
  const state = inState(states);
  const ofCommunity = community === null ? sql`true` : sql`t.community = ${community}`;
  const owned = owner === null ? sql`true` : owner === 'nobody' ? sql`t.owner is null` : sql`t.owner = ${owner}::bigint`;
  const asked = asker === null ? sql`true` : sql`t.view->'asker' = ${jsonParameter(asker)}`;
  const ofTopics = topics === undefined ? sql`true` : sql`t.topic_id in ${numbers(topics)}`;
  return sql`${state} and ${ofCommunity} and ${owned} and ${asked} and ${ofTopics}`;
}

function inState(states: QueueFilter['states']): Sql {
  switch (states) {
    case 'all':
      return sql`true`;
    case 'open':
      return sql`t.state not in ('solved', 'closed')`;
    case 'followUps':
      return sql`exists (select 1 from projection_row r where r.forum_id = t.forum_id and r.topic_id = t.topic_id
        and r.projection = 'clock' and r."row"->>'state' = 'tentative')`;
    default:
      return sql`t.state = ${states.only}`;
  }
}
