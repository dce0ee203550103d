import type { ProjectionRow, TicketView } from '../../engine/feature.js';
import type { TriageView } from './view.js';

/** Where the question waits; reports count guessed kinds apart (TR-03). */
export function rows(view: TriageView, ticket: TicketView): ProjectionRow[] {
  if (ticket.membership === null) return [];
  const { kind, guessed, lane, mode, queue, matchedRule } = view;
  return [{ projection: 'queue', key: 'triage', row: { kind, guessed, lane, mode, queue, group: view.groups[0] ?? null, matchedRule } }];
}
