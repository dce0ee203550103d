import { addSeconds } from '../../../shared/instant.js';
import { inOneLine } from '../../../shared/one-line.js';
import { groupIn } from '../../../shared/placeholders.js';
import { pathLink } from '../../../shared/path-link.js';
import type { OwnWant, Part, TicketView, Want, WantContext } from '../../engine/feature.js';
import { messages } from './messages.js';
import { privateNotices } from './private-notices.js';
import type { TriageSettings } from './settings.js';
import { meTooOf, type LinkedTo, type Said, type TriageView } from './view.js';

type Context = WantContext<TriageSettings>;

interface Line {
  readonly line: string;
  readonly because: string;
  readonly about?: 'holder' | 'mode';
}

/** A group is told of what comes now, not of what came before somebody switched that on. */
const ROUTED_SECONDS = 3600;

/** Who has it (CL-04) and who decides (TR-11), as lines of the topic's one status post, and who is told. */
export function wants(view: TriageView, ticket: TicketView, context: Context): Array<Part | Want> {
  const { topic, membership } = ticket;
  if (membership === null || topic.deletedAt !== null || topic.merged !== null) return [];
  // Nobody waits for an answer to what the desk's own people wrote; a bot's post there would only be noise.
  if (view.byOwnPeople) return [];
  const lines = statusLines(view, ticket, context).filter((line) => line !== null);
  return [
    ...lines.map((line): Part => ({ type: 'StatusPart', topic: topic.id, ...line })),
    ...untriagedNotices(view, ticket, context),
    ...routedNotice(view, ticket, context),
    ...(topic.isPrivate ? [] : privateNotices(view, ticket, context)),
  ];
}

function statusLines(view: TriageView, ticket: TicketView, { words, locale }: Context): Array<Line | null> {
  const say = messages[locale];
  const { lane, mode } = view.byPeople;
  const count = meTooOf(view, ticket).length;
  const { pointers, duplicateOf } = view;
  return [
    holderLine(view, ticket, { words, locale }),
    lane && lane.value === view.lane ? { line: say.laneChanged(lane.value, quoted(lane), words), because: view.why.lane } : null,
    { line: say.mode(view.mode, words), because: view.why.mode, about: 'mode' },
    mode && mode.value === view.mode ? { line: say.modeChanged(quoted(mode), words), because: view.why.mode } : null,
    duplicateOf && { line: say.duplicateOf(linkTo(duplicateOf), words), because: 'a person said so' },
    pointers.length > 0 ? { line: say.seeAlso(pointers.map(linkTo)), because: 'a person pointed to it' } : null,
    ticket.topic.mergedHere.length > 0
      ? {
          line: say.joined(ticket.topic.mergedHere.map((one) => linkTo({ topic: one.topic, post: null }))),
          because: 'it was merged into this one',
        }
      : null,
    count > 0 ? { line: say.meToo(count, words), because: 'they said "me too"' } : null,
    asksForOutcome(view, ticket) ? { line: say.askForOutcome(words), because: 'it was closed and nobody has said how it ended' } : null,
  ];
}

function holderLine(view: TriageView, { topic }: TicketView, { words, locale }: Pick<Context, 'words' | 'locale'>): Line | null {
  const say = messages[locale];
  const about = 'holder';
  if (topic.accepted !== null || topic.closed) return null;
  if (topic.assignee !== null) return { line: say.takenOn(words), because: 'it was accepted in the forum', about };
  if (view.lane === 'community') return { line: say.openToMembers(words), because: view.why.lane, about };
  return {
    line:
      view.queue === 'experts' ? say.withExperts(view.route === null ? '' : groupIn(view.route.group), words) : say.withFacilitators(words),
    because: view.why.queue,
    about,
  };
}

/** TR-29; a discussion has no outcome (TR-04). */
function asksForOutcome(view: TriageView, { topic }: TicketView): boolean {
  const isUnsaid = view.outcomes.asker === null && view.outcomes.desk === null && topic.accepted === null && view.duplicateOf === null;
  return isUnsaid && view.kind !== 'discussion' && view.closedSince !== null && view.closedSince === view.outcomeAskedAt;
}

/** People's words: shown, never carried out. */
function quoted({ reason }: Said<unknown>): string | null {
  return reason === null ? null : inOneLine(reason);
}

function linkTo({ topic, post }: LinkedTo): string {
  const path = post === null ? `/t/${topic}` : `/t/${topic}/${post}`;
  return pathLink(path);
}

/** TR-08. No title: a notice about a private question reads like any other. */
function untriagedNotices({ untriaged }: TriageView, ticket: TicketView, context: Context): Want[] {
  if (untriaged === null || untriaged.isLookedAfter) return [];
  const { words, locale, settings, community } = context;
  const { facilitator, deskLead } = community.roles;
  const topic = ticket.topic.id;
  return untriaged.told.flatMap((number) => {
    const groups = number > 1 && deskLead.length > 0 ? deskLead : facilitator;
    const minutes = settings.noticeAfterMinutes[number - 1];
    if (groups.length === 0 || minutes === undefined) return [];
    const title = messages[locale].untriagedTitle(`HD-${topic}`, words);
    const raw = messages[locale].untriaged(linkTo({ topic, post: null }), minutes, words);
    return [message(`message:ticket:${topic}:untriaged:${number}`, { title, raw, users: [], groups }, 'nobody has triaged it')];
  });
}

/** TR-07, where the community wants it. */
function routedNotice({ route, queue, why }: TriageView, { topic }: TicketView, { settings, words, locale }: Context): Want[] {
  const isOpen = topic.assignee === null && topic.accepted === null && !topic.closed;
  if (!settings.notifyGroups || route === null || queue !== 'experts' || !isOpen) return [];
  const title = messages[locale].routedTitle(`HD-${topic.id}`, words);
  const raw = messages[locale].routed(linkTo({ topic: topic.id, post: null }), groupIn(route.group), words);
  const value = { title, raw, users: [], groups: [route.group] };
  const want = message(`message:ticket:${topic.id}:routed:${route.group}`, value, why.queue);
  return [{ ...want, notAfter: addSeconds(route.since, ROUTED_SECONDS) }];
}

function message(key: string, value: OwnWant<'message'>['value'], because: string): OwnWant<'message'> {
  return { type: 'Want', kind: 'message', key, value, because, notAfter: null, isAskedFor: false };
}
