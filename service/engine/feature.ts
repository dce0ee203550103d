import type { ZodType } from 'zod';
import type { ArgumentsOf, CommandRole, CommandWord } from '../../shared/commands/vocabulary.js';
import type { EffectValues } from './effects.js';
import type { MergedTopic } from './merged-topic.js';
import type { Archetype, Fact, PostKind, Visibility } from '../../shared/facts.js';
import type { Instant } from '../../shared/instant.js';
import type { CommunitySettings, RoleName } from '../../shared/settings.js';
import type { Locale, Words } from '../../shared/words.js';

/** A post as the facts up to an instant show it. */
export interface PostView {
  readonly id: number;
  /** Its own time, with the forum's full precision. */
  readonly at: Instant;
  readonly author: number | null;
  /** Its number in the topic; null: not known. */
  readonly number: number | null;
  /** The number of the post that it replies to. */
  readonly replyTo: number | null;
  readonly kind: PostKind;
  readonly visibility: Visibility;
  /** Made by us and marked: never an answer, never a question. */
  readonly ours: boolean;
  /** It came in by mail. */
  readonly byMail: boolean;
  readonly version: number | null;
  readonly textHash: string | null;
  readonly textId: string | null;
  /** As the forum tells it; null: it does not. */
  readonly language: string | null;
  /** Whether its author has filled in the name of a person; null: nobody told. */
  readonly authorHasName: boolean | null;
}

/** By which way a question came in: written in the forum, or sent to it by mail (R-LANE). */
export type Channel = 'board' | 'mail';

/** The topic as the facts up to an instant show it: what all features need, derived once by the engine. */
export interface TopicView {
  readonly id: number;
  readonly bornAt: Instant | null;
  /** The `split_topic` action that made the topic, if one did. */
  readonly splitAt: Instant | null;
  readonly asker: number | null;
  /** Opened by somebody else than the asker, of the desk's own people (R-START). */
  readonly isOnBehalf: boolean;
  readonly channel: Channel;
  readonly category: number | null;
  readonly archetype: Archetype;
  /** Private message, unreadable, or turned private: nothing of it may reach outsiders. */
  readonly isPrivate: boolean;
  readonly tags: readonly string[];
  readonly titleTextId: string | null;
  readonly closed: boolean;
  readonly archived: boolean;
  readonly listed: boolean;
  readonly deletedAt: Instant | null;
  readonly merged: { readonly into: number; readonly at: Instant } | null;
  /** Topics that were merged into this one, with who asked there (table 0.3). */
  readonly mergedHere: readonly MergedTopic[];
  /** The accepted answer while its post is visible. */
  readonly accepted: { readonly post: number; readonly from: Instant } | null;
  readonly acceptedHistory: ReadonlyArray<{ readonly post: number | null; readonly from: Instant }>;
  /** Posts that are in the topic now, in the order of their own time. */
  readonly posts: ReadonlyMap<number, PostView>;
  /** Who accepted the topic (actor = target), and to whom somebody else proposed to hand it. */
  readonly assignee: number | null;
  readonly proposed: number | null;
  readonly participants: { readonly users: readonly number[]; readonly groups: readonly number[] } | null;
}

/** How the topic came to be in the community that is in force. */
export interface Membership {
  readonly community: string;
  readonly since: Instant;
  /** Where clocks start (R-START): birth, split or the move into the community; null when the topic is older than `since`. */
  readonly clockStart: Instant | null;
  /** Asked privately: a message to an expert group. */
  readonly isPrivateAsk: boolean;
}

/** What happens to a ticket, in time order: facts, and what the engine concludes from them. */
export type TicketEvent =
  | Fact['body']
  | { readonly type: 'CommunityEntered'; readonly community: string; readonly from: string | null }
  | { readonly type: 'CommunityLeft'; readonly community: string; readonly reason: 'moved_out' | 'undesignated' }
  | { readonly type: 'SettingsApplied'; readonly community: string; readonly version: number; readonly recompute: boolean }
  /** Something in a room of the ticket; `ticket.rooms` shows it already. */
  | { readonly type: 'RoomEvent'; readonly room: number; readonly event: Fact['body'] }
  /** Somebody who may do so told the desk what to do. */
  | { readonly type: 'Command'; readonly command: Command };

/** A line to the desk that was understood and that its author may give here by role and place (UI-31). */
export type Command = { readonly [Word in CommandWord]: CommandOf<Word> }[CommandWord];

export interface CommandOf<Word extends CommandWord> {
  /** Its identity (`CommandLine`). */
  readonly id: string;
  /** The post in which it stands; null: it was given with a button. */
  readonly post: number | null;
  readonly author: number;
  readonly at: Instant;
  /** The room in which it was given; null: in the topic itself. */
  readonly room: number | null;
  /** Whoever reads the topic may read it: it was said neither in a room nor in a whisper (design section 9). */
  readonly isOpen: boolean;
  readonly word: Word;
  readonly args: ArgumentsOf[Word];
  /** As of the line; a feature looks further where the reach is less than `all` (table 0.2). */
  readonly roles: ReadonlySet<CommandRole>;
  /** People and groups that its arguments name; null: a name that nobody here is known by. */
  readonly person: number | null;
  readonly group: number | null;
  /** The post to which the post of the line replies, or whose button it was. */
  readonly replyTo: number | null;
  /** Who was responsible for the question when it was said (table 0.2: "assigned"); null: nobody. */
  readonly owner: number | null;
  /** Whether its author has given the name of a person, where no post tells that: of a button; null: not known. */
  readonly hasName: boolean | null;
  /** How many other questions its author passed on in the week before (ES-04). */
  readonly passedOnElsewhere: number;
}

/** What became of a command. */
export interface CommandAnswer {
  readonly id: string;
  /** `done`: the bot likes the post. `told`, `refused`: its author gets the text in private. */
  readonly outcome: 'done' | 'told' | 'refused';
  readonly text: string | null;
}

export interface TicketView {
  readonly topic: TopicView;
  /** The community in force, null outside all communities. Features are folded only while there is one, and on leaving. */
  readonly membership: Membership | null;
  /** The rooms that serve it, by topic id. */
  readonly rooms: ReadonlyMap<number, RoomView>;
  /** Views of the features before this one in the fixed order, by name. */
  readonly views: Readonly<Record<string, unknown>>;
}

/** A room as the facts show it, with the key of the want that opened it. */
export interface RoomView extends TopicView {
  readonly key: string;
}

export interface FoldContext<Settings> {
  readonly at: Instant;
  /** The feature's settings in the version in force at `at`. */
  readonly settings: Settings;
  readonly settingsVersion: number;
  readonly community: CommunitySettings;
  readonly ticket: TicketView;
  readonly botId: number;
  /** Roles of a person in the ticket's community as of an instant (design section 4); the asker and the bot may hold some too. */
  rolesOf(user: number, at: Instant): ReadonlySet<RoleName>;
  /** Whether a person was in a group of the forum then; known of groups that a community names, and of others when a delivery told. */
  isMember(group: number, user: number, at: Instant): boolean;
  /** A text by its id; null when it is gone or never was kept. Every fold is total without it. */
  text(textId: string | null): string | null;
}

/** Whether a command would be carried out if it were given now, or from when on. */
export type Offer = boolean | { readonly from: Instant };

/** What else is known of a ticket for what the plugin shows of it. */
export interface ShownContext {
  readonly state: {
    readonly state: TicketStateName;
    readonly outcome: Outcome;
    readonly owner: number | null;
    readonly proposed: number | null;
  };
  readonly community: CommunitySettings;
  readonly botId: number;
  readonly acts: readonly Act[];
  /** What notices of posts say where there is no plugin. */
  readonly notices: ReadonlyMap<number, string>;
  /** What this person may say now, or whoever holds the role and has no part in the ticket; `escalate` not before `escalateFrom`. */
  maySay(who: number | CommandRole): { readonly words: readonly CommandWord[]; readonly escalateFrom: Instant | null };
  /** As of an instant. */
  rolesOf(user: number, at: Instant): ReadonlySet<RoleName>;
}

/** Our own act on a surface or want, as the feature and the reconciler see it. */
export interface Act {
  readonly key: string;
  readonly revision: number;
  readonly outcome: 'done' | 'refused' | 'lost' | 'enqueued' | 'overruled' | 'cancelled';
  readonly at: Instant;
  /** Why it did not work; null: nothing is to be said. */
  readonly reason: string | null;
  readonly postId: number | null;
  readonly topicId: number | null;
}

export interface WantContext<Settings> {
  readonly now: Instant;
  readonly settings: Settings;
  readonly community: CommunitySettings;
  readonly words: Words;
  readonly locale: Locale;
  readonly acts: readonly Act[];
  /** A text by its id; null when it is gone or never was kept. */
  text(textId: string | null): string | null;
  readonly botId: number;
  /** What was usual in the community when the topic was born (CL-04); null: not known, or too few to say. */
  readonly usualReply: UsualReply | null;
}

/** How long a first reply of the members took, in desk seconds; `mostSeconds`: four of five took no longer. */
export interface UsualReply {
  readonly medianSeconds: number;
  readonly mostSeconds: number | null;
}

/** A feature's share of a forum object that several features speak on. */
export type Part =
  /** One line of the one status post of a topic; times in it are written out with date and zone, never as "in two hours", so that waiting changes nothing. */
  | {
      readonly type: 'StatusPart';
      readonly topic: number;
      readonly line: string;
      readonly because: string;
      /** What the line says; a later feature that says it too knows more, and its line stands instead: an empty one takes it away. */
      readonly about?: 'holder' | 'mode';
    }
  | { readonly type: 'TagPart'; readonly topic: number; readonly tag: string; readonly because: string }
  | { readonly type: 'NoticePart'; readonly post: number; readonly topic: number; readonly text: string; readonly because: string };

/** A wanted end state with a key of its own: a message, a room, a post, a like … */
export type Want = { readonly [Kind in OwnKind]: OwnWant<Kind> }[OwnKind];

type OwnKind = Exclude<keyof EffectValues, 'status' | 'tags' | 'notice'>;

export interface OwnWant<Kind extends OwnKind> {
  readonly type: 'Want';
  readonly kind: Kind;
  /** Names the forum object: `room:ticket:20:1`. */
  readonly key: string;
  readonly value: EffectValues[Kind];
  readonly because: string;
  /** After this instant it is cancelled instead of sent. */
  readonly notAfter: Instant | null;
  /** A person asked for it: nothing to wait for (design section 3, `settleSeconds`). */
  readonly isAskedFor: boolean;
}

/** A row of a projection that pages and reports read; a feature writes projections in no other way. */
export interface ProjectionRow {
  readonly projection: 'clock' | 'policy' | 'queue' | 'correction' | 'vendor';
  readonly key: string;
  readonly row: Readonly<Record<string, string | number | boolean | null>>;
}

/** A feature: pure, total, the same shape for all (house style, section 3). */
export interface Feature<Name extends string = string, Settings = unknown, View = unknown> {
  readonly name: Name;
  readonly settings: ZodType<Settings>;
  /** Groups of the forum that the settings name: their members are read too. */
  groupsIn?(settings: Settings): readonly number[];
  readonly initial: View;
  fold(view: View, event: TicketEvent, context: FoldContext<Settings>): View;
  /** The next instant at which time alone changes the view; it may lie before the newest fact when that fact undid a stop. */
  nextInstant?(view: View): Instant | null;
  pass?(view: View, ticket: TicketView, at: Instant, context: FoldContext<Settings>): View;
  wants(view: View, ticket: TicketView, context: WantContext<Settings>): ReadonlyArray<Want | Part>;
  rows?(view: View, ticket: TicketView): readonly ProjectionRow[];
  /** What the last word of the desk keeps in a topic that it left (SU-03). */
  parting?(view: View, ticket: TicketView, context: WantContext<Settings>): readonly string[];
  /** Who is responsible for the ticket, if this feature keeps that. */
  owner?(view: View): number | null;
  /** What would become of a command that is this feature's, by the functions that carry it out; null: it is another's. */
  offer?(view: View, command: Command, context: FoldContext<Settings>): Offer | null;
  /** What became of the commands that are this feature's. */
  answers?(view: View, ticket: TicketView, context: WantContext<Settings>): readonly CommandAnswer[];
}

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a list of features of different views; each is called with its own view only
export type AnyFeature = Feature<string, any, any>;

export type TicketStateName =
  | 'new'
  | 'waiting_for_desk'
  | 'waiting_for_community'
  | 'waiting_for_expert'
  | 'waiting_for_asker'
  | 'waiting_for_third_party'
  | 'scheduled'
  | 'answered'
  | 'solved'
  | 'closed';

export type Outcome =
  'solved' | 'decided' | 'no_longer_needed' | 'not_helped' | 'duplicate' | 'deleted' | 'moved_out' | 'undesignated' | null;
