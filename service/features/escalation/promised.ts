import { addSeconds } from '../../../shared/instant.js';
import { pathLink } from '../../../shared/path-link.js';
import type { TicketView, Want, WantContext } from '../../engine/feature.js';
import type { ClocksView } from '../clocks/view.js';
import { messages } from './messages.js';
import type { EscalationSettings } from './settings.js';
import { ownerOf, type EscalationView } from './view.js';

/** After two days nobody needs to be told of the day any more. */
const REMINDER_SECONDS = 172_800;

/** CL-14: on the day that an outside party promised, who is responsible is told; without an owner, who said that it waits. */
export function promisedReminder(view: EscalationView, { topic, views }: TicketView, context: WantContext<EscalationSettings>): Want[] {
  const waiting = (views['clocks'] as ClocksView | undefined)?.waiting;
  if (!waiting?.isPromiseDue || waiting.promisedAt === null) return [];
  const { locale, words } = context;
  const say = messages[locale];
  const value = {
    title: say.promiseTitle(`HD-${topic.id}`),
    raw: say.promiseDue(pathLink(`/t/${topic.id}`), waiting.vendor, words),
    users: [ownerOf(view) ?? waiting.by],
    groups: [],
  };
  const notAfter = addSeconds(waiting.promisedAt, REMINDER_SECONDS);
  const key = `message:ticket:${topic.id}:promised:${waiting.promisedAt}`;
  return [{ type: 'Want', kind: 'message', key, value, because: 'the promised day has come', notAfter, isAskedFor: false }];
}
