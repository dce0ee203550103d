import { earliest, floorToSecond, type Instant } from '../../../shared/instant.js';
import type { FoldContext, TicketView } from '../../engine/feature.js';
import { withCycles } from './responders.js';
import type { ClocksSettings } from './settings.js';
import { settled } from './settle.js';
import { isOpen, type ClocksView, type Cycle } from './view.js';

/** When the next clock runs out. It may lie in the past, when the reply that stopped the clock was deleted. */
export function nextInstant(view: ClocksView): Instant | null {
  return earliest(...view.cycles.map((cycle) => (canBreach(cycle) ? cycle.due : null)));
}

/** R-BREACH: exactly one breach per cycle, stamped with the due instant, whenever we notice. */
export function pass(view: ClocksView, ticket: TicketView, at: Instant, _context: FoldContext<ClocksSettings>): ClocksView {
  const now = floorToSecond(at);
  return withCycles(view, (cycle) => {
    const after = canBreach(cycle) && cycle.due !== null && cycle.due <= now ? breached(cycle, cycle.due) : cycle;
    return after === cycle ? cycle : settled(after, view, ticket.topic);
  });
}

/** R-EDGE: at the due instant itself a reply may still come in time; a second later the breach is certain. */
export function breachedBefore(cycle: Cycle, now: Instant): Cycle {
  return canBreach(cycle) && cycle.due !== null && cycle.due < now ? breached(cycle, cycle.due) : cycle;
}

function canBreach(cycle: Cycle): boolean {
  return isOpen(cycle) && cycle.inner.breach === null;
}

function breached(cycle: Cycle, at: Instant): Cycle {
  return { ...cycle, inner: { ...cycle.inner, breach: { at, byPolicyChange: false } } };
}
