import { addSeconds } from '../../../shared/instant.js';
import { personIn } from '../../../shared/placeholders.js';
import { pathLink } from '../../../shared/path-link.js';
import type { OwnWant, TicketView, Want, WantContext } from '../../engine/feature.js';
import { messages } from './messages.js';
import type { EscalationSettings } from './settings.js';
import type { EscalationView } from './view.js';

type Context = WantContext<EscalationSettings>;

const NOTICE_SECONDS = 86_400;

/** What whole groups are told: that something waits for them again, and what is left of a question that was deleted (table 0.3). */
export function groupNotices(view: EscalationView, ticket: TicketView, context: Context): Want[] {
  return [...cameBack(view, ticket, context), ...roomsStay(ticket, context)];
}

function cameBack(view: EscalationView, { topic }: TicketView, { words, locale }: Context): Want[] {
  const say = messages[locale];
  return view.cameBack.flatMap(({ from, at, groups }) => {
    if (groups.length === 0) return [];
    const value = {
      title: say.cameBackTitle(`HD-${topic.id}`),
      raw: say.cameBack(personIn(from), pathLink(`/t/${topic.id}`), words),
      users: [],
      groups,
    };
    const want = message(`message:ticket:${topic.id}:came-back:${from}:${at}`, value, 'who had taken it on holds no role any more');
    return [{ ...want, notAfter: addSeconds(at, NOTICE_SECONDS) }];
  });
}

function roomsStay({ topic, rooms }: TicketView, { words, locale, community }: Context): Want[] {
  const groups = community.roles.facilitator;
  if (topic.deletedAt === null || rooms.size === 0 || groups.length === 0) return [];
  const links = [...rooms.keys()].map((room) => pathLink(`/t/${room}`)).join(', ');
  const say = messages[locale];
  const value = { title: say.roomsStayTitle(`HD-${topic.id}`), raw: say.roomsStay(links, words), users: [], groups };
  return [message(`message:ticket:${topic.id}:rooms-stay`, value, 'the question was deleted, and what experts said about it stays')];
}

function message(key: string, value: OwnWant<'message'>['value'], because: string): OwnWant<'message'> {
  return { type: 'Want', kind: 'message', key, value, because, notAfter: null, isAskedFor: false };
}
