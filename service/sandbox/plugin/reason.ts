import type { EffectAnswer } from '../../../shared/contracts/plugin/effects.js';
import type { Refusal } from '../refusal.js';

type Reason = NonNullable<EffectAnswer['reason']>;

/** What a sentence of the forum is in the words of the contract. */
const SAYS: ReadonlyArray<readonly [RegExp, Reason]> = [
  [/closed or deleted/i, 'closed_or_gone'],
  [/too short/i, 'too_short'],
  [/limited to \d+ characters/i, 'too_long'],
  [/too similar/i, 'too_similar'],
  [/title has already/i, 'title_taken'],
  [/external/i, 'external_id_taken'],
  [/could not be found|valid user/i, 'recipient_unknown'],
  [/have access to this/i, 'assignee_without_access'],
  [/can't be assigned/i, 'not_assignable'],
  [/\btag\b/i, 'tags_not_allowed'],
];

export function reasonOf({ status, body }: Refusal): Reason {
  const said = SAYS.find(([text]) => text.test(JSON.stringify(body)))?.[1];
  if (said !== undefined) return said;
  if (status === 403) return 'not_permitted';
  return status === 404 ? 'closed_or_gone' : 'invalid';
}
