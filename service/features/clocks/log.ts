import { floorToSecond } from '../../../shared/instant.js';
import type { FoldContext, TicketEvent } from '../../engine/feature.js';
import type { TriageView } from '../triage/view.js';
import type { ClockEvent } from './arithmetic/cycles/clock-event.js';
import { logged } from './commands/answered.js';
import { obeyed } from './commands/obey.js';
import { withModes } from './heard.js';
import { calendarKeyOf, keyOf, matchedPolicy, setKeyOf } from './arithmetic/policy.js';
import { circumstancesNow, policyInForce, questionOf, withPolicies, withPolicy, type Asked } from './origin.js';
import type { ClocksSettings } from './settings.js';
import type { Circumstances, ClocksView, Cycle } from './view.js';

type Context = FoldContext<ClocksSettings>;

/** What an event adds to the log. */
export function withEvent(view: ClocksView, event: TicketEvent, context: Context): ClocksView {
  switch (event.type) {
    case 'CommunityLeft':
      return { ...view, inner: { ...view.inner, left: { at: context.at, how: event.reason } } };
    case 'CommunityEntered':
      return entered(view, context);
    case 'SettingsApplied':
      return event.community === view.origin?.community ? edited(view, event.recompute, context) : view;
    case 'Command':
      return obeyed(view, event.command, context);
    default:
      return view;
  }
}

/** R-EDIT: new settings, as they are applied. */
export function edited(view: ClocksView, recompute: boolean, context: Asked): ClocksView {
  const key = keyOf(policyInForce(context));
  return logged(withPolicy(view, context), { at: context.at, type: 'edit', policy: key, recompute });
}

/** Back after an absence: what was dismissed by it starts anew (R-START). Straight from another community: R-TRANSFER. */
function entered(view: ClocksView, context: Context): ClocksView {
  const { membership } = context.ticket;
  const { origin, inner } = view;
  const { left } = inner;
  const here: ClocksView = { ...view, inner: { ...inner, left: null } };
  if (origin === null || membership === null) return here;
  const isSame = origin.community === membership.community;
  if (view.cycles.length === 0 || origin.nothing !== null || (left === null && isSame)) return here;
  const { clockStart } = membership;
  const moved: ClocksView = withPolicy(
    { ...here, origin: { ...origin, community: membership.community, enteredWith: clockStart } },
    context,
  );
  const now = policyInForce(context);
  const policy = keyOf(now);
  const { at } = context;
  if (left === null) return logged(moved, { at, type: 'transfer', calendar: calendarKeyOf(now), policy });
  const leftAt = floorToSecond(left.at);
  const metrics = view.cycles.filter((cycle) => isDismissedBy(cycle, leftAt)).map(({ metric }) => metric);
  const start = clockStart ?? at;
  return metrics.length === 0 ? moved : logged(moved, { at: start, type: 'restart', metrics, leftAt, post: origin.startedBy, policy });
}

function isDismissedBy({ state, endedAt, startedAt }: Cycle, leftAt: string): boolean {
  return state === 'dismissed' && endedAt === (leftAt > startedAt ? leftAt : startedAt);
}

/** R-MATCH, R-PRIO, TR-05, OF-13: priority, kind, lane, mode and policy, when they are others than before. */
export function withCircumstances(view: ClocksView, context: Context): ClocksView {
  const { origin } = view;
  if (origin === null || context.ticket.membership === null) return view;
  const { at } = context;
  const [before, now] = [circumstancesOf(view, origin.circumstances), circumstancesNow(context)];
  const { policies, ...matching } = withMatched(hasNewMode(context) ? withModes(view, context) : view, context);
  const { priority, kind, lane } = now;
  const isSame = before.priority === priority && before.kind === kind && before.lane === lane && policies.length === 0;
  if (isSame && before.isSigned === now.isSigned) return matching.view;
  if (isBeginning(view, context)) return begunWith(matching.view, { now, policies });
  const changes: ClockEvent[] = [
    ...(isSame ? [] : [{ at, type: 'match' as const, priority, kind, lane, policies }]),
    ...(before.isSigned === now.isSigned ? [] : [{ at, type: 'mode' as const, isSigned: now.isSigned }]),
  ];
  return changes.reduce(logged, matching.view);
}

/** Of each version that is known, also those that open cycles keep (R-EDIT), the policy that matches now where it is another one. */
function withMatched(view: ClocksView, context: Context): { readonly view: ClocksView; readonly policies: readonly string[] } {
  const sets = Object.values(view.matched).flatMap((key) => {
    const policy = view.policies[key];
    const isHere = policy?.community === context.ticket.membership?.community;
    return policy === undefined || !isHere || policy.written.policies.length === 0 ? [] : [policy];
  });
  if (sets.length === 0) return { view, policies: [] };
  const question = questionOf(context);
  const others = sets.map((set) => matchedPolicy(set, question)).filter((policy) => view.matched[setKeyOf(policy)] !== keyOf(policy));
  return others.length === 0 ? { view, policies: [] } : { view: withPolicies(view, others), policies: others.map(keyOf) };
}

/** What the question itself shows, with which it began; its first post is often born a moment after the topic. */
function isBeginning({ origin, inner }: ClocksView, { ticket, at }: Context): boolean {
  if (origin === null || inner.log.length > 0) return false;
  const start = origin.clockStart ?? origin.since;
  const first = ticket.topic.posts.values().next().value;
  return at <= start || (first !== undefined && at <= first.at);
}

function begunWith(view: ClocksView, { now, policies }: { readonly now: Circumstances; readonly policies: readonly string[] }): ClocksView {
  return view.origin === null
    ? view
    : { ...view, origin: { ...view.origin, circumstances: now, policy: policies[0] ?? view.origin.policy } };
}

/** TR-11: the modes of posts are looked at again only when one has just begun. */
function hasNewMode({ ticket, at }: Context): boolean {
  const triage = ticket.views['triage'] as TriageView | undefined;
  return triage?.modeHistory.at(-1)?.from === at;
}

function circumstancesOf({ inner: { log } }: ClocksView, first: Circumstances): Circumstances {
  return log.reduce<Circumstances>((now, event) => {
    switch (event.type) {
      case 'match':
        return { ...now, priority: event.priority, kind: event.kind, lane: event.lane ?? 'desk' };
      case 'mode':
        return { ...now, isSigned: event.isSigned };
      default:
        return now;
    }
  }, first);
}
