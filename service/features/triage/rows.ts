import type { ProjectionRow, TicketView } from '../../engine/feature.js';
import { meTooOf, type TriageView } from './view.js';

/** Where the question waits; reports count guessed kinds apart (TR-03). */
export function rows(view: TriageView, ticket: TicketView): ProjectionRow[] {
  if (ticket.membership === null) return [];
  const { kind, guessed, lane, mode, priority, queue, matchedRule, topsQueue } = view;
  const row = { kind, guessed, lane, mode, priority, queue, group: view.groups[0] ?? null, matchedRule, topsQueue };
  return [
    { projection: 'queue', key: 'triage', row: { ...row, meToo: meTooOf(view, ticket).length } },
    // TR-10: what a default or a person did wrong is no rule's fault.
    ...view.corrections.flatMap(({ rule, community, at }, index): ProjectionRow[] =>
      rule === null ? [] : [{ projection: 'correction', key: String(index + 1), row: { rule, community, at } }],
    ),
  ];
}
