import { floorToSecond } from '../../../shared/instant.js';
import type { Command, FoldContext, TicketEvent } from '../../engine/feature.js';
import type { TriageView } from '../triage/view.js';
import type { ClockEvent } from './arithmetic/cycles/clock-event.js';
import { withModes } from './heard.js';
import { circumstancesNow, policyInForce, withPolicy } from './origin.js';
import { keyOf } from './arithmetic/policy.js';
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
      return commanded(view, event.command);
    default:
      return view;
  }
}

function logged(view: ClocksView, event: ClockEvent): ClocksView {
  return { ...view, inner: { ...view.inner, log: [...view.inner.log, event] } };
}

function edited(view: ClocksView, recompute: boolean, context: Context): ClocksView {
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
  const policy = keyOf(policyInForce(context));
  const { at } = context;
  if (left === null) return logged(moved, { at, type: 'transfer', calendar: policy, policy });
  const leftAt = floorToSecond(left.at);
  const metrics = view.cycles.filter((cycle) => isDismissedBy(cycle, leftAt)).map(({ metric }) => metric);
  const start = clockStart ?? at;
  return metrics.length === 0 ? moved : logged(moved, { at: start, type: 'restart', metrics, leftAt, post: origin.startedBy, policy });
}

function isDismissedBy({ state, endedAt, startedAt }: Cycle, leftAt: string): boolean {
  return state === 'dismissed' && endedAt === (leftAt > startedAt ? leftAt : startedAt);
}

/** R-THANKS, TR-30: by the time of the line. */
function commanded(view: ClocksView, { word, at, roles }: Command): ClocksView {
  const mayJudge = roles.has('asker') || roles.has('expert') || roles.has('signer') || roles.has('facilitator');
  if (!mayJudge || (word !== 'still need help' && word !== 'all good')) return view;
  return logged(view, { at, type: word === 'all good' ? 'dismissed' : 'confirmed' });
}

/** Priority, kind, lane and mode, when triage says something else than before (R-PRIO, TR-05, OF-13). */
export function withCircumstances(view: ClocksView, context: Context): ClocksView {
  if (view.origin === null || context.ticket.membership === null) return view;
  const { at } = context;
  const [before, now] = [circumstancesOf(view, view.origin.circumstances), circumstancesNow(context)];
  const modes = hasNewMode(context) ? withModes(view, context) : view;
  const changes: ClockEvent[] = [
    ...(before.priority === now.priority && before.kind === now.kind
      ? []
      : [{ at, type: 'priority' as const, priority: now.priority, kind: now.kind }]),
    ...(before.lane === now.lane ? [] : [{ at, type: 'lane' as const, lane: now.lane }]),
    ...(before.isSigned === now.isSigned ? [] : [{ at, type: 'mode' as const, isSigned: now.isSigned }]),
  ];
  return changes.reduce(logged, modes);
}

/** TR-11: the modes of posts are looked at again only when one has just begun. */
function hasNewMode({ ticket, at }: Context): boolean {
  const triage = ticket.views['triage'] as TriageView | undefined;
  return triage?.modeHistory.at(-1)?.from === at;
}

function circumstancesOf({ inner: { log } }: ClocksView, first: Circumstances): Circumstances {
  return log.reduce<Circumstances>((now, event) => {
    switch (event.type) {
      case 'priority':
        return { ...now, priority: event.priority, kind: event.kind };
      case 'lane':
        return { ...now, lane: event.lane ?? 'desk' };
      case 'mode':
        return { ...now, isSigned: event.isSigned };
      default:
        return now;
    }
  }, first);
}
