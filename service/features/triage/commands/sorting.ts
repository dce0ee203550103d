import type { Command, CommandOf, FoldContext } from '../../../engine/feature.js';
import { isReply } from '../posts.js';
import { isAnothers } from './updating.js';
import type { TriageSettings } from '../settings.js';
import { isExpertGroup, triaged } from '../triaged.js';
import type { ByPeople, Said, TriageView } from '../view.js';
import { done, refused, told } from './answered.js';

type Context = FoldContext<TriageSettings>;

/** Table 0.2: the asker only her own, before the first answer by somebody else. */
export function kindSaid(view: TriageView, command: CommandOf<'kind'>, context: Context): TriageView {
  const isAskersWord = !isOfTheDesk(command);
  if (isAskersWord && isAnsweredBefore(view, command, context)) return refused(view, command, 'afterFirstAnswer');
  return sorted(done(view, command), { kind: said(command.args.kind, command) }, context);
}

export function prioritySaid(view: TriageView, command: CommandOf<'priority'>, context: Context): TriageView {
  return sorted(done(view, command), { priority: said(command.args.priority, command) }, context);
}

/** TR-05. What was asked privately stays with the desk: no member can read it. */
export function laneSaid(view: TriageView, command: CommandOf<'lane'>, context: Context): TriageView {
  const { lane, reason } = command.args;
  if (context.ticket.membership?.isPrivateAsk) return refused(view, command, 'askedPrivately');
  if (lane === 'desk' && context.community.roles.expert.length === 0) return refused(view, command, 'noExpertGroup');
  return sorted(done(view, command), { lane: said(lane, command, readableReason(reason, command)) }, context);
}

/** TR-11. */
export function modeSaid(view: TriageView, command: CommandOf<'mode'>, context: Context): TriageView {
  const { mode, reason } = command.args;
  if (context.ticket.membership?.isPrivateAsk) return refused(view, command, 'askedPrivately');
  return sorted(done(view, command), { mode: said(mode, command, readableReason(reason, command)) }, context);
}

/** TR-10: to the suggested group, else to the facilitators; counted for the rule that had sent it here. */
export function notOurs(view: TriageView, command: CommandOf<'not ours'>, context: Context): TriageView {
  if (isAnothers(command)) return refused(view, command, 'withSomebodyElse');
  const group = command.group !== null && isExpertGroup(command.group, context) ? command.group : null;
  const isUnknown = command.args.group !== undefined && group === null;
  if (isThere(view, group)) return told(view, command, isUnknown ? 'noSuchGroup' : 'alreadyThere');
  const rule = view.byPeople.group === null ? view.matchedRule : null;
  const community = context.ticket.membership?.community ?? '';
  const corrections = [...view.corrections, { rule, community, at: command.at, by: command.author }];
  const corrected = done({ ...view, corrections }, command, isUnknown ? 'noSuchGroup' : null);
  return sorted(corrected, { group: said(group, command) }, context);
}

function isThere({ queue, groups }: TriageView, group: number | null): boolean {
  return group === null ? queue === 'facilitators' : queue === 'experts' && groups.length === 1 && groups[0] === group;
}

function sorted(view: TriageView, change: Partial<ByPeople>, context: Context): TriageView {
  return triaged({ ...view, byPeople: { ...view.byPeople, ...change } }, context);
}

function said<Value>(value: Value, { at, author }: Pick<Command, 'at' | 'author'>, reason: string | null = null): Said<Value> {
  return { value, at, by: author, reason };
}

function readableReason(reason: string, { isOpen }: Pick<Command, 'isOpen'>): string | null {
  return isOpen ? reason : null;
}

function isOfTheDesk({ roles }: Pick<Command, 'roles'>): boolean {
  return roles.has('expert') || roles.has('signer') || roles.has('facilitator');
}

/** By somebody else than who asked. */
export function isAnsweredBefore({ toDesk }: TriageView, { at }: Pick<Command, 'at'>, { ticket: { topic }, botId }: Context): boolean {
  const talk = { asker: topic.asker, botId, toDesk };
  for (const post of topic.posts.values()) if (post.at < at && isReply(post, talk)) return true;
  return false;
}
