import type { Instant } from '../../../shared/instant.js';
import { timeMessages } from '../../../shared/time-messages.js';
import type { TicketView, WantContext } from '../../engine/feature.js';
import { wallTime } from '../clocks/arithmetic/wording.js';
import { cycleOf, isOpen, type ClocksView } from '../clocks/view.js';
import type { EscalationSettings } from './settings.js';
import { calendarOfDesk } from '../clocks/arithmetic/people.js';

type Context = Pick<WantContext<EscalationSettings>, 'community' | 'locale'>;

/** An instant as it is written into posts: with date and zone, so that waiting changes nothing. */
export function whenText(at: Instant, { community, locale }: Context): string {
  return timeMessages[locale].when(wallTime(at, calendarOfDesk(community).tz));
}

/** The same, where it is not past yet: an overdue time is no promise. */
export function promisedBy(ticket: TicketView): Instant | null {
  const clocks = ticket.views['clocks'] as ClocksView | undefined;
  return clocks && cycleOf(clocks, 'fr')?.state === 'breached_open' ? null : expectedBy(ticket);
}

/** By when the first official answer is expected; null: no clock says so. */
export function expectedBy({ views }: TicketView): Instant | null {
  const clocks = views['clocks'] as ClocksView | undefined;
  const official = clocks ? cycleOf(clocks, 'fr') : null;
  return official !== null && isOpen(official) ? official.due : null;
}
