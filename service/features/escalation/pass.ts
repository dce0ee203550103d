import type { Instant } from '../../../shared/instant.js';
import type { FoldContext, TicketView } from '../../engine/feature.js';
import { opened } from './course.js';
import { groupsOfLevel } from './groups.js';
import type { EscalationSettings } from './settings.js';
import { escalationOf, type EscalationView } from './view.js';

/** When nobody has given a good answer for so long that the experts get it (CL-05, ES-06). */
export function nextInstant({ silence }: EscalationView): Instant | null {
  const { due, stopped, runsFrom, ranOutAt } = silence;
  if (due === null || stopped !== null || runsFrom === null || ranOutAt !== null) return null;
  return due > runsFrom ? due : runsFrom;
}

/** Happens once: with an escalation open the experts know of it already. */
export function pass(view: EscalationView, ticket: TicketView, at: Instant, context: FoldContext<EscalationSettings>): EscalationView {
  if (nextInstant(view) !== at) return view;
  const ranOut = { ...view, silence: { ...view.silence, ranOutAt: at } };
  const groups = groupsOfLevel(1, { ...context, ticket });
  if (escalationOf(view) !== null || groups.length === 0) return ranOut;
  return opened(ranOut, { cause: { type: 'silence' }, level: 1, groups }, { at, topicId: ticket.topic.id });
}
