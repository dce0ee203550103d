import type { FoldContext, TicketEvent } from '../../engine/feature.js';
import { commanded } from './commands/obey.js';
import { withLikers, withLines } from './commands/me-too.js';
import { withClosing, withPost } from './commands/outcomes.js';
import { firstPost, withToDesk } from './posts.js';
import type { TriageSettings } from './settings.js';
import { triaged } from './triaged.js';
import { toldBefore, withLook } from './untriaged.js';
import type { TriageView } from './view.js';

type Context = FoldContext<TriageSettings>;

/** Triage runs when something that it looks at may have changed, not at every post (R-MATCH). */
export function fold(view: TriageView, event: TicketEvent, context: Context): TriageView {
  return withLook(withEvent(toldBefore(view, context.at), event, context), context);
}

function withEvent(view: TriageView, event: TicketEvent, context: Context): TriageView {
  switch (event.type) {
    case 'CommunityEntered':
    case 'SettingsApplied':
    case 'TopicBorn':
    case 'TopicAuthor':
    case 'TopicPlace':
    case 'TopicTags':
    case 'TopicTitle':
      return triaged(view, context);
    case 'TextConfirmed':
      return isFirst(event.post, context) ? triaged(view, context) : withText(view, event.post, context);
    case 'PostBorn':
    case 'PostAuthor':
      return isFirst(event.post, context) ? triaged(view, context) : withPost(view, event.post, context);
    case 'PostKindSeen':
    case 'PostVisibility':
    case 'OurPost':
      return withPost(view, event.post, context);
    case 'TopicFlagSeen':
    case 'SmallAction':
      return withClosing(view, context);
    case 'CommandLines':
      return withLines(withPost(withToDesk(withLined(view, event), event.post, context), event.post, context), event);
    case 'PostLikers':
      return withLikers(view, event, context.at);
    case 'Command':
      return commanded(view, event.command, context);
    default:
      return view;
  }
}

function withLined(view: TriageView, { post }: { readonly post: number }): TriageView {
  return view.withLines.includes(post) ? view : { ...view, withLines: [...view.withLines, post] };
}

/** A read may tell the text later than the lines, and an edit may add what a post says besides them, or take it away. */
function withText(view: TriageView, post: number, context: Context): TriageView {
  return view.withLines.includes(post) ? withPost(withToDesk(view, post, context), post, context) : view;
}

function isFirst(post: number, { ticket }: Context): boolean {
  return post === firstPost(ticket.topic)?.id;
}
