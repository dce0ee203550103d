import { floorToSecond } from '../../../shared/instant.js';
import type { FoldContext } from '../../engine/feature.js';
import type { TriageView } from '../triage/view.js';
import { dueAfterSeconds, NO_WORKING_TIME } from './arithmetic/business-time.js';
import type { ClocksSettings } from './settings.js';
import type { ClocksView, Cycle, Metric, Origin, Policy } from './view.js';

type Context = FoldContext<ClocksSettings>;

export function policyInForce({ ticket, settings, settingsVersion }: Context): Policy {
  return { community: ticket.membership?.community ?? '', version: settingsVersion, settings };
}

export function targetOf(metric: Metric, { settings: { targets } }: Policy): number | null {
  return metric === 'fr' ? targets.firstReplyMinutes : metric === 'cr' ? targets.communityReplyMinutes : null;
}

/** R-START: from when clocks run, or why none does. Null while it is not known who asked. */
export function originOf(context: Context): Origin | null {
  const { topic, membership } = context.ticket;
  if (membership === null || topic.asker === null) return null;
  const { community, clockStart } = membership;
  const nothing =
    clockStart === null ? 'the topic is older than the community' : isByOwnPeople(context) ? "asked by the desk's own people" : null;
  return { community, clockStart, enteredWith: clockStart, asker: topic.asker, policy: policyInForce(context), nothing };
}

/** R-ROLE: the role when it was asked. */
function isByOwnPeople({ ticket: { topic, membership }, botId, rolesOf, at }: Context): boolean {
  if (topic.asker === null) return false;
  if (topic.asker === botId || topic.asker < 1) return true;
  const bornAt = topic.splitAt === null ? topic.bornAt : null;
  const first = topic.posts.values().next();
  const roles = rolesOf(topic.asker, bornAt ?? (first.done ? null : first.value.at) ?? membership?.clockStart ?? at);
  return roles.has('expert') || roles.has('signer') || roles.has('facilitator');
}

/** `fr` is measured in lane `desk` only; without triage there are no lanes and every question is the desk's. */
export function isDeskLane({ ticket }: Pick<Context, 'ticket'>): boolean {
  const triage = ticket.views['triage'] as TriageView | undefined;
  return (triage?.lane ?? 'desk') === 'desk';
}

/** The cycles that shall run and do not: `fr` may join later, when the topic comes to the desk's lane; its start stays (R-PRIO). */
export function withMissingCycles(view: ClocksView, context: Context): ClocksView {
  const { origin } = view;
  if (origin === null || origin.nothing !== null) return view;
  const hasNo = (metric: Metric) => view.cycles.every((cycle) => cycle.metric !== metric);
  const missing = [...(hasNo('fr') && isDeskLane(context) ? newCycle('fr', origin) : []), ...(hasNo('cr') ? newCycle('cr', origin) : [])];
  if (missing.length === 0) return view;
  return { ...view, cycles: [...view.cycles, ...missing].sort((a, b) => (a.metric < b.metric ? 1 : -1)) };
}

function newCycle(metric: Metric, { policy, clockStart }: Origin): Cycle[] {
  const targetMinutes = targetOf(metric, policy);
  if (targetMinutes === null || clockStart === null) return [];
  const startedAt = floorToSecond(clockStart);
  const cycle: Cycle = {
    metric,
    number: 1,
    startedAt,
    startedBy: null,
    targetMinutes,
    responder: metric === 'fr' ? policy.settings.responders : 'anybody',
    due: null,
    state: 'running',
    endedAt: null,
    endedBy: null,
    breachedAt: null,
    byPolicyChange: false,
    elapsedSeconds: null,
    version: policy.version,
    why: 'waiting for the first reply',
    inner: { policy, bankedSeconds: 0, countsFrom: startedAt, stop: null, breach: null, leftLaneAt: null },
  };
  return [{ ...cycle, due: dueOf(cycle) }];
}

/** R-NEVER: null when the desk never opens. Nothing pauses `fr` and `cr` (R-PAUSE). */
export function dueOf({ targetMinutes, inner }: Cycle): string | null {
  const found = dueAfterSeconds(inner.policy.settings.calendar, inner.countsFrom, targetMinutes * 60 - inner.bankedSeconds);
  return found === NO_WORKING_TIME ? null : found;
}
