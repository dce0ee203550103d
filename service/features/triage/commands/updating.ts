import type { Command, CommandOf } from '../../../engine/feature.js';
import type { TriageView } from '../view.js';
import { done, refused } from './answered.js';

/**
 * CL-13: the post that holds the line is the update, by the person and not by the bot. It is no answer: the question stays where it is.
 */
export function updated(view: TriageView, command: CommandOf<'update'>): TriageView {
  if (isAnothers(command)) return refused(view, command, 'withSomebodyElse');
  const { post, author: by, at } = command;
  if (post === null) return refused(view, command, 'asAPost');
  return done({ ...view, updates: [...view.updates, { post, by, at, isBare: command.args.text === undefined }] }, command);
}

/** Table 0.2: what somebody else has taken on is hers; a facilitator may all the same. */
export function isAnothers({ owner, author, roles }: Pick<Command, 'owner' | 'author' | 'roles'>): boolean {
  return owner !== null && owner !== author && !roles.has('facilitator');
}
