import type { CommandOutcome, CommandPriority } from '../../../shared/commands/vocabulary.js';
import type { Instant } from '../../../shared/instant.js';
import type { PostView, TicketView } from '../../engine/feature.js';

export const KINDS = ['incident', 'service_request', 'how_to', 'policy', 'discussion'] as const;
export type Kind = (typeof KINDS)[number];

export const LANES = ['desk', 'community'] as const;
export type Lane = (typeof LANES)[number];

export const MODES = ['community_decides', 'official_decides'] as const;
export type DecisionMode = (typeof MODES)[number];

/** What a person said; it wins over tags and rules and survives later edits (TR-03). The last person wins. */
export interface Said<Value> {
  readonly value: Value;
  readonly at: Instant;
  readonly by: number;
  /** Null: none was needed, or it was said where not everybody may read it. */
  readonly reason: string | null;
}

export interface ByPeople {
  readonly kind: Said<Kind> | null;
  readonly priority: Said<CommandPriority> | null;
  readonly lane: Said<Lane> | null;
  readonly mode: Said<DecisionMode> | null;
  /** "Not ours": the group to which it goes; null: to the facilitators (TR-10). */
  readonly group: Said<number | null> | null;
}

/** The topic or post that a line names. */
export interface LinkedTo {
  readonly topic: number;
  readonly post: number | null;
}

export interface MeToo {
  /** The line. */
  readonly id: string;
  /** Null: it was said with a button, and then `at` tells when. */
  readonly post: number | null;
  readonly at?: Instant;
  readonly by: number;
  /** Edited out again. */
  readonly isOut: boolean;
}

/** A word of somebody who waits for the desk; `answer` is the post of the desk that came after it. */
export interface Call {
  readonly at: Instant;
  readonly post: number | null;
  readonly by: 'asker' | 'desk';
  readonly answer: number | null;
}

export type SaidOutcome = Said<CommandOutcome>;

/** Why a line was refused, or what its author is told; the sentence is in answer-messages.ts. */
export type Saying =
  | 'afterFirstAnswer'
  | 'askedPrivately'
  | 'noExpertGroup'
  | 'withSomebodyElse'
  | 'alreadyThere'
  | 'noSuchGroup'
  | 'foreignHost'
  | 'itself'
  | 'ownQuestion'
  | 'offersHelp'
  | 'howToAskPrivately'
  | 'privateIsOff'
  | 'howToUndo'
  | 'asAPost';

/** UI-33: somebody thinks that it had better be private; nothing is moved by that. */
export interface PrivateWish {
  readonly by: number;
  readonly at: Instant;
  readonly isFacilitator: boolean;
}

/** A line by which somebody of the desk tells how it stands; bare: that she is still working on it. */
export interface Update {
  readonly post: number;
  readonly by: number;
  readonly at: Instant;
  readonly isBare: boolean;
}

export interface Answered {
  readonly id: string;
  readonly outcome: 'done' | 'told' | 'refused';
  readonly saying: Saying | null;
}

/** TR-08: nobody and nothing says yet what it is; the facilitators are told at these instants. */
export interface Untriaged {
  readonly community: string;
  readonly since: Instant;
  /** By number of the notice, from 1. */
  readonly dues: readonly Instant[];
  readonly told: readonly number[];
  /** Somebody took it on or answered, or it is over. */
  readonly isLookedAfter: boolean;
}

/** What a question is, who shall look at it first and who decides; each with its reason. */
export interface TriageView {
  readonly kind: Kind;
  /** Nothing said what it is: `how_to` by default, counted apart in reports (TR-03). */
  readonly guessed: boolean;
  readonly lane: Lane;
  readonly mode: DecisionMode;
  readonly priority: CommandPriority;
  /** Never nowhere (TR-08). */
  readonly queue: 'experts' | 'facilitators';
  /** The groups whose queue it is in. */
  readonly groups: readonly number[];
  /** The one group to which a rule or a person sent it, and since when. */
  readonly route: { readonly group: number; readonly since: Instant } | null;
  /** Name of the community's rule that matched, or of the starter rule. */
  readonly matchedRule: string | null;
  /** Opened by an expert, signer or facilitator of the community, or by the bot: nobody waits for an answer. */
  readonly byOwnPeople: boolean;
  readonly why: { readonly kind: string; readonly lane: string; readonly mode: string; readonly priority: string; readonly queue: string };
  readonly byPeople: ByPeople;
  /** TR-11: answers keep the mode under which they were written. */
  readonly modeHistory: ReadonlyArray<{ readonly mode: DecisionMode; readonly from: Instant }>;
  /** TR-10: each correction with the rule that had sent it to the wrong group; null: a default or a person did. */
  readonly corrections: ReadonlyArray<{
    readonly rule: string | null;
    readonly community: string;
    readonly at: Instant;
    readonly by: number;
  }>;
  readonly pointers: readonly LinkedTo[];
  readonly duplicateOf: (LinkedTo & { readonly at: Instant; readonly by: number }) | null;
  readonly meToo: readonly MeToo[];
  /** Who likes posts of ours, and since when that is known. */
  readonly likers: ReadonlyArray<Follower & { readonly post: number }>;
  readonly help: Call | null;
  readonly notHelped: Call | null;
  /** TR-30: from the time of the post, until the desk answers or all is good. */
  readonly stillNeedsHelpSince: Instant | null;
  /** TR-29: stored apart; null: not said. Nothing but a person's word is ever in here. */
  readonly outcomes: { readonly asker: SaidOutcome | null; readonly desk: SaidOutcome | null };
  /** Somebody says that it did not help, and the desk has not answered since: it stays open and comes first. */
  readonly topsQueue: boolean;
  readonly closedSince: Instant | null;
  /** The closing that asked for an outcome: it is asked once. */
  readonly outcomeAskedAt: Instant | null;
  readonly untriaged: Untriaged | null;
  /** The first wish, and the first by a facilitator. */
  readonly privateWishes: readonly PrivateWish[];
  /** Posts that hold lines to the desk, and those of them that hold nothing else. */
  readonly withLines: readonly number[];
  readonly toDesk: readonly number[];
  /** Posts that tell how it stands (CL-13). */
  readonly updates: readonly Update[];
  readonly answered: readonly Answered[];
}

const NOT_YET = 'not looked at yet';

export const initialTriage: TriageView = {
  kind: 'how_to',
  guessed: true,
  lane: 'community',
  mode: 'community_decides',
  priority: 'normal',
  queue: 'facilitators',
  groups: [],
  route: null,
  matchedRule: null,
  byOwnPeople: false,
  why: { kind: NOT_YET, lane: NOT_YET, mode: NOT_YET, priority: NOT_YET, queue: NOT_YET },
  byPeople: { kind: null, priority: null, lane: null, mode: null, group: null },
  modeHistory: [],
  corrections: [],
  pointers: [],
  duplicateOf: null,
  meToo: [],
  likers: [],
  help: null,
  notHelped: null,
  stillNeedsHelpSince: null,
  outcomes: { asker: null, desk: null },
  topsQueue: false,
  closedSince: null,
  outcomeAskedAt: null,
  untriaged: null,
  privateWishes: [],
  withLines: [],
  toDesk: [],
  updates: [],
  answered: [],
};

export interface Follower {
  readonly user: number;
  readonly since: Instant;
}

/** TR-26: each person once, since when she first said so, and only while that is there. A like of the bot's first post says it too. */
export function followersOf(view: TriageView, { topic }: Pick<TicketView, 'topic'>): readonly Follower[] {
  const said = view.meToo.flatMap(({ post, at, by, isOut }): Follower[] => {
    if (post === null) return at === undefined ? [] : [{ user: by, since: at }];
    const found = topic.posts.get(post);
    return isOut || found?.visibility !== 'visible' ? [] : [{ user: by, since: found.at }];
  });
  const first = firstOfOurs(topic);
  const liked = view.likers.filter(({ post }) => post === first);
  const joined = topic.mergedHere.flatMap(({ asker, meToo, at }): Follower[] =>
    [asker, ...meToo].flatMap((user) => (user === null || user < 0 ? [] : [{ user, since: at }])),
  );
  const followers = new Map<number, Follower>();
  for (const one of [...said, ...liked, ...joined]) {
    const known = followers.get(one.user);
    if (one.user !== topic.asker && (known === undefined || one.since < known.since)) followers.set(one.user, one);
  }
  return [...followers.values()];
}

/** The status post; null: none is there yet, or it is hidden or gone. */
function firstOfOurs({ posts }: TicketView['topic']): number | null {
  for (const post of posts.values()) if (post.ours) return post.visibility === 'visible' ? post.id : null;
  return null;
}

export function meTooOf(view: TriageView, ticket: Pick<TicketView, 'topic'>): readonly number[] {
  return followersOf(view, ticket).map(({ user }) => user);
}

/** TR-11: the mode under which a post was written. */
export function modeAt(view: TriageView, { at }: Pick<PostView, 'at'>): DecisionMode {
  return view.modeHistory.findLast(({ from }) => from <= at)?.mode ?? view.modeHistory[0]?.mode ?? view.mode;
}
