import { groupIn, personIn } from '../../../shared/placeholders.js';
import { pathLink } from '../../../shared/path-link.js';
import type { Act, OwnWant, Part, TicketView, Want, WantContext } from '../../engine/feature.js';
import { refusalTexts, type Obstacle } from './refusal-texts.js';
import type { EscalationSettings } from './settings.js';
import type { EscalationView } from './view.js';

type Context = WantContext<EscalationSettings>;

const OBSTACLES: Readonly<Record<string, Obstacle>> = {
  ['assignee_at_limit']: 'limit',
  ['assignee_without_access']: 'access',
  ['not_assignable']: 'other',
  ['too_many_recipients']: 'recipients',
  ['recipient_not_messageable']: 'messages',
  ['recipient_unknown']: 'unknown',
  ['group_too_large']: 'large',
};

/** TR-18: our record keeps the owner. Where there is no Assign, or the bot may not assign at all, there is nothing to say of her. */
export function assignRefused({ owner }: EscalationView, { topic }: TicketView, { acts, locale }: Context): Part[] {
  const last = acts.findLast(({ key }) => key === `assign:topic:${topic.id}`);
  const obstacle = last?.outcome === 'refused' ? OBSTACLES[codeOf(last)] : undefined;
  if (owner === null || last === undefined || obstacle === undefined || last.at < owner.since) return [];
  const line = refusalTexts[locale].notAssigned(personIn(owner.user), obstacle);
  return [{ type: 'StatusPart', topic: topic.id, line, because: 'the forum refused the assignment' }];
}

/** ES-16: what the forum refused is told to the facilitators, once for each room and person. */
export function refusedNotices(view: EscalationView, ticket: TicketView, context: Context): Want[] {
  const texts = refusalTexts[context.locale];
  const { words } = context;
  const rooms = view.escalations.flatMap(({ key, groups, end }) => {
    const obstacle = end === null ? refusedBecause(key, context) : null;
    return obstacle === null ? [] : [notice(key, texts.room(groups.map(groupIn).join(', '), obstacle, words), { ticket, context })];
  });
  const guests = view.guests.flatMap(({ room, user, isPresent }) => {
    const key = `invite:topic:${room ?? ticket.topic.id}:user:${user}`;
    const obstacle = isPresent ? refusedBecause(key, context) : null;
    return obstacle === null ? [] : [notice(key, texts.invite(personIn(user), obstacle, words), { ticket, context })];
  });
  return [...rooms, ...guests].filter((want) => want.value.groups.length > 0);
}

/** Groups that are asked where the size of a group, or the forum, stands in the way of a room: a lead is a facilitator too. */
export function mayDecide({ community: { roles } }: Pick<Context, 'community'>): readonly number[] {
  return roles.facilitator.length > 0 ? roles.facilitator : roles.deskLead;
}

export function isRefused(key: string, context: Pick<Context, 'acts'>): boolean {
  return refusedBecause(key, context) !== null;
}

function refusedBecause(key: string, { acts }: Pick<Context, 'acts'>): Obstacle | null {
  const last = acts.findLast((act) => act.key === key);
  return last?.outcome === 'refused' ? (OBSTACLES[codeOf(last)] ?? 'other') : null;
}

/** Reasons begin with one of our codes: `too_many_recipients (422)`. */
function codeOf({ reason }: Act): string {
  return reason?.split(' ', 1)[0] ?? '';
}

function notice(
  key: string,
  sentence: string,
  { ticket, context }: { readonly ticket: TicketView; readonly context: Context },
): OwnWant<'message'> {
  const { locale, words } = context;
  const title = refusalTexts[locale].title(`HD-${ticket.topic.id}`, words);
  const raw = `${sentence}\n\n${pathLink(`/t/${ticket.topic.id}`)}`;
  return {
    type: 'Want',
    kind: 'message',
    key: `message:refused:${key}`,
    value: { title, raw, users: [], groups: mayDecide(context) },
    because: 'the forum refused what was wanted',
    notAfter: null,
    isAskedFor: false,
  };
}
