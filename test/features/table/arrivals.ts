import { expect } from '@jest/globals';
import type { Told } from '../official/official-story.js';
import { whole, type Whole, type World } from '../whole/whole-story.js';

/** The same facts as they may come: in order, backwards, the second half first, every other one first, twice. */
function arrivalsOf({ facts, texts }: Told): Told[] {
  const half = Math.floor(facts.length / 2);
  const orders = [
    facts,
    [...facts].reverse(),
    [...facts.slice(half), ...facts.slice(0, half)],
    [...facts.filter((_, index) => index % 2 === 1), ...facts.filter((_, index) => index % 2 === 0)],
    [...facts, ...[...facts].reverse()],
  ];
  return orders.map((order) => ({ facts: order, texts }));
}

/** What follows from the facts, which must be the same in any order of arrival (table 0.3). */
export function inAnyOrder(told: Told, world: World = {}): Whole {
  const [first, ...others] = arrivalsOf(told).map((arrival) => whole(arrival, world));
  if (!first) throw new Error('no arrival');
  for (const other of others) expect(seen(other)).toEqual(seen(first));
  return first;
}

function seen({ judgement: { derived, state, wants, rows } }: Whole) {
  return { views: derived.ticket.views, membership: derived.ticket.membership, state, wants, rows };
}
