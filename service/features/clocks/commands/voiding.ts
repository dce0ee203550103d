import type { CommandOf, FoldContext } from '../../../engine/feature.js';
import { runUntil } from '../arithmetic/cycles/run-clocks.js';
import { bookOf } from '../arithmetic/policy.js';
import type { ClocksSettings } from '../settings.js';
import type { ClocksView } from '../view.js';
import { done, logged, told } from './answered.js';
import { isReadable } from './readable.js';

/** R-PRIO: a facilitator says that a breach counts for no figure; the breach and the reason stay in the log. */
export function voided(view: ClocksView, command: CommandOf<'void'>, context: FoldContext<ClocksSettings>): ClocksView {
  const { clock: metric } = command.args;
  // Those two are of the feature escalation.
  if (metric === 'own' || metric === 'ola') return view;
  // What was said in the same second made them begin anew: time passes over them only afterwards.
  const { cycles } = runUntil({ ...view.inner.run, cycles: view.cycles }, command.at, bookOf(view.policies));
  const late = cycles.findLast((cycle) => cycle.metric === metric && cycle.breachedAt !== null && cycle.state !== 'voided');
  if (late === undefined) return told(view, command, 'nothingLate');
  const reason = isReadable(command, context) ? command.args.reason : 'said in private';
  return logged(done(view, command), { at: command.at, type: 'voided', metric, number: late.number, reason });
}
