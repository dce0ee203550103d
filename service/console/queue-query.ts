import type { Thing } from '../../shared/facts.js';
import type { QueueFilter, QueueRow } from '../ports/store.js';
import type { QueryContext } from './frame.js';
import { mayKnow, readable, type Viewer } from './may-read.js';
import { duesOf, firstRepliesOf, readCycles, readQueueRow, type PageCycle } from './read-view.js';
import { COMMUNITY_REPLY } from './wording.js';

/** What the address of the queue asks for; what is not understood there is told, and left out. */
export interface QueueAsk {
  readonly community: string | null;
  readonly state: string;
  readonly owner: 'me' | 'nobody' | null;
  /** Asked by the viewer. */
  readonly mine: boolean;
  readonly page: number;
  readonly notUnderstood: readonly string[];
}

export interface ListedTicket {
  readonly topicId: number;
  readonly isPrivate: boolean;
  readonly isMasked: boolean;
  /** Null: not for this viewer, or never kept. */
  readonly title: string | null;
  readonly state: string;
  readonly outcome: string | null;
  readonly because: string | null;
  /** Null: nobody, or not for this viewer. */
  readonly owner: string | null;
  /** Whose queue it is in while nobody owns it (TR-07); null: not known, or not for this viewer. */
  readonly group: string | null;
  readonly community: string | null;
  readonly kind: string | null;
  readonly dues: readonly PageCycle[];
  /** The official one, and after it that of anybody, where they are measured; none where members cannot reply (CL-03). */
  readonly firstReplies: readonly PageCycle[];
  /** It stands in the red part (CL-08). */
  readonly isRed: boolean;
  /** For those who lead: since when a post after the solution waits for a word (CL-21); null: none does. */
  readonly followUpSince: string | null;
}

export interface TicketList {
  readonly tickets: readonly ListedTicket[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  /** Follow-ups that wait for a word of the viewer. */
  readonly followUps: number;
}

/** OP-15. */
export const PAGE_ROWS = 100;

export const FOLLOW_UPS = 'follow_ups';

export const STATES = [
  'new',
  'waiting_for_desk',
  'waiting_for_community',
  'waiting_for_expert',
  'waiting_for_asker',
  'waiting_for_third_party',
  'scheduled',
  'answered',
  'solved',
  'closed',
] as const;

export function readAsk(query: Readonly<Record<string, unknown>>, communities: readonly string[]): QueueAsk {
  const notUnderstood: string[] = [];
  const take = <Value extends string>(name: string, known: readonly Value[]): Value | null => {
    const given = query[name];
    if (given === undefined || given === '') return null;
    const found = known.find((value) => value === given) ?? null;
    if (found === null) notUnderstood.push(name);
    return found;
  };
  const page = Number(query['page'] ?? 1);
  return {
    community: take('community', communities),
    state: take('state', ['open', 'all', FOLLOW_UPS, ...STATES]) ?? 'open',
    owner: take('owner', ['me', 'nobody'] as const),
    mine: take('mine', ['1'] as const) !== null,
    page: Number.isSafeInteger(page) && page > 0 && page < 1_000_000 ? page : 1,
    notUnderstood: [...notUnderstood, ...Object.keys(query).filter((name) => !NAMES.includes(name))],
  };
}

const NAMES = ['community', 'state', 'owner', 'mine', 'page'];

export async function loadQueue(context: QueryContext, viewer: Viewer, ask: QueueAsk): Promise<TicketList> {
  const filter = filterOf(viewer, ask);
  const first = await context.store.queue(context.forumId, { ...filter, offset: (ask.page - 1) * PAGE_ROWS });
  const pages = Math.max(1, Math.ceil(first.total / PAGE_ROWS));
  const page = Math.min(ask.page, pages);
  const { rows, total } =
    page === ask.page ? first : await context.store.queue(context.forumId, { ...filter, offset: (page - 1) * PAGE_ROWS });
  const named = rows.flatMap(({ owner, triage }): Thing[] => {
    const { group } = readQueueRow(triage);
    return owner !== null ? [`user:${owner}`] : group === null ? [] : [`group:${group}`];
  });
  const labels = await context.store.labels(context.forumId, [...new Set(named)]);
  // The question names the viewer already; whether she may read is still asked of the one function that decides it.
  const tickets = rows.filter((row) => mayKnow(viewer, row)).map((row) => listed(row, { viewer, labels }));
  const { total: followUps } = await context.store.queue(context.forumId, { ...filter, ...EVERY_FOLLOW_UP });
  return { tickets, total, page, pages, followUps };
}

const EVERY_FOLLOW_UP = { states: 'followUps', community: null, owner: null, asker: null, limit: 0, offset: 0 } as const;

function filterOf(viewer: Viewer, { community, state, owner, mine }: QueueAsk): Omit<QueueFilter, 'offset'> {
  // Nobody owns nothing and asked nothing; the operator is no person of the forum either.
  const me = viewer.type === 'person' ? viewer.user : -1;
  return {
    sees: viewer.type === 'operator' ? 'all' : viewer.type === 'nobody' ? 'public' : viewer,
    community,
    states: state === 'open' || state === 'all' ? state : state === FOLLOW_UPS ? 'followUps' : { only: state },
    owner: owner === 'me' ? me : owner,
    asker: mine ? me : null,
    limit: PAGE_ROWS,
  };
}

function listed(row: QueueRow, { viewer, labels }: { viewer: Viewer; labels: ReadonlyMap<Thing, string> }): ListedTicket {
  const pass = readable(viewer, row);
  const { topicId, state, outcome, community, isPrivate, owner } = row;
  const { kind, group } = readQueueRow(row.triage);
  const cycles = readCycles(row.clocks);
  const isLead = viewer.type === 'operator' || (viewer.type === 'person' && community !== null && viewer.leads.includes(community));
  const followUp = isLead ? cycles.find((cycle) => cycle.state === 'tentative' && cycle.endedAt === null) : undefined;
  return {
    topicId,
    isPrivate,
    isMasked: pass === null,
    title: pass?.title ?? null,
    state,
    outcome,
    // Into which one it was merged is for those who may know that one.
    because: outcome === 'duplicate' ? null : (pass?.stateBecause ?? null),
    owner: pass === null || owner === null ? null : (labels.get(`user:${owner}`) ?? `user ${owner}`),
    group: pass === null || owner !== null || group === null ? null : (labels.get(`group:${group}`) ?? `group ${group}`),
    community,
    kind,
    dues: duesOf(cycles),
    firstReplies: firstRepliesOf(cycles).filter(({ metric }) => !isPrivate || metric !== COMMUNITY_REPLY),
    isRed: row.redSince !== null,
    followUpSince: followUp?.startedAt ?? null,
  };
}
