import type { Instant } from '../../../shared/instant.js';
import type { ShownClock } from '../../../shared/shown-clock.js';
import type { Words } from '../../../shared/words.js';
import { isOpen } from '../clocks/arithmetic/cycles/cycle.js';
import { accountOf, shortened } from './account.js';
import { clockSets, inOrder } from './clock-sets.js';
import { pictureOf } from './picture.js';

/** More lines than that are looked at with `explain --clock`. */
const MOST_LINES = 60;

/**
 * All clocks of a ticket for its page, nearest due first (CL-17). Null: the views are of another shape, written by an older version of
 * the service; the ticket is derived again when something happens.
 */
export function shownClocks(
  views: Readonly<Record<string, unknown>>,
  how: { readonly now: Instant; readonly words: Words },
): ShownClock[] | null {
  try {
    return shown(views, how);
  } catch {
    return null;
  }
}

function shown(views: Readonly<Record<string, unknown>>, { now, words }: Parameters<typeof shownClocks>[1]): ShownClock[] {
  const locale = 'en';
  const items = clockSets({ views }).flatMap(({ of, cycles, book }) => cycles.map((cycle) => ({ of, cycle, book })));
  return inOrder(items).map(({ of, cycle, book }) => {
    const account = accountOf(cycle, book, { locale, words, asOf: now, post: (id) => `post ${id}` });
    return {
      metric: cycle.metric,
      number: cycle.number,
      of,
      title: account.title,
      state: cycle.state,
      isOpen: isOpen(cycle),
      due: cycle.due,
      lines: shortened(account, MOST_LINES, locale),
      sum: account.sum,
      picture: pictureOf(cycle, account.ledger, { book, now, locale }),
    };
  });
}
