import { z } from 'zod';
import { addSeconds, type Instant } from '../../shared/instant.js';
import type { CommunitySettings } from '../../shared/settings.js';
import type { CalendarFields, CalendarTools, PageCalendar, Stretch, StripDay } from './calendar-tools.js';
import type { Frame, QueryContext } from './frame.js';
import type { Viewer } from './may-read.js';
import { mayKnowTicket } from './queries.js';

export const STRIP_DAYS = 14;
const MOST_ROWS = 20_000;

/** Desk hours in which nobody of the group is there, with what ends in them (CL-22). */
export interface Hole extends Stretch {
  /** Null: of all expert groups together. */
  readonly group: string | null;
  readonly targets: ReadonlyArray<{
    readonly topicId: number;
    readonly metric: string;
    readonly policy: string;
    readonly due: Instant;
  }>;
}

/** Whether the viewer may see when people of a community work. */
export function leadsCommunity(viewer: Viewer, community: string): boolean {
  return viewer.type === 'operator' || (viewer.type === 'person' && viewer.leads.includes(community));
}

/** The newest settings of the communities that the viewer leads. */
export async function loadLed({ store, forumId }: QueryContext, viewer: Viewer): Promise<readonly CommunitySettings[]> {
  const newest = new Map<string, CommunitySettings | null>();
  const versions = [...(await store.settings(forumId))].sort((a, b) => a.version - b.version);
  for (const { community, settings } of versions) newest.set(community, settings);
  return [...newest.values()].filter((settings) => settings !== null && leadsCommunity(viewer, settings.id)) as CommunitySettings[];
}

export interface Looked {
  readonly frame: Frame;
  readonly viewer: Viewer;
  readonly tools: CalendarTools;
  readonly community: CommunitySettings;
}

/** The holes of the next days: of all expert groups together, and of each where there are several. */
export async function loadHoles(context: QueryContext, calendar: PageCalendar, looked: Looked): Promise<readonly Hole[]> {
  const { store, forumId, now } = context;
  const { community, tools } = looked;
  const groups = community.roles.expert;
  const members = new Map<number, readonly number[]>();
  for (const group of groups)
    members.set(
      group,
      (await store.knownMembers(forumId, group)).map(({ user }) => user),
    );
  const everybody = [...new Set([...members.values()].flat())];
  // Who is not known to be in the group cannot be missed there.
  if (everybody.length === 0) return [];
  const span = { from: now, to: addSeconds(now, STRIP_DAYS * 86_400) };
  const holesOf = (users: readonly number[]) => tools.holes({ desk: calendar, users, community, span });
  const labels = await store.labels(
    forumId,
    groups.map((group) => `group:${group}` as const),
  );
  const found = [
    ...holesOf(everybody).map((hole) => ({ ...hole, id: null, group: null })),
    ...(groups.length < 2 ? [] : groups).flatMap((id) =>
      holesOf(members.get(id) ?? []).map((hole) => ({ ...hole, id, group: labels.get(`group:${id}`) ?? `group ${id}` })),
    ),
  ];
  if (found.length === 0) return [];
  const targets = await openTargets(context, looked, found);
  return found.map(({ id, ...hole }) => ({
    ...hole,
    targets: targets.filter(({ due, owner }) => hole.from < due && due <= hole.to && (id === null || owner === id)),
  }));
}

const clockSchema = z.object({
  metric: z.string(),
  due: z.string().nullable(),
  endedAt: z.string().nullable(),
  policyName: z.string().catch('default'),
});
const queueSchema = z.object({ queue: z.string(), group: z.number().nullable() });

type Target = Hole['targets'][number] & { readonly owner: number | null };

/** What is due and open in tickets of which the viewer may know, with the group to which triage gave each. */
async function openTargets(
  context: QueryContext,
  { community, frame, viewer }: Looked,
  holes: readonly Stretch[],
): Promise<readonly Target[]> {
  const { store, forumId } = context;
  const owners = new Map<number, number | null>();
  for (const { topicId, row } of await store.rowsOfAll(forumId, 'queue', MOST_ROWS)) {
    const read = queueSchema.safeParse(row).data;
    if (read?.queue === 'experts') owners.set(topicId, read.group);
  }
  const known = new Map<number, boolean>();
  const targets: Target[] = [];
  for (const { topicId, community: own, row } of await store.rowsOfAll(forumId, 'clock', MOST_ROWS)) {
    const read = clockSchema.safeParse(row).data;
    if (own !== community.id || !read || read.due === null || read.endedAt !== null || read.metric === 'cr') continue;
    const { due } = read;
    if (!holes.some(({ from, to }) => from < due && due <= to)) continue;
    const mayKnow = known.get(topicId) ?? (await mayKnowTicket(context, topicId, { frame, viewer }));
    known.set(topicId, mayKnow);
    if (mayKnow) targets.push({ topicId, metric: read.metric, policy: read.policyName, due, owner: owners.get(topicId) ?? null });
  }
  return targets.sort((a, b) => (a.due === b.due ? a.topicId - b.topicId : a.due < b.due ? -1 : 1));
}

/** What the page shows. */
export interface CalendarView {
  readonly community: CommunitySettings;
  readonly led: ReadonlyArray<{ readonly id: string; readonly name: string }>;
  readonly names: readonly string[];
  /** Empty: that of the desk. */
  readonly name: string;
  readonly fields: CalendarFields;
  readonly problems: ReadonlyArray<{ readonly field: string; readonly text: string }>;
  /** What was typed was put right in part and is offered so. */
  readonly isOffer: boolean;
  /** Null: what was typed cannot be used. */
  readonly shown: {
    readonly calendar: PageCalendar;
    readonly days: readonly StripDay[];
    readonly holes: readonly Hole[];
    readonly zones: readonly string[];
    /** To put into the settings; null: it is what is in force. */
    readonly yaml: string | null;
  } | null;
  readonly zones: string;
  readonly credit: string;
}
