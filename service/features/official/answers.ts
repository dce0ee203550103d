import type { CommandAnswer, TicketView, WantContext } from '../../engine/feature.js';
import { messages } from './messages.js';
import type { OfficialSettings } from './settings.js';
import type { OfficialView } from './view.js';

/** A line of which nobody knows yet what it signs is neither liked nor refused. */
export function answers(view: OfficialView, _ticket: TicketView, { locale, words }: WantContext<OfficialSettings>): CommandAnswer[] {
  return [
    ...view.answered.map(({ id, refusal }): CommandAnswer =>
      refusal === null ? { id, outcome: 'done', text: null } : { id, outcome: 'refused', text: messages[locale].refusal(refusal, words) },
    ),
    ...view.inner.undecided.map(({ line: { id } }): CommandAnswer => ({ id, outcome: 'told', text: null })),
  ];
}
