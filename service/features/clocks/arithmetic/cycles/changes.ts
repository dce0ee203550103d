import type { Instant } from '../../../../../shared/instant.js';
import { NO_WORKING_TIME } from '../business-time.js';
import { policyIn, targetOf, type ClockBook, type ClockPolicy } from './book.js';
import type { EventOf } from './clock-event.js';
import { counted, ended, reopened } from './course.js';
import { dueOf } from './count.js';
import { isOpen, type Change, type Cycle, type Leg, type Metric, type Warning } from './cycle.js';
import { withFirst, withUnanswered, withUpdates } from './replies.js';
import { holdsMetric, lastOf, started, withCycles, type Run } from './run.js';

/** The clocks of a question itself; `own` and `ola` belong to the expert group (R-ESC). */
const OF_THE_QUESTION: readonly Metric[] = ['fr', 'res', 'cr'];

interface Changed {
  readonly targetMinutes: number;
  readonly policy?: ClockPolicy;
  readonly legs?: readonly Leg[];
}

/** R-PRIO: start and elapsed time stay; if the new due is past, the breach is that of the change. A breach that happened stays. */
function withChange(cycle: Cycle, changed: Changed, { at, book }: { readonly at: Instant; readonly book: ClockBook }): Cycle {
  const { targetMinutes, policy, legs = cycle.inner.legs } = changed;
  const changes = [...cycle.inner.changes, ...changesOf(cycle, { ...changed, legs }, at)];
  if (changes.length === cycle.inner.changes.length) return cycle;
  const version = policy?.version ?? cycle.version;
  const next: Cycle = {
    ...cycle,
    targetMinutes,
    version,
    inner: { ...cycle.inner, legs, changes, policy: policy?.key ?? cycle.inner.policy },
  };
  if (cycle.state === 'tentative') return next;
  const due = dueOf(next, book);
  const isPast = due !== null && due !== NO_WORKING_TIME && due < at;
  const breach = cycle.inner.breach ?? (isPast ? { at, byPolicyChange: true } : null);
  const broken: Cycle = {
    ...next,
    breachedAt: breach?.at ?? null,
    byPolicyChange: breach?.byPolicyChange ?? false,
    inner: { ...next.inner, breach },
  };
  return warnedByChange(counted(broken, at, book), at);
}

function changesOf(cycle: Cycle, { targetMinutes, policy, legs }: Changed, at: Instant): Change[] {
  const minutes = { at, what: 'target' as const, from: String(cycle.targetMinutes), to: String(targetMinutes) };
  const calendar = { at, what: 'calendar' as const, from: cycle.inner.legs.at(-1)?.calendar ?? '', to: legs?.at(-1)?.calendar ?? '' };
  const version = { at, what: 'version' as const, from: cycle.inner.policy, to: policy?.key ?? cycle.inner.policy };
  return [version, calendar, minutes].filter(({ from, to }) => from !== to);
}

/** What the change itself moved behind us is reached now, and nobody is warned of it. */
function warnedByChange(cycle: Cycle, at: Instant): Cycle {
  const behind = cycle.inner.ahead.filter((one) => one.at < at);
  if (behind.length === 0) return cycle;
  const warnings = behind.map(({ threshold }): Warning => ({ threshold, at, byPolicyChange: true }));
  return {
    ...cycle,
    warnings: [...cycle.warnings, ...warnings],
    inner: { ...cycle.inner, ahead: cycle.inner.ahead.filter((one) => one.at >= at) },
  };
}

/** Another priority or lane: targets by the policy that each cycle keeps (R-EDIT); what is measured only now starts where it would have. */
export function afterPriority(run: Run, { at, priority, kind }: EventOf<'priority'>, book: ClockBook): Run {
  const changed: Run = { ...run, priority, kind };
  return run.startedAt === null ? changed : withMissing(retargeted(changed, at, book), at, book);
}

export function afterLane(run: Run, { at, lane }: EventOf<'lane'>, book: ClockBook): Run {
  const changed: Run = { ...run, lane };
  if (run.startedAt === null || run.isGone) return changed;
  const back = withCycles(changed, (cycle) =>
    cycle.inner.isOutOfLane && isAwaitedStill(changed, cycle, book)
      ? reopened(cycle, { at, holds: holdsOf(changed, cycle, book) }, book)
      : cycle,
  );
  const left = withCycles(back, (cycle) => {
    const measured = targetOf(cycle.metric, policyIn(book, cycle.inner.policy), changed);
    if (!isOpen(cycle) || measured !== null || !isOfLane(cycle)) return cycle;
    const why = `moved to the lane of the ${lane ?? 'desk'}`;
    const out = ended(cycle, { at, state: 'dismissed', by: null, why }, book);
    return { ...out, inner: { ...out.inner, isOutOfLane: true } };
  });
  // It never was if it left the lane in the second in which it started.
  const kept = { ...left, cycles: left.cycles.filter(({ inner, startedAt }) => !inner.isOutOfLane || startedAt < at) };
  return withMissing(retargeted(kept, at, book), at, book);
}

function isOfLane({ metric }: Cycle): boolean {
  return metric !== 'own' && metric !== 'ola';
}

/** A pause by people goes on while it is out of its lane. */
function holdsOf(run: Run, { inner, metric, startedAt }: Cycle, book: ClockBook): Cycle['inner']['holds'] {
  const policy = policyIn(book, inner.policy);
  const byPeople = run.holds.filter((hold) => holdsMetric(hold, metric, policy) && (hold.to === null || hold.to > startedAt));
  return [...inner.holds.filter(({ reason }) => reason === 'solved'), ...byPeople];
}

function isAwaitedStill(run: Run, cycle: Cycle, book: ClockBook): boolean {
  if (targetOf(cycle.metric, policyIn(book, cycle.inner.policy), run) === null || lastOf(run, cycle.metric) !== cycle) return false;
  if (cycle.metric === 'nr') return run.unanswered !== null && run.unanswered.post === cycle.startedBy;
  if (cycle.metric === 'pu') return run.lastOfficial?.post === cycle.startedBy && run.solvedAt === null;
  return cycle.metric !== 'res' || run.solvedAt === null;
}

function retargeted(run: Run, at: Instant, book: ClockBook): Run {
  return withCycles(run, (cycle) => {
    const targetMinutes = targetOf(cycle.metric, policyIn(book, cycle.inner.policy), run);
    return isOpen(cycle) && targetMinutes !== null ? withChange(cycle, { targetMinutes }, { at, book }) : cycle;
  });
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
export function afterTransfer(run: Run, { at, calendar, policy: key }: EventOf<'transfer'>, book: ClockBook): Run {
  const moved = (legs: readonly Leg[]): Leg[] => [
    ...legs.map((leg) => (leg.to === null ? { ...leg, to: at } : leg)).filter(({ from, to }) => to === null || from < to),
    { calendar, from: at, to: null },
  ];
  const changed: Run = { ...run, policy: key ?? run.policy, originPolicy: key ?? run.originPolicy, calendar, legs: moved(run.legs) };
  if (run.startedAt === null) return changed;
  return withCycles(changed, (cycle) => {
    if (!isOpen(cycle) || !isOfLane(cycle)) return cycle;
    const policy = policyIn(book, key ?? cycle.inner.policy);
    const targetMinutes = targetOf(cycle.metric, policy, changed);
    return targetMinutes === null ? cycle : withChange(cycle, { targetMinutes, policy, legs: moved(cycle.inner.legs) }, { at, book });
  });
}

/** R-EDIT: new cycles use the new version; open ones only if it was asked for. Ended ones never change. */
export function afterEdit(run: Run, { at, policy: key, recompute, calendars = {} }: EventOf<'edit'>, book: ClockBook): Run {
  // What begins later begins under its own version.
  if (run.policy === '') return run;
  const policy = policyIn(book, key);
  const onNew = (legs: readonly Leg[]) => legs.map((leg) => (leg.to === null ? { ...leg, calendar: policy.calendar } : leg));
  const onReplacing = (legs: readonly Leg[]) => legs.map((leg) => ({ ...leg, calendar: calendars[leg.calendar] ?? leg.calendar }));
  // Handed to another group, it keeps that group's calendar.
  const calendar = run.calendar === policyIn(book, run.policy).calendar ? policy.calendar : run.calendar;
  if (!recompute || run.startedAt === null) return { ...run, policy: key, calendar };
  const changed: Run = { ...run, policy: key, calendar: policy.calendar, legs: onNew(run.legs) };
  const recomputed = withCycles(changed, (cycle) => {
    const targetMinutes = targetOf(cycle.metric, policy, changed);
    if (!isOpen(cycle) || targetMinutes === null) return cycle;
    const { legs } = cycle.inner;
    const judged = withResponder(cycle, policy);
    return withChange(judged, { targetMinutes, policy, legs: isOfLane(cycle) ? onNew(legs) : onReplacing(legs) }, { at, book });
  });
  return withFirst(withFirst(recomputed, 'fr', book), 'cr', book);
}

function withResponder(cycle: Cycle, { responders }: ClockPolicy): Cycle {
  if (cycle.responder === 'anybody' || cycle.responder === 'signed_official') return cycle;
  return cycle.responder === responders ? cycle : { ...cycle, responder: responders };
}

/** OF-13: from now on only a signature ends `fr`, or again everybody whom the policy names. */
export function afterMode(run: Run, { at, isSigned }: EventOf<'mode'>, book: ClockBook): Run {
  const changed: Run = { ...run, isSigned };
  const judged = withCycles(changed, (cycle) => {
    if (cycle.metric !== 'fr' || cycle.state === 'voided') return cycle;
    const { responders } = policyIn(book, cycle.inner.policy);
    const responder = isSigned ? 'signed_official' : responders;
    const open = isSigned && cycle.state === 'met_by_resolution' ? reopened(cycle, { at, holds: cycle.inner.holds }, book) : cycle;
    if (open.responder === responder) return open;
    return isOpen(open) ? counted({ ...open, responder }, at, book) : { ...open, responder };
  });
  return withFirst(judged, 'fr', book);
}
