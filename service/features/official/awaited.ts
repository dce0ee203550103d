import type { TicketView } from '../../engine/feature.js';
import type { TriageView } from '../triage/view.js';
import { officialStands, type OfficialView } from './view.js';

/** OF-13; nobody waits for an answer to what the desk's own people wrote. */
export function withAwaited(view: OfficialView, ticket: TicketView): OfficialView {
  const triage = ticket.views['triage'] as TriageView | undefined;
  const awaited = triage?.mode === 'official_decides' && !triage.byOwnPeople && !officialStands(view);
  return awaited === view.awaited ? view : { ...view, awaited };
}
