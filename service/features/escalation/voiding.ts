import type { CommandOf, FoldContext } from '../../engine/feature.js';
import { clocksUntil } from './expert-clocks.js';
import { done, told } from './said.js';
import type { EscalationSettings } from './settings.js';
import type { EscalationView } from './view.js';

/** R-PRIO, for `own` and `ola`: a facilitator says that a breach counts for no figure; the breach and the reason stay in the log. */
export function voided(view: EscalationView, command: CommandOf<'void'>, { ticket }: FoldContext<EscalationSettings>): EscalationView {
  const { clock: metric, reason } = command.args;
  if (metric !== 'own' && metric !== 'ola') return view;
  const { cycles } = clocksUntil(view.clocks, command.at);
  const late = cycles.findLast((cycle) => cycle.metric === metric && cycle.breachedAt !== null && cycle.state !== 'voided');
  if (late === undefined) return told(view, command, ['nothingLate']);
  // What was said in a room, in a private question or in a whisper is not repeated (design section 9).
  const isReadable = command.isOpen && !ticket.topic.isPrivate;
  const event = { at: command.at, type: 'voided', metric, number: late.number, reason: isReadable ? reason : 'said in private' } as const;
  return { ...done(view, command), clocks: { ...view.clocks, voided: [...view.clocks.voided, event] } };
}
