import { groupIn, personIn } from '../../../shared/placeholders.js';
import type { OwnWant, RoomView, TicketView, Want, WantContext } from '../../engine/feature.js';
import { wordsOfLine } from './line-text.js';
import { messages } from './messages.js';
import { mayDecide } from './refused.js';
import { roomPost, roomTitle } from './room-post.js';
import type { EscalationSettings } from './settings.js';
import type { EndHow, Escalation, EscalationView, Happening } from './view.js';

type Context = WantContext<EscalationSettings>;

/** The rooms (ES-03), what is said in them (ES-09), who is in them (ES-16), and that they close. */
export function roomWants(view: EscalationView, ticket: TicketView, context: Context): Want[] {
  return view.escalations.flatMap((escalation) => {
    const room = [...ticket.rooms.values()].find(({ key }) => key === escalation.key);
    const isAsked = escalation.end === null && escalation.cause.type !== 'unknown';
    const opening = isAsked && escalation.groups.length > 0 ? [roomWant({ view, escalation, ticket, context })] : [];
    return room ? [...opening, ...spokenIn(room, { view, escalation, ticket, context })] : opening;
  });
}

interface Told {
  readonly view: EscalationView;
  readonly escalation: Escalation;
  readonly ticket: TicketView;
  readonly context: Context;
}

function roomWant({ view, escalation, ticket, context }: Told): OwnWant<'room'> {
  const { cause, key, groups, isAllowed, timesAsked } = escalation;
  const mostMembers = isAllowed || mayDecide(context).length === 0 ? null : context.settings.largeGroup;
  return {
    type: 'Want',
    kind: 'room',
    key,
    value: {
      title: roomTitle(ticket, context),
      raw: roomPost({ view, escalation, ticket, context }),
      users: [],
      groups,
      mostMembers,
      timesAsked,
    },
    because: cause.type === 'silence' ? 'nobody gave a good answer in time' : 'somebody passed it to the experts',
    notAfter: null,
    isAskedFor: cause.type !== 'silence',
  };
}

function spokenIn(room: RoomView, told: Told): Want[] {
  const { escalation, context } = told;
  const { log, end } = escalation;
  const here = { ...told, room: room.id };
  const said = log.map((one) => postWant(room, { what: `${one.what}:${one.line ?? one.at}`, raw: happened(one, here) }));
  if (end === null) return fresh(said, context);
  const close: OwnWant<'close'> = {
    type: 'Want',
    kind: 'close',
    key: `close:topic:${room.id}`,
    value: { topic: room.id, closed: true },
    because: 'the escalation has ended',
    notAfter: null,
    isAskedFor: false,
  };
  const last = postWant(room, { what: `ended:${end.line ?? end.at}`, raw: lastLine(here) });
  return [...fresh(isLeft(room, told) ? said : [...said, last], context), close];
}

/** The marker of a post is made of its key: it names the room, which is one in the whole forum. */
function postWant(room: RoomView, { what, raw }: { readonly what: string; readonly raw: string }): OwnWant<'post'> {
  return {
    type: 'Want',
    kind: 'post',
    key: `post:room:${room.id}:${what}`,
    value: { topic: room.id, raw, replyTo: null },
    because: 'those in the room are told what happens',
    notAfter: null,
    isAskedFor: true,
  };
}

/** It had ended before what asked for it was taken away, as in a merge, which takes the line along: those in the room know. */
function isLeft({ id }: RoomView, { escalation, context }: Told): boolean {
  const said = context.acts.some(({ key, outcome }) => key.startsWith(`post:room:${id}:ended:`) && outcome === 'done');
  return said && escalation.end?.how === 'withdrawn';
}

/** Said once: what was sent is not written anew because words of the community have changed. */
function fresh(posts: ReadonlyArray<OwnWant<'post'>>, { acts }: Context): Want[] {
  return posts.filter(({ key }) => !acts.some((act) => act.key === key && act.outcome === 'done'));
}

interface ToldHere extends Told {
  /** The room in which it is told. */
  readonly room: number;
}

function happened(one: Happening, told: ToldHere): string {
  const { locale, words } = told.context;
  const doing = { by: nameOf(one.by), person: nameOf(one.person), group: '' };
  return withText(messages[locale].happened[one.what](doing, words), one.line, told);
}

function lastLine(told: ToldHere): string {
  const { view, escalation, ticket, context } = told;
  const { end, number } = escalation;
  if (end === null) return '';
  const next = view.escalations.find(({ cause }) => cause.type === 'handed' && cause.from === number);
  const doing = { by: nameOf(end.by), person: '', group: (next?.groups ?? []).map(groupIn).join(', ') };
  return withText(messages[context.locale].ended[howIn(end.how, ticket)](doing, context.words), end.line, told);
}

/** A merge takes the line along that asked for the room: nobody took it back. */
function howIn(how: EndHow, { topic }: TicketView): EndHow {
  return how === 'withdrawn' && topic.merged !== null ? 'merged' : how;
}

function withText(sentence: string, line: string | null, told: ToldHere): string {
  const said = wordsOfLine(line, told);
  return said === null ? sentence : `${sentence}\n\n${said.text}`;
}

function nameOf(person: number | null): string {
  return person === null ? '' : personIn(person);
}
