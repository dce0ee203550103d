import type { Instant } from '../../../shared/instant.js';
import type { ClocksSettings } from './settings.js';

/** Whose word stops a clock (R-RESP). `signed_official`: only one that is signed, where the official answer decides (OF-13). */
export type Responder = ClocksSettings['responders'] | 'signed_official' | 'anybody';

/** sla-rules section 1: first official response, next response, periodic update, resolution, ownership, private answer, first community reply. */
export const METRICS = ['fr', 'nr', 'pu', 'res', 'own', 'ola', 'cr'] as const;
export type Metric = (typeof METRICS)[number];

/** R-STATE. */
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

/** The settings that a cycle counts by: the version in force when it started (R-EDIT). */
export interface Policy {
  readonly community: string;
  readonly version: number;
  readonly settings: ClocksSettings;
}

/** One run of a clock. */
export interface Cycle {
  readonly metric: Metric;
  /** 1, 2 … per metric. */
  readonly number: number;
  /** All instants are floored to seconds (R-UTC). */
  readonly startedAt: Instant;
  /** The post that started it. */
  readonly startedBy: number | null;
  readonly targetMinutes: number;
  readonly responder: Responder;
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
  /** Version of the settings it counts by. */
  readonly version: number;
  readonly why: string;
  readonly inner: CycleInner;
}

/** What the next event needs to know; not for showing. */
export interface CycleInner {
  readonly policy: Policy;
  /** Counted on an earlier calendar (R-TRANSFER), and from when the present one counts. */
  readonly bankedSeconds: number;
  readonly countsFrom: Instant;
  /** The first post that stops this clock, as the posts are now. */
  readonly stop: { readonly post: number; readonly at: Instant } | null;
  /** A breach that happened stays, even if a later target is longer (R-PRIO); shown only if the cycle did not end before it. */
  readonly breach: { readonly at: Instant; readonly byPolicyChange: boolean } | null;
  /** When the topic left the lane that this clock is for. */
  readonly leftLaneAt: Instant | null;
}

/** Why and from when clocks run on this topic, or why none does. */
export interface Origin {
  readonly community: string;
  /** Where the clocks of this topic start. */
  readonly clockStart: Instant | null;
  /** The start that the present membership gives; another one after a transfer, when the clocks run on. */
  readonly enteredWith: Instant | null;
  readonly asker: number;
  readonly policy: Policy;
  readonly nothing: string | null;
}

export interface ClocksView {
  /** `fr` and `cr` now; the shape carries the other metrics and their many cycles as well. */
  readonly cycles: readonly Cycle[];
  readonly origin: Origin | null;
  /** What befell the topic as a whole, as things are now. */
  readonly ends: TopicEnds;
}

export interface TopicEnds {
  /** When the topic became solved, as long as it is. */
  readonly solvedAt: Instant | null;
  readonly deletedAt: Instant | null;
  readonly merged: { readonly into: number; readonly at: Instant } | null;
  /** When and how it left all communities. */
  readonly left: { readonly at: Instant; readonly reason: 'moved_out' | 'undesignated' } | null;
}

export const initialClocks: ClocksView = { cycles: [], origin: null, ends: { solvedAt: null, deletedAt: null, merged: null, left: null } };

export function cycleOf(view: ClocksView, metric: Metric): Cycle | null {
  return view.cycles.findLast((cycle) => cycle.metric === metric) ?? null;
}

const OPEN: ReadonlySet<ClockState> = new Set(['running', 'at_risk', 'paused', 'breached_open', 'tentative', 'no_working_time']);

export function isOpen(cycle: Cycle): boolean {
  return OPEN.has(cycle.state) && cycle.endedAt === null;
}
