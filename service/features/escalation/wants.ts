import { personIn } from '../../../shared/placeholders.js';
import { addSeconds } from '../../../shared/instant.js';
import { pathLink } from '../../../shared/path-link.js';
import type { Part, TicketView, Want, WantContext } from '../../engine/feature.js';
import { wordsOfLine } from './line-text.js';
import { groupNotices } from './group-notices.js';
import { ladderWants } from './ladder/wants.js';
import { messages } from './messages.js';
import { promisedReminder } from './promised.js';
import { assignRefused, isRefused, refusedNotices } from './refused.js';
import { roomWants } from './room-wants.js';
import { promisedBy, whenText } from './saying.js';
import type { EscalationSettings } from './settings.js';
import { escalationOf, type EscalationView, type PersonNotice } from './view.js';

type Context = WantContext<EscalationSettings>;

/** After a day nobody waits for the notice any more. */
const NOTICE_SECONDS = 86_400;

export function wants(view: EscalationView, ticket: TicketView, context: Context): Array<Want | Part> {
  const { membership, topic } = ticket;
  if (membership === null) return [];
  const isGone = topic.deletedAt !== null || topic.merged !== null;
  return [
    ...roomWants(view, ticket, context),
    ...guestWants(view, ticket),
    ...groupNotices(view, ticket, context),
    ...refusedNotices(view, ticket, context),
    ...view.notices.map((notice) => noticeWant(notice, { view, ticket, context })),
    ...(isGone
      ? []
      : [
          ...ladderWants(view, ticket, context),
          ...promisedReminder(view, ticket, context),
          ...assignWants(view, ticket, context),
          ...assignRefused(view, ticket, context),
          ...statusParts(view, ticket, context),
        ]),
  ];
}

/** The public topic shows state only: no names but the owner's, no reasons (ES-03, ES-09). */
function statusParts(view: EscalationView, ticket: TicketView, context: Context): Part[] {
  const lines = linesOf(view, ticket, context);
  // It says who has the question; triage's line would name its first queue.
  return lines.map((line, index) => (index === lines.length - 1 ? { ...line, about: 'holder' } : line));
}

type StatusLine = Extract<Part, { type: 'StatusPart' }>;

function linesOf(view: EscalationView, { topic, ...ticket }: TicketView, context: Context): StatusLine[] {
  if (topic.closed || topic.archived || topic.accepted !== null) return [];
  const { locale, words } = context;
  const say = messages[locale];
  const open = escalationOf(view);
  const part = (line: string, because: string): StatusLine => ({ type: 'StatusPart', topic: topic.id, line, because });
  const owned = view.owner
    ? [part(say.takenOnBy(personIn(view.owner.user), whenText(view.owner.since, context), words), 'it was accepted')]
    : [];
  // Nobody has been asked whose room the forum refused (ES-16).
  if (open === null || open.accepted !== null || isRefused(open.key, context)) return owned;
  const isSilence = open.cause.type === 'silence';
  const since = whenText(open.at, context);
  const line = isSilence ? say.automatically(since, words) : say.withExperts(since, words);
  const due = promisedBy({ topic, ...ticket });
  const because = isSilence ? 'escalated automatically because nobody gave a good answer in time' : 'passed to the experts';
  return [part(due === null ? line : `${line} ${say.expectedBy(whenText(due, context), words)}`, because), ...owned];
}

/** TR-18: where Assign is installed it shows the owner. Nobody is taken away whom we did not show. */
function assignWants({ owner }: EscalationView, { topic }: TicketView, { settings, acts }: Context): Want[] {
  const key = `assign:topic:${topic.id}`;
  if (!settings.showOwnerWithAssign || (owner === null && !acts.some((act) => act.key === key))) return [];
  const because = owner === null ? 'nobody is responsible any more' : 'she accepted it';
  const value = { topic: topic.id, user: owner?.user ?? null };
  return [{ type: 'Want', kind: 'assign', key, value, because, notAfter: null, isAskedFor: false }];
}

function guestWants({ guests, escalations }: EscalationView, { topic, rooms }: TicketView): Want[] {
  return guests.flatMap(({ room, user, isPresent }) => {
    const ofRoom = escalations.find(({ key }) => room !== null && rooms.get(room)?.key === key);
    if (room !== null && ofRoom?.end) return [];
    const there = room ?? topic.id;
    const because = isPresent ? 'invited by name' : 'removed, or without a role of the community';
    const value = { topic: there, who: { user }, present: isPresent };
    return [{ type: 'Want', kind: 'invite', key: `invite:topic:${there}:user:${user}`, value, because, notAfter: null, isAskedFor: true }];
  });
}

function noticeWant(
  { what, to, by, line, at }: PersonNotice,
  { view, ticket, context }: { readonly view: EscalationView; readonly ticket: TicketView; readonly context: Context },
): Want {
  const { locale, words, botId } = context;
  const say = messages[locale];
  // What was said in a room stays there: the one who is told may be no member of it (ES-02).
  const said = wordsOfLine(line, { view, ticket, context, room: null });
  const raw = [
    say.notice[what](personIn(by), pathLink(`/t/${ticket.topic.id}`), words),
    ...(what === 'proposed' ? [say.acceptLine(`${personIn(botId)} accept`, words)] : []),
    ...(said === null ? [] : said.isQuote ? [say.reason(words), said.text] : [said.text]),
  ].join('\n\n');
  return {
    type: 'Want',
    kind: 'message',
    key: `message:${what}:topic:${ticket.topic.id}:${line}`,
    value: { title: say.noticeTitle[what](`HD-${ticket.topic.id}`, words), raw, users: [to], groups: [] },
    because: 'she is asked for something, or waits for it',
    notAfter: addSeconds(at, NOTICE_SECONDS),
    isAskedFor: true,
  };
}
