import type { Instant } from '../../../../../shared/instant.js';

/** sla-rules section 1: first official response, next response, periodic update, resolution, ownership, private answer, first community reply. */
export const METRICS = ['fr', 'nr', 'pu', 'res', 'own', 'ola', 'cr'] as const;
export type Metric = (typeof METRICS)[number];

/** R-STATE. An open cycle whose risk threshold is behind it stays `running`; `atRiskAt` says since when it is at risk (SC-22). */
export type ClockState =
  | 'running'
  | 'at_risk'
  | 'paused'
  | 'met'
  | 'late'
  | 'breached_open'
  | 'met_by_resolution'
  | 'dismissed'
  | 'cancelled_duplicate'
  | 'voided'
  | 'tentative'
  | 'lapsed'
  | 'no_working_time';

export const PAUSE_REASONS = ['waiting_requester', 'waiting_third_party', 'scheduled'] as const;
export type PauseReason = (typeof PAUSE_REASONS)[number];

export const RESPONDERS = ['experts_and_facilitators', 'experts', 'any_member'] as const;
/** Whose word stops a clock (R-RESP). `signed_official`: only one that is signed, where the official answer decides (OF-13). */
export type Responder = (typeof RESPONDERS)[number] | 'signed_official' | 'anybody';

/** One run of a clock. All instants are floored to seconds (R-UTC). */
export interface Cycle {
  readonly metric: Metric;
  /** 1, 2 … per metric. */
  readonly number: number;
  readonly startedAt: Instant;
  /** The post that started it. */
  readonly startedBy: number | null;
  readonly targetMinutes: number;
  readonly responder: Responder;
  /** Null while a pause holds it, while it is tentative, and when the desk never opens. */
  readonly due: Instant | null;
  readonly state: ClockState;
  readonly endedAt: Instant | null;
  /** The post that ended it; null while open and when something else ended it. */
  readonly endedBy: number | null;
  readonly breachedAt: Instant | null;
  /** The breach came from a change of settings, not from the clock (R-PRIO); left out of figures about people. */
  readonly byPolicyChange: boolean;
  /** Business time from start to end; null while open. */
  readonly elapsedSeconds: number | null;
  /** Version of the settings it counts by, and which of their policies (R-MATCH). */
  readonly version: number;
  readonly policyName: string;
  readonly why: string;
  /** When the risk threshold is reached, ahead or behind (R-RISK). */
  readonly atRiskAt: Instant | null;
  /** The thresholds and steps of the ladder that were reached, each once and at its own instant (R-RISK, CL-08). */
  readonly warnings: readonly Warning[];
  readonly inner: CycleInner;
}

export interface Warning {
  /** `75%`, `30min` for business minutes before due, or `+25%` for a step of the ladder after it. */
  readonly threshold: string;
  readonly at: Instant;
  readonly byPolicyChange: boolean;
}

/** What the next event needs to know; not for showing. */
export interface CycleInner {
  /** Key of the policy in the book. */
  readonly policy: string;
  /** The calendars that counted it, one after the other (R-TRANSFER); the last leg is open. */
  readonly legs: readonly Leg[];
  /** What held it (R-PAUSE, R-REOPEN). */
  readonly holds: readonly Hold[];
  /** A breach that happened stays, even if a later target is longer (R-PRIO); shown only if the cycle did not end before it. */
  readonly breach: { readonly at: Instant; readonly byPolicyChange: boolean } | null;
  /** Thresholds that still lie ahead. */
  readonly ahead: readonly Threshold[];
  /** What was changed while it ran (R-PRIO, R-EDIT, R-TRANSFER). */
  readonly changes: readonly Change[];
  /** It began as a post after the solution (R-THANKS): has anybody confirmed that help is needed? Null: it is no such one. */
  readonly followUp: 'unconfirmed' | 'confirmed' | null;
  /** When an unconfirmed follow-up lapses. */
  readonly lapsesAt: Instant | null;
  /** Ended because it has no target any more (another lane, priority or policy): measured again, it runs on (TR-05, R-ZERO). */
  readonly isOutOfLane: boolean;
}

export interface Leg {
  readonly calendar: string;
  readonly from: Instant;
  /** Null: it counts on. */
  readonly to: Instant | null;
}

export interface Hold {
  readonly from: Instant;
  /** Null: it lasts. A date that lies ahead ends it by itself. */
  readonly to: Instant | null;
  readonly reason: PauseReason | 'solved';
}

export interface Threshold {
  readonly threshold: string;
  readonly at: Instant;
}

export interface Change {
  readonly at: Instant;
  readonly what: 'target' | 'calendar' | 'version';
  readonly from: string;
  readonly to: string;
}

/** A step of the ladder: after due, not a warning before it. */
export function isStep({ threshold }: Threshold): boolean {
  return threshold.startsWith('+');
}

const OPEN: ReadonlySet<ClockState> = new Set(['running', 'at_risk', 'paused', 'breached_open', 'tentative', 'no_working_time']);

export function isOpen(cycle: Pick<Cycle, 'state' | 'endedAt'>): boolean {
  return cycle.endedAt === null && OPEN.has(cycle.state);
}
