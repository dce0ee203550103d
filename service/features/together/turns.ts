import type { TicketValue } from '../../../shared/contracts/plugin/shown.js';
import type { ShownContext, TicketView } from '../../engine/feature.js';
import type { OfficialView } from '../official/view.js';

const MOST_PERSONS = 50;

/** What those who look at a ticket may say: by role, and of each person who has a part in it. */
export function turnsOf(ticket: TicketView, { maySay, state }: ShownContext): TicketValue['maySay'] {
  const { topic, views } = ticket;
  const signatures = (views['official'] as OfficialView | undefined)?.signatures ?? [];
  const signers = signatures.flatMap(({ signer, end }) => (end === null ? [signer] : []));
  const persons = [topic.asker, state.owner, state.proposed, ...signers].filter(isAccount);
  const wordsOf = (who: Parameters<typeof maySay>[0]): string[] => [...maySay(who).words];
  return {
    member: wordsOf('member'),
    expert: wordsOf('expert'),
    signer: wordsOf('signer'),
    facilitator: wordsOf('facilitator'),
    persons: [...new Set(persons)].slice(0, MOST_PERSONS).map((id) => ({ id, words: wordsOf(id) })),
  };
}

/** The forum itself and what it no longer knows have no account. */
export function isAccount(id: number | null): id is number {
  return id !== null && id > 0;
}
