import type { TicketView } from '../../engine/feature.js';
import type { Words } from '../../../shared/words.js';
import { accountOf } from './account.js';
import { clockSets } from './clock-sets.js';
import type { ClockEvidence } from './evidence.js';

/** Evidence as people read it: what happened, and each clock line by line. The JSON of it is what can be counted again. */
export function evidenceText({ reference, asOf, sets }: ClockEvidence, ticket: TicketView, words: Words): string {
  const context = { locale: 'en', words, asOf, post: (id: number) => `post ${id}` } as const;
  const told = clockSets(ticket).filter(({ of }) => sets.some((set) => set.of === of));
  const accounts = told.flatMap(({ cycles, book }) => cycles.map((cycle) => accountOf(cycle, book, context)));
  const events = sets.flatMap((set) => set.events.map(({ at, type, ...said }) => `${at} ${type}${inWords(said)}`));
  return [
    `Clocks of ${reference}, as of ${asOf}`,
    ['What happened', ...events.map((event) => `  ${event}`)].join('\n'),
    ...accounts.map(({ title, lines, sum }) => [title, ...lines.map(({ text }) => `  ${text}`), `  ${sum}`].join('\n')),
  ].join('\n\n');
}

function inWords(said: object): string {
  return Object.entries(said)
    .filter(([, value]) => value !== null && value !== '')
    .map(([name, value]) => ` ${name}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('');
}
