import type { Command, FoldContext, Offer } from '../../engine/feature.js';
import { escalate, handTo, hasEnded } from './escalate.js';
import { invite, note, remove } from './people.js';
import type { EscalationSettings } from './settings.js';
import { accept, assign, decline, end, handBack } from './take.js';
import { escalationOf, type EscalationView, type SayCode } from './view.js';
import { voided } from './voiding.js';

type Context = FoldContext<EscalationSettings>;

/** The lines that pass a question on, take it on and give it back. */
export function obeyed(view: EscalationView, command: Command, context: Context): EscalationView {
  switch (command.word) {
    case 'escalate':
      return escalate(view, command, context);
    case 'hand to':
      return handTo(view, command, context);
    case 'accept':
      return accept(view, command, context);
    case 'assign':
      return assign(view, command, context);
    case 'decline':
      return decline(view, command, context);
    case 'hand back':
      return handBack(view, command, context);
    case 'end':
      return end(view, command, context);
    case 'invite':
      return invite(view, command, context);
    case 'remove':
      return remove(view, command, context);
    case 'note':
      return note(view, command, context);
    case 'void':
      return voided(view, command, context);
    default:
      return view;
  }
}

/** Only of the name that was given: how the question stands is no obstacle. */
const ABOUT_THE_NAME: ReadonlySet<SayCode> = new Set(['unknownPerson', 'unknownGroup']);

export function offer(view: EscalationView, command: Command, context: Context): Offer | null {
  const said = obeyed(view, command, context).said.find(({ id }) => id === command.id);
  if (said === undefined) return null;
  if (said.code === 'tooEarly' || said.code === 'onceADay') return said.at === null ? false : { from: said.at };
  if (command.word === 'remove') return view.guests.some(({ room, isPresent }) => room === command.room && isPresent);
  if (said.outcome !== 'done') return said.code !== null && ABOUT_THE_NAME.has(said.code);
  // Nobody need take on what is over, though who wants to may.
  return command.word !== 'accept' || escalationOf(view) !== null || !isOver(context);
}

function isOver(context: Context): boolean {
  return hasEnded(context) || context.ticket.topic.accepted !== null;
}
