import type { Instant } from '../../../../../shared/instant.js';
import { policyIn, targetOf, type ClockBook, type ClockPolicy, type Priority } from './book.js';
import type { ClockEvent, Writer } from './clock-event.js';
import { counted, lapseOf } from './course.js';
import { isOpen, type Cycle, type Hold, type Leg, type Metric, type Responder } from './cycle.js';
import { whyOpen } from './why.js';

export interface Stop {
  readonly post: number;
  readonly at: Instant;
}

/** Where the clocks of a topic are after some events. */
export interface Run {
  readonly cycles: readonly Cycle[];
  /** Null: nothing has started. */
  readonly startedAt: Instant | null;
  readonly startedBy: number | null;
  readonly isOld: boolean;
  /** Keys of the policy in force now, and at the start. */
  readonly policy: string;
  readonly originPolicy: string;
  readonly priority: Priority;
  readonly lane: string | null;
  readonly kind: string | null;
  readonly channel: string | null;
  /** Key of the calendar of new cycles. */
  readonly calendar: string;
  /** The calendars of the topic, one after the other (R-TRANSFER). */
  readonly legs: readonly Leg[];
  readonly holds: readonly Hold[];
  /** Since when it is solved, as long as it is. */
  readonly solvedAt: Instant | null;
  /** A word that it is solved stands (TR-29). */
  readonly isSaid: boolean;
  /** The solution that ended what a solution ends; it stays when the topic is reopened. */
  readonly resolvedAt: Instant | null;
  /** The first post of each kind of writer; `+`: under the community's decision; `signed`: the first signature. */
  readonly firsts: Readonly<Record<string, Stop>>;
  /** The asker's oldest post that nobody official has answered. */
  readonly unanswered: Stop | null;
  readonly lastOfficial: Stop | null;
  readonly isSigned: boolean;
  readonly isGone: boolean;
  readonly wantsNoUpdates: boolean;
  /** The asker's own rhythm of `pu` (CL-13). */
  readonly updateMinutes: number | null;
  /** The newest event, after which another may be added without beginning anew. */
  readonly last: ClockEvent | null;
}

export const initialRun: Run = {
  cycles: [],
  startedAt: null,
  startedBy: null,
  isOld: false,
  policy: '',
  originPolicy: '',
  calendar: '',
  priority: 'normal',
  lane: null,
  kind: null,
  channel: null,
  legs: [],
  holds: [],
  solvedAt: null,
  isSaid: false,
  resolvedAt: null,
  firsts: {},
  unanswered: null,
  lastOfficial: null,
  isSigned: false,
  isGone: false,
  wantsNoUpdates: false,
  updateMinutes: null,
  last: null,
};

export function lastOf({ cycles }: Pick<Run, 'cycles'>, metric: Metric): Cycle | null {
  return cycles.findLast((cycle) => cycle.metric === metric) ?? null;
}

/** The open cycle of a metric, and not one that is only tentative. */
export function openOf(run: Pick<Run, 'cycles'>, metric: Metric): Cycle | null {
  const last = lastOf(run, metric);
  return last !== null && isOpen(last) && last.state !== 'tentative' ? last : null;
}

export function tentativeOf(run: Run): Cycle | null {
  const last = lastOf(run, 'nr');
  return last?.state === 'tentative' ? last : null;
}

export function withCycle(run: Run, cycle: Cycle, changed: Cycle): Run {
  return changed === cycle ? run : { ...run, cycles: run.cycles.map((one) => (one === cycle ? changed : one)) };
}

export function withCycles(run: Run, change: (cycle: Cycle) => Cycle): Run {
  let cycles: Cycle[] | null = null;
  // A ticket of years has many cycles that ended: they are copied only where one changes.
  let index = -1;
  for (const cycle of run.cycles) {
    index += 1;
    const changed = change(cycle);
    if (changed === cycle) continue;
    cycles ??= run.cycles.slice();
    cycles[index] = changed;
  }
  return cycles === null ? run : { ...run, cycles };
}

export interface Start {
  readonly metric: Metric;
  readonly at: Instant;
  readonly by: number | null;
  readonly policy?: string;
  readonly calendar?: string;
  readonly isTentative?: boolean;
}

/** Another cycle; the same run where the metric is not measured (R-ZERO). */
export function started(run: Run, start: Start, book: ClockBook): Run {
  const policy = policyIn(book, start.policy ?? run.policy);
  const targetMinutes = targetOf(start.metric, policy, run);
  if (targetMinutes === null || run.isGone) return run;
  const legs = legsOf(run, start);
  const cycle = newCycle(run, { ...start, policy, legs }, targetMinutes);
  const counting = start.isTentative ? { ...cycle, inner: { ...cycle.inner, lapsesAt: lapseOf(cycle, book) } } : cycle;
  return { ...run, cycles: [...run.cycles, counted(counting, start.at, book)] };
}

function newCycle(
  run: Run,
  start: Omit<Start, 'policy'> & { readonly policy: ClockPolicy; readonly legs: readonly Leg[] },
  targetMinutes: number,
): Cycle {
  const { metric, at, policy, legs, isTentative = false } = start;
  const state = isTentative ? 'tentative' : 'running';
  const responder = responderOf(metric, policy, run);
  return {
    metric,
    number: (lastOf(run, metric)?.number ?? 0) + 1,
    startedAt: at,
    startedBy: start.by,
    targetMinutes,
    responder,
    due: null,
    state,
    endedAt: null,
    endedBy: null,
    breachedAt: null,
    byPolicyChange: false,
    elapsedSeconds: null,
    version: policy.version,
    policyName: policy.name,
    why: whyOpen({ metric, responder }, state),
    atRiskAt: null,
    warnings: [],
    inner: {
      policy: policy.key,
      legs,
      holds: run.holds.filter((hold) => holdsMetric(hold, metric, policy) && (hold.to === null || hold.to > at)),
      breach: null,
      ahead: [],
      changes: [],
      followUp: isTentative ? 'unconfirmed' : null,
      lapsesAt: null,
      isOutOfLane: false,
    },
  };
}

/** What starts under the policy of the start counts by its calendars; anything newer by the calendar in force (R-EDIT). */
function legsOf({ legs, calendar }: Run, { at, calendar: own, policy }: Start): Leg[] {
  if (own !== undefined) return [{ calendar: own, from: at, to: null }];
  const counting = legs.filter(({ to }) => to === null || to > at).map((leg) => (leg.from < at ? { ...leg, from: at } : leg));
  return policy === undefined ? counting.map((leg) => (leg.to === null ? { ...leg, calendar } : leg)) : counting;
}

/** R-PAUSE: whatever the policy says, nothing holds `fr`. */
export function holdsMetric({ reason }: Hold, metric: Metric, { pauses }: ClockPolicy): boolean {
  return metric !== 'fr' && reason !== 'solved' && pauses[reason].includes(metric);
}

function responderOf(metric: Metric, { responders }: ClockPolicy, { isSigned }: Pick<Run, 'isSigned'>): Responder {
  if (metric === 'cr') return 'anybody';
  if (metric === 'fr') return isSigned ? 'signed_official' : responders;
  return responders === 'signed_official' ? 'experts_and_facilitators' : responders;
}

const BY_RESPONDER: Readonly<Record<Exclude<Responder, 'signed_official'>, readonly Writer[]>> = {
  anybody: ['expert', 'signer', 'facilitator', 'other'],
  ['any_member']: ['expert', 'signer', 'facilitator', 'other'],
  ['experts_and_facilitators']: ['expert', 'signer', 'facilitator'],
  experts: ['expert', 'signer'],
};

/** R-RESP, for posts; a signature is judged by `firstStop`. */
export function isOfficial(by: Writer, { responders }: Pick<ClockPolicy, 'responders'>): boolean {
  return BY_RESPONDER[responders === 'signed_official' ? 'experts_and_facilitators' : responders].includes(by);
}

/** The first word that stops `fr` or `cr`, as the responder is now (OF-13, TR-11). */
export function firstStop(run: Pick<Run, 'firsts'>, responder: Responder, { responders }: Pick<ClockPolicy, 'responders'>): Stop | null {
  const base = responders === 'signed_official' ? 'experts_and_facilitators' : responders;
  const writers = BY_RESPONDER[responder === 'signed_official' ? base : responder];
  const keys =
    responder === 'signed_official' ? ['signed', ...writers.map((by) => `${by}+`)] : writers.flatMap((by): string[] => [by, `${by}+`]);
  return keys.reduce<Stop | null>((first, key) => earlier(first, run.firsts[key] ?? null), null);
}

function earlier(one: Stop | null, other: Stop | null): Stop | null {
  if (one === null || other === null) return one ?? other;
  return other.at < one.at || (other.at === one.at && other.post < one.post) ? other : one;
}
