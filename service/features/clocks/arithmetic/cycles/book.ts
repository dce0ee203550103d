import type { Calendar } from '../calendar.js';
import type { Metric, PauseReason, Responder } from './cycle.js';

export type Targets = Readonly<Partial<Record<Metric, number | null>>>;
export type Priority = 'low' | 'normal' | 'high' | 'urgent';

/** Minutes per metric, with those that a priority has of its own; absent or null: not measured (R-ZERO). */
export interface TargetTable {
  readonly targets: Targets;
  readonly byPriority: Readonly<Partial<Record<Priority, Targets>>>;
}

/** A version of a policy, as the engine counts by it. */
export interface ClockPolicy extends TargetTable {
  readonly key: string;
  readonly name: string;
  readonly version: number;
  /** The version of the settings that it is one policy of: of a set one policy matches at a time (R-MATCH). */
  readonly set: string;
  /** Key of its calendar in the book. */
  readonly calendar: string;
  readonly responders: Responder;
  /** R-LANE: lanes, kinds and channels with targets of their own; where they say nothing, the policy's own hold. */
  readonly lanes: Readonly<Record<string, TargetTable>>;
  /** R-PAUSE: which metrics a reason holds; never `fr`. */
  readonly pauses: Readonly<Record<PauseReason, readonly Metric[]>>;
  readonly reopen: 'resume' | 'new_cycle' | 'ignore';
  /** R-RISK: percent of the target, and business minutes before due. */
  readonly thresholds: { readonly percent: readonly number[]; readonly minutesBefore: readonly number[] };
  /** CL-08: further steps when so many percent of the target are used up after due; 0: due itself. */
  readonly ladder: readonly number[];
  /** From so many percent on a cycle is at risk. */
  readonly riskPercent: number;
  /** R-THANKS: after so many days with desk hours an unconfirmed follow-up lapses. */
  readonly lapseDays: number;
}

/** Every version that a run may need. */
export interface ClockBook {
  readonly policies: Readonly<Record<string, ClockPolicy>>;
  readonly calendars: Readonly<Record<string, Calendar>>;
}

export function policyIn({ policies }: ClockBook, key: string): ClockPolicy {
  const found = policies[key];
  if (!found) throw new RangeError(`the book has no policy "${key}"`);
  return found;
}

export function calendarIn({ calendars }: ClockBook, key: string): Calendar {
  const found = calendars[key];
  if (!found) throw new RangeError(`the book has no calendar "${key}"`);
  return found;
}

/** What a target depends on. */
export interface Circumstances {
  readonly priority: Priority;
  readonly lane: string | null;
  readonly kind: string | null;
  readonly channel: string | null;
  /** What the asker wishes for `pu`, where that is measured at all. */
  readonly updateMinutes: number | null;
}

/** Minutes; null: not measured. Lane, kind and channel are asked first, in this order, then the policy itself; in each the priority goes first. */
export function targetOf(metric: Metric, policy: ClockPolicy, circumstances: Circumstances): number | null {
  const found = targetIn(metric, policy, circumstances);
  return metric === 'pu' && found !== null ? (circumstances.updateMinutes ?? found) : found;
}

function targetIn(metric: Metric, policy: ClockPolicy, { priority, lane, kind, channel }: Circumstances): number | null {
  for (const name of [lane, kind, channel]) {
    const table = name === null ? undefined : policy.lanes[name];
    const own = table && inTable(metric, table, priority);
    if (own !== undefined) return own;
  }
  return inTable(metric, policy, priority) ?? null;
}

function inTable(metric: Metric, { targets, byPriority }: TargetTable, priority: Priority): number | null | undefined {
  const own = byPriority[priority]?.[metric];
  return own === undefined ? targets[metric] : own;
}
