import type { FoldContext, TicketEvent } from '../../engine/feature.js';
import { withWaiting } from './commands/pausing.js';
import { withHeard, withHeld } from './heard.js';
import { withCircumstances, withEvent } from './log.js';
import { withOrigin } from './origin.js';
import { replayed } from './replay.js';
import type { ClocksSettings } from './settings.js';
import { withStanding } from './standing.js';
import type { ClocksView } from './view.js';

/**
 * Every event: what it changes of what the clocks go by, then the cycles from that. The engine in `arithmetic/cycles/` does the counting;
 * here is only translated. The same view when nothing changes.
 */
export function fold(view: ClocksView, event: TicketEvent, context: FoldContext<ClocksSettings>): ClocksView {
  const begun = withOrigin(withEvent(view, event, context), context);
  const heard = withHeard(withHeld(begun, event, context), event, context);
  const known = withStanding(withCircumstances(heard, context), context);
  return withWaiting(known === view ? view : replayed(view, known), context.at);
}
