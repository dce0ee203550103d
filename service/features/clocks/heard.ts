import type { FoldContext, PostView, TicketEvent } from '../../engine/feature.js';
import type { TriageView } from '../triage/view.js';
import type { Writer } from './arithmetic/cycles/clock-event.js';
import type { ClocksSettings } from './settings.js';
import { isUnderCommunity } from './signed.js';
import type { ClocksView, Heard } from './view.js';

type Context = FoldContext<ClocksSettings>;

/** The post that an event is about, when the event may change whether it counts. */
function judgedPost(event: TicketEvent): number | null {
  switch (event.type) {
    case 'PostBorn':
    case 'PostAuthor':
    case 'PostKindSeen':
    case 'PostVisibility':
    case 'OurPost':
    case 'CommandLines':
    case 'TextConfirmed':
      return event.post;
    case 'Command':
      return event.command.word === 'update' ? event.command.post : null;
    default:
      return null;
  }
}

/** Looks at the post of the event, or at all of them where the origin is new or the topic was away. */
export function withHeard(view: ClocksView, event: TicketEvent, context: Context): ClocksView {
  const { posts } = context.ticket.topic;
  const { heard } = view.inner;
  if (view.origin === null) return view;
  if (event.type === 'CommunityEntered' || (heard.length === 0 && posts.size > 1)) return withAll(view, context);
  const id = judgedPost(event);
  return id === null ? view : withOne(view, id, context);
}

function withOne(view: ClocksView, id: number, context: Context): ClocksView {
  const { heard } = view.inner;
  const post = context.ticket.topic.posts.get(id);
  const index = heard.findLastIndex((one) => one.post === id);
  const known = heard[index] ?? null;
  const next = post === undefined ? null : judged(post, { view, known }, context);
  if (isSame(known, next)) return view;
  const others = known === null ? heard : heard.toSpliced(index, 1);
  return { ...view, inner: { ...view.inner, heard: next === null ? others : [...others, next] } };
}

function withAll(view: ClocksView, context: Context): ClocksView {
  const known = new Map(view.inner.heard.map((one) => [one.post, one]));
  const heard = [...context.ticket.topic.posts.values()].flatMap((post) => {
    const before = known.get(post.id) ?? null;
    const next = judged(post, { view, known: askedAnew(before) }, context);
    return next === null ? [] : [isSame(before, next) && before !== null ? before : next];
  });
  const isUnchanged = heard.length === view.inner.heard.length && heard.every((one, index) => one === view.inner.heard[index]);
  return isUnchanged ? view : { ...view, inner: { ...view.inner, heard } };
}

/**
 * In another community an official post stays official, and any other is judged by the roles there: of a move that is learnt late nobody
 * knows which posts came after it.
 */
function askedAnew(known: Heard | null): Heard | null {
  return known?.by === 'other' ? { ...known, author: NOBODY } : known;
}

const NOBODY = 0;

/** R-RESP: what had to wait for approval counts from then, also when it goes away and comes back. */
export function withHeld(view: ClocksView, event: TicketEvent, { ticket, at }: Context): ClocksView {
  if (event.type !== 'PostVisibility') return view;
  const { post } = event;
  const { held } = view.inner;
  const known = held.find((one) => one.post === post);
  const visibility = ticket.topic.posts.get(post)?.visibility;
  const isAwaited = known !== undefined && known.approvedAt === null;
  const next =
    visibility === 'held' ? { post, approvedAt: null } : visibility === 'visible' && isAwaited ? { post, approvedAt: at } : known;
  if (next === undefined || next.approvedAt === known?.approvedAt) return view;
  return { ...view, inner: { ...view.inner, held: [...held.filter((one) => one !== known), next] } };
}

/** TR-11: the mode under which each was written, when the modes have changed. */
export function withModes(view: ClocksView, context: Context): ClocksView {
  const { posts } = context.ticket.topic;
  const heard = view.inner.heard.map((one) => {
    const post = posts.get(one.post);
    const now = post !== undefined && isUnderCommunity(post, context);
    return now === one.isUnderCommunity ? one : { ...one, isUnderCommunity: now };
  });
  return heard.some((one, index) => one !== view.inner.heard[index]) ? { ...view, inner: { ...view.inner, heard } } : view;
}

function isSame(one: Heard | null, other: Heard | null): boolean {
  return (
    one?.post === other?.post &&
    one?.at === other?.at &&
    one?.author === other?.author &&
    one?.by === other?.by &&
    one?.isUnderCommunity === other?.isUnderCommunity &&
    one?.approvedAt === other?.approvedAt
  );
}

interface Before {
  readonly view: ClocksView;
  readonly known: Heard | null;
}

/** Null: it counts for nothing. R-ROLE: its author's role is asked for once. */
function judged(post: PostView, { view, known }: Before, context: Context): Heard | null {
  if (post.visibility !== 'visible' || post.ours || (post.kind !== 'regular' && post.kind !== 'moderator')) return null;
  if (post.author === null || post.author < 1 || post.author === context.botId) return null;
  // A post that only tells the desk what to do answers nothing.
  if (isOnlyToDesk(post, triageOf(context))) return null;
  const { author } = post;
  // Whoever the accounts of the asker are merged into, it was the asker who wrote.
  const isKnown = known !== null && (known.author === author || known.by === 'asker');
  const by = isKnown ? known.by : author === askerAt(view, post) ? 'asker' : writerOf(context.rolesOf(author, post.at));
  if (by === 'other' && isAskedElsewhere(post, context)) return null;
  const approvedAt = view.inner.held.find((one) => one.post === post.id)?.approvedAt ?? null;
  return { post: post.id, at: post.at, author, by, isUnderCommunity: isUnderCommunity(post, context), approvedAt };
}

/** Table 0.3: the question of a topic that was merged into this one replies to nobody. */
function isAskedElsewhere({ author, at }: PostView, { ticket: { topic } }: Context): boolean {
  return topic.mergedHere.some((one) => one.asker === author && at <= one.at);
}

/** Table 0.3: a topic may be given to somebody else; what was written before is the former asker's. */
function askerAt({ origin }: ClocksView, { at }: PostView): number | null {
  return origin === null ? null : (origin.formerAskers.find(({ until }) => at < until)?.asker ?? origin.asker);
}

function writerOf(roles: ReturnType<Context['rolesOf']>): Writer {
  if (roles.has('expert')) return 'expert';
  if (roles.has('signer')) return 'signer';
  return roles.has('facilitator') ? 'facilitator' : 'other';
}

/** CL-13: what tells how it stands is a word to the asker as well. */
function isOnlyToDesk({ id }: PostView, triage: TriageView | undefined): boolean {
  return triage !== undefined && triage.toDesk.includes(id) && !triage.updates.some(({ post }) => post === id);
}

function triageOf({ ticket }: Context): TriageView | undefined {
  return ticket.views['triage'] as TriageView | undefined;
}
