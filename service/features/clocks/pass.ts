import { earliest, type Instant } from '../../../shared/instant.js';
import type { TicketView } from '../../engine/feature.js';
import { nextOf } from './arithmetic/cycles/course.js';
import { runUntil } from './arithmetic/cycles/run-clocks.js';
import { bookOf } from './arithmetic/policy.js';
import type { ClocksView } from './view.js';

/**
 * When the next clock runs out, a dated pause ends or a follow-up lapses. It may lie in the past, when the reply that stopped the clock
 * was deleted. Thresholds wake nobody: each cycle says when they are reached (`inner.ahead`, `warnings`).
 */
export function nextInstant(view: ClocksView): Instant | null {
  return earliest(...view.cycles.map(nextOf));
}

/** R-BREACH: exactly one breach per cycle, stamped with the due instant, whenever we notice. */
export function pass(view: ClocksView, _ticket: TicketView, at: Instant): ClocksView {
  const { cycles } = runUntil({ ...view.inner.run, cycles: view.cycles }, at, bookOf(view.policies));
  return cycles === view.cycles ? view : { ...view, cycles };
}
