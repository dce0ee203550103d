import type { TicketView } from '../../engine/feature.js';
import type { ClocksView } from '../clocks/view.js';
import type { EscalationView } from '../escalation/view.js';
import type { ClockBook } from '../clocks/arithmetic/cycles/book.js';
import { isOpen, type Cycle } from '../clocks/arithmetic/cycles/cycle.js';
import { bookOf } from '../clocks/arithmetic/policy.js';

/** Cycles and the versions that they count by. */
export interface ClockSet {
  /** Whose clocks they are: `own` and `ola` are of the experts, and no business of who reads along. */
  readonly of: 'question' | 'experts';
  readonly cycles: readonly Cycle[];
  readonly book: ClockBook;
}

/** All seven clocks of a ticket, from wherever they are. */
export function clockSets({ views }: Pick<TicketView, 'views'>): ClockSet[] {
  const clocks = views['clocks'] as ClocksView | undefined;
  const escalation = views['escalation'] as EscalationView | undefined;
  return [
    ...(clocks === undefined ? [] : [{ of: 'question' as const, cycles: clocks.cycles, book: bookOf(clocks.policies) }]),
    ...(escalation === undefined
      ? []
      : [{ of: 'experts' as const, cycles: escalation.clocks.cycles, book: bookOf(escalation.clocks.policies) }]),
  ];
}

/** A figure with a target, never a promise (CL-04): it is neither due nor late. */
export const COMMUNITY_REPLY = 'cr';

/** Open ones first, nearest due first (CL-17), then what has ended, newest first; what is promised to nobody comes after what is. */
export function inOrder<Item extends { readonly cycle: Cycle }>(items: readonly Item[]): Item[] {
  return [...items].sort((a, b) => {
    const [one, other] = [placeOf(a.cycle), placeOf(b.cycle)];
    const later = one.moment < other.moment ? -1 : one.moment > other.moment ? 1 : 0;
    return one.rank - other.rank || (one.rank < ENDED ? later : -later);
  });
}

const ENDED = 2;

function placeOf(cycle: Cycle): { readonly rank: number; readonly moment: string } {
  if (!isOpen(cycle)) return { rank: ENDED, moment: cycle.endedAt ?? '' };
  const isPromise = cycle.metric !== COMMUNITY_REPLY && cycle.due !== null;
  return { rank: isPromise ? 0 : 1, moment: cycle.due ?? cycle.startedAt };
}
