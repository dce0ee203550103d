import type { FoldContext, TicketEvent } from '../../engine/feature.js';
import type { Fact, LineGiven } from '../../../shared/facts.js';
import { pressedLineId } from '../../../shared/pressed-line.js';
import { ended, released, withRoomOf } from './course.js';
import { withoutRole } from './leaving.js';
import { withClocks } from './expert-clocks.js';
import { withLadder } from './ladder/plan.js';
import { obeyed } from './obey.js';
import { withoutFormer } from './people.js';
import type { EscalationSettings } from './settings.js';
import { withSilence } from './silence.js';
import { acceptedInForum, groupsOfRoom } from './take.js';
import { escalationOf, ownerOf, type EndHow, type EscalationView } from './view.js';

type Context = FoldContext<EscalationSettings>;

/** Every event: what it is in itself, then what it means for the timer, the guests and what is open. */
export function fold(view: EscalationView, event: TicketEvent, context: Context): EscalationView {
  const happened = withEvent(view, event, context);
  const timed = withSilence(happened, event, context);
  const settled = withEnd(withoutFormer(timed, context), event, context);
  return withLadder(withClocks(view, settled, context), context, { isPass: false });
}

function withEvent(view: EscalationView, event: TicketEvent, context: Context): EscalationView {
  switch (event.type) {
    case 'CommandLines':
      return withLines(view, event);
    case 'LineGiven':
      // What was said to the desk in private, or about a whisper, stands nowhere and is told nowhere else.
      return isHidden(event, context) ? view : withPressed(view, event);
    case 'RoomEvent':
      return roomEvent(view, event.event, context);
    case 'CommunityEntered':
      return event.from === null ? view : { ...view, cameHereAt: context.at };
    case 'RoomOpened':
      return groupsOfRoom(withRoomOf(view, { key: event.key, at: context.at }, keysOfRooms(context)), context);
    case 'SmallAction':
      return withAssignment(view, event, context);
    case 'MembershipEnded':
      return withoutRole(view, event.user, context);
    case 'Command':
      return obeyed(view, event.command, context);
    default:
      return view;
  }
}

function keysOfRooms({ ticket }: Context): ReadonlySet<string> {
  return new Set([...ticket.rooms.values()].map(({ key }) => key));
}

function withLines(view: EscalationView, { post, lines }: Extract<Fact['body'], { type: 'CommandLines' }>): EscalationView {
  if (lines.length === 0) return view;
  const added = Object.fromEntries(lines.map(({ hash, textId }) => [`${post}/${hash}`, textId]));
  return { ...view, lines: { ...view.lines, ...added } };
}

function isHidden({ post }: Pick<LineGiven, 'post'>, { ticket: { topic } }: Context): boolean {
  return topic.isPrivate || (post !== null && topic.posts.get(post)?.kind === 'whisper');
}

function withPressed(view: EscalationView, pressed: LineGiven): EscalationView {
  return { ...view, lines: { ...view.lines, [pressedLineId(pressed)]: pressed.textId } };
}

function roomEvent(view: EscalationView, event: Fact['body'], context: Context): EscalationView {
  if (event.type === 'CommandLines') return withLines(view, event);
  return event.type === 'LineGiven' ? withPressed(view, event) : groupsOfRoom(view, context);
}

/** TR-18: assigning herself is accepting; another actor proposes; what we showed there ourselves says nothing new. */
function withAssignment(view: EscalationView, action: Extract<Fact['body'], { type: 'SmallAction' }>, context: Context): EscalationView {
  const { actor, code } = action;
  const { assignee, proposed } = context.ticket.topic;
  if (actor === context.botId) return view;
  if (code === 'unassigned' || code === 'unassigned_group') return released(view, context.at, actor);
  if (code !== 'assigned' && code !== 'reassigned') return view;
  if (proposed !== null) return { ...view, proposed: { user: proposed, by: actor, at: context.at } };
  if (assignee === null || assignee !== actor || ownerOf(view) === assignee) return view;
  return acceptedInForum(view, assignee, context);
}

/** ES-09: nothing stays open in a ticket that has ended, or that was solved meanwhile. */
function withEnd(view: EscalationView, event: TicketEvent, { at, ticket: { topic } }: Context): EscalationView {
  const open = escalationOf(view);
  if (open === null) return view;
  const isSolved = topic.accepted !== null && topic.accepted.from >= open.at;
  const ends: ReadonlyArray<readonly [EndHow, boolean]> = [
    ['left', event.type === 'CommunityLeft'],
    ['deleted', topic.deletedAt !== null],
    ['merged', topic.merged !== null],
    ['closed', topic.closed],
    ['archived', topic.archived],
    ['solved', isSolved],
  ];
  const how = ends.find(([, holds]) => holds)?.[0];
  return how === undefined ? view : ended(view, open, { at, how });
}
