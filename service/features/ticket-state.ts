import type { Outcome, TicketStateName, TicketView } from '../engine/feature.js';
import type { Instant } from '../../shared/instant.js';
import type { RoleName } from '../../shared/settings.js';
import type { TriageView } from './triage/view.js';

export interface TicketState {
  readonly state: TicketStateName;
  readonly outcome: Outcome;
  /** Who accepted it (design section 5); null: nobody. */
  readonly owner: number | null;
  readonly proposed: number | null;
  readonly because: string;
}

export interface StateContext {
  readonly botId: number;
  /** Set when the ticket's topic is in no community any more. */
  readonly leftBecause: 'moved_out' | 'undesignated' | null;
  rolesOf(user: number, at: Instant): ReadonlySet<RoleName>;
}

/**
 * TR-02: the one state of a ticket, a pure function over the topic and all views after the last feature. The first line that
 * holds decides; no feature reads it.
 */
export function ticketState(ticket: TicketView, context: StateContext): TicketState {
  const { topic } = ticket;
  const people = { owner: topic.assignee, proposed: topic.proposed };
  const ended = (outcome: Outcome, because: string): TicketState => ({ state: 'closed', outcome, because, ...people });
  if (topic.deletedAt !== null) return ended('deleted', 'the topic was deleted');
  if (topic.merged !== null) return ended('duplicate', `merged into topic ${topic.merged.into}`);
  if (context.leftBecause !== null) return ended(context.leftBecause, 'the topic is in no community any more');
  const outcome = topic.accepted === null ? null : 'solved';
  if (topic.closed || topic.archived) return ended(outcome, topic.closed ? 'the topic was closed' : 'the topic was archived');
  if (outcome !== null) return { state: 'solved', outcome, because: 'an answer was accepted', ...people };
  return { ...openState(ticket, context), outcome: null, ...people };
}

function openState(ticket: TicketView, context: StateContext): { state: TicketStateName; because: string } {
  const { topic } = ticket;
  const triage = ticket.views['triage'] as TriageView | undefined;
  const turns = turnsOf(ticket, context);
  const askerWaits = turns.official === null || (turns.asker !== null && turns.asker > turns.official);
  if (topic.assignee !== null && askerWaits)
    return { state: 'waiting_for_expert', because: 'its owner has not answered the last question' };
  if (!askerWaits) return { state: 'answered', because: 'the last word is that of the desk' };
  if (triage?.lane === 'community') {
    const answered = turns.member !== null && (turns.asker === null || turns.member > turns.asker);
    return answered
      ? { state: 'answered', because: 'a member replied' }
      : { state: 'waiting_for_community', because: 'nobody replied after the last question' };
  }
  if (triage?.guessed !== false && topic.assignee === null && turns.official === null) {
    return { state: 'new', because: 'nobody has triaged it' };
  }
  return { state: 'waiting_for_desk', because: 'the desk has not answered the last question' };
}

interface Turns {
  readonly asker: Instant | null;
  readonly official: Instant | null;
  readonly member: Instant | null;
}

/** When the asker, the desk and other members last said something that counts. */
function turnsOf({ topic }: TicketView, { botId, rolesOf }: StateContext): Turns {
  const turns: { asker: Instant | null; official: Instant | null; member: Instant | null } = { asker: null, official: null, member: null };
  for (const post of topic.posts.values()) {
    if (post.visibility !== 'visible' || post.ours || post.author === null || post.author < 0 || post.author === botId) continue;
    if (post.kind !== 'regular' && post.kind !== 'moderator') continue;
    const who = post.author === topic.asker ? 'asker' : isOfficial(rolesOf(post.author, post.at)) ? 'official' : 'member';
    if (turns[who] === null || post.at > turns[who]) turns[who] = post.at;
  }
  return turns;
}

function isOfficial(roles: ReadonlySet<RoleName>): boolean {
  return roles.has('expert') || roles.has('signer') || roles.has('facilitator');
}
