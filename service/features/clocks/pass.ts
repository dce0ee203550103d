import { earliest, type Instant } from '../../../shared/instant.js';
import type { TicketView } from '../../engine/feature.js';
import { nextOf } from './arithmetic/cycles/course.js';
import { runUntil } from './arithmetic/cycles/run-clocks.js';
import { bookOf } from './arithmetic/policy.js';
import { waitingUntil, withWaiting } from './commands/pausing.js';
import type { ClocksView } from './view.js';

// Memory only: it follows from the cycles, and is asked for after every fact.
const nexts = new WeakMap<ClocksView['cycles'], Instant | null>();

/**
 * When a clock reaches a threshold or runs out, a dated pause ends or a follow-up lapses. It may lie in the past, when the reply that
 * stopped the clock was deleted.
 */
export function nextInstant(view: ClocksView): Instant | null {
  return earliest(waitingUntil(view), nextOfCycles(view));
}

function nextOfCycles({ cycles }: ClocksView): Instant | null {
  const known = nexts.get(cycles);
  if (known !== undefined) return known;
  let next: Instant | null = null;
  for (const cycle of cycles) if (cycle.endedAt === null) next = earliest(next, nextOf(cycle));
  nexts.set(cycles, next);
  return next;
}

/** R-RISK, R-BREACH: each with its own instant, whenever we notice. */
export function pass(view: ClocksView, _ticket: TicketView, at: Instant): ClocksView {
  return clocksUntil(view, at);
}

/** As it is at an instant, if nothing happens before. */
export function clocksUntil(view: ClocksView, at: Instant): ClocksView {
  const { cycles } = runUntil({ ...view.inner.run, cycles: view.cycles }, at, bookOf(view.policies));
  return withWaiting(cycles === view.cycles ? view : { ...view, cycles }, at);
}
