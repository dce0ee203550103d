import type { TicketValue } from '../../shared/contracts/plugin/shown.js';

/** Somebody who looks at a ticket; null: nobody is logged in. */
export interface Reader {
  readonly id: number | null;
  readonly roles: ReadonlyArray<'expert' | 'signer' | 'facilitator'>;
}

/** What the forum lets her say (`sayings.rb`). */
export function sayingsFor({ id, roles }: Reader, { maySay, meToo, askerId }: TicketValue): string[] {
  if (id === null) return [];
  const own = roles.length > 0 || id === askerId ? maySay.persons.find((one) => one.id === id)?.words : undefined;
  const words = own ?? [...new Set([...maySay.member, ...roles.flatMap((role) => maySay[role])])];
  return words.filter((word) => word !== 'me too' || !meToo.includes(id));
}
