import { floorToSecond, type Instant } from '../../../shared/instant.js';
import type { FoldContext, TicketEvent } from '../../engine/feature.js';
import { breachedBefore } from './pass.js';
import { recomputed, transferred } from './policy-change.js';
import { judgedPost, withAllPosts, withCycles, withPost } from './responders.js';
import type { ClocksSettings } from './settings.js';
import { settled } from './settle.js';
import { isDeskLane, originOf, withMissingCycles } from './start.js';
import type { ClocksView, Cycle } from './view.js';

type Context = FoldContext<ClocksSettings>;

/** Every event: what it changes of the inputs, then each clock anew from its inputs. The same view when nothing changes. */
export function fold(view: ClocksView, event: TicketEvent, context: Context): ClocksView {
  const posted = withPosts(withEvent(view, event, context), event, context);
  const changed = withLane(withSolution(posted, context), context);
  const now = floorToSecond(context.at);
  const { topic } = context.ticket;
  return withCycles(changed, (cycle) => {
    const before = settled(cycle, changed, topic);
    const after = breachedBefore(before, now);
    return after === before ? before : settled(after, changed, topic);
  });
}

function withEvent(view: ClocksView, event: TicketEvent, context: Context): ClocksView {
  switch (event.type) {
    case 'CommunityLeft':
      return { ...view, left: { at: context.at, reason: event.reason } };
    case 'CommunityEntered':
      return entered(view, context);
    case 'SettingsApplied':
      return event.recompute && event.community === view.origin?.community ? withAllPosts(withCycles(view, (cycle) => recomputed(cycle, context)), context) : view;
    default:
      return view;
  }
}

/** Back after an absence: what was dismissed by it starts anew (R-START). Straight from another community: R-TRANSFER. */
function entered(view: ClocksView, context: Context): ClocksView {
  const { membership } = context.ticket;
  const { origin, left } = view;
  if (origin === null || membership === null) return { ...view, left: null };
  if (left !== null) return { ...view, left: null, cycles: view.cycles.filter((cycle) => !isDismissedBy(cycle, left.at)), origin: originOf(context) };
  if (origin.community === membership.community || view.cycles.length === 0) return view;
  const cycles = view.cycles.map((cycle) => transferred(cycle, context));
  return { ...view, cycles, origin: { ...origin, community: membership.community, enteredWith: membership.clockStart } };
}

function isDismissedBy(cycle: Cycle, leftAt: Instant): boolean {
  const at = floorToSecond(leftAt);
  return cycle.state === 'dismissed' && cycle.endedAt === (at > cycle.startedAt ? at : cycle.startedAt);
}

/** Starts what is missing, then looks at the post of the event, or at all posts where cycles or the community are new. */
function withPosts(view: ClocksView, event: TicketEvent, context: Context): ClocksView {
  const started = withMissingCycles(withOrigin(view, context), context);
  const post = judgedPost(event);
  if (started !== view || event.type === 'CommunityEntered') return withAllPosts(started, context);
  return post === null ? started : withPost(started, post, context);
}

/** Another asker or another start than was known begins anew. */
function withOrigin(view: ClocksView, context: Context): ClocksView {
  const { topic, membership } = context.ticket;
  const { origin } = view;
  if (membership === null || topic.asker === null) return view;
  if (origin?.asker === topic.asker && origin.community === membership.community && origin.enteredWith === membership.clockStart) return view;
  return { ...view, origin: originOf(context), cycles: [] };
}

/** Since when it is solved: changing the accepted answer, or deleting and recovering it, does not move that. */
function withSolution(view: ClocksView, { ticket: { topic } }: Context): ClocksView {
  const solvedAt = topic.accepted === null ? null : (view.solvedAt ?? topic.accepted.from);
  return solvedAt === view.solvedAt ? view : { ...view, solvedAt };
}

/** Out of the desk's lane `fr` rests as dismissed; back in it, it runs on from its start (TR-05). It never was if it left at its start. */
function withLane(view: ClocksView, context: Context): ClocksView {
  if (context.ticket.membership === null) return view;
  const isDesk = isDeskLane(context);
  const at = floorToSecond(context.at);
  const cycles = view.cycles.filter((cycle) => isDesk || cycle.metric !== 'fr' || cycle.startedAt < at);
  const kept = cycles.length === view.cycles.length ? view : { ...view, cycles };
  return withCycles(kept, (cycle) => {
    const leftLaneAt = isDesk || cycle.metric !== 'fr' ? null : (cycle.inner.leftLaneAt ?? at);
    return leftLaneAt === cycle.inner.leftLaneAt ? cycle : { ...cycle, inner: { ...cycle.inner, leftLaneAt } };
  });
}
