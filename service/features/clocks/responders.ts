import type { FoldContext, PostView, TicketEvent, TopicView } from '../../engine/feature.js';
import type { TriageView } from '../triage/view.js';
import type { ClocksSettings } from './settings.js';
import { firstSigned, isUnderCommunity, responderOf, wasEverOfCommunity } from './signed.js';
import type { ClocksView, Cycle } from './view.js';

type Context = FoldContext<ClocksSettings>;

/** The post that an event is about, when the event may change whether it counts. */
export function judgedPost(event: TicketEvent): number | null {
  switch (event.type) {
    case 'PostBorn':
    case 'PostAuthor':
    case 'PostKindSeen':
    case 'PostVisibility':
    case 'OurPost':
    case 'CommandLines':
    case 'TextConfirmed':
      return event.post;
    default:
      return null;
  }
}

/** Only what one post changes: all posts are looked at again only when the one that stopped a clock no longer counts. */
export function withPost(view: ClocksView, postId: number, context: Context): ClocksView {
  const post = context.ticket.topic.posts.get(postId);
  if (!post || view.cycles.length === 0) return view;
  return withCycles(view, (cycle) => {
    if (cycle.responder === 'signed_official') return cycle;
    const counts = stops(cycle, post, context);
    const { stop } = cycle.inner;
    if (stop?.post === post.id) return counts ? cycle : withStop(cycle, firstStop(cycle, context));
    return counts && (stop === null || isEarlier(post, stop)) ? withStop(cycle, { post: post.id, at: post.at }) : cycle;
  });
}

export function withAllPosts(view: ClocksView, context: Context): ClocksView {
  return withCycles(view, (cycle) => withStop(cycle, firstStop(cycle, context)));
}

/** OF-13, TR-11: after each event, because what is signed and who decides is told by other views. */
export function withResponders(view: ClocksView, context: Context): ClocksView {
  return withCycles(view, (cycle) => {
    const responder = responderOf(cycle, context);
    const now = responder === cycle.responder ? cycle : { ...cycle, responder };
    return now !== cycle || responder === 'signed_official' ? withStop(now, firstStop(now, context)) : cycle;
  });
}

/** The same view if no cycle changes. */
export function withCycles(view: ClocksView, change: (cycle: Cycle) => Cycle): ClocksView {
  const cycles = view.cycles.map(change);
  return cycles.some((cycle, index) => cycle !== view.cycles[index]) ? { ...view, cycles } : view;
}

function withStop(cycle: Cycle, stop: Cycle['inner']['stop']): Cycle {
  const now = cycle.inner.stop;
  return stop?.post === now?.post && stop?.at === now?.at ? cycle : { ...cycle, inner: { ...cycle.inner, stop } };
}

function isEarlier(post: PostView, stop: { readonly post: number; readonly at: string }): boolean {
  return post.at < stop.at || (post.at === stop.at && post.id < stop.post);
}

function firstStop(cycle: Cycle, context: Context): Cycle['inner']['stop'] {
  if (cycle.responder !== 'signed_official') return firstReply(cycle, context);
  const reply = wasEverOfCommunity(context) ? firstReply(cycle, context) : null;
  const signed = firstSigned(context);
  return reply !== null && (signed === null || reply.at <= signed.at) ? reply : signed;
}

function firstReply(cycle: Cycle, context: Context): Cycle['inner']['stop'] {
  for (const post of context.ticket.topic.posts.values()) {
    if (stops(cycle, post, context)) return { post: post.id, at: post.at };
  }
  return null;
}

/** R-RESP, R-COMM: `cr` is stopped by anybody but the asker and the bot, `fr` by whom the policy of the cycle names. */
function stops(cycle: Cycle, post: PostView, context: Context): boolean {
  if (!isReply(post, context.ticket.topic) || post.author === null || post.author === context.botId) return false;
  // A post that only tells the desk what to do answers nothing.
  if (triageOf(context)?.toDesk.includes(post.id)) return false;
  if (cycle.metric === 'cr') return true;
  if (cycle.responder === 'signed_official' && !isUnderCommunity(post, context)) return false;
  const { responders } = cycle.inner.policy.settings;
  if (responders === 'any_member') return true;
  // R-ROLE: the role at posting time.
  const roles = context.rolesOf(post.author, post.at);
  return roles.has('expert') || roles.has('signer') || (responders === 'experts_and_facilitators' && roles.has('facilitator'));
}

function triageOf({ ticket }: Context): TriageView | undefined {
  return ticket.views['triage'] as TriageView | undefined;
}

/** R-REQ and R-RESP: no post by the asker, no whisper, small action, hidden or held post, none of ours, none of the system (ids below 1). */
function isReply(post: PostView, topic: TopicView): boolean {
  if (post.visibility !== 'visible' || post.ours || (post.kind !== 'regular' && post.kind !== 'moderator')) return false;
  return post.author !== null && post.author > 0 && post.author !== topic.asker;
}
