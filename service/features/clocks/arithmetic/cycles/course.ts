import { earliest, floorToSecond, type Instant } from '../../../../../shared/instant.js';
import { NO_WORKING_TIME } from '../business-time.js';
import { policyIn, type ClockBook } from './book.js';
import { afterOpenDays, dueOf, elapsedUntil, whenUsedUp } from './count.js';
import { isOpen, isStep, type ClockState, type Cycle, type Threshold, type Warning } from './cycle.js';
import { whyOpen } from './why.js';

/** How one cycle goes its way: it is counted, time passes over it, it ends. */

export interface End {
  readonly at: Instant;
  readonly state: ClockState;
  readonly by: number | null;
  readonly why: string;
}

/** Due, thresholds and state anew, after something changed what is counted; `at` is the moment of the change. */
export function counted(cycle: Cycle, at: Instant, book: ClockBook): Cycle {
  if (cycle.endedAt !== null) return cycle;
  if (cycle.state === 'tentative') return { ...cycle, due: null, atRiskAt: null, inner: { ...cycle.inner, ahead: [] } };
  const found = dueOf(cycle, book);
  const due = found === NO_WORKING_TIME ? null : found;
  const marks = thresholdsOf(cycle, book);
  // Those behind us that were not reached in their time are reached by the change itself, if it was one.
  const wasReached = (one: Threshold) => cycle.warnings.some(({ threshold }) => threshold === one.threshold);
  // A step of the ladder is taken once (CL-08); a warning again where a change moved it ahead (R-RISK).
  const ahead = marks.filter((one) => !wasReached(one) || (one.at >= at && !isStep(one)));
  const state = openState(cycle, { isNever: found === NO_WORKING_TIME, isHeld: isHeldAt(cycle, at) && (due === null || due > at) });
  const atRiskAt = instantOf(whenUsedUp(cycle.inner, secondsAt(policyIn(book, cycle.inner.policy).riskPercent, cycle), book));
  const shown = state === 'paused' ? null : due;
  return { ...cycle, due: shown, state, atRiskAt, why: whyOpen(cycle, state), inner: { ...cycle.inner, ahead } };
}

function openState({ inner }: Cycle, { isNever, isHeld }: { readonly isNever: boolean; readonly isHeld: boolean }): ClockState {
  if (inner.breach !== null) return 'breached_open';
  if (isNever) return 'no_working_time';
  return isHeld ? 'paused' : 'running';
}

export function isHeldAt({ inner }: Pick<Cycle, 'inner'>, at: Instant): boolean {
  return inner.holds.some(({ from, to }) => from <= at && (to === null || at < to));
}

function secondsAt(percent: number, { targetMinutes }: Cycle): number {
  return Math.ceil((targetMinutes * 60 * percent) / 100);
}

/** R-RISK, CL-08: each at its exact instant. */
function thresholdsOf(cycle: Cycle, book: ClockBook): Threshold[] {
  const { thresholds, ladder } = policyIn(book, cycle.inner.policy);
  const marks = [
    ...thresholds.percent.map((share) => ({ threshold: `${share}%`, seconds: secondsAt(share, cycle) })),
    ...thresholds.minutesBefore.map((minutes) => ({ threshold: `${minutes}min`, seconds: (cycle.targetMinutes - minutes) * 60 })),
    // `cr` is a statistic: nobody is called for it (CL-17).
    ...(cycle.metric === 'cr' ? [] : ladder).map((share) => ({ threshold: `+${share}%`, seconds: secondsAt(100 + share, cycle) })),
  ];
  return marks
    .filter(({ seconds }) => seconds > 0)
    .flatMap(({ threshold, seconds }) => {
      const at = instantOf(whenUsedUp(cycle.inner, seconds, book));
      return at === null ? [] : [{ threshold, at }];
    })
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.threshold < b.threshold ? -1 : 1));
}

function instantOf(due: Instant | null): Instant | null {
  return due === NO_WORKING_TIME ? null : due;
}

/** When time alone changes it next: it turns, or reaches what somebody is told of (R-RISK, CL-08). */
export function nextOf(cycle: Cycle): Instant | null {
  return isOpen(cycle) ? earliest(turnOf(cycle), cycle.inner.ahead[0]?.at) : null;
}

/** A pause that has a date ends, it is breached, it lapses. */
function turnOf(cycle: Cycle): Instant | null {
  if (!isOpen(cycle)) return null;
  if (cycle.state === 'tentative') return cycle.inner.lapsesAt;
  if (cycle.state === 'paused') return holdsUntil(cycle.inner.holds);
  return cycle.inner.breach === null ? cycle.due : null;
}

/** All of them began before now: it is held until the last one ends. */
function holdsUntil(holds: Cycle['inner']['holds']): Instant | null {
  return holds.some(({ to }) => to === null) ? null : latest(holds.map(({ to }) => to));
}

function latest(instants: ReadonlyArray<Instant | null>): Instant | null {
  return instants.reduce((last, at) => (last === null || (at !== null && at > last) ? at : last), null);
}

/** Lets time pass up to, but not including, `limit`: R-BREACH, with the instant of what happened, not of the look. */
export function passed(cycle: Cycle, limit: Instant, book: ClockBook): Cycle {
  let now = cycle;
  for (let next = turnOf(now); next !== null && next < limit; next = turnOf(now)) {
    const after = warnedUntil(now, next);
    if (now.state === 'tentative')
      return ended(after, { at: next, state: 'lapsed', by: null, why: 'nobody said that help was needed' }, book);
    const changed: Cycle =
      now.state === 'paused'
        ? after
        : { ...after, breachedAt: next, inner: { ...after.inner, breach: { at: next, byPolicyChange: false } } };
    now = counted(changed.state === 'paused' ? { ...changed, state: 'running' } : changed, next, book);
  }
  return isOpen(now) ? warnedUntil(now, limit) : now;
}

/** A pause is half open: an event in the second in which its date comes finds it ended (R-PAUSE). */
export function resumedAt(cycle: Cycle, at: Instant, book: ClockBook): Cycle {
  return cycle.state === 'paused' && !isHeldAt(cycle, at) ? counted({ ...cycle, state: 'running' }, at, book) : cycle;
}

/** What lies before `limit` is reached: each once, with its own instant. */
function warnedUntil(cycle: Cycle, limit: Instant): Cycle {
  const { ahead } = cycle.inner;
  if (ahead[0] === undefined || ahead[0].at >= limit) return cycle;
  const reached = ahead.filter(({ at }) => at < limit).map((one): Warning => ({ ...one, byPolicyChange: false }));
  return { ...cycle, warnings: [...cycle.warnings, ...reached], inner: { ...cycle.inner, ahead: ahead.filter(({ at }) => at >= limit) } };
}

/** Takes back what time did in the second of an event: what happens in it goes first (R-EDGE). */
export function beforeSecond(cycle: Cycle, second: Instant, book: ClockBook): Cycle {
  const { breach } = cycle.inner;
  const isLapse = cycle.state === 'lapsed' && cycle.endedAt !== null && cycle.endedAt >= second;
  const isBreach = breach !== null && !breach.byPolicyChange && breach.at >= second && cycle.endedAt === null;
  if (isLapse)
    return counted({ ...cycle, state: 'tentative', endedAt: null, elapsedSeconds: null, why: whyOpen(cycle, 'tentative') }, second, book);
  const isWarning = cycle.endedAt === null && cycle.warnings.some((one) => one.at >= second && !one.byPolicyChange);
  if (!isBreach && !isWarning) return cycle;
  const warnings = cycle.warnings.filter((one) => one.at < second || one.byPolicyChange);
  const unbroken = isBreach ? { ...cycle, breachedAt: null, inner: { ...cycle.inner, breach: null } } : cycle;
  return counted({ ...unbroken, warnings }, second, book);
}

/** Ends it; a breach that came after the end never was, and one that was not seen in its time is one (R-DELETE, R-EDGE). */
export function ended(cycle: Cycle, end: End, book: ClockBook): Cycle {
  const at = floorToSecond(end.at) > cycle.startedAt ? floorToSecond(end.at) : cycle.startedAt;
  const holds = cycle.inner.holds.map((hold) =>
    hold.to === null || hold.to > at ? { ...hold, to: hold.from > at ? hold.from : at } : hold,
  );
  const breach = cycle.state === 'tentative' ? null : breachBefore(cycle, at);
  return {
    ...cycle,
    state: end.state === 'met' && breach !== null ? 'late' : end.state,
    endedAt: at,
    endedBy: end.by,
    breachedAt: breach?.at ?? null,
    byPolicyChange: breach?.byPolicyChange ?? false,
    elapsedSeconds: elapsedUntil({ ...cycle.inner, holds }, at, book),
    why: end.why,
    warnings: cycle.warnings.filter((one) => one.at < at),
    inner: { ...cycle.inner, holds, breach, ahead: [] },
  };
}

function breachBefore({ due, inner: { breach } }: Cycle, at: Instant): Cycle['inner']['breach'] {
  if (breach !== null && breach.at < at) return breach;
  if (breach?.byPolicyChange) return null;
  return due !== null && due < at ? { at: due, byPolicyChange: false } : null;
}

/** Runs on as if it had never ended, held by what is given. */
export function reopened(cycle: Cycle, now: { readonly at: Instant; readonly holds: Cycle['inner']['holds'] }, book: ClockBook): Cycle {
  const inner = { ...cycle.inner, holds: now.holds, isOutOfLane: false };
  return counted({ ...cycle, state: 'running', endedAt: null, endedBy: null, elapsedSeconds: null, inner }, now.at, book);
}

export function lapseOf(cycle: Cycle, book: ClockBook): Instant | null {
  const { lapseDays, calendar } = policyIn(book, cycle.inner.policy);
  return afterOpenDays(cycle.inner.legs.at(-1)?.calendar ?? calendar, { at: cycle.startedAt, days: lapseDays }, book);
}
