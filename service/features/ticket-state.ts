import type { Outcome, TicketStateName, TicketView } from '../engine/feature.js';
import type { Instant } from '../../shared/instant.js';
import type { RoleName } from '../../shared/settings.js';
import type { ClocksView, Waiting } from './clocks/view.js';
import { escalationOf, ownerOf, type EscalationView } from './escalation/view.js';
import { isStanding, officialStands, type OfficialView, type Signature } from './official/view.js';
import type { SaidOutcome, TriageView } from './triage/view.js';

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
  const views = viewsOf(ticket);
  const people = peopleOf(ticket, views);
  const ended = (outcome: Outcome, because: string): TicketState => ({ state: 'closed', outcome, because, ...people });
  if (topic.deletedAt !== null) return ended('deleted', 'the topic was deleted');
  if (topic.merged !== null) return ended('duplicate', 'it was merged into another topic');
  if (context.leftBecause !== null) return ended(context.leftBecause, 'the topic is in no community any more');
  const end = endOf(ticket, { ...context, ...views });
  if (topic.closed || topic.archived) return ended(end?.outcome ?? null, topic.closed ? 'the topic was closed' : 'the topic was archived');
  if (end !== null) return { state: 'solved', ...end, ...people };
  return { ...openState(ticket, { ...context, ...views, owner: people.owner }), outcome: null, ...people };
}

interface Views {
  readonly triage: TriageView | undefined;
  readonly official: OfficialView | undefined;
  readonly escalation: EscalationView | undefined;
  readonly clocks: ClocksView | undefined;
}

function viewsOf({ views }: TicketView): Views {
  return {
    triage: views['triage'] as TriageView | undefined,
    official: views['official'] as OfficialView | undefined,
    escalation: views['escalation'] as EscalationView | undefined,
    clocks: views['clocks'] as ClocksView | undefined,
  };
}

/** The escalations know who accepted, here or in the forum; without that feature the forum's assignment alone says it. */
function peopleOf({ topic }: TicketView, { escalation }: Views): Pick<TicketState, 'owner' | 'proposed'> {
  if (escalation === undefined) return { owner: topic.assignee, proposed: topic.proposed };
  return { owner: ownerOf(escalation), proposed: escalation.proposed?.user ?? null };
}

/** What ended it: somebody said so, or an answer was accepted. OF-13: where the official answer decides, only one that is signed does. */
function endOf(ticket: TicketView, context: StateContext & Views): { readonly outcome: Outcome; readonly because: string } | null {
  const { topic } = ticket;
  const { triage } = context;
  const { asker = null, desk = null } = triage?.outcomes ?? {};
  if (triage?.stillNeedsHelpSince || triage?.topsQueue) return null;
  const needsSigned = isOfficialAwaited(ticket, context);
  const said = asker ?? desk;
  const mayEnd = (one: SaidOutcome): boolean => !isAnswer(one) || (!needsSigned && (one === asker || mayAgree(one, context)));
  if (said !== null && said.value !== 'not_helped' && mayEnd(said)) {
    return { outcome: said.value, because: said === asker ? 'the asker said so' : 'the desk said so' };
  }
  return topic.accepted !== null && !needsSigned ? { outcome: 'solved', because: 'an answer was accepted' } : null;
}

/** Of what else people say no signature is needed: that it is no longer needed, for one. */
function isAnswer({ value }: SaidOutcome): boolean {
  return value === 'solved' || value === 'decided';
}

/** OF-13: a signed answer closes what it decides if the asker or a facilitator agrees; who knows the matter has signed already. */
function mayAgree({ by, at }: SaidOutcome, { triage, official, rolesOf }: StateContext & Views): boolean {
  if (official === undefined || triage?.mode !== 'official_decides') return true;
  const roles = rolesOf(by, at);
  return roles.has('facilitator') || roles.has('deskLead');
}

/** Decision 041: a private ask is answered by whom it was asked of; what is signed is public. */
function isOfficialAwaited({ membership }: TicketView, { triage, official }: Views): boolean {
  const isPrivate = membership?.isPrivateAsk === true;
  return official !== undefined && triage?.mode === 'official_decides' && !isPrivate && !officialStands(official);
}

interface OpenContext extends StateContext, Views {
  readonly owner: number | null;
}

/** A person said so; it goes before what the posts show. */
const WAITS: Readonly<Record<Waiting['reason'], { state: TicketStateName; because: string }>> = {
  ['waiting_requester']: { state: 'waiting_for_asker', because: 'somebody of the desk waits for the asker' },
  ['waiting_third_party']: { state: 'waiting_for_third_party', because: 'somebody of the desk waits for an outside party' },
  scheduled: { state: 'scheduled', because: 'somebody of the desk put it off until a date' },
};

function openState(ticket: TicketView, context: OpenContext): { state: TicketStateName; because: string } {
  const { topic } = ticket;
  const { triage, escalation, owner, clocks } = context;
  if (clocks?.waiting) return WAITS[clocks.waiting.reason];
  const turns = turnsOf(ticket, context);
  const askerWaits =
    turns.official === null || (turns.asker !== null && turns.asker > turns.official) || (triage?.stillNeedsHelpSince ?? null) !== null;
  const isEscalated = escalation !== undefined && escalationOf(escalation) !== null;
  if (owner !== null && askerWaits) return { state: 'waiting_for_expert', because: 'its owner has not answered the last question' };
  if (isEscalated && askerWaits) return { state: 'waiting_for_expert', because: 'the experts were asked and nobody has answered yet' };
  if (topic.accepted !== null && isOfficialAwaited(ticket, context))
    return { state: 'waiting_for_desk', because: 'the community accepted an answer; the official answer is still to come' };
  if (!askerWaits && isOfficialAwaited(ticket, context))
    return { state: 'waiting_for_desk', because: 'somebody of the desk replied; the official answer is still to come' };
  if (!askerWaits) return { state: 'answered', because: 'the last word is that of the desk' };
  if (triage?.lane === 'community') {
    const answered = turns.member !== null && (turns.asker === null || turns.member > turns.asker);
    return answered
      ? { state: 'answered', because: 'a member replied' }
      : { state: 'waiting_for_community', because: 'nobody replied after the last question' };
  }
  if (triage?.guessed !== false && owner === null && turns.official === null) {
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
function turnsOf({ topic, views }: TicketView, { botId, rolesOf }: StateContext): Turns {
  const { toDesk = [] } = (views['triage'] as TriageView | undefined) ?? {};
  const turns: { asker: Instant | null; official: Instant | null; member: Instant | null } = { asker: null, official: null, member: null };
  for (const post of topic.posts.values()) {
    if (
      toDesk.includes(post.id) ||
      post.visibility !== 'visible' ||
      post.ours ||
      post.author === null ||
      post.author < 0 ||
      post.author === botId
    )
      continue;
    if (post.kind !== 'regular' && post.kind !== 'moderator') continue;
    const who = post.author === topic.asker ? 'asker' : isOfficial(rolesOf(post.author, post.at)) ? 'official' : 'member';
    if (turns[who] === null || post.at > turns[who]) turns[who] = post.at;
  }
  // OF-13: signing is a word of the desk, whoever wrote what is signed and however little the post of the line says.
  for (const { at } of standingOf(views['official'] as OfficialView | undefined)) {
    if (turns.official === null || at > turns.official) turns.official = at;
  }
  return turns;
}

function standingOf(official: OfficialView | undefined): readonly Signature[] {
  return official?.signatures.filter(isStanding) ?? [];
}

function isOfficial(roles: ReadonlySet<RoleName>): boolean {
  return roles.has('expert') || roles.has('signer') || roles.has('facilitator');
}
