import { earliest, type Instant } from '../../../shared/instant.js';
import type { FoldContext, TicketView } from '../../engine/feature.js';
import { nextOf } from '../clocks/arithmetic/cycles/course.js';
import { clocksUntil, withClocks } from './expert-clocks.js';
import { opened } from './course.js';
import { nextTelling, withLadder } from './ladder/plan.js';
import { groupsOfLevel } from './groups.js';
import type { EscalationSettings } from './settings.js';
import { escalationOf, type EscalationView } from './view.js';

/** When nobody has given a good answer for so long that the experts get it (CL-05, ES-06), a clock of theirs runs out, or somebody is told. */
export function nextInstant(view: EscalationView): Instant | null {
  return earliest(silenceEnds(view), nextTelling(view), ...view.clocks.cycles.map(nextOf));
}

function silenceEnds({ silence }: EscalationView): Instant | null {
  const { due, stopped, runsFrom, ranOutAt } = silence;
  if (due === null || stopped !== null || runsFrom === null || ranOutAt !== null) return null;
  return due > runsFrom ? due : runsFrom;
}

export function pass(view: EscalationView, _ticket: TicketView, _at: Instant, context: FoldContext<EscalationSettings>): EscalationView {
  return withLadder(passed(view, context), context, { isPass: true });
}

/** Happens once: with an escalation open the experts know of it already. */
function passed(view: EscalationView, context: FoldContext<EscalationSettings>): EscalationView {
  const { ticket, at } = context;
  const timely = withTime(view, at);
  if (silenceEnds(view) !== at) return timely;
  const ranOut = { ...timely, silence: { ...timely.silence, ranOutAt: at } };
  const groups = groupsOfLevel(1, context);
  if (escalationOf(view) !== null || groups.length === 0) return ranOut;
  const escalated = opened(ranOut, { cause: { type: 'silence' }, level: 1, groups, isAllowed: false }, { at, topicId: ticket.topic.id });
  return withClocks(view, escalated, context);
}

function withTime(view: EscalationView, at: Instant): EscalationView {
  const clocks = clocksUntil(view.clocks, at);
  return clocks === view.clocks ? view : { ...view, clocks };
}
