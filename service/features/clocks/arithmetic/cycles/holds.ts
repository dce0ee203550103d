import type { Instant } from '../../../../../shared/instant.js';
import { policyIn, type ClockBook } from './book.js';
import type { EventOf } from './clock-event.js';
import { counted } from './course.js';
import { isOpen, type Cycle, type Hold } from './cycle.js';
import { holdsMetric, withCycles, type Run } from './run.js';

/** R-PAUSE: it holds what the policy of each cycle lets it hold. A date that is past holds nothing. */
export function holding(run: Run, { at, reason, until }: EventOf<'pause'>, book: ClockBook): Run {
  const hold: Hold = { from: at, to: until, reason };
  if (until !== null && until <= at) return run;
  return withCycles({ ...run, holds: [...run.holds, hold] }, (cycle) =>
    isOpen(cycle) && holdsMetric(hold, cycle.metric, policyIn(book, cycle.inner.policy))
      ? counted({ ...cycle, inner: { ...cycle.inner, holds: [...cycle.inner.holds, hold] } }, at, book)
      : cycle,
  );
}

/** Ends the pauses of a reason (null: all) that last at `at`. */
export function ending(run: Run, { reason, at }: { readonly reason: Hold['reason'] | null; readonly at: Instant }, book: ClockBook): Run {
  const lasts = (hold: Hold) => (reason === null || hold.reason === reason) && hold.from <= at && (hold.to === null || hold.to > at);
  if (!run.holds.some(lasts)) return run;
  const closed = (holds: readonly Hold[]) => holds.map((hold) => (lasts(hold) ? { ...hold, to: at } : hold));
  return withCycles({ ...run, holds: closed(run.holds) }, (cycle: Cycle) =>
    isOpen(cycle) && cycle.inner.holds.some(lasts)
      ? counted({ ...cycle, inner: { ...cycle.inner, holds: closed(cycle.inner.holds) } }, at, book)
      : cycle,
  );
}
