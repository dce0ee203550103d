import type { Instant } from '../../../../../shared/instant.js';
import { NO_WORKING_TIME } from '../business-time.js';
import type { ClockBook, ClockPolicy } from './book.js';
import { counted } from './course.js';
import { dueOf } from './count.js';
import type { Change, Cycle, Leg, Warning } from './cycle.js';

interface Changed {
  readonly targetMinutes: number;
  readonly policy: ClockPolicy;
  readonly legs: readonly Leg[];
}

/** R-PRIO: start and elapsed time stay; if the new due is past, the breach is that of the change. A breach that happened stays. */
export function withChange(cycle: Cycle, changed: Changed, { at, book }: { readonly at: Instant; readonly book: ClockBook }): Cycle {
  const { targetMinutes, policy, legs } = changed;
  const made = changesOf(cycle, changed, at);
  if (made.length === 0) return cycle;
  // What changed in the second in which it started is how it started.
  const changes = cycle.startedAt < at ? [...cycle.inner.changes, ...made] : cycle.inner.changes;
  const next: Cycle = {
    ...cycle,
    targetMinutes,
    version: policy.version,
    policyName: policy.name,
    inner: { ...cycle.inner, legs, changes, policy: policy.key },
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
  const calendar = { at, what: 'calendar' as const, from: cycle.inner.legs.at(-1)?.calendar ?? '', to: legs.at(-1)?.calendar ?? '' };
  const version = { at, what: 'version' as const, from: cycle.inner.policy, to: policy.key };
  return [version, calendar, minutes].filter(({ from, to }) => from !== to);
}

/** What the change itself moved behind us is reached now, and nobody is warned of it. */
export function warnedByChange(cycle: Cycle, at: Instant): Cycle {
  const behind = cycle.inner.ahead.filter((one) => one.at < at);
  if (behind.length === 0) return cycle;
  const warnings = behind.map(({ threshold }): Warning => ({ threshold, at, byPolicyChange: true }));
  return {
    ...cycle,
    warnings: [...cycle.warnings, ...warnings],
    inner: { ...cycle.inner, ahead: cycle.inner.ahead.filter((one) => one.at >= at) },
  };
}
