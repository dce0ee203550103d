import { earliest, floorToSecond, type Instant } from '../../../shared/instant.js';
import type { TicketView } from '../../engine/feature.js';
import { withCycles } from './responders.js';
import { settled } from './settle.js';
import { isOpen, type ClocksView, type Cycle } from './view.js';

/** When the next clock runs out. It may lie in the past, when the reply that stopped the clock was deleted. */
export function nextInstant(view: ClocksView): Instant | null {
  return earliest(...view.cycles.map((cycle) => (canBreach(cycle) ? cycle.due : null)));
}

/** R-BREACH: exactly one breach per cycle, stamped with the due instant, whenever we notice. */
export function pass(view: ClocksView, _ticket: TicketView, at: Instant): ClocksView {
  const now = floorToSecond(at);
  return withCycles(view, (cycle) => {
    const after = canBreach(cycle) && cycle.due !== null && cycle.due <= now ? breached(cycle, cycle.due) : cycle;
    return after === cycle ? cycle : settled(after, view.ends);
  });
}

/** R-EDGE: a fact at the due instant itself comes before the breach. */
export function breachedBefore(cycle: Cycle, at: Instant): Cycle {
  return canBreach(cycle) && cycle.due !== null && cycle.due < at ? breached(cycle, cycle.due) : cycle;
}

function canBreach(cycle: Cycle): boolean {
  return isOpen(cycle) && cycle.inner.breach === null;
}

function breached(cycle: Cycle, at: Instant): Cycle {
  return { ...cycle, inner: { ...cycle.inner, breach: { at, byPolicyChange: false } } };
}
