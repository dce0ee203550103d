import { saysMoreThanLines } from '../../../shared/commands/lines.js';
import type { FoldContext, PostView, TopicView } from '../../engine/feature.js';
import type { TriageView } from './view.js';

export function firstPost(topic: TopicView): PostView | undefined {
  const first = topic.posts.values().next();
  return first.done ? undefined : first.value;
}

export interface Talk {
  readonly asker: number | null;
  readonly botId: number;
  /** Posts that only tell the desk what to do. */
  readonly toDesk: readonly number[];
}

/** Something that a person other than the asker says and that is there; none of ours, none of the system (ids below 1). */
export function isReply(post: PostView, { asker, botId, toDesk }: Talk): boolean {
  if (post.visibility !== 'visible' || post.ours || (post.kind !== 'regular' && post.kind !== 'moderator')) return false;
  return post.author !== null && post.author > 0 && post.author !== botId && post.author !== asker && !toDesk.includes(post.id);
}

/** A post that holds lines to the desk and nothing else answers nobody. Where its text is gone it counts as an answer. */
export function withToDesk(view: TriageView, post: number, { ticket, text }: Pick<FoldContext<unknown>, 'ticket' | 'text'>): TriageView {
  const only = isOnlyToDesk(text(ticket.topic.posts.get(post)?.textId ?? null));
  if (only === view.toDesk.includes(post)) return view;
  return { ...view, toDesk: only ? [...view.toDesk, post] : view.toDesk.filter((one) => one !== post) };
}

function isOnlyToDesk(text: string | null): boolean {
  return text !== null && !saysMoreThanLines(text);
}
