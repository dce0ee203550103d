import type { Level } from '../../../shared/commands/vocabulary.js';
import type { Instant } from '../../../shared/instant.js';
import type { ClockEvent, EventOf } from '../clocks/arithmetic/cycles/clock-event.js';
import type { Cycle } from '../clocks/arithmetic/cycles/cycle.js';
import type { Policy } from '../clocks/arithmetic/policy.js';
import { initialLadder, type LadderView } from './ladder/view.js';

/** Why there is an escalation. Texts that people wrote are not kept here: `line` names the line that holds them. */
export type Cause =
  | { readonly type: 'command'; readonly by: number; readonly line: string; readonly asAsker: boolean }
  /** Nobody gave a good answer in time (CL-05). */
  | { readonly type: 'silence' }
  | { readonly type: 'handed'; readonly by: number; readonly line: string; readonly from: number | null }
  /** Its room exists, but what it was opened for is no longer derived (design section 3, "Acts"). */
  | { readonly type: 'unknown' };

export type EndHow =
  'result' | 'without' | 'handedBack' | 'handedOn' | 'withdrawn' | 'solved' | 'closed' | 'archived' | 'deleted' | 'merged' | 'left';

/** What people did in an escalation; each becomes a line in its room (ES-09). */
export interface Happening {
  readonly what: 'accepted' | 'declined' | 'proposed' | 'released' | 'invited' | 'removed' | 'note';
  readonly at: Instant;
  readonly by: number | null;
  /** Whom it is about, if not the one who did it. */
  readonly person: number | null;
  readonly line: string | null;
}

/** A consultation of expert groups (ES-03). Open as long as `end` is null. */
export interface Escalation {
  /** 1, 2 … in the ticket. */
  readonly number: number;
  /** The key of the want for its room. */
  readonly key: string;
  readonly at: Instant;
  readonly level: Level | null;
  readonly groups: readonly number[];
  readonly cause: Cause;
  /** Stays responsible until somebody accepts (ES-07), and is so again when it is handed back. */
  readonly formerOwner: Owner | null;
  readonly accepted: { readonly by: number; readonly at: Instant } | null;
  /** ES-16: a facilitator wants it whatever the size of its groups. */
  readonly isAllowed: boolean;
  /** How often it was asked for: a room that the forum refused is tried again when a facilitator asks again. */
  readonly timesAsked: number;
  readonly log: readonly Happening[];
  readonly end: { readonly at: Instant; readonly how: EndHow; readonly by: number | null; readonly line: string | null } | null;
}

export interface Owner {
  readonly user: number;
  readonly since: Instant;
  /** By a line to the desk, or by assigning herself in the forum (TR-18). */
  readonly by: 'command' | 'forum';
}

/** Somebody else wants her to take it on; she owns it when she accepts. */
export interface Proposal {
  readonly user: number;
  readonly by: number | null;
  readonly at: Instant;
}

/** CL-05: until when a good answer is waited for. */
export interface Silence {
  readonly startedAt: Instant | null;
  readonly category: number | null;
  readonly due: Instant | null;
  /** Visible public answers that are good. */
  readonly answers: readonly number[];
  /** Who likes a post, as the last read showed it. */
  readonly likers: Readonly<Record<string, readonly number[]>>;
  /** Why it does not run; null: it runs. */
  readonly stopped: string | null;
  /** Since when nothing stops it. */
  readonly runsFrom: Instant | null;
  /** It ran out: once in a ticket, whether it opened an escalation or found one open. */
  readonly ranOutAt: Instant | null;
  /** SU-19: there are no experts; at the limit the safety owner is told. */
  readonly isForSafetyOwner: boolean;
}

/** Somebody with a role who was invited by name: into a room, or (null) into a private ask. */
export interface Guest {
  readonly room: number | null;
  readonly user: number;
  readonly isPresent: boolean;
}

/** A private message to a person about what became of the ticket. */
export interface PersonNotice {
  readonly what: 'proposed' | 'declined' | 'handedBack';
  readonly to: number;
  readonly by: number;
  readonly line: string;
  readonly at: Instant;
}

/** Table 0.3: who had it holds no role any more; those who may take it on are told. */
export interface CameBack {
  readonly from: number;
  readonly at: Instant;
  readonly groups: readonly number[];
}

export type SayCode =
  | 'alreadyWith'
  | 'tooEarly'
  | 'onceADay'
  | 'tooOften'
  | 'unknownGroup'
  | 'unknownLevel'
  | 'noExperts'
  | 'sameGroup'
  | 'ticketEnded'
  | 'nothingOpen'
  | 'hasEnded'
  | 'notInGroup'
  | 'ownQuestion'
  | 'taken'
  | 'youHaveIt'
  | 'notOwner'
  | 'alreadyDeclined'
  | 'unknownPerson'
  | 'noRole'
  | 'neverTheAsker'
  | 'inviteFirst'
  | 'alreadyIn'
  | 'notIn'
  | 'tooMany'
  | 'openFirst'
  | 'nothingLate';

/** What a person is told of her line; ids and instants only, the sentence is made when it is shown. */
export interface Said {
  readonly id: string;
  readonly outcome: 'done' | 'told' | 'refused';
  readonly code: SayCode | null;
  readonly person: number | null;
  readonly at: Instant | null;
  readonly groups: readonly number[];
  readonly levels: readonly number[];
}

/** `own` and `ola`, in the form of the other clocks (R-ESC). */
export interface ExpertClocks {
  readonly cycles: readonly Cycle[];
  readonly policies: Readonly<Record<string, Policy>>;
  /** Under which settings and priority they began, and what changed of that since. */
  readonly log: readonly ClockEvent[];
  /** By a facilitator, of these two. */
  readonly voided: ReadonlyArray<EventOf<'voided'>>;
}

export interface EscalationView {
  readonly silence: Silence;
  readonly escalations: readonly Escalation[];
  readonly owner: Owner | null;
  /** When it came from another community; null: it did not. */
  readonly cameHereAt: Instant | null;
  readonly proposed: Proposal | null;
  readonly guests: readonly Guest[];
  readonly notices: readonly PersonNotice[];
  readonly cameBack: readonly CameBack[];
  readonly said: readonly Said[];
  readonly clocks: ExpertClocks;
  /** Who is told of what is due and overdue (CL-07, CL-08). */
  readonly ladder: LadderView;
  /** Where the text of each line to the desk is, by the line's id (`post/hash`). */
  readonly lines: Readonly<Record<string, string | null>>;
}

export const initialEscalation: EscalationView = {
  silence: {
    startedAt: null,
    category: null,
    due: null,
    answers: [],
    likers: {},
    stopped: 'not looked at yet',
    runsFrom: null,
    ranOutAt: null,
    isForSafetyOwner: false,
  },
  escalations: [],
  cameHereAt: null,
  owner: null,
  proposed: null,
  guests: [],
  notices: [],
  cameBack: [],
  said: [],
  clocks: { cycles: [], policies: {}, log: [], voided: [] },
  ladder: initialLadder,
  lines: {},
};

/** The open escalation. */
export function escalationOf(view: EscalationView): Escalation | null {
  return view.escalations.findLast(({ end }) => end === null) ?? null;
}

/** Who is responsible: the newest of who accepted here and who assigned herself in the forum. */
export function ownerOf(view: EscalationView): number | null {
  return view.owner?.user ?? null;
}
