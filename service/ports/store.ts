/* eslint-disable max-lines -- one port with the rows that it speaks of; in two files nobody would find either */
import type { Archetype, Fact, Thing } from '../../shared/facts.js';
import type { Instant } from '../../shared/instant.js';
import type { NameKey } from '../../shared/names.js';
import type { SettingsVersion } from '../../shared/settings.js';
import type { EffectKind } from './effect-kinds.js';
import type { PluginHere, PluginStore } from './plugin-store.js';

/** `observe`: all wants are shown, nothing is written. `live`: wants are carried out. `paused`: all writing has stopped. */
export type ForumMode = 'observe' | 'live' | 'paused';

export interface ForumRow {
  readonly id: string;
  readonly botId: number;
  readonly botName: string;
  readonly mode: ForumMode;
  /** HMAC secret of the markers; made once, never changed. */
  readonly secret: string;
}

// ---- Deliveries
export interface NewDelivery {
  readonly forumId: string;
  readonly hook: string;
  readonly eventId: string;
  readonly event: string;
  /** SHA-256 over the raw bytes, hex. */
  readonly bodyHash: string;
  /** What may be kept of the body (JSON text); never the text of a private message. */
  readonly body: string;
  readonly receivedAt: Instant;
}

export interface Delivery extends NewDelivery {
  readonly id: number;
  readonly state: 'waiting' | 'done' | 'broken';
  /** Why it is broken, or what was unusual. */
  readonly note: string | null;
}

// ---- Needs
export interface Need {
  readonly thing: `topic:${number}` | `post:${number}` | `group:${number}`;
  readonly why: 'act' | 'signed' | 'bell' | 'sweep';
  /** When it should be read at the latest. */
  readonly by: Instant;
}

export interface StoredNeed extends Need {
  /** Grows with every bell: a bell that rings during the read is not lost. */
  readonly rings: number;
  readonly attempts: number;
}

// ---- Learning
export interface NewText {
  readonly id: string;
  readonly thing: Thing;
  readonly isPrivate: boolean;
  readonly body: string;
  /** When the text was seen: a text seen earlier never replaces one seen later. */
  readonly at: Instant;
}

/** The name of a thing, for showing only. */
export interface Label {
  readonly thing: Thing;
  readonly name: string;
}

/** What was learnt at one go; recorded in one transaction together with its cause. */
export interface Lesson {
  readonly facts: readonly Fact[];
  readonly texts: readonly NewText[];
  readonly labels: readonly Label[];
  readonly needs: readonly Need[];
  /** Posts of ours that came back: they confirm their effect, often before the answer of the call. */
  readonly confirmations: ReadonlyArray<{
    readonly marker: string;
    readonly postId: number;
    readonly topicId: number;
    readonly at: Instant;
  }>;
  readonly cause:
    | { readonly type: 'delivery'; readonly id: number; readonly state: 'done' | 'broken'; readonly note: string | null }
    /** Several deliveries learnt at one go. */
    | {
        readonly type: 'deliveries';
        readonly ends: ReadonlyArray<{ readonly id: number; readonly state: 'done' | 'broken'; readonly note: string | null }>;
      }
    | { readonly type: 'read'; readonly thing: Need['thing']; readonly rings: number }
    | { readonly type: 'none' };
}

// ---- Tickets
export interface TicketMaterial {
  /** Of the topic, its rooms, the posts that are or were in it, and the actions that link to it. */
  readonly facts: readonly Fact[];
  /** Membership facts of the people in it. */
  readonly memberships: readonly Fact[];
  readonly settings: readonly SettingsVersion[];
  /** Newest known parent of each category. */
  readonly parents: ReadonlyMap<number, number | null>;
  readonly names: ReadonlyMap<NameKey, ReadonlyArray<{ readonly kind: 'user' | 'group'; readonly id: number; readonly at: Instant }>>;
  readonly texts: ReadonlyMap<string, string>;
  /** What authors of lines here told the desk in other topics: how often somebody speaks counts over the whole forum. */
  readonly linesElsewhere?: readonly LineElsewhere[];
  /** Facts of the topics whose posts were moved here, and of those to which posts of this one went, by topic. */
  readonly neighbours?: ReadonlyMap<number, readonly Fact[]>;
  readonly effects: readonly Effect[];
  /** The plugin of the forum, where it is there; `showsLabels`: its pages show what notices show else. */
  readonly plugin?: PluginHere | null;
  /** Of each community the figure that was the newest when the topic was born: what its asker was told stays what it was. */
  readonly usualReplies?: readonly Fact[];
}

export interface LineElsewhere {
  readonly author: number;
  readonly at: Instant;
  readonly topic: number;
  /** Null: it was given with a button. */
  readonly post: number | null;
  /** Null: it is not kept any more. */
  readonly text: string | null;
  /** The topic has a room: somebody passed it on. */
  readonly hasRoom: boolean;
}

export interface TicketRow {
  readonly topicId: number;
  readonly community: string | null;
  readonly state: string;
  readonly outcome: string | null;
  readonly owner: number | null;
  readonly isPrivate: boolean;
  /** The derived views, as shown; never an input of a derivation. */
  readonly view: unknown;
  readonly nextWakeAt: Instant | null;
  readonly derivedAt: Instant;
}

// ---- Lists
/** What a list asks for. Whose eyes it is for is part of the question, so that no count tells of what they may not know. */
export interface QueueFilter {
  /** `leads`: the communities of which the person is a facilitator or leads the desk. */
  readonly sees: 'all' | 'public' | { readonly user: number; readonly groups: readonly number[]; readonly leads: readonly string[] };
  readonly community: string | null;
  /** `followUps`: where somebody wrote after the solution and nobody has said yet whether help is needed (CL-21); for those who lead. */
  readonly states: 'open' | 'all' | 'followUps' | { readonly only: string };
  readonly owner: number | 'nobody' | null;
  readonly asker: number | null;
  readonly limit: number;
  readonly offset: number;
}

export interface QueueRow extends Pick<TicketRow, 'topicId' | 'community' | 'state' | 'outcome' | 'owner' | 'isPrivate'> {
  readonly asker: number | null;
  readonly stateBecause: string | null;
  /** Of a private ticket: who takes part in the message. */
  readonly participants: { readonly users: readonly number[]; readonly groups: readonly number[] };
  /** Null: not kept. */
  readonly title: string | null;
  /** Rows of the projections `queue` and `clock` (open clocks, nearest due first), as the features wrote them. */
  readonly triage: unknown;
  /** Since when it stands in the red part (CL-08); null: it does not. */
  readonly redSince: string | null;
  readonly clocks: readonly unknown[];
}

/** A row of the projection `clock`, with what decides who may see it. */
export interface ClockRow extends Pick<QueueRow, 'topicId' | 'community' | 'isPrivate' | 'asker' | 'participants'> {
  readonly row: unknown;
}

/** What a ticket's view remembers of its clocks, with what decides who may see it. */
export interface StoredClocks extends Omit<ClockRow, 'row'> {
  readonly view: unknown;
}

export interface QueuePage {
  readonly rows: readonly QueueRow[];
  /** On all pages. */
  readonly total: number;
}

// ---- Effects
export type EffectState =
  /** Wanted by a feature in `shadow`, or while the forum is in `observe` or `paused`. */
  | 'shadow'
  | 'held'
  /** Wanted when writing was switched on: not carried out unless a person says so. */
  | 'baseline'
  | 'waiting'
  | 'in_flight'
  | 'unknown'
  | 'done'
  | 'enqueued'
  | 'cancelled'
  | 'refused'
  | 'lost'
  | 'overruled'
  | 'dead';

export interface Effect {
  readonly id: number;
  readonly topicId: number;
  readonly key: string;
  readonly revision: number;
  readonly kind: EffectKind;
  readonly value: unknown;
  readonly valueHash: string;
  readonly because: string;
  readonly state: EffectState;
  readonly reason: string | null;
  /** 0 first. A private room before a tag. */
  readonly priority: number;
  readonly notBefore: Instant;
  readonly notAfter: Instant | null;
  readonly attempts: number;
  readonly postId: number | null;
  readonly forumTopicId: number | null;
  readonly createdAt: Instant;
  readonly endedAt: Instant | null;
}

export type NewEffect = Pick<
  Effect,
  | 'key'
  | 'revision'
  | 'kind'
  | 'value'
  | 'valueHash'
  | 'because'
  | 'state'
  | 'reason'
  | 'priority'
  | 'notBefore'
  | 'notAfter'
  | 'postId'
  | 'forumTopicId'
>;

export interface EffectChange {
  readonly add: readonly NewEffect[];
  /** Rows not yet sent whose want has gone or was replaced. Rows in flight are left alone: the next derivation sees their end. */
  readonly cancel: ReadonlyArray<{ readonly id: number; readonly reason: string }>;
  /** Rows whose forum object a person removed or changed. */
  readonly overrule: ReadonlyArray<{ readonly id: number; readonly reason: string }>;
}

export interface TicketResult {
  /** Null: no ticket (any row there is is removed with its projections). */
  readonly ticket: TicketRow | null;
  readonly rows: ReadonlyArray<{ readonly projection: string; readonly key: string; readonly row: unknown }>;
  readonly effects: EffectChange;
  readonly needs: readonly Need[];
  /** Features that threw; shown by `doctor`, cleared when the feature runs again. */
  readonly errors: ReadonlyArray<{ readonly feature: string; readonly message: string }>;
}

/** Only what the ticket's own transaction may reach. No forum call may be made inside. */
export interface TicketTransaction {
  load(): Promise<TicketMaterial>;
  save(result: TicketResult, now: Instant): Promise<void>;
}

export interface Claim {
  readonly attemptId: number;
  /** `state` is that before the claim, and says whether it waited or its last outcome is unknown and must be looked up first; `attempts` counts this one. */
  readonly effect: Effect;
}

export type AttemptEnd =
  | { readonly outcome: 'done'; readonly postId: number | null; readonly topicId: number | null }
  | { readonly outcome: 'enqueued' }
  | { readonly outcome: 'cancelled'; readonly reason: string }
  | { readonly outcome: 'refused'; readonly reason: string }
  | { readonly outcome: 'lost'; readonly reason: string }
  | { readonly outcome: 'overruled'; readonly reason: string }
  /** Try again, not before. */
  | { readonly outcome: 'retry'; readonly notBefore: Instant; readonly reason: string }
  /** We do not know whether the forum did it: looked up not before, then tried again or confirmed. */
  | { readonly outcome: 'unknown'; readonly notBefore: Instant; readonly reason: string }
  | { readonly outcome: 'dead'; readonly reason: string };

export interface ActRow {
  readonly id: number;
  readonly effectId: number;
  readonly topicId: number;
  readonly key: string;
  readonly revision: number;
  readonly outcome: string;
  readonly reason: string | null;
  readonly postId: number | null;
  readonly forumTopicId: number | null;
  readonly at: Instant;
}

/** One database, one schema, two technologies behind it. Every row belongs to a forum. */
export interface Store extends PluginStore {
  // Forums and settings
  /** Makes the forum's row if there is none; updates the bot. */
  openForum(forum: {
    readonly id: string;
    readonly botId: number;
    readonly botName: string;
    readonly mode: ForumMode;
    readonly secret: string;
  }): Promise<ForumRow>;
  forum(forumId: string): Promise<ForumRow | null>;
  setMode(forumId: string, mode: ForumMode): Promise<void>;
  /** Adds versions and marks every ticket of these communities (and every topic of a newly designated category) as to be derived. */
  applySettings(forumId: string, versions: readonly SettingsVersion[]): Promise<void>;
  settings(forumId: string): Promise<readonly SettingsVersion[]>;
  /** Replaces the settings of versions that are there by the same with what they lacked, and marks tickets as `applySettings` does. */
  fillInSettings(forumId: string, versions: readonly SettingsVersion[]): Promise<void>;

  // Inbox
  /** One insert for all; each is de-duplicated on (hook, event id, body hash). Resolves after the commit. */
  storeDeliveries(rows: readonly NewDelivery[]): Promise<void>;
  waitingDeliveries(forumId: string, limit: number): Promise<readonly Delivery[]>;
  delivery(id: number): Promise<Delivery | null>;
  /** Deliveries that could not be read, newest first: kept, marked and shown (design section 10). */
  brokenDeliveries(forumId: string, limit: number): Promise<readonly Delivery[]>;
  /** Bodies older than this are emptied (7 days, PR-01). */
  forgetBodies(forumId: string, before: Instant): Promise<number>;

  /** Facts, texts, labels, needs and the end of their cause in one transaction; topics that a new fact touches become dirty. */
  learn(forumId: string, lesson: Lesson): Promise<void>;

  /**
   * Of equal observations in a row the first and the last are kept, older ones between them are removed: reading the same a hundred
   * times says no more than reading it twice. Returns how many.
   */
  compactFacts(forumId: string, before: Instant): Promise<number>;

  /** Every fact of the forum: for replay, exports and audits. */
  allFacts(forumId: string): Promise<readonly Fact[]>;

  // Needs
  addNeeds(forumId: string, needs: readonly Need[]): Promise<void>;
  /** Due or not, in the order act, signed, bell, sweep, then by time; those refused before and not due again are left out. */
  nextNeeds(forumId: string, now: Instant, limit: number): Promise<readonly StoredNeed[]>;
  /** The read failed: again not before. */
  postponeNeed(forumId: string, thing: Need['thing'], notBefore: Instant): Promise<void>;
  needs(forumId: string): Promise<readonly StoredNeed[]>;

  // Tickets
  dirtyTopics(forumId: string, limit: number): Promise<readonly number[]>;
  /** Topics whose `next_wake_at` has come. */
  wakingTopics(forumId: string, now: Instant, limit: number): Promise<readonly number[]>;
  markDirty(forumId: string, topicIds: readonly number[]): Promise<void>;
  /** Row lock on the topic, one transaction of at most five seconds; clears the dirty mark that was there when it began. */
  withTicket<T>(forumId: string, topicId: number, work: (transaction: TicketTransaction) => Promise<T>): Promise<T>;
  /** The same material without lock or transaction, for pages and `explain`. */
  material(forumId: string, topicId: number): Promise<TicketMaterial>;
  ticket(forumId: string, topicId: number): Promise<TicketRow | null>;
  tickets(forumId: string): Promise<readonly TicketRow[]>;
  /** Topics of all tickets and of the rooms that serve them: watched wherever they are. */
  watchedTopics(forumId: string): Promise<readonly number[]>;
  /** Tickets for a list, nearest due first, one page of them. */
  queue(forumId: string, filter: QueueFilter): Promise<QueuePage>;
  /** In which groups somebody is now, as far as known. */
  groupsOf(forumId: string, user: number): Promise<readonly number[]>;
  rows(
    forumId: string,
    topicId: number,
  ): Promise<ReadonlyArray<{ readonly projection: string; readonly key: string; readonly row: unknown }>>;
  /** Rows of a projection of all tickets, with the community of each ticket; newest tickets first. */
  rowsOfAll(
    forumId: string,
    projection: string,
    limit: number,
  ): Promise<ReadonlyArray<{ readonly topicId: number; readonly community: string | null; readonly row: unknown }>>;
  /** The clocks that started in a stretch of time, half open; for reports. */
  clockRows(forumId: string, started: { readonly from: Instant; readonly to: Instant }): Promise<readonly ClockRow[]>;
  /** Waits for outside parties that began in a stretch of time. */
  vendorRows(forumId: string, began: { readonly from: Instant; readonly to: Instant }): Promise<readonly ClockRow[]>;
  /** Tickets with clocks that are open or started since then, in these communities; newest first. */
  clockTopics(
    forumId: string,
    wanted: { readonly communities: readonly string[]; readonly since: Instant },
  ): Promise<ReadonlyArray<{ readonly topicId: number; readonly isOpen: boolean }>>;
  storedClocks(forumId: string, topicIds: readonly number[]): Promise<readonly StoredClocks[]>;
  featureErrors(forumId: string): Promise<ReadonlyArray<{ readonly topicId: number; readonly feature: string; readonly message: string }>>;
  /** Public topics, and messages that the bot may read, that have no ticket: most are in no community. */
  topicsWithoutTicket(forumId: string): Promise<ReadonlyArray<{ readonly topic: number; readonly category: number | null }>>;
  /** Where posts are now and who wrote them: what the sweep compares. */
  knownPosts(forumId: string, topicId: number): Promise<ReadonlyArray<{ readonly post: number; readonly author: number | null }>>;
  highestPost(forumId: string): Promise<number | null>;
  /** Where a topic is, as far as known. */
  topicPlace(forumId: string, topicId: number): Promise<{ readonly categoryId: number | null; readonly archetype: Archetype } | null>;
  /** The topic that each of these posts is in as far as known; unknown posts are left out. */
  topicsOfPosts(forumId: string, posts: readonly number[]): Promise<ReadonlyMap<number, number>>;
  knownMembers(forumId: string, group: number): Promise<ReadonlyArray<{ readonly user: number; readonly from: Instant }>>;
  /** When each person was last seen leaving or missing. */
  membershipEnds(forumId: string, group: number): Promise<ReadonlyMap<number, Instant>>;
  /** Newest known parent of each category. */
  parents(forumId: string): Promise<ReadonlyMap<number, number | null>>;
  labels(forumId: string, things: readonly Thing[]): Promise<ReadonlyMap<Thing, string>>;
  /** Resolves a name of a user or group to its id. */
  idOfName(forumId: string, kind: 'user' | 'group', name: string): Promise<number | null>;

  // Outbox
  /**
   * Claims effects, one of a key: waiting or unknown, due, no open attempt for the key. All of them take one token of the forum's bucket.
   * The attempt rows, with their leases, are committed before this resolves.
   */
  claimEffects(
    forumId: string,
    now: Instant,
    claim: {
      readonly leaseSeconds: number;
      readonly most: number;
      readonly without?: readonly EffectKind[];
      /** Of these kinds only those in topics whose digest is known. */
      readonly withDigest?: readonly EffectKind[];
      /** Ids. */
      readonly except?: readonly number[];
      /** Ids: these and no others. */
      readonly only?: readonly number[];
    },
  ): Promise<readonly Claim[]>;
  endAttempt(claim: Claim, end: AttemptEnd, now: Instant): Promise<void>;
  /** Attempts whose lease has run out become `unknown` (looked up 25 s later, if nothing else is said). Returns how many. */
  expireLeases(forumId: string, now: Instant, lookUpSeconds?: number): Promise<number>;
  effects(forumId: string, filter: { readonly topicId?: number; readonly states?: readonly EffectState[] }): Promise<readonly Effect[]>;
  acts(forumId: string, topicId: number): Promise<readonly ActRow[]>;
  /** Leaving `observe` or `paused`: what is held at this moment becomes the baseline, except ONLY_PLUGIN, and writing is on. Returns its counts by kind. */
  goLive(forumId: string): Promise<Readonly<Record<string, number>>>;
  /** Carries out these kinds of the baseline, lowest priority. Returns how many. */
  carryOutBaseline(forumId: string, kinds: readonly EffectKind[], now: Instant): Promise<number>;
  /** Waiting effects are held (pause). */
  holdWaiting(forumId: string): Promise<number>;
  /** When the next waiting effect (or the end of a lease), need or wake is due; null: nothing waits. */
  nextDue(forumId: string): Promise<{ readonly effect: Instant | null; readonly need: Instant | null; readonly wake: Instant | null }>;

  // Budget: one token bucket per forum, a row
  /** Takes a token or says when there will be one. Reserves some for work of a higher priority. */
  takeToken(
    forumId: string,
    now: Instant,
    priority: 'act' | 'signed' | 'bell' | 'sweep',
  ): Promise<{ readonly ok: boolean; readonly retryAt: Instant }>;
  /** The forum said to wait: no token before this. */
  blockUntil(forumId: string, until: Instant): Promise<void>;

  // Schedules
  /** True for the first caller of (name, slot): a run is a row. */
  startRun(forumId: string, name: string, slot: string): Promise<boolean>;

  /** What doctor shows: broken deliveries, refused and dead effects, refused settings, differences. */
  note(
    forumId: string,
    note: { readonly kind: string; readonly thing: string; readonly text: string; readonly at: Instant },
  ): Promise<void>;
  notes(
    forumId: string,
  ): Promise<ReadonlyArray<{ readonly kind: string; readonly thing: string; readonly text: string; readonly at: Instant }>>;

  ping(): Promise<void>;
  close(): Promise<void>;
}

/** `unavailable` and `too_slow`: try again later. `taken`: such a row exists. `broken`: an assumption of ours is wrong. */
export type StoreErrorKind = 'unavailable' | 'too_slow' | 'taken' | 'broken';

/** The only error of a store. Says which code the database gave, never its text, which may hold values of rows. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
  constructor(
    readonly kind: StoreErrorKind,
    readonly code: string,
  ) {
    super(`database: ${kind} (${code})`);
  }
}
