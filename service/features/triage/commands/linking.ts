import type { ForumLink } from '../../../../shared/commands/vocabulary.js';
import type { CommandOf, FoldContext } from '../../../engine/feature.js';
import type { TriageSettings } from '../settings.js';
import type { LinkedTo, Saying, TriageView } from '../view.js';
import { done, refused } from './answered.js';

type Context = FoldContext<TriageSettings>;

/** TR-09: points to what is there already. */
export function pointed(view: TriageView, command: CommandOf<'point'>, context: Context): TriageView {
  const { links } = command.args;
  const saying = links.map((link) => refusalOf(link, context)).find((one) => one !== null);
  if (saying) return refused(view, command, saying);
  const added = links.filter((link, index) => !isAmong(link, [...view.pointers, ...links.slice(0, index)]));
  return done({ ...view, pointers: [...view.pointers, ...added.map(linkedTo)] }, command);
}

/** Says so and links; merging is the forum's. */
export function duplicate(view: TriageView, command: CommandOf<'duplicate of'>, context: Context): TriageView {
  const { link } = command.args;
  const saying = link.topic === context.ticket.topic.id ? 'itself' : refusalOf(link, context);
  if (saying !== null) return refused(view, command, saying);
  if (view.duplicateOf !== null && isAmong(link, [view.duplicateOf])) return done(view, command);
  return done({ ...view, duplicateOf: { ...linkedTo(link), at: command.at, by: command.author } }, command);
}

function refusalOf({ host, topic, post }: ForumLink, { settings, ticket }: Context): Saying | null {
  if (host !== null && !settings.forumHosts.includes(host)) return 'foreignHost';
  return topic === ticket.topic.id && post === null ? 'itself' : null;
}

function isAmong({ topic, post }: LinkedTo, known: readonly LinkedTo[]): boolean {
  return known.some((one) => one.topic === topic && one.post === post);
}

function linkedTo({ topic, post }: ForumLink): LinkedTo {
  return { topic, post };
}
