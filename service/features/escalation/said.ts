import type { Command } from '../../engine/feature.js';
import type { EscalationView, Said, SayCode } from './view.js';

type Detail = Partial<Pick<Said, 'person' | 'at' | 'groups' | 'levels'>>;
type Line = Pick<Command, 'id'>;

export function done(view: EscalationView, command: Line): EscalationView {
  return said(view, { id: command.id, outcome: 'done', code: null });
}

/** It was understood and changes nothing: somebody was first. */
export function told(view: EscalationView, command: Line, [code, detail = {}]: readonly [SayCode, Detail?]): EscalationView {
  return said(view, { id: command.id, outcome: 'told', code, ...detail });
}

export function refused(view: EscalationView, command: Line, [code, detail = {}]: readonly [SayCode, Detail?]): EscalationView {
  return said(view, { id: command.id, outcome: 'refused', code, ...detail });
}

function said(view: EscalationView, one: Pick<Said, 'id' | 'outcome' | 'code'> & Detail): EscalationView {
  if (view.said.some(({ id }) => id === one.id)) return view;
  const { person = null, at = null, groups = [], levels = [] } = one;
  return { ...view, said: [...view.said, { ...one, person, at, groups, levels }] };
}
