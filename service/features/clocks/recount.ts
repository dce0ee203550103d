import type { ClockEvent } from './arithmetic/cycles/clock-event.js';
import { calendarKeyOf, keyOf, matchedPolicy, type Policy } from './arithmetic/policy.js';
import { edited } from './log.js';
import { questionOf, type Asked } from './origin.js';
import { clocksUntil } from './pass.js';
import { replayed, rerun } from './replay.js';
import type { Circumstances, ClocksView } from './view.js';

// CL-10: what becomes of clocks under other settings, from what a view remembers. The context holds these settings, and since when.

/** As the next derivation would have them if the settings were applied now and open cycles recomputed (R-EDIT). */
export function ifApplied(view: ClocksView, context: Asked): ClocksView {
  if (view.origin === null) return view;
  return clocksUntil(replayed(view, edited(view, true, context)), context.at);
}

/** As if the settings had been those of their community from the start. Of conditions, only priority, kind and lane are as they were then. */
export function ifAlways(view: ClocksView, context: Asked): ClocksView {
  const { origin, policies } = view;
  if (origin === null) return view;
  const matching = matcherOf(context);
  const isOther = (key: string | null) => key === null || policies[key]?.community !== matching.community;
  const first = matching.policyFor(origin.circumstances);
  const known = new Map(Object.entries(policies).filter(([key]) => isOther(key)));
  known.set(keyOf(first), first);
  let now = origin.circumstances;
  const log = view.inner.log.flatMap((event): ClockEvent[] => {
    if (event.type === 'match') now = { ...now, priority: event.priority, kind: event.kind, lane: event.lane ?? 'desk' };
    const policy = matching.policyFor(now);
    known.set(keyOf(policy), policy);
    return retold(event, policy, isOther);
  });
  const always: ClocksView = {
    ...view,
    origin: isOther(origin.policy) ? origin : { ...origin, policy: keyOf(first) },
    policies: Object.fromEntries(known),
    inner: { ...view.inner, log },
  };
  return clocksUntil(rerun(always), context.at);
}

function matcherOf(context: Asked) {
  const { settings: written, settingsVersion: version, ticket } = context;
  const question = questionOf(context);
  const community = ticket.membership?.community ?? '';
  const policyFor = ({ priority, kind, lane }: Circumstances): Policy =>
    matchedPolicy({ community, version, written }, { ...question, priority, kind, lane });
  return { community, policyFor };
}

/** An event with the one version of settings that there would have been. */
function retold(event: ClockEvent, policy: Policy, isOther: (key: string | null) => boolean): ClockEvent[] {
  switch (event.type) {
    case 'edit':
      return isOther(event.policy) ? [event] : [];
    case 'match':
      return [{ ...event, policies: [...event.policies.filter(isOther), keyOf(policy)] }];
    case 'transfer':
      return [isOther(event.policy) ? event : { ...event, policy: keyOf(policy), calendar: calendarKeyOf(policy) }];
    case 'restart':
      return [isOther(event.policy) ? event : { ...event, policy: keyOf(policy) }];
    default:
      return [event];
  }
}
