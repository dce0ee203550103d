import type { Fact, Thing } from '../../shared/facts.js';
import type { Instant } from '../../shared/instant.js';
import { DEFAULT_WORDS, type Words } from '../../shared/words.js';
import { timelineOf } from '../engine/timeline.js';
import type { ActRow, Delivery, Effect, ForumMode, Store, StoredNeed, TicketRow } from '../ports/store.js';
import { thingsIn } from './fact-in-words.js';
import { nextDue, readTriage, readView, type PageCycle, type PageView } from './read-view.js';
import { roleLookup, type RoleInHistory } from './roles-for-pages.js';
import { shownPost, titleOf, topicOf, type ShownPost } from './topic-for-pages.js';
import { unescapeWord } from './wording.js';

export interface QueryContext {
  readonly store: Store;
  readonly forumId: string;
  readonly now: Instant;
}

/** What every page says at its top. */
export interface Frame {
  readonly mode: ForumMode;
  readonly botId: number;
  readonly communities: ReadonlyMap<string, { readonly name: string; readonly words: Words }>;
}

export type Labels = ReadonlyMap<Thing, string>;

export async function loadFrame({ store, forumId }: QueryContext): Promise<Frame> {
  const forum = await store.forum(forumId);
  const communities = new Map<string, { readonly name: string; readonly words: Words }>();
  const versions = [...(await store.settings(forumId))].sort((a, b) => a.version - b.version);
  for (const { community, settings } of versions) {
    if (settings) communities.set(community, { name: settings.name, words: readable(settings.words) });
  }
  return { mode: forum?.mode ?? 'observe', botId: forum?.botId ?? 0, communities };
}

function readable(words: Words): Words {
  return Object.fromEntries(Object.entries<string>({ ...words }).map(([name, word]) => [name, unescapeWord(word)])) as unknown as Words;
}

export function wordsOf(frame: Frame, community: string | null): Words {
  return (community === null ? undefined : frame.communities.get(community)?.words) ?? DEFAULT_WORDS.en;
}

// ---- The list
export interface ListedTicket {
  readonly topicId: number;
  readonly isPrivate: boolean;
  /** Null: private, or never kept. */
  readonly title: string | null;
  readonly state: string;
  readonly outcome: string | null;
  /** Null: nobody, or private. */
  readonly owner: string | null;
  readonly community: string | null;
  readonly due: PageCycle | null;
}

export interface TicketList {
  readonly tickets: readonly ListedTicket[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
}

/** Titles come from the material of each ticket, so a page is short. */
export const PAGE_ROWS = 25;

/** Open tickets first, the one that is due first at the top; then the newest. */
export async function loadTickets(context: QueryContext, page: number): Promise<TicketList> {
  const all = (await context.store.tickets(context.forumId)).map((row) => ({ row, due: nextDue(readView(row.view)) }));
  all.sort((a, b) => rank(a.row) - rank(b.row) || order(a.due?.due, b.due?.due) || b.row.topicId - a.row.topicId);
  const pages = Math.max(1, Math.ceil(all.length / PAGE_ROWS));
  const shown = Math.min(Math.max(1, page), pages);
  const tickets: ListedTicket[] = [];
  for (const { row, due } of all.slice((shown - 1) * PAGE_ROWS, shown * PAGE_ROWS)) tickets.push(await listed(context, row, due));
  return { tickets, total: all.length, page: shown, pages };
}

function rank(row: TicketRow): number {
  return row.state === 'closed' ? 2 : row.state === 'solved' ? 1 : 0;
}

function order(a: string | null | undefined, b: string | null | undefined): number {
  return (a ?? '~') < (b ?? '~') ? -1 : (a ?? '~') > (b ?? '~') ? 1 : 0;
}

async function listed({ store, forumId, now }: QueryContext, row: TicketRow, due: PageCycle | null): Promise<ListedTicket> {
  const { topicId, state, outcome, community } = row;
  const known = { topicId, state, outcome, community, due };
  const hidden: ListedTicket = { ...known, isPrivate: true, title: null, owner: null };
  if (row.isPrivate) return hidden;
  const material = await store.material(forumId, topicId);
  const topic = topicOf(material, { topicId, botId: 0, now });
  if (topic.isPrivate) return hidden;
  const labels = row.owner === null ? null : await store.labels(forumId, [`user:${row.owner}`]);
  const owner = row.owner === null ? null : (labels?.get(`user:${row.owner}`) ?? `user ${row.owner}`);
  return { ...known, isPrivate: false, title: titleOf(topic, material), owner };
}

// ---- One ticket
export interface TicketDetails {
  readonly row: TicketRow;
  readonly isPrivate: boolean;
  readonly title: string | null;
  readonly view: PageView;
  readonly posts: readonly ShownPost[];
  readonly facts: readonly Fact[];
  /** In which role somebody acted, as of that time. */
  readonly roleAt: (user: number, at: Instant) => RoleInHistory;
  /** Older facts that are left out, and observations that repeat the one before. */
  readonly factsLeftOut: number;
  readonly readers: { readonly users: readonly number[]; readonly groups: readonly number[] } | null;
  readonly effects: readonly Effect[];
  readonly acts: readonly ActRow[];
  readonly errors: ReadonlyArray<{ readonly feature: string; readonly message: string }>;
  readonly labels: Labels;
}

const MOST_FACTS = 400;

/** Null: the topic is no ticket. */
export async function loadTicket(context: QueryContext, topicId: number, frame: Frame): Promise<TicketDetails | null> {
  const { store, forumId, now } = context;
  const row = await store.ticket(forumId, topicId);
  if (!row) return null;
  const material = await store.material(forumId, topicId);
  const topic = topicOf(material, { topicId, botId: frame.botId, now });
  const isPrivate = row.isPrivate || topic.isPrivate;
  const view = readView(row.view);
  const steps = timelineOf(topicId, material.facts, now).steps.flatMap((step) => step.facts);
  const facts = steps.slice(-MOST_FACTS);
  const groups = readTriage(view)?.groups ?? [];
  const people = [row.owner, view.proposed, view.asker].flatMap((user): Thing[] => (user === null ? [] : [`user:${user}`]));
  const things = new Set([...facts.flatMap(({ body }) => thingsIn(body)), ...people, ...groups.map((group): Thing => `group:${group}`)]);
  return {
    row,
    isPrivate,
    title: isPrivate ? null : titleOf(topic, material),
    view,
    posts: [...topic.posts.values()].map((post) => shownPost(post, material, isPrivate)),
    facts,
    roleAt: roleLookup(material, { community: row.community, asker: view.asker, botId: frame.botId }),
    factsLeftOut: material.facts.filter(({ body }) => body.type !== 'Placed').length - facts.length,
    readers: topic.participants,
    effects: await store.effects(forumId, { topicId }),
    acts: await store.acts(forumId, topicId),
    errors: (await store.featureErrors(forumId)).filter((error) => error.topicId === topicId),
    labels: await store.labels(forumId, [...things]),
  };
}

// ---- Doctor
export interface Findings {
  readonly broken: readonly Delivery[];
  readonly effects: readonly Effect[];
  readonly unreadable: readonly number[];
  /** Private tickets of which it is not known whether the bot may still read them: only the newest are looked at. */
  readonly notLookedAt: number;
  readonly reads: readonly StoredNeed[];
  readonly errors: ReadonlyArray<{ readonly topicId: number; readonly feature: string; readonly message: string | null }>;
  readonly notes: ReadonlyArray<{ readonly kind: string; readonly thing: string; readonly text: string; readonly at: Instant }>;
}

/** Of each kind of finding. */
export const MOST_ROWS = 100;

export async function loadFindings({ store, forumId, now }: QueryContext): Promise<Findings> {
  const tickets = await store.tickets(forumId);
  const privateTopics = new Set(tickets.filter((row) => row.isPrivate).map((row) => row.topicId));
  const effects = await store.effects(forumId, { states: ['refused', 'dead', 'lost', 'enqueued'] });
  const errors = await store.featureErrors(forumId);
  const unreadable: number[] = [];
  const newest = [...privateTopics].sort((a, b) => b - a).slice(0, MOST_ROWS);
  for (const topicId of newest) {
    if (topicOf(await store.material(forumId, topicId), { topicId, botId: 0, now }).unreadable) unreadable.push(topicId);
  }
  return {
    broken: await store.brokenDeliveries(forumId, MOST_ROWS),
    effects: [...effects].reverse().slice(0, MOST_ROWS),
    unreadable,
    notLookedAt: privateTopics.size - newest.length,
    reads: (await store.needs(forumId)).filter((need) => need.attempts > 0).slice(0, MOST_ROWS),
    // The text of an error may quote what the feature read.
    errors: errors.map((error) => ({ ...error, message: privateTopics.has(error.topicId) ? null : error.message })),
    notes: [...(await store.notes(forumId))].reverse().slice(0, MOST_ROWS),
  };
}
