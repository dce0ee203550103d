import { floorToSecond, type Instant } from '../../../shared/instant.js';
import type { FoldContext } from '../../engine/feature.js';
import { elapsed } from './arithmetic/business-time.js';
import type { ClocksSettings } from './settings.js';
import { dueOf, policyInForce, targetOf } from './start.js';
import { isOpen, type Cycle, type Policy } from './view.js';

type Context = FoldContext<ClocksSettings>;

/** R-EDIT: an open cycle takes the new version from its own start. Ended ones never change. */
export function recomputed(cycle: Cycle, context: Context): Cycle {
  const policy = policyInForce(context);
  const targetMinutes = targetOf(cycle.metric, policy);
  if (!isOpen(cycle) || targetMinutes === null) return cycle;
  return withPolicy(cycle, { policy, targetMinutes, inner: {} }, context.at);
}

/** R-TRANSFER: what was counted on the old calendar is banked, the rest runs on the new one. */
export function transferred(cycle: Cycle, context: Context): Cycle {
  const policy = policyInForce(context);
  const targetMinutes = targetOf(cycle.metric, policy);
  if (!isOpen(cycle) || targetMinutes === null) return cycle;
  const at = floorToSecond(context.at);
  const { inner } = cycle;
  const bankedSeconds = inner.bankedSeconds + elapsed(inner.policy.settings.calendar, inner.countsFrom, at);
  return withPolicy(cycle, { policy, targetMinutes, inner: { bankedSeconds, countsFrom: at } }, context.at);
}

interface Change {
  readonly policy: Policy;
  readonly targetMinutes: number;
  readonly inner: Partial<Cycle['inner']>;
}

/** R-PRIO: the start stays; if the new due is past, the breach is that of the change. A breach that happened stays. */
function withPolicy(cycle: Cycle, { policy, targetMinutes, inner }: Change, at: Instant): Cycle {
  const changed: Cycle = { ...cycle, targetMinutes, version: policy.version, inner: { ...cycle.inner, ...inner, policy } };
  const due = dueOf(changed);
  const now = floorToSecond(at);
  const isPast = changed.inner.bankedSeconds > targetMinutes * 60 || (due !== null && due < now);
  const breach = cycle.inner.breach ?? (isPast ? { at: now, byPolicyChange: true } : null);
  return { ...changed, due, inner: { ...changed.inner, breach } };
}
