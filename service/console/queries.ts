import type { Thing } from '../../shared/facts.js';
import type { Instant } from '../../shared/instant.js';
import type { ActRow, Effect, TicketMaterial, TicketRow } from '../ports/store.js';
import { thingsIn } from './fact-in-words.js';
import type { Frame, QueryContext } from './frame.js';
import { mayKnow, mayRead, readable, type Guarded, type Viewer } from './may-read.js';
import { readTriage, readView, type PageView } from './read-view.js';
import { roleLookup, type RoleInHistory } from './roles-for-pages.js';
import { shownPost, titleOf, topicOf, type PageRoom, type PageTopic, type PlacedFact, type ShownPost } from './topic-for-pages.js';

export type Labels = ReadonlyMap<Thing, string>;

export interface TicketDetails {
  readonly row: TicketRow;
  readonly isPrivate: boolean;
  /** Private, and shown to somebody who may know that it is there but not what it is about. */
  readonly isMasked: boolean;
  readonly title: string | null;
  readonly view: PageView;
  readonly posts: readonly ShownPost[];
  /** Without those of rooms that are closed to the viewer. */
  readonly facts: readonly PlacedFact[];
  /** In which role somebody acted, as of that time. */
  readonly roleAt: (user: number, at: Instant) => RoleInHistory;
  /** Older facts that are left out, and observations that repeat the one before. */
  readonly factsLeftOut: number;
  readonly readers: Guarded['participants'];
  /** Rooms that the viewer may enter. */
  readonly rooms: readonly PageRoom[];
  /** Where the ticket was merged into; null also where the viewer may not know of that one. */
  readonly mergedInto: number | null;
  /** `inside`: takes part in what is private about this ticket; the operator sees of that only that it is there. */
  readonly sees: 'inside' | 'outside' | 'operator';
  /** Experts say something about it among themselves, whether or not the viewer may read it. */
  readonly hasRooms: boolean;
  readonly effects: readonly Effect[];
  readonly acts: readonly ActRow[];
  readonly errors: ReadonlyArray<{ readonly feature: string; readonly message: string }>;
  readonly labels: Labels;
  /** Settings of its community that came into force. */
  readonly settings: ReadonlyArray<{ readonly version: number; readonly at: Instant; readonly isEnd: boolean }>;
}

const MOST_FACTS = 400;

interface Loaded {
  readonly row: TicketRow;
  readonly material: TicketMaterial;
  readonly page: PageTopic;
  readonly view: PageView;
  readonly guarded: Guarded;
}

/** Null: the topic is no ticket, or none of which the viewer may know: the two are answered alike. */
export async function loadTicket(
  context: QueryContext,
  topicId: number,
  { frame, viewer }: { readonly frame: Frame; readonly viewer: Viewer },
): Promise<TicketDetails | null> {
  const { store, forumId } = context;
  const loaded = await loadRow(context, topicId, frame.botId);
  if (!loaded || !mayKnow(viewer, loaded.guarded)) return null;
  const { row, material, page, view, guarded } = loaded;
  const pass = readable(viewer, guarded);
  const rooms = page.rooms.filter((room) => mayRead(viewer, roomGuard(room, row)));
  // Whoever only asked, or once took part, is outside of what the experts say among themselves; so is who may not read every room.
  const inCase = { ...guarded, isPrivate: true, asker: null, participants: guarded.isPrivate ? guarded.participants : null };
  const isInside = rooms.length === page.rooms.length && (mayRead(viewer, inCase) || rooms.length > 0);
  const all = factsFor({ page, rooms, isShowingReaders: guarded.isPrivate || isInside });
  const facts = all.slice(-MOST_FACTS);
  const into = view.merged?.into ?? null;
  return {
    row,
    isPrivate: guarded.isPrivate,
    isMasked: pass === null,
    title: titleOf(pass, page.topic, material),
    view,
    posts: [...page.topic.posts.values()].map((post) => shownPost(pass, post, material)),
    facts,
    roleAt: roleLookup(material, { community: row.community, asker: view.asker, botId: frame.botId }),
    factsLeftOut: leftOut({ material, page, all, facts }),
    readers: page.topic.participants,
    rooms,
    mergedInto: into === null || (await mayKnowTicket(context, into, { frame, viewer })) ? into : null,
    sees: viewer.type === 'operator' ? 'operator' : isInside ? 'inside' : 'outside',
    hasRooms: page.rooms.length > 0,
    effects: await store.effects(forumId, { topicId }),
    acts: await store.acts(forumId, topicId),
    errors: (await store.featureErrors(forumId)).filter((error) => error.topicId === topicId),
    labels: await store.labels(forumId, thingsOf(loaded, facts)),
    settings: material.settings
      .filter(({ community, at }) => community === row.community && at >= (page.topic.bornAt ?? at))
      .map(({ version, at, settings }) => ({ version, at, isEnd: settings === null })),
  };
}

async function loadRow({ store, forumId, now }: QueryContext, topicId: number, botId: number): Promise<Loaded | null> {
  const row = await store.ticket(forumId, topicId);
  if (!row) return null;
  const material = await store.material(forumId, topicId);
  const page = topicOf(material, { topicId, botId, now });
  const view = readView(row.view);
  return { row, material, page, view, guarded: guardOf(row, { asker: view.asker, page }) };
}

function guardOf(row: TicketRow, { asker, page }: { readonly asker: number | null; readonly page: PageTopic }): Guarded {
  return { isPrivate: row.isPrivate || page.topic.isPrivate, community: row.community, asker, participants: page.topic.participants };
}

/** A room is open to those who take part in it and to those who keep the community's order; not to the asker as such. */
function roomGuard({ participants }: PageRoom, { community }: TicketRow): Guarded {
  return { isPrivate: true, community, asker: null, participants };
}

/** Whether the viewer may read a ticket, not only know that it is there. */
export async function mayReadTicket(
  context: QueryContext,
  topicId: number,
  { frame, viewer }: { readonly frame: Frame; readonly viewer: Viewer },
): Promise<boolean> {
  const loaded = await loadRow(context, topicId, frame.botId);
  return loaded !== null && mayRead(viewer, loaded.guarded);
}

/** Whether the viewer may know of a ticket, and which pages may be linked to. */
export async function mayKnowTicket(
  context: QueryContext,
  topicId: number,
  { frame, viewer }: { readonly frame: Frame; readonly viewer: Viewer },
): Promise<boolean> {
  const loaded = await loadRow(context, topicId, frame.botId);
  return loaded !== null && mayKnow(viewer, loaded.guarded);
}

interface FactsFor {
  readonly page: PageTopic;
  readonly rooms: readonly PageRoom[];
  /** Who took part while the topic was a message is told only to those who took part. */
  readonly isShowingReaders: boolean;
}

function factsFor({ page, rooms, isShowingReaders }: FactsFor): PlacedFact[] {
  return page.facts.filter(
    ({ fact: { body }, room }) =>
      body.type !== 'Placed' &&
      (room === null || rooms.some((open) => open.room === room)) &&
      (isShowingReaders || body.type !== 'Participants'),
  );
}

/** What is in rooms is not counted: the number would tell how much is said there. */
function leftOut({
  material,
  page,
  all,
  facts,
}: {
  readonly material: TicketMaterial;
  readonly page: PageTopic;
  readonly all: readonly PlacedFact[];
  readonly facts: readonly PlacedFact[];
}): number {
  if (page.rooms.length > 0) return all.length - facts.length;
  return material.facts.filter(({ body }) => body.type !== 'Placed').length - facts.length;
}

function thingsOf({ row, view }: Loaded, facts: readonly PlacedFact[]): Thing[] {
  const people = [row.owner, view.proposed, view.asker].flatMap((user): Thing[] => (user === null ? [] : [`user:${user}`]));
  const groups = (readTriage(view)?.groups ?? []).map((group): Thing => `group:${group}`);
  return [...new Set([...facts.flatMap(({ fact }) => thingsIn(fact.body)), ...people, ...groups])];
}
