import { groupIn, personIn } from '../../../shared/placeholders.js';
import type { CommandAnswer, TicketView, WantContext } from '../../engine/feature.js';
import { messages } from './messages.js';
import { whenText } from './saying.js';
import type { EscalationSettings } from './settings.js';
import type { EscalationView } from './view.js';

export function answers(view: EscalationView, _ticket: TicketView, context: WantContext<EscalationSettings>): CommandAnswer[] {
  const { locale, words } = context;
  return view.said.map(({ id, outcome, code, person, at, groups, levels }) => {
    if (code === null) return { id, outcome, text: null };
    const told = {
      person: person === null ? '' : personIn(person),
      when: at === null ? '' : whenText(at, context),
      groups: groups.map(groupIn).join(', '),
      levels: levels.join(', '),
    };
    return { id, outcome, text: messages[locale].say[code](told, words) };
  });
}
