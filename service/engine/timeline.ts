import { compareFacts, type Fact } from '../../shared/facts.js';
import type { Instant } from '../../shared/instant.js';
import type { SettingsVersion } from '../../shared/settings.js';

/** One step of a ticket's history: facts that are folded together, the first of which is what features are told. */
export interface Step {
  readonly at: Instant;
  readonly facts: readonly Fact[];
  /** It shows what its thing showed before: it says something only where another fact has changed that since (still-holds.ts). */
  readonly isRepeat: boolean;
  /** The room in which it happened; null: in the ticket's own topic. */
  readonly room: number | null;
}

export interface Timeline {
  readonly steps: readonly Step[];
  /** The rooms that serve the ticket, by topic id, with the key of the want that opened each. */
  readonly rooms: ReadonlyMap<number, string>;
  /** The `split_topic` action elsewhere that links here: the topic may be born by it. */
  readonly linkedFrom: ReadonlyArray<{ readonly at: Instant; readonly actor: number | null }>;
  /** Posts that were in the topic once and are elsewhere now. */
  readonly movedAway: ReadonlySet<number>;
  /** Posts that are in the topic now and were elsewhere once. */
  readonly movedHere: ReadonlySet<number>;
  /** When the tags were read last, also if they had not changed. */
  readonly tagsSeenAt: Instant | null;
  /** When the first fact that is still in the future becomes true. */
  readonly nextFuture: Instant | null;
}

/** Facts up to this many milliseconds ahead of us are taken as now: clocks differ a little (design section 3, "Now"). */
const TOLERANCE_MS = 60_000;
/** What a birth holds besides its identity: its first known value is true since the birth, however late it was read. */
const BORN_WITH = new Set<Fact['body']['type']>(['Placed', 'PostAuthor', 'PostKindSeen', 'LanguageSeen', 'OurPost', 'TopicAuthor']);

/**
 * The facts of one topic in the order in which they are folded: those of the topic and of the posts that are in it now (a moved
 * post counts as if it had always been there), births together with what they are born with, equal neighbours collapsed.
 */
export function timelineOf(topicId: number, facts: readonly Fact[], now: Instant): Timeline {
  const limit = new Date(Date.parse(now) + TOLERANCE_MS).toISOString();
  const sorted = [...facts].sort(compareFacts);
  const known = sorted.filter((fact) => fact.at <= limit);
  const places = newestPlaces(known);
  // A room is there since its topic was born; that we noted it, often after people acted in it, only says whose room it is.
  const rooms = new Map(
    sorted.flatMap(({ body }) => (body.type === 'RoomOpened' && body.topic === topicId ? [[body.room, body.key]] : [])),
  );
  const homes = homesOf(known, { topics: [topicId, ...rooms.keys()], places });
  const own = [...homes.keys()];
  const future = facts.filter((fact) => fact.at > limit).map((fact) => fact.at);
  return {
    steps: stepsOf(own, (fact) => (homes.get(fact) === topicId ? null : (homes.get(fact) ?? null))),
    rooms,
    linkedFrom: known.flatMap((fact) =>
      fact.body.type === 'SmallAction' &&
      fact.body.code === 'split_topic' &&
      fact.body.linkedTopic === topicId &&
      places.get(fact.body.post) !== topicId
        ? [{ at: fact.at, actor: fact.body.actor }]
        : [],
    ),
    movedAway: new Set(
      known.flatMap(({ body }) =>
        body.type === 'Placed' && body.topic === topicId && places.get(body.post) !== topicId ? [body.post] : [],
      ),
    ),
    movedHere: new Set(
      known.flatMap(({ body }) =>
        body.type === 'Placed' && body.topic !== topicId && places.get(body.post) === topicId ? [body.post] : [],
      ),
    ),
    tagsSeenAt: own.findLast(({ body }) => body.type === 'TopicTags' && body.topic === topicId)?.at ?? null,
    nextFuture: future.length === 0 ? null : future.reduce((least, at) => (at < least ? at : least)),
  };
}

function newestPlaces(sorted: readonly Fact[]): Map<number, number> {
  const places = new Map<number, number>();
  for (const { body } of sorted) if (body.type === 'Placed') places.set(body.post, body.topic);
  return places;
}

/** In which of the topics a fact happened, by the post or the topic that it is about. */
function homesOf(
  known: readonly Fact[],
  { topics, places }: { readonly topics: readonly number[]; readonly places: ReadonlyMap<number, number> },
): Map<Fact, number> {
  const things = new Map(topics.map((topic) => [`topic:${topic}`, topic]));
  const ours = new Set(topics);
  const homes = new Map<Fact, number>();
  for (const fact of known) {
    const home = things.get(fact.thing) ?? placeOfPost(fact, places);
    if (home !== undefined && ours.has(home)) homes.set(fact, home);
  }
  return homes;
}

/** Where the post is now that the fact is about; of a moved one only that it is there. */
function placeOfPost({ thing, body }: Fact, places: ReadonlyMap<number, number>): number | undefined {
  if (!thing.startsWith('post:')) return undefined;
  const place = places.get(Number(thing.slice(5)));
  return body.type === 'Placed' && body.topic !== place ? undefined : place;
}

function stepsOf(sorted: readonly Fact[], roomOf: (fact: Fact) => number | null): Step[] {
  const bornWith = firstOfEach(sorted);
  const moved = new Set([...bornWith.values()].flat());
  const lastState = new Map<string, string>();
  const steps: Step[] = [];
  for (const fact of sorted) {
    const isKnown = isRepeat(fact, lastState);
    if (moved.has(fact)) continue;
    const isOrigin = fact.body.type === 'PostBorn' || fact.body.type === 'TopicBorn';
    const facts = isOrigin ? [fact, ...(bornWith.get(fact.thing) ?? [])] : [fact];
    steps.push({ at: fact.at, facts, isRepeat: isKnown, room: roomOf(fact) });
  }
  return steps;
}

/** Per thing that has a birth among the facts: the first author, kind and mark of ours. */
function firstOfEach(sorted: readonly Fact[]): Map<string, Fact[]> {
  const born = new Set(sorted.filter(({ body }) => body.type === 'PostBorn' || body.type === 'TopicBorn').map((fact) => fact.thing));
  const seen = new Set<string>();
  const result = new Map<string, Fact[]>();
  for (const fact of sorted) {
    if (!BORN_WITH.has(fact.body.type) || !born.has(fact.thing)) continue;
    const aspect = `${fact.thing}/${fact.body.type}`;
    if (seen.has(aspect)) continue;
    seen.add(aspect);
    result.set(fact.thing, [...(result.get(fact.thing) ?? []), fact]);
  }
  return result;
}

/**
 * Equal neighbours of one aspect are one observation; the key of an observation ends with the hash of its state. A birth is known
 * by its whole key.
 */
function isRepeat(fact: Fact, lastState: Map<string, string>): boolean {
  const { key } = fact;
  const aspectAt = key.indexOf('/') + 1;
  const identityAt = key.indexOf('/', aspectAt) + 1;
  const hashAt = key.indexOf('/', identityAt) + 1;
  const name = key.slice(0, identityAt);
  const hash = hashAt === 0 ? key : key.slice(hashAt);
  if (lastState.get(name) === hash) return true;
  lastState.set(name, hash);
  return false;
}

export type MergedStep = Step | { readonly at: Instant; readonly change: SettingsVersion };

/** Table 0.3: somebody of this ticket joins or leaves a group. At that instant she is in or out already, so it comes before facts of the same time. */
export function withMemberships(steps: readonly Step[], memberships: readonly Fact[], now: Instant): readonly Step[] {
  if (memberships.length === 0) return steps;
  const changes = memberships
    .filter(({ at }) => at <= now)
    .sort(compareFacts)
    .map((fact): Step => ({ at: fact.at, facts: [fact], isRepeat: false, room: null }));
  return [...changes, ...steps].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
}

/** Settings changes come before the facts of the same instant. */
export function mergeByTime(steps: readonly Step[], changes: readonly SettingsVersion[]): MergedStep[] {
  const merged: MergedStep[] = [];
  let next = 0;
  for (const step of steps) {
    for (let change = changes[next]; change && change.at <= step.at; change = changes[next]) {
      merged.push({ at: change.at, change });
      next += 1;
    }
    merged.push(step);
  }
  return [...merged, ...changes.slice(next).map((change) => ({ at: change.at, change }))];
}

const SPLIT_MS = 60_000;

/** A topic is born by a split when an action links to it and its first post is older than the topic itself. */
export function splitOrigin({ linkedFrom, steps }: Pick<Timeline, 'linkedFrom' | 'steps'>): Instant | null {
  const link = linkedFrom[0];
  if (!link) return null;
  const bornAt = steps.find(({ facts: [fact] }) => fact?.body.type === 'TopicBorn')?.at ?? null;
  const firstPost = steps.find(({ facts: [fact] }) => fact?.body.type === 'PostBorn');
  if (bornAt === null) return link.at;
  // The action that made it comes with it: an older post that is moved into a message later does not make its author the asker.
  const isMessage = steps.some(({ facts: [fact] }) => fact?.body.type === 'TopicPlace' && fact.body.archetype === 'private_message');
  const isTogether = !isMessage || (Math.abs(Date.parse(link.at) - Date.parse(bornAt)) <= SPLIT_MS && isByOne(steps, firstPost));
  return isTogether && firstPost !== undefined && firstPost.at < bornAt ? link.at : null;
}

/** The forum gives a topic that is split off to the author of its first post; a message of somebody else was there before. */
function isByOne(steps: Timeline['steps'], firstPost: Step | undefined): boolean {
  const born = steps.find(({ facts: [fact] }) => fact?.body.type === 'TopicBorn');
  const author = born?.facts.flatMap(({ body }) => (body.type === 'TopicAuthor' ? [body.user] : [])).at(0);
  const writer = firstPost?.facts.flatMap(({ body }) => (body.type === 'PostAuthor' ? [body.user] : [])).at(0);
  return author === undefined || writer === undefined || author === writer;
}
