import type { CommandOf, FoldContext } from '../../engine/feature.js';
import { logged } from './course.js';
import { done, refused, told } from './said.js';
import type { EscalationSettings } from './settings.js';
import { meant } from './take.js';
import { escalationOf, type EscalationView, type Guest } from './view.js';

type Context = FoldContext<EscalationSettings>;

/** ES-16: so many persons are invited by name into one room. */
const MOST_GUESTS = 20;

/** ES-16: only people with a role of the community; the asker never (ES-03). */
export function invite(view: EscalationView, command: CommandOf<'invite'>, context: Context): EscalationView {
  const { person, at, author, id: line, room } = command;
  const escalation = room === null ? null : meant(view, command, context);
  if (escalation?.end) return refused(view, command, ['hasEnded']);
  if (person === null) return refused(view, command, ['unknownPerson']);
  if (person === context.ticket.topic.asker) return refused(view, command, ['neverTheAsker']);
  const roles = context.rolesOf(person, at);
  if (roles.size === 0) return refused(view, command, ['noRole', { person }]);
  const present = view.guests.filter((guest) => guest.room === room && guest.isPresent);
  if (present.some(({ user }) => user === person)) return told(view, command, ['alreadyIn', { person }]);
  if (roles.has('expert') && isForAllExperts(escalation?.groups ?? [], context)) return told(view, command, ['alreadyIn', { person }]);
  if (present.length >= MOST_GUESTS) return refused(view, command, ['tooMany']);
  const invited = withGuest(done(view, command), { room, user: person, isPresent: true });
  return escalation === null ? invited : logged(invited, escalation, { what: 'invited', at, by: author, person, line });
}

/** Every group of experts is in the room: each expert is, by her group. */
function isForAllExperts(groups: readonly number[], { community }: Context): boolean {
  return community.roles.expert.length > 0 && community.roles.expert.every((group) => groups.includes(group));
}

export function remove(view: EscalationView, command: CommandOf<'remove'>, context: Context): EscalationView {
  const { person, at, author, id: line, room } = command;
  const escalation = room === null ? null : meant(view, command, context);
  if (escalation?.end) return refused(view, command, ['hasEnded']);
  if (person === null) return refused(view, command, ['unknownPerson']);
  if (!view.guests.some((guest) => guest.room === room && guest.user === person && guest.isPresent))
    return refused(view, command, ['notIn', { person }]);
  const removed = withGuest(done(view, command), { room, user: person, isPresent: false });
  return escalation === null ? removed : logged(removed, escalation, { what: 'removed', at, by: author, person, line });
}

/** TR-32: a note goes into the room, never into the topic. */
export function note(view: EscalationView, command: CommandOf<'note'>, context: Context): EscalationView {
  const { at, author, id: line } = command;
  const escalation = meant(view, command, context) ?? escalationOf(view);
  if (escalation === null || escalation.end !== null) return refused(view, command, ['openFirst']);
  return logged(done(view, command), escalation, { what: 'note', at, by: author, person: null, line });
}

/** ES-16: who was invited by name and holds no role any more leaves at the next event of the ticket. */
export function withoutFormer(view: EscalationView, context: Context): EscalationView {
  const gone = view.guests.filter(({ user, isPresent }) => isPresent && context.rolesOf(user, context.at).size === 0);
  return gone.reduce((all, guest) => withGuest(all, { ...guest, isPresent: false }), view);
}

function withGuest(view: EscalationView, guest: Guest): EscalationView {
  const others = view.guests.filter(({ room, user }) => room !== guest.room || user !== guest.user);
  return { ...view, guests: [...others, guest] };
}
