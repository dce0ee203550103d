import { normaliseLine } from '../../../shared/commands/lines.js';
import type { CommandLines } from '../../../shared/facts.js';
import type { Instant } from '../../../shared/instant.js';
import { hashText } from '../../../shared/text.js';
import type { Command, FoldContext, Offer, TicketEvent } from '../../engine/feature.js';
import { withAwaited } from './awaited.js';
import { expiredBefore } from './pass.js';
import { settled } from './settle.js';
import type { OfficialSettings } from './settings.js';
import { signed, withDecided } from './sign.js';
import type { OfficialView } from './view.js';
import { withdrawn } from './withdraw.js';

type Context = FoldContext<OfficialSettings>;

/** The same view when nothing changes. */
export function fold(view: OfficialView, event: TicketEvent, context: Context): OfficialView {
  return withAwaited(withEvent(expiredBefore(view, context.at), event, context), context.ticket);
}

function withEvent(view: OfficialView, event: TicketEvent, context: Context): OfficialView {
  const { at, ticket } = context;
  const { topic } = ticket;
  switch (event.type) {
    case 'Command':
      return withCommand(view, event.command, context);
    case 'CommandLines':
      return isBeforeText(event, context) ? withUnread(view, event.post, at) : view;
    case 'TextConfirmed':
      return settled(withDecided(withRead(view, event.post, at), event.post, context), { topic, at, post: event.post });
    case 'PostAuthor':
    case 'PostVisibility':
      return settled(view, { topic, at, post: event.post });
    case 'CommunityEntered':
      return settled(view, { topic, at, post: null });
    default:
      return view;
  }
}

function withCommand(view: OfficialView, command: Command, context: Context): OfficialView {
  switch (command.word) {
    case 'official':
      return signed(view, command, context);
    case 'withdraw':
      return withdrawn(view, command);
    default:
      return view;
  }
}

export function offer(view: OfficialView, command: Command, context: Context): Offer | null {
  const next = withCommand(view, command, context);
  const answer = next.answered.find(({ id }) => id === command.id);
  return answer === undefined ? null : answer.refusal === null && next.signatures !== view.signatures;
}

/** Added by an edit whose text nobody has read yet. What was said before it was known where the topic is stands in the text that is known. */
function isBeforeText({ post: id, lines }: Pick<CommandLines, 'post' | 'lines'>, { at, ticket, text: textOf }: Context): boolean {
  const post = ticket.topic.posts.get(id);
  if (lines.length === 0 || !post || at <= post.at) return false;
  const text = textOf(post.textId);
  if (text === null || hashText(text) !== post.textHash) return true;
  const known = text.split(/\r\n|\r|\n/).map((line) => hashText(normaliseLine(line)));
  return lines.some(({ hash }) => !known.includes(hash));
}

/** The read that told of the line tells the text too, as of the edit or as of the read. */
function withUnread(view: OfficialView, post: number, at: Instant): OfficialView {
  const { unread, lastRead } = view.inner;
  const isRead = lastRead?.post === post && lastRead.at === at;
  return isRead || unread.includes(post) ? view : { ...view, inner: { ...view.inner, unread: [...unread, post] } };
}

function withRead(view: OfficialView, post: number, at: Instant): OfficialView {
  return { ...view, inner: { ...view.inner, unread: view.inner.unread.filter((one) => one !== post), lastRead: { post, at } } };
}
