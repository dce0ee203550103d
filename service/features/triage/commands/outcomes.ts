import type { CommandOutcome } from '../../../../shared/commands/vocabulary.js';
import type { Command, CommandOf, FoldContext, PostView } from '../../../engine/feature.js';
import { isReply } from '../posts.js';
import type { TriageSettings } from '../settings.js';
import type { Call, SaidOutcome, TriageView } from '../view.js';
import { done } from './answered.js';

type Context = FoldContext<TriageSettings>;
type Judging = Context & Pick<TriageView, 'toDesk'>;

/** TR-30: opens it again, from the time of the post. */
export function stillNeedHelp(view: TriageView, command: CommandOf<'still need help'>, context: Context): TriageView {
  return done(withCalls(view, { help: callOf(view, command, context) }), command);
}

/** The asker says that it helped. On somebody else's word the question rests again, and the asker's outcome stays unsaid. */
export function allGood(view: TriageView, command: CommandOf<'all good'>, context: Context): TriageView {
  if (sideOf(command, context) === 'desk') return done(withCalls(view, { help: null }), command);
  return done(withCalls(withOutcome(view, 'solved', { command, context }), { help: null }), command);
}

/** TR-29: the asker's word and the desk's, apart; the last one of each side counts. */
export function outcomeSaid(view: TriageView, command: CommandOf<'outcome'>, context: Context): TriageView {
  const { outcome } = command.args;
  const next = withOutcome(view, outcome, { command, context });
  if (outcome === 'not_helped') return done(withCalls(next, { notHelped: callOf(view, command, context) }), command, 'offersHelp');
  return done(sideOf(command, context) === 'asker' ? withCalls(next, { help: null }) : next, command);
}

function withOutcome(
  view: TriageView,
  outcome: CommandOutcome,
  { command, context }: { readonly command: Command; readonly context: Context },
): TriageView {
  const side = sideOf(command, context);
  const saidOutcome: SaidOutcome = { value: outcome, at: command.at, by: command.author, reason: null };
  const next = { ...view, outcomes: { ...view.outcomes, [side]: saidOutcome } };
  return view.notHelped?.by === side ? withCalls(next, { notHelped: null }) : next;
}

/** Only the asker speaks for the asker. */
function sideOf({ author }: Pick<Command, 'author'>, { ticket }: Context): 'asker' | 'desk' {
  return author === ticket.topic.asker ? 'asker' : 'desk';
}

function callOf({ toDesk }: TriageView, command: Command, context: Context): Call {
  const call: Call = { at: command.at, post: command.post, by: sideOf(command, context), answer: null };
  return { ...call, answer: firstAnswer(call, { ...context, toDesk }) };
}

/** A post of the desk after the call answers it; one that is deleted never did (table 0.3). */
export function withPost(view: TriageView, postId: number, context: Context): TriageView {
  if (view.help === null && view.notHelped === null) return view;
  const post = context.ticket.topic.posts.get(postId);
  if (!post) return view;
  const judging = { ...context, toDesk: view.toDesk };
  const [help, notHelped] = [judged(view.help, post, judging), judged(view.notHelped, post, judging)];
  return help === view.help && notHelped === view.notHelped ? view : withCalls(view, { help, notHelped });
}

function judged(call: Call | null, post: PostView, context: Judging): Call | null {
  if (call === null) return null;
  const answers = isAnswer(post, call, context);
  if (call.answer === null) return answers ? { ...call, answer: post.id } : call;
  return call.answer === post.id && !answers ? { ...call, answer: firstAnswer(call, context) } : call;
}

function firstAnswer(call: Call, context: Judging): number | null {
  for (const post of context.ticket.topic.posts.values()) if (isAnswer(post, call, context)) return post.id;
  return null;
}

function isAnswer(post: PostView, call: Call, { ticket: { topic }, botId, rolesOf, toDesk }: Judging): boolean {
  if (post.at <= call.at || post.id === call.post || post.author === null) return false;
  if (!isReply(post, { asker: topic.asker, botId, toDesk })) return false;
  const roles = rolesOf(post.author, post.at);
  return roles.has('expert') || roles.has('signer') || roles.has('facilitator');
}

function withCalls(view: TriageView, change: Partial<Pick<TriageView, 'help' | 'notHelped'>>): TriageView {
  const next = { ...view, ...change };
  const { help, notHelped } = next;
  return {
    ...next,
    stillNeedsHelpSince: help !== null && help.answer === null ? help.at : null,
    topsQueue: notHelped !== null && notHelped.answer === null,
  };
}

/** TR-29: the first closing asks for an outcome, later ones do not ask again. */
export function withClosing(view: TriageView, { at, ticket: { topic } }: Context): TriageView {
  if (topic.closed === (view.closedSince !== null)) return view;
  return topic.closed ? { ...view, closedSince: at, outcomeAskedAt: view.outcomeAskedAt ?? at } : { ...view, closedSince: null };
}
