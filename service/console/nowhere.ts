import type { TicketRow } from '../ports/store.js';
import { readTriage, readView } from './read-view.js';

/** TR-08: an open ticket that nobody owns and that is in nobody's queue. There is none as long as triage is on and somebody is facilitator. */
export function isNowhere({ state, owner, view }: Pick<TicketRow, 'state' | 'owner' | 'view'>): boolean {
  if (state === 'solved' || state === 'closed' || owner !== null) return false;
  return (readTriage(readView(view))?.groups ?? []).length === 0;
}
