import type { CommandLines, PostLikers } from '../../../../shared/facts.js';
import type { Instant } from '../../../../shared/instant.js';
import type { CommandOf, FoldContext } from '../../../engine/feature.js';
import type { TriageSettings } from '../settings.js';
import type { TriageView } from '../view.js';
import { done, refused } from './answered.js';

/** TR-26. A deleted post is told by the topic itself. */
export function saidMeToo(view: TriageView, command: CommandOf<'me too'>, { ticket }: FoldContext<TriageSettings>): TriageView {
  if (command.author === ticket.topic.asker) return refused(view, command, 'ownQuestion');
  const { id, post, at, author: by } = command;
  return done({ ...view, meToo: [...view.meToo, { id, post, ...(post === null && { at }), by, isOut: false }] }, command);
}

/** A line that is edited out is taken back; one that comes again counts again. */
export function withLines(view: TriageView, { post, lines }: Pick<CommandLines, 'post' | 'lines'>): TriageView {
  const standing = new Set(lines.map(({ hash }) => `${post}/${hash}`));
  const meToo = view.meToo.map((one) => (one.post === post && one.isOut === standing.has(one.id) ? { ...one, isOut: !one.isOut } : one));
  return meToo.some((one, index) => one !== view.meToo[index]) ? { ...view, meToo } : view;
}

/** TR-26: what a read shows of the likes of a post of ours; who takes hers back is no follower any more. */
export function withLikers(view: TriageView, { post, users }: PostLikers, at: Instant): TriageView {
  const others = view.likers.filter((one) => one.post !== post);
  const now = users.map((user) => view.likers.find((one) => one.post === post && one.user === user) ?? { post, user, since: at });
  return { ...view, likers: [...others, ...now] };
}
