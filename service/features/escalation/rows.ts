import type { ProjectionRow, TicketView } from '../../engine/feature.js';
import { cycleRow, priorityAt, withoutWords } from '../clocks/arithmetic/cycles/cycle-row.js';
import { meantBy } from './ladder/addressees.js';
import { standingMarks } from './ladder/marks.js';
import { escalationOf, ownerOf, type EscalationView } from './view.js';

/** With whom it is, for queues and lists. */
export function rows(view: EscalationView, ticket: TicketView): ProjectionRow[] {
  const experts = expertRows(view);
  return [...(ticket.topic.isPrivate ? experts.map(withoutWords) : experts), ...queueRows(view, ticket), ...redRows(view, ticket)];
}

/** In the form of the other clocks, for the same lists (CL-17). */
export function expertRows({ clocks: { cycles, policies, log } }: Pick<EscalationView, 'clocks'>): ProjectionRow[] {
  return cycles.map((cycle) => ({
    projection: 'clock',
    key: `${cycle.metric}:${cycle.number}`,
    row: cycleRow(cycle, {
      community: policies[cycle.inner.policy]?.community ?? null,
      priority: priorityAt(log, cycle.endedAt, 'normal'),
    }),
  }));
}

function queueRows(view: EscalationView, ticket: TicketView): ProjectionRow[] {
  const open = escalationOf(view);
  const owner = ownerOf(view);
  if (ticket.membership === null || (open === null && owner === null)) return [];
  const state = open === null ? 'owned' : open.accepted === null ? 'waiting' : 'accepted';
  const row = { state, group: open?.groups[0] ?? null, level: open?.level ?? null, owner, since: open?.at ?? view.owner?.since ?? null };
  return [{ projection: 'queue', key: 'escalation', row }];
}

/** CL-08, SU-19: what stands in the red part of the queue, and since when. */
function redRows(view: EscalationView, ticket: TicketView): ProjectionRow[] {
  const [first] = standingMarks(view, ticket, view.ladder.upTo).filter((mark) => meantBy(mark).includes('queue'));
  return first === undefined ? [] : [{ projection: 'queue', key: 'ladder', row: { red: true, since: first.at } }];
}
