import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { PROPERTIES } from './derive-properties.js';
import { LAST, historyArbitrary, judgeAt } from './histories.js';

const RUNS = 300;

describe('a ticket derived from any history', () => {
  it.each(PROPERTIES.map(({ name, property }) => [name, property] as const))('%s', (_name, property) => {
    // A failure tells its seed and its path.
    fc.assert(property, { numRuns: RUNS });
  });

  it('is of every kind that the properties speak of: the histories are no empty ones', () => {
    const seen = new Set<string>();
    for (const history of fc.sample(historyArbitrary, { numRuns: 300, seed: 1 })) {
      const { derived, state } = judgeAt(history, LAST);
      seen.add(state?.state ?? 'no ticket');
      if (derived.leftBecause !== null) seen.add(derived.leftBecause);
      if (derived.topic.isPrivate) seen.add('private');
      if (derived.topic.movedAway.size > 0) seen.add('moved away');
      if (derived.topic.accepted !== null) seen.add('accepted');
      if (derived.topic.splitAt !== null) seen.add('split');
    }

    for (const kind of [
      'no ticket',
      'answered',
      'solved',
      'closed',
      'moved_out',
      'undesignated',
      'private',
      'moved away',
      'accepted',
      'split',
    ]) {
      expect(seen).toContain(kind);
    }
  });
});
