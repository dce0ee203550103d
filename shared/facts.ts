/* eslint-disable max-lines -- the vocabulary of facts, with their identity and order: read as one */
import type { Instant } from './instant.js';
import type { NameKey } from './names.js';
import { hashState } from './text.js';

/**
 * Facts: what happened in the forum, append-only, filed under the forum's thing (design section 3). They hold ids, enums,
 * numbers, instants and hashes; texts live in the text table and are pointed to by `textId`.
 */
export type Thing =
  `topic:${number}` | `post:${number}` | `user:${number}` | `group:${number}` | `category:${number}` | `community:${string}`;

export type Archetype = 'regular' | 'private_message' | 'banner';
export type PostKind = 'regular' | 'moderator' | 'small_action' | 'whisper';
export type Visibility = 'visible' | 'hidden' | 'held' | 'deleted' | 'deletedByAuthor';
export type TopicFlag = 'closed' | 'archived' | 'listed' | 'deleted';

// ---- Births: what never changes. `at` is the forum's own time.
/** A topic exists since `at`. */
export interface TopicBorn {
  readonly type: 'TopicBorn';
  readonly topic: number;
}
/** A post exists since `at`. */
export interface PostBorn {
  readonly type: 'PostBorn';
  readonly post: number;
  readonly replyTo: number | null;
}
/** A post came in by mail (CL-18). */
export interface PostByMail {
  readonly type: 'PostByMail';
  readonly post: number;
}
/** A small action of the forum: who did what to whom at `at`. `who` is the target's name, `linkedTopic` that of a split or merge. */
export interface SmallAction {
  readonly type: 'SmallAction';
  readonly post: number;
  /** Null: an account that is gone. */
  readonly actor: number | null;
  readonly code: string;
  readonly who: NameKey | null;
  readonly linkedTopic: number | null;
}
/** A user is a member of a group since `at`. */
export interface MembershipBegan {
  readonly type: 'MembershipBegan';
  readonly group: number;
  readonly user: number;
}

// ---- Figures: what was counted over the tickets of a community, at the time when it was counted.
/** How long the first reply took in the lane of the members, of the questions of some days before: median and what four of five took at most, in desk seconds; null: not enough replies. */
export interface UsualReplyCounted {
  readonly type: 'UsualReplyCounted';
  readonly community: string;
  readonly days: number;
  /** Over how many questions, those without a reply too. */
  readonly questions: number;
  readonly medianSeconds: number | null;
  readonly mostSeconds: number | null;
}

// ---- Observations: what a read showed. `at` is the true time where the forum gives one, else when it was read.
/** `at` is when the membership was first seen missing. */
export interface MembershipEnded {
  readonly type: 'MembershipEnded';
  readonly group: number;
  readonly user: number;
}
/** Which topic a post is in, and as which number there: posts move silently. */
export interface Placed {
  readonly type: 'Placed';
  readonly post: number;
  readonly topic: number;
  readonly number?: number;
}
/** Who wrote a post: merging people changes it. */
export interface PostAuthor {
  readonly type: 'PostAuthor';
  readonly post: number;
  readonly user: number;
}
/** What kind of post it is. */
export interface PostKindSeen {
  readonly type: 'PostKindSeen';
  readonly post: number;
  readonly kind: PostKind;
}
/** The language of a post, where the forum knows it: `en`, `de`. */
export interface LanguageSeen {
  readonly type: 'LanguageSeen';
  readonly post: number;
  readonly language: string;
}
/** Who may see a post. */
export interface PostVisibility {
  readonly type: 'PostVisibility';
  readonly post: number;
  readonly visibility: Visibility;
}
/** The text of a post as a read (or its birth) showed it; never from an edit's delivery. `textId` null: not kept. */
export interface TextConfirmed {
  readonly type: 'TextConfirmed';
  readonly post: number;
  readonly version: number;
  readonly hash: string;
  readonly textId: string | null;
}
/** The lines of a post that are addressed to the desk, in their order; what they say is in the text table. */
export interface CommandLines {
  readonly type: 'CommandLines';
  readonly post: number;
  readonly version: number;
  readonly lines: ReadonlyArray<{ readonly hash: string; readonly textId: string | null }>;
}
/** A line to the desk that was given with a button of the plugin and stands in no post; what it says is in the text table. */
export interface LineGiven {
  readonly type: 'LineGiven';
  /** The id of the press: the same press again is the same line. */
  readonly press: string;
  /** Where it was pressed. */
  readonly topic: number;
  /** The post whose button it was; null: one of the topic. */
  readonly post: number | null;
  readonly author: number;
  readonly textId: string | null;
  /** Whether its author has given the name of a person (OF-02); never the name itself. */
  readonly hasName: boolean;
}
/** Who gave a line with a button took it back. */
export interface LineTakenBack {
  readonly type: 'LineTakenBack';
  readonly press: string;
  readonly topic: number;
  readonly post: number | null;
  readonly author: number;
}
/** Whether who wrote lines to the desk has given the name of a person (OF-02); never the name itself. */
export interface RealNameSeen {
  readonly type: 'RealNameSeen';
  readonly post: number;
  readonly isFilled: boolean;
}
/** A private topic of ours that serves a ticket: what people say and do in it belongs to the ticket (design section 3, "Acts"). */
export interface RoomOpened {
  readonly type: 'RoomOpened';
  readonly topic: number;
  readonly room: number;
  /** The key of the want that opened it: `room:ticket:20:1`. */
  readonly key: string;
}
/** A post by the bot whose marker is ours: no fact of the ticket, but what becomes of it is observed. */
export interface OurPost {
  readonly type: 'OurPost';
  readonly post: number;
  readonly marker: string;
}
/** Who likes a post, as a read showed it: taking a like back is told by nothing else. */
export interface PostLikers {
  readonly type: 'PostLikers';
  readonly post: number;
  readonly users: readonly number[];
}
/** Who opened a topic: merging people changes it. */
export interface TopicAuthor {
  readonly type: 'TopicAuthor';
  readonly topic: number;
  readonly user: number;
}
/** Where a topic is. Category null: a private message. */
export interface TopicPlace {
  readonly type: 'TopicPlace';
  readonly topic: number;
  readonly category: number | null;
  readonly archetype: Archetype;
}
/** The tags of a topic. */
export interface TopicTags {
  readonly type: 'TopicTags';
  readonly topic: number;
  readonly tags: readonly string[];
}
/** The title of a topic. */
export interface TopicTitle {
  readonly type: 'TopicTitle';
  readonly topic: number;
  readonly hash: string;
  readonly textId: string | null;
}
/** Whether a topic is closed, archived, listed or deleted. */
export interface TopicFlagSeen {
  readonly type: 'TopicFlagSeen';
  readonly topic: number;
  readonly flag: TopicFlag;
  readonly value: boolean;
}
/** What a read of the topic showed as its accepted answer; null: none. */
export interface AcceptedAnswer {
  readonly type: 'AcceptedAnswer';
  readonly topic: number;
  readonly post: number | null;
}
/** What a read of one post showed of its own acceptance. */
export interface AnswerFlag {
  readonly type: 'AnswerFlag';
  readonly post: number;
  readonly accepted: boolean;
}
/** What a read shows of the assignment; listed where it differs from the small actions, never folded. */
export interface AssigneeSeen {
  readonly type: 'AssigneeSeen';
  readonly topic: number;
  readonly user: number | null;
}
/** Who may read a private message. */
export interface Participants {
  readonly type: 'Participants';
  readonly topic: number;
  readonly users: readonly number[];
  readonly groups: readonly number[];
}
/** A read of the thing was refused (403 or 404 without a destroy bell): the ticket keeps its state and is treated as private. */
export interface Unreadable {
  readonly type: 'Unreadable';
  readonly thing: `topic:${number}` | `post:${number}`;
}
/** The name of a person, as a hashed key. */
export interface PersonNamed {
  readonly type: 'PersonNamed';
  readonly user: number;
  readonly name: NameKey;
}
/** The name of a group, as a hashed key. */
export interface GroupNamed {
  readonly type: 'GroupNamed';
  readonly group: number;
  readonly name: NameKey;
}
/** Where a category is, and whether everybody may read it. */ export interface CategorySeen {
  readonly type: 'CategorySeen';
  readonly category: number;
  readonly parent: number | null;
  readonly readRestricted: boolean;
}
/** The category was deleted. */ export interface CategoryGone {
  readonly type: 'CategoryGone';
  readonly category: number;
}
/** The group was deleted. */ export interface GroupGone {
  readonly type: 'GroupGone';
  readonly group: number;
}

export type FactBody =
  | TopicBorn
  | PostBorn
  | PostByMail
  | SmallAction
  | MembershipBegan
  | MembershipEnded
  | Placed
  | PostAuthor
  | PostKindSeen
  | LanguageSeen
  | PostVisibility
  | TextConfirmed
  | CommandLines
  | LineGiven
  | LineTakenBack
  | RealNameSeen
  | RoomOpened
  | OurPost
  | PostLikers
  | TopicAuthor
  | TopicPlace
  | TopicTags
  | TopicTitle
  | TopicFlagSeen
  | AcceptedAnswer
  | AnswerFlag
  | AssigneeSeen
  | Participants
  | Unreadable
  | PersonNamed
  | GroupNamed
  | CategorySeen
  | CategoryGone
  | GroupGone
  | UsualReplyCounted;

export type FactType = FactBody['type'];

export interface Fact {
  /** Identity of the fact: a delivery and a read of the same birth give the same key. */
  readonly key: string;
  readonly thing: Thing;
  /** When it is true from: the forum's time where it gives one, else when it was read. */
  readonly at: Instant;
  /** When we first learnt it. */
  readonly learntAt: Instant;
  /** Where it came from: `delivery:12`, `read:topic:20`, `settings`. */
  readonly source: string;
  /** Replay only: no read confirmed it. */
  readonly unconfirmed: boolean;
  readonly body: FactBody;
}

export interface Learnt {
  readonly at: Instant;
  readonly learntAt: Instant;
  readonly source: string;
  readonly unconfirmed?: boolean;
}

const BIRTHS: ReadonlySet<FactType> = new Set([
  'TopicBorn',
  'PostBorn',
  'PostByMail',
  'SmallAction',
  'MembershipBegan',
  'LineGiven',
  'LineTakenBack',
]);

export function isBirth(body: FactBody): boolean {
  return BIRTHS.has(body.type);
}

/** The fact of a body, with its key: births by identity, observations by thing, aspect, time and state. */
export function factOf(body: FactBody, learnt: Learnt): Fact {
  const thing = thingOf(body);
  const identity = isBirth(body) ? identityOf(body, learnt.at) : `${learnt.at}/${hashState(body)}`;
  return {
    key: `${thing}/${aspectOf(body)}/${identity}`,
    thing,
    at: learnt.at,
    learntAt: learnt.learntAt,
    source: learnt.source,
    unconfirmed: learnt.unconfirmed ?? false,
    body,
  };
}

function identityOf(body: FactBody, at: Instant): string {
  switch (body.type) {
    case 'MembershipBegan':
      return `user:${body.user}/${at}`;
    // Pressed once, however often and whenever it is told.
    case 'LineGiven':
    case 'LineTakenBack':
      return `${body.author}:${body.press}`;
    default:
      return at;
  }
}

export function thingOf(body: FactBody): Thing {
  switch (body.type) {
    case 'TopicBorn':
    case 'TopicAuthor':
    case 'TopicPlace':
    case 'TopicTags':
    case 'TopicTitle':
    case 'TopicFlagSeen':
    case 'AcceptedAnswer':
    case 'AssigneeSeen':
    case 'Participants':
    case 'RoomOpened':
      return `topic:${body.topic}`;
    case 'MembershipBegan':
    case 'MembershipEnded':
    case 'GroupNamed':
    case 'GroupGone':
      return `group:${body.group}`;
    case 'PersonNamed':
      return `user:${body.user}`;
    case 'CategorySeen':
    case 'CategoryGone':
      return `category:${body.category}`;
    case 'LineGiven':
    case 'LineTakenBack':
      return body.post === null ? `topic:${body.topic}` : `post:${body.post}`;
    case 'UsualReplyCounted':
      return `community:${body.community}`;
    case 'Unreadable':
      return body.thing;
    default:
      return `post:${body.post}`;
  }
}

function aspectOf(body: FactBody): string {
  if (body.type === 'TopicFlagSeen') return `${body.type}:${body.flag}`;
  if (body.type === 'MembershipEnded') return `${body.type}:${body.user}`;
  return body.type;
}

/** Order of facts at the same instant: births before what was observed of them, then by thing and key (R-IDEM). */
export function compareFacts(a: Fact, b: Fact): number {
  return compareText(a.at, b.at) || rankOf(a.body) - rankOf(b.body) || compareThings(a, b) || compareText(a.key, b.key);
}

const RANKS: readonly FactType[] = [
  'CategorySeen',
  'CategoryGone',
  'GroupNamed',
  'PersonNamed',
  'MembershipBegan',
  'TopicBorn',
  'TopicAuthor',
  'TopicPlace',
  'TopicTitle',
  'TopicTags',
  'Participants',
  'RoomOpened',
  'PostBorn',
  'PostByMail',
  'Placed',
  'PostAuthor',
  'PostKindSeen',
  'LanguageSeen',
  'OurPost',
  'PostLikers',
  'TextConfirmed',
  'PostVisibility',
  'RealNameSeen',
  'CommandLines',
  'LineGiven',
  'LineTakenBack',
  'SmallAction',
  'TopicFlagSeen',
  'AnswerFlag',
  'AcceptedAnswer',
  'AssigneeSeen',
  'Unreadable',
  'MembershipEnded',
  'GroupGone',
  'UsualReplyCounted',
];
const RANK = new Map(RANKS.map((type, rank) => [type, rank]));

function rankOf(body: FactBody): number {
  return RANK.get(body.type) ?? RANKS.length;
}

function compareThings(a: Fact, b: Fact): number {
  if (a.thing === b.thing) return 0;
  const [aName = '', aId = ''] = a.thing.split(':');
  const [bName = '', bId = ''] = b.thing.split(':');
  return compareText(aName, bName) || Number(aId) - Number(bId) || compareText(aId, bId);
}

export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
