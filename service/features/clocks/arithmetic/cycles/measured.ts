import type { Instant } from '../../../../../shared/instant.js';
import { policyIn, targetOf, type ClockBook, type ClockPolicy } from './book.js';
import { counted, ended, reopened } from './course.js';
import { isOpen, type Cycle, type Hold, type Leg, type Metric } from './cycle.js';
import { withFirst, withUnanswered, withUpdates } from './replies.js';
import { holdsMetric, lastOf, started, withCycles, type Run } from './run.js';
import { warnedByChange, withChange } from './with-change.js';

/** The clocks of a question itself; `own` and `ola` belong to the expert group (R-ESC). */
const OF_THE_QUESTION: readonly Metric[] = ['fr', 'res', 'cr'];

/** What holds from an instant on; circumstances are in the run already. */
export interface Since {
  readonly at: Instant;
  /** Why a metric that has no target now is measured no more. */
  readonly why: string;
  readonly policyOf: (cycle: Cycle) => ClockPolicy;
  readonly legsOf: (cycle: Cycle, policy: ClockPolicy) => readonly Leg[];
}

/**
 * R-PRIO, R-MATCH, R-TRANSFER, R-EDIT: the open cycles under what holds now. Without a target a metric is not measured (R-ZERO): its
 * cycle ends, and runs on when it is measured again; what is measured only now starts where it would have.
 */
export function remeasured(run: Run, since: Since, book: ClockBook): Run {
  const { at } = since;
  const changed = withCycles(run, (cycle) => underNow(cycle, { run, since, book }));
  // It never was if it was not measured from the second in which it started.
  const kept = { ...changed, cycles: changed.cycles.filter(({ inner, startedAt }) => !inner.isOutOfLane || startedAt < at) };
  const missing = withMissing(kept, at, book);
  return withFirst(withFirst(missing, 'fr', book), 'cr', book);
}

interface Now {
  readonly run: Run;
  readonly since: Since;
  readonly book: ClockBook;
}

function underNow(cycle: Cycle, now: Now): Cycle {
  const { run, since, book } = now;
  if (!isOpen(cycle) && !cycle.inner.isOutOfLane) return cycle;
  const policy = since.policyOf(cycle);
  const targetMinutes = targetOf(cycle.metric, policy, run);
  if (targetMinutes === null) return isOpen(cycle) ? unmeasured(cycle, since, book) : cycle;
  if (!isOpen(cycle) && !isAwaitedStill(run, cycle)) return cycle;
  const { at } = since;
  const holds = isOpen(cycle) ? holdsUnder(cycle, policy, now) : holdsOf(cycle, policy, run);
  const held = { ...withResponder(cycle, policy), inner: { ...cycle.inner, holds } };
  const open = isOpen(cycle) ? (policy.key === cycle.inner.policy ? cycle : held) : reopened(cycle, { at, holds }, book);
  return withChange(open, { targetMinutes, policy, legs: since.legsOf(cycle, policy) }, { at, book });
}

function unmeasured(cycle: Cycle, { at, why }: Since, book: ClockBook): Cycle {
  const out = ended(cycle, { at, state: 'dismissed', by: null, why }, book);
  return { ...out, inner: { ...out.inner, isOutOfLane: true } };
}

function isAwaitedStill(run: Run, cycle: Cycle): boolean {
  if (run.isGone || lastOf(run, cycle.metric) !== cycle) return false;
  switch (cycle.metric) {
    case 'nr':
      return run.unanswered !== null && run.unanswered.post === cycle.startedBy;
    case 'pu':
      return run.lastOfficial?.post === cycle.startedBy && run.solvedAt === null;
    case 'res':
      return run.solvedAt === null;
    case 'fr':
    case 'cr':
      return true;
    case 'own':
    case 'ola':
      return false;
  }
}

/** A pause by people goes on while it is not measured. */
function holdsOf({ inner, metric, startedAt }: Cycle, policy: ClockPolicy, run: Run): Hold[] {
  const byPeople = run.holds.filter((hold) => holdsMetric(hold, metric, policy) && (hold.to === null || hold.to > startedAt));
  return [...inner.holds.filter(({ reason }) => reason === 'solved'), ...byPeople];
}

/** R-PAUSE: what lasts now holds it from now on if the policy of now says so. */
function holdsUnder({ inner, metric }: Cycle, policy: ClockPolicy, { run, since: { at } }: Now): Hold[] {
  const lasts = ({ to }: Hold) => to === null || to > at;
  const later = (from: Instant) => (from > at ? from : at);
  const kept = inner.holds.map((hold) =>
    hold.reason !== 'solved' && lasts(hold) && !holdsMetric(hold, metric, policy) ? { ...hold, to: later(hold.from) } : hold,
  );
  const isKnown = ({ reason }: Hold) => inner.holds.some((hold) => hold.reason === reason && lasts(hold));
  const added = run.holds.filter((hold) => lasts(hold) && holdsMetric(hold, metric, policy) && !isKnown(hold));
  return [...kept, ...added.map((hold) => ({ ...hold, from: later(hold.from) }))];
}

function withResponder(cycle: Cycle, { responders }: ClockPolicy): Cycle {
  if (cycle.responder === 'anybody' || cycle.responder === 'signed_official') return cycle;
  return cycle.responder === responders ? cycle : { ...cycle, responder: responders };
}

/** R-PRIO: from the start of the question; what is past by that is so since now, and by the change. */
export function withMissing(run: Run, at: Instant, book: ClockBook): Run {
  const { startedAt, startedBy, originPolicy } = run;
  if (startedAt === null) return run;
  const missing = OF_THE_QUESTION.filter(
    (metric) => lastOf(run, metric) === null && !run.isOld && (metric !== 'res' || run.solvedAt === null),
  );
  const begun = missing.reduce((now, metric) => started(now, { metric, at: startedAt, by: startedBy, policy: originPolicy }, book), run);
  const judged = withFirst(withFirst(withUpdates(withUnanswered(begun, book), book), 'fr', book), 'cr', book);
  return withCycles(judged, (cycle) => {
    if (run.cycles.includes(cycle) || !isOpen(cycle)) return cycle;
    if (cycle.due === null || cycle.due >= at) return warnedByChange(cycle, at);
    const breach = { at, byPolicyChange: true };
    return warnedByChange(counted({ ...cycle, breachedAt: at, byPolicyChange: true, inner: { ...cycle.inner, breach } }, at, book), at);
  });
}

/** R-TRANSFER: what was counted is banked, the rest runs on the other calendar. */
export function movedTo(calendar: string, legs: readonly Leg[], at: Instant): readonly Leg[] {
  if (legs.at(-1)?.calendar === calendar) return legs;
  const banked = legs.map((leg) => (leg.to === null ? { ...leg, to: at } : leg)).filter(({ from, to }) => to === null || from < to);
  return [...banked, { calendar, from: at, to: null }];
}

/** The same policy, the same calendar: only circumstances changed. */
export function asBefore(book: ClockBook): Pick<Since, 'policyOf' | 'legsOf'> {
  return { policyOf: ({ inner }) => policyIn(book, inner.policy), legsOf: ({ inner }) => inner.legs };
}
