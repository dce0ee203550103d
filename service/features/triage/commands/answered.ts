import type { Command } from '../../../engine/feature.js';
import type { Saying, TriageView } from '../view.js';

export function done(view: TriageView, { id }: Pick<Command, 'id'>, saying: Saying | null = null): TriageView {
  return { ...view, answered: [...view.answered, { id, outcome: 'done', saying }] };
}

/** Nothing changes; its author learns something. */
export function told(view: TriageView, { id }: Pick<Command, 'id'>, saying: Saying): TriageView {
  return { ...view, answered: [...view.answered, { id, outcome: 'told', saying }] };
}

export function refused(view: TriageView, { id }: Pick<Command, 'id'>, saying: Saying): TriageView {
  return { ...view, answered: [...view.answered, { id, outcome: 'refused', saying }] };
}
