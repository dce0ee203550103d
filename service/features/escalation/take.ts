import type { CommandOf, FoldContext } from '../../engine/feature.js';
import { changed, ended, logged, ownedBy } from './course.js';
import { maySteer } from './escalate.js';
import { done, refused, told } from './said.js';
import type { EscalationSettings } from './settings.js';
import { escalationOf, ownerOf, type Escalation, type EscalationView } from './view.js';

type Context = FoldContext<EscalationSettings>;
type Taking = CommandOf<'accept'> | CommandOf<'assign'>;

/** The escalation that a line is about: that of its room, else the open one. */
export function meant(
  view: EscalationView,
  { room }: { readonly room: number | null },
  { ticket }: Pick<Context, 'ticket'>,
): Escalation | null {
  if (room === null) return escalationOf(view);
  const key = ticket.rooms.get(room)?.key;
  return view.escalations.find((one) => one.key === key) ?? null;
}

/** ES-07: the first who accepts owns it; the second is told. A proposal may be accepted by whom it was made to. */
export function accept(view: EscalationView, command: Taking, context: Context): EscalationView {
  const { author, at, id } = command;
  const found = meant(view, command, context);
  const escalation = found?.end && canRevive(found, view, { command, context }) ? found : found?.end ? null : found;
  if (found !== null && escalation === null) return refused(view, command, ['hasEnded']);
  if (author === context.ticket.topic.asker) return refused(view, command, ['ownQuestion']);
  const taken = (): EscalationView => ownedBy(done(view, command), { user: author, since: at, by: 'command' }, { escalation, line: id });
  if (view.proposed?.user === author) return taken();
  const owner = ownerHere(view);
  const first = escalation === null ? owner && { by: owner.user, at: owner.since } : escalation.accepted;
  if (first !== null) return told(view, command, first.by === author ? ['youHaveIt'] : ['taken', { person: first.by, at: first.at }]);
  if (!mayAccept(command, escalation)) return refused(view, command, ['notInGroup', { groups: escalation?.groups ?? [] }]);
  return taken();
}

/** Table 0.3: who took it on before it came to this community keeps it only until somebody here does. */
function ownerHere({ owner, cameHereAt }: EscalationView): EscalationView['owner'] {
  return owner !== null && cameHereAt !== null && owner.since < cameHereAt ? null : owner;
}

/** Design section 3, "Acts": a room whose cause has gone ends, unless somebody accepted in it before it was closed. */
function canRevive(
  escalation: Escalation,
  view: EscalationView,
  { command: { room }, context: { ticket } }: { readonly command: Taking; readonly context: Context },
): boolean {
  const isOpenRoom = room !== null && ticket.rooms.get(room)?.closed === false;
  return isOpenRoom && escalation.end?.how === 'withdrawn' && escalationOf(view) === null;
}

/** In a room the forum has let in whom it may concern; in the thread it takes an expert (R-ROLE: as of the line). */
function mayAccept({ roles, room }: Taking, escalation: Escalation | null): boolean {
  if (escalation === null) return roles.has('expert') || roles.has('signer') || roles.has('facilitator');
  return roles.has('expert') || (room !== null && roles.has('signer'));
}

/** TR-18: naming somebody else proposes; the owner stays until she accepts. */
export function assign(view: EscalationView, command: CommandOf<'assign'>, context: Context): EscalationView {
  const { author, person, at, id: line } = command;
  if ('isSelf' in command.args || person === author) return accept(view, command, context);
  if (!maySteer(view, command)) return refused(view, command, ['notOwner', { person: ownerOf(view) }]);
  if (person === null) return refused(view, command, ['unknownPerson']);
  if (person === context.ticket.topic.asker) return refused(view, command, ['neverTheAsker']);
  if (context.rolesOf(person, at).size === 0) return refused(view, command, ['noRole', { person }]);
  if (!mayKnow(person, view, context)) return refused(view, command, ['inviteFirst', { person }]);
  if (ownerOf(view) === person) return told(view, command, ['taken', { person, at: view.owner?.since ?? null }]);
  const proposed = { ...done(view, command), proposed: { user: person, by: author, at } };
  const noticed = { ...proposed, notices: [...view.notices, { what: 'proposed', to: person, by: author, line, at } as const] };
  const open = escalationOf(view);
  return open === null ? noticed : logged(noticed, open, { what: 'proposed', at, by: author, person, line });
}

/** ES-02: of a private ask not even its existence is told to somebody to whom it was not given. */
function mayKnow(person: number, { guests }: EscalationView, { ticket: { topic, membership }, community, rolesOf, at }: Context): boolean {
  if (!topic.isPrivate && !membership?.isPrivateAsk) return true;
  const roles = rolesOf(person, at);
  const there = topic.participants?.groups ?? [];
  const hasAllExperts = community.roles.expert.every((group) => there.includes(group));
  const isThere = guests.some(({ room, user, isPresent }) => room === null && user === person && isPresent);
  return isThere || roles.has('facilitator') || roles.has('deskLead') || (roles.has('expert') && hasAllExperts);
}

/** Declining needs a reason and returns with notice (ES-07). */
export function decline(view: EscalationView, command: CommandOf<'decline'>, context: Context): EscalationView {
  const { author, at, id: line, roles } = command;
  const escalation = meant(view, command, context);
  const open = escalation?.end ? null : escalation;
  const entry = { what: 'declined', at, by: author, person: null, line } as const;
  if (view.proposed?.user === author) {
    const { by } = view.proposed;
    const notice = by === null ? [] : [{ what: 'declined', to: by, by: author, line, at } as const];
    const freed = { ...done(view, command), proposed: null, notices: [...view.notices, ...notice] };
    return open === null ? freed : logged(freed, open, entry);
  }
  if (view.owner !== null && ownerOf(view) === author) return returned(view, command, open);
  if (open === null) return refused(view, command, [escalation === null ? 'nothingOpen' : 'hasEnded']);
  if (open.accepted !== null) return refused(view, command, ['taken', { person: open.accepted.by, at: open.accepted.at }]);
  if (!roles.has('expert') && !roles.has('signer')) return refused(view, command, ['notInGroup', { groups: open.groups }]);
  if (open.log.some(({ what, by }) => what === 'declined' && by === author)) return told(view, command, ['alreadyDeclined']);
  return logged(done(view, command), open, entry);
}

/** ES-09: back to who was responsible before, with notice. */
export function handBack(view: EscalationView, command: CommandOf<'hand back'>, context: Context): EscalationView {
  const escalation = meant(view, command, context);
  if (escalation?.end) return refused(view, command, ['hasEnded']);
  if (escalation === null && view.owner === null) return refused(view, command, ['nothingOpen']);
  if (!maySteer(view, command)) return refused(view, command, ['notOwner', { person: ownerOf(view) }]);
  return returned(view, command, escalation);
}

function returned(view: EscalationView, command: CommandOf<'hand back'> | CommandOf<'decline'>, open: Escalation | null): EscalationView {
  const { author: by, at, id: line } = command;
  const handed = done(view, command);
  if (open === null) return { ...handed, owner: null, proposed: null };
  const { formerOwner, cause } = open;
  const asker = cause.type === 'command' && cause.asAsker;
  const from = cause.type === 'command' || cause.type === 'handed' ? cause.by : null;
  const to = formerOwner?.user ?? (asker ? null : from);
  const notices = to === null || to === by ? [] : [{ what: 'handedBack', to, by, line, at } as const];
  const back = { ...handed, owner: formerOwner, proposed: null, notices: [...view.notices, ...notices] };
  return ended(back, open, { at, how: 'handedBack', by, line });
}

/** ES-09: with a result when a good answer stands, else without one. */
export function end(view: EscalationView, command: CommandOf<'end'>, context: Context): EscalationView {
  const escalation = meant(view, command, context);
  if (escalation === null) return refused(view, command, ['nothingOpen']);
  if (escalation.end) return refused(view, command, ['hasEnded']);
  if (!maySteer(view, command)) return refused(view, command, ['notOwner', { person: ownerOf(view) }]);
  const { author: by, at, id: line } = command;
  const hasResult = view.silence.answers.length > 0 || context.ticket.topic.accepted !== null;
  const finished = ended(done(view, command), escalation, { at, how: hasResult ? 'result' : 'without', by, line });
  return hasResult ? finished : { ...finished, owner: escalation.formerOwner };
}

/** Who is made responsible by the forum accepts what is open, if she may see it. */
export function acceptedInForum(view: EscalationView, user: number, context: Context): EscalationView {
  const open = escalationOf(view);
  const accepts = open !== null && context.rolesOf(user, context.at).has('expert');
  return ownedBy(view, { user, since: context.at, by: 'forum' }, { escalation: accepts ? open : null, line: null });
}

export function groupsOfRoom(view: EscalationView, context: Context): EscalationView {
  return view.escalations.reduce((all, one) => {
    const room = [...context.ticket.rooms.values()].find(({ key }) => key === one.key);
    const groups = room?.participants?.groups ?? [];
    return one.cause.type === 'unknown' && one.groups.length === 0 && groups.length > 0
      ? changed(all, one, (it) => ({ ...it, groups }))
      : all;
  }, view);
}
