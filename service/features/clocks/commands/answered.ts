import type { Instant } from '../../../../shared/instant.js';
import type { Command } from '../../../engine/feature.js';
import type { ClockEvent } from '../arithmetic/cycles/clock-event.js';
import type { Answered, ClocksView, Saying } from '../view.js';

interface Words {
  readonly saying: Saying;
  readonly at?: Instant | null;
}

export function done(view: ClocksView, command: Pick<Command, 'id'>, words: Words | null = null): ClocksView {
  return answered(view, { id: command.id, outcome: 'done', saying: words?.saying ?? null, at: words?.at ?? null });
}

/** Nothing changes; its author learns something. */
export function told(view: ClocksView, { id }: Pick<Command, 'id'>, saying: Saying): ClocksView {
  return answered(view, { id, outcome: 'told', saying, at: null });
}

export function refused(view: ClocksView, { id }: Pick<Command, 'id'>, saying: Saying): ClocksView {
  return answered(view, { id, outcome: 'refused', saying, at: null });
}

function answered(view: ClocksView, one: Answered): ClocksView {
  return { ...view, answered: [...view.answered, one] };
}

export function logged(view: ClocksView, event: ClockEvent): ClocksView {
  return { ...view, inner: { ...view.inner, log: [...view.inner.log, event] } };
}
