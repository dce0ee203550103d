import type { Part, TicketView, WantContext } from '../../engine/feature.js';
import { messages } from './messages.js';
import type { TriageSettings } from './settings.js';
import type { TriageView } from './view.js';

/** Who has it (CL-04) and who decides (TR-11), as lines of the topic's one status post. */
export function wants(view: TriageView, ticket: TicketView, context: WantContext<TriageSettings>): Part[] {
  const { topic, membership } = ticket;
  if (membership === null || topic.deletedAt !== null || topic.merged !== null) return [];
  // Nobody waits for an answer to what the desk's own people wrote; a bot's post there would only be noise.
  if (view.byOwnPeople) return [];
  const holder = topic.accepted === null && !topic.closed ? holderLine(view, ticket, context) : null;
  const mode = messages[context.locale].mode(view.mode, context.words);
  return [
    ...(holder === null ? [] : [{ type: 'StatusPart' as const, topic: topic.id, ...holder }]),
    { type: 'StatusPart', topic: topic.id, line: mode, because: view.why.mode },
  ];
}

function holderLine(
  view: TriageView,
  { topic }: TicketView,
  { words, locale }: WantContext<TriageSettings>,
): { line: string; because: string } {
  const say = messages[locale];
  if (topic.assignee !== null) return { line: say.takenOn(words), because: 'it was accepted in the forum' };
  if (view.lane === 'community') return { line: say.openToMembers(words), because: view.why.lane };
  return { line: view.queue === 'experts' ? say.withExperts(words) : say.withFacilitators(words), because: view.why.queue };
}
