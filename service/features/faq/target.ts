import { saysMoreThanLines } from '../../../shared/commands/lines.js';
import type { Command, FoldContext, PostView, TopicView } from '../../engine/feature.js';
import { isStanding, type OfficialView } from '../official/view.js';
import type { FaqSettings } from './settings.js';
import type { FaqView, Saying, Standing } from './view.js';

type Context = FoldContext<FaqSettings>;

export type Target = { readonly post: PostView; readonly saying: null } | { readonly post: null; readonly saying: Saying };

/**
 * The answer that a line is about: the one that it replies to; else its own post, where that says more than the line; else the
 * official or the accepted answer.
 */
export function targetOf(view: FaqView, command: Command, context: Context): Target {
  const { topic, rooms } = context.ticket;
  const place = command.room === null ? topic : rooms.get(command.room);
  if (!place) return { post: null, saying: 'noAnswer' };
  const proposed = proposedPost(view, command);
  if (proposed !== null) return answerIn(place, proposed, context);
  const replied = command.replyTo === null ? undefined : place.posts.get(command.replyTo);
  if (replied && replied.id !== firstOf(place)) return judged(replied, context);
  const own = command.post === null ? undefined : place.posts.get(command.post);
  if (own && own.id !== firstOf(place) && saysMoreThanLines(context.text(own.textId) ?? '')) return judged(own, context);
  return answerIn(place, command.room === null ? (officialPosts(context).at(-1) ?? topic.accepted?.post ?? null) : null, context);
}

/** "publish" as a reply to the line that proposed it, or where only one proposal waits. */
function proposedPost({ drafts, articles }: FaqView, { word, replyTo }: Command): number | null {
  const repliedTo = drafts.find(({ id }) => replyTo !== null && id.startsWith(`${replyTo}/`));
  if (repliedTo) return repliedTo.post;
  const waiting = drafts.filter(({ post }) => !articles.some((article) => article.collection === 'faq' && article.post === post));
  return word === 'publish' && replyTo === null && waiting.length === 1 ? (waiting[0]?.post ?? null) : null;
}

function answerIn(place: TopicView, post: number | null, context: Context): Target {
  const found = post === null ? undefined : place.posts.get(post);
  return found ? judged(found, context) : { post: null, saying: 'noAnswer' };
}

function judged(post: PostView, { botId }: Context): Target {
  const isAnswer = post.visibility === 'visible' && (post.kind === 'regular' || post.kind === 'moderator');
  const isByAPerson = !post.ours && post.author !== botId && (post.author === null || post.author > 0);
  if (!isAnswer || !isByAPerson) return { post: null, saying: 'notThatPost' };
  return post.textHash === null ? { post: null, saying: 'notReadYet' } : { post, saying: null };
}

export function firstOf(topic: TopicView): number | null {
  const first = topic.posts.values().next();
  return first.done ? null : first.value.id;
}

function officialPosts({ ticket }: Pick<Context, 'ticket'>): number[] {
  const official = ticket.views['official'] as OfficialView | undefined;
  return (official?.signatures ?? []).filter(isStanding).map(({ post }) => post);
}

/** What an answer is worth now. */
export function standingOf(post: number, { ticket }: Pick<Context, 'ticket'>): Standing {
  const official = ticket.views['official'] as OfficialView | undefined;
  const signature = official?.signatures.findLast((one) => one.post === post && isStanding(one));
  if (signature) return { type: 'official', signer: signature.signer, at: signature.at, signature: signature.id };
  const { accepted } = ticket.topic;
  return accepted?.post === post ? { type: 'accepted', at: accepted.from } : { type: 'answer' };
}
