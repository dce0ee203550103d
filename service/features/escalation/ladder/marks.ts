import type { Instant } from '../../../../shared/instant.js';
import type { TicketView } from '../../../engine/feature.js';
import { isHeldAt } from '../../clocks/arithmetic/cycles/course.js';
import { isOpen, type Cycle } from '../../clocks/arithmetic/cycles/cycle.js';
import type { Policy } from '../../clocks/arithmetic/policy.js';
import type { ClocksView } from '../../clocks/view.js';
import type { TriageView } from '../../triage/view.js';
import type { EscalationView } from '../view.js';
import type { Mark } from './view.js';

/** A mark that holds as things are now, with what counts it; null: the silence. */
export interface Standing extends Mark {
  readonly cycle: Cycle | null;
  readonly policy: Policy | null;
}

/**
 * What somebody is to be told of as things are now. Nothing of a clock that has ended or that a pause holds, of what came by a change of
 * settings (CL-08), of `cr`, which measures nobody, and nothing at all of a topic that has ended.
 */
export function standingMarks(view: EscalationView, ticket: TicketView, now: Instant): Standing[] {
  if (hasEnded(ticket)) return [];
  const clocks = ticket.views['clocks'] as ClocksView | undefined;
  const policyOf = ({ inner }: Cycle): Policy | null => view.clocks.policies[inner.policy] ?? clocks?.policies[inner.policy] ?? null;
  const cycles = [...(clocks?.cycles ?? []), ...view.clocks.cycles];
  const ofClocks = cycles.filter((cycle) => isRunning(cycle, now)).flatMap((cycle) => marksOf(cycle, policyOf(cycle)));
  const { ranOutAt, stopped, isForSafetyOwner } = view.silence;
  const silence: Standing[] =
    ranOutAt === null || stopped !== null || !isForSafetyOwner
      ? []
      : [{ metric: 'silence', number: 1, mark: '+0%', at: ranOutAt, cycle: null, policy: null }];
  return [...ofClocks, ...silence].sort((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0));
}

/** The newest of a clock is what is told; older ones are overtaken by it. */
export function isOvertaken(one: Mark, standing: readonly Mark[]): boolean {
  return standing.some((other) => isNewer(other, one));
}

export function isNewer(other: Mark, one: Mark): boolean {
  if (other.metric !== one.metric || other.number !== one.number) return false;
  return other.at > one.at || (other.at === one.at && isLater(other, one));
}

function isLater(other: Mark, one: Mark): boolean {
  return other.mark.startsWith('+') && !one.mark.startsWith('+');
}

function isRunning(cycle: Cycle, now: Instant): boolean {
  return cycle.metric !== 'cr' && isOpen(cycle) && cycle.state !== 'paused' && !(cycle.state === 'breached_open' && isHeldAt(cycle, now));
}

function marksOf(cycle: Cycle, policy: Policy | null): Standing[] {
  const { metric, number } = cycle;
  // What a change of settings has made late is over: a warning that was reached before would name a due that has passed.
  if (cycle.byPolicyChange) return [];
  return cycle.warnings
    .filter((one) => !one.byPolicyChange)
    .map(({ threshold, at }) => ({ metric, number, mark: threshold, at, cycle, policy }));
}

/** Nobody is told of what is over: gone, closed, or said by people to need nothing more. */
function hasEnded({ topic, membership, views }: TicketView): boolean {
  if (membership === null || topic.deletedAt !== null || topic.merged !== null || topic.closed || topic.archived) return true;
  const triage = views['triage'] as TriageView | undefined;
  if (triage === undefined || triage.stillNeedsHelpSince !== null) return false;
  const said = triage.outcomes.asker ?? triage.outcomes.desk;
  return said !== null && said.value === 'no_longer_needed';
}
