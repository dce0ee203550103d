import { floorToSecond, type Instant } from '../../../shared/instant.js';
import type { FoldContext, TicketEvent } from '../../engine/feature.js';
import { breachedBefore } from './pass.js';
import { recomputed, transferred } from './policy-change.js';
import { judgedPost, withAllPosts, withCycles, withPost, withResponders } from './responders.js';
import type { ClocksSettings } from './settings.js';
import { settled } from './settle.js';
import { isDeskLane, originOf, withMissingCycles } from './start.js';
import { cycleOf, type ClocksView, type Cycle } from './view.js';

type Context = FoldContext<ClocksSettings>;

/** Every event: what it changes of the inputs, then each clock anew from its inputs. The same view when nothing changes. */
export function fold(view: ClocksView, event: TicketEvent, context: Context): ClocksView {
  const { at } = context;
  // What ran out before this event did so by what held then, whether or not anybody woke for it (R-BREACH).
  const passed = withCycles(view, (cycle) => breachedBefore(cycle, at));
  const posted = withResponders(withPosts(withEvent(passed, event, context), event, context), context);
  const changed = withLane(withEnds(posted, context), context);
  if (changed === view) return view;
  return withCycles(changed, (cycle) => {
    const before = settled(cycle, changed.ends);
    const after = breachedBefore(before, at);
    return after === before ? before : settled(after, changed.ends);
  });
}

function withEvent(view: ClocksView, event: TicketEvent, context: Context): ClocksView {
  switch (event.type) {
    case 'CommunityLeft':
      return { ...view, ends: { ...view.ends, left: { at: context.at, reason: event.reason } } };
    case 'CommunityEntered':
      return entered(view, context);
    case 'SettingsApplied':
      return event.recompute && event.community === view.origin?.community
        ? withAllPosts(
            withCycles(view, (cycle) => recomputed(cycle, context)),
            context,
          )
        : view;
    default:
      return view;
  }
}

/** Back after an absence: what was dismissed by it starts anew (R-START). Straight from another community: R-TRANSFER. */
function entered(view: ClocksView, context: Context): ClocksView {
  const { membership } = context.ticket;
  const { left } = view.ends;
  const ends = { ...view.ends, left: null };
  if (view.origin === null || membership === null) return { ...view, ends };
  if (left !== null) return { ends, cycles: view.cycles.filter((cycle) => !isDismissedBy(cycle, left.at)), origin: originOf(context) };
  if (view.origin.community === membership.community || view.cycles.length === 0) return view;
  const cycles = view.cycles.map((cycle) => transferred(cycle, context));
  return { ...view, cycles, origin: { ...view.origin, community: membership.community, enteredWith: membership.clockStart } };
}

function isDismissedBy(cycle: Cycle, leftAt: Instant): boolean {
  const at = floorToSecond(leftAt);
  return cycle.state === 'dismissed' && cycle.endedAt === (at > cycle.startedAt ? at : cycle.startedAt);
}

/** Starts what is missing, then looks at the post of the event, or at all posts where cycles or the community are new. */
function withPosts(view: ClocksView, event: TicketEvent, context: Context): ClocksView {
  const started = withStarter(withMissingCycles(withOrigin(view, context), context), context);
  const post = judgedPost(event);
  if (started !== view || event.type === 'CommunityEntered') return withAllPosts(started, context);
  return post === null ? started : withPost(started, post, context);
}

/** The first post of the topic; often born a moment after the topic itself. */
function withStarter(view: ClocksView, { ticket: { topic } }: Context): ClocksView {
  if (view.cycles.every(({ startedBy }) => startedBy !== null)) return view;
  const first = topic.posts.values().next();
  return first.done ? view : withCycles(view, (cycle) => (cycle.startedBy === null ? { ...cycle, startedBy: first.value.id } : cycle));
}

/** Another asker or another start than was known begins anew. */
function withOrigin(view: ClocksView, context: Context): ClocksView {
  const { topic, membership } = context.ticket;
  const { origin } = view;
  if (membership === null || topic.asker === null) return view;
  if (origin?.asker === topic.asker && origin.community === membership.community && origin.enteredWith === membership.clockStart)
    return view;
  return { ...view, origin: originOf(context), cycles: [] };
}

/** Since when it is solved: changing the accepted answer, or deleting and recovering it, does not move that. */
function withEnds(view: ClocksView, { ticket: { topic } }: Context): ClocksView {
  const { ends } = view;
  const { accepted, deletedAt, merged } = topic;
  const solvedAt = accepted === null ? null : (ends.solvedAt ?? accepted.from);
  const isSame =
    solvedAt === ends.solvedAt && deletedAt === ends.deletedAt && merged?.at === ends.merged?.at && merged?.into === ends.merged?.into;
  return isSame ? view : { ...view, ends: { ...ends, solvedAt, deletedAt, merged: merged && { into: merged.into, at: merged.at } } };
}

/** Out of the desk's lane `fr` rests as dismissed; back in it, it runs on from its start (TR-05). It never was if it left at its start. */
function withLane(view: ClocksView, context: Context): ClocksView {
  const official = cycleOf(view, 'fr');
  if (official === null || context.ticket.membership === null) return view;
  const isDesk = isDeskLane(context);
  const at = floorToSecond(context.at);
  if (!isDesk && official.startedAt >= at) return { ...view, cycles: view.cycles.filter((cycle) => cycle !== official) };
  const leftLaneAt = isDesk ? null : (official.inner.leftLaneAt ?? at);
  return leftLaneAt === official.inner.leftLaneAt
    ? view
    : withCycles(view, (cycle) => (cycle === official ? { ...cycle, inner: { ...cycle.inner, leftLaneAt } } : cycle));
}
