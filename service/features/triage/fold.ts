import { canonicalJson } from './canonical.js';
import type { FoldContext, PostView, TicketEvent, TopicView } from '../../engine/feature.js';
import { firstMatch, type Question } from './match.js';
import type { TriageRule, TriageSettings } from './settings.js';
import { starterRuleFor } from './starter-rules.js';
import type { Kind, TriageView } from './view.js';

type Context = FoldContext<TriageSettings>;

/** Triage runs when something that it looks at may have changed, not at every post (R-MATCH). */
export function fold(view: TriageView, event: TicketEvent, context: Context): TriageView {
  switch (event.type) {
    case 'CommunityEntered':
    case 'SettingsApplied':
    case 'TopicBorn':
    case 'TopicAuthor':
    case 'TopicPlace':
    case 'TopicTags':
    case 'TopicTitle':
      return triaged(view, context);
    case 'PostBorn':
    case 'PostAuthor':
    case 'TextConfirmed':
      return event.post === firstPost(context.ticket.topic)?.id ? triaged(view, context) : view;
    default:
      return view;
  }
}

function firstPost(topic: TopicView): PostView | undefined {
  const first = topic.posts.values().next();
  return first.done ? undefined : first.value;
}
