import { GRAMMAR } from '../../../shared/commands/grammar.js';
import { CLOCK_CHOICES } from '../../../shared/commands/vocabulary.js';
import type { Locale, Words } from '../../../shared/words.js';
import type { CommandOf, TicketView } from '../../engine/feature.js';
import type { Cycle, Metric } from '../clocks/arithmetic/cycles/cycle.js';
import { accountMessages } from './account-messages.js';
import { accountOf, shortened } from './account.js';
import { clockSets, inOrder, type ClockSet } from './clock-sets.js';

/** Longer accounts lose their middle: this one is read in a mail. */
const MOST_LINES = 40;

interface Asked {
  readonly command: CommandOf<'explain'>;
  readonly community: { readonly words: Words; readonly locale: Locale };
}

/**
 * "Why then?" (CL-06), for who asked with a line: the clock that was asked for or, without, the one that is due next, and which others
 * there are. Members hear of the question's clocks only; what the experts take among themselves is theirs.
 */
export function clockAccount(ticket: TicketView, { command, community }: Asked): string | null {
  const { words, locale } = community;
  const { roles } = command;
  const isOfDesk = roles.has('expert') || roles.has('signer') || roles.has('facilitator');
  const known = clockSets(ticket).filter(({ of }) => of === 'question' || isOfDesk);
  const asked = command.args.clock;
  const ordered = inOrder(known.flatMap(({ cycles, book }) => cycles.map((cycle): Item => ({ cycle, book }))));
  const item = asked === undefined ? ordered[0] : ordered.find(({ cycle }) => cycle.metric === asked);
  if (item === undefined) return null;
  const say = accountMessages[locale];
  const post = (id: number): string => say.post(`/p/${id}`);
  const account = accountOf(item.cycle, item.book, { words, locale, asOf: command.at, post });
  const others = [...new Set(ordered.map(({ cycle }) => cycle.metric))].filter((metric) => metric !== item.cycle.metric);
  return [
    `**${account.title}**`,
    [...shortened(account, MOST_LINES, locale), account.sum].map((line) => `- ${line}`).join('\n'),
    ...(asked === undefined && others.length > 0 ? [say.others(others.map((metric) => lineFor(metric, locale)))] : []),
  ].join('\n\n');
}

type Item = Pick<ClockSet, 'book'> & { readonly cycle: Cycle };

function lineFor(metric: Metric, locale: Locale): string {
  const form = CLOCK_CHOICES.find(({ id }) => id === metric)?.forms[locale][0] ?? metric;
  return `${GRAMMAR.explain.forms[locale][0] ?? ''} ${form}`;
}
