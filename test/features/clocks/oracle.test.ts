import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Pause } from '../../../service/features/clocks/arithmetic/business-time.js';
import { after, type Written } from './calendars.js';
import { agreement, bySeconds } from './oracle-cases.js';

interface Case {
  readonly id: string;
  readonly calendar: Written;
  readonly start: string;
  readonly minutes: number;
  readonly pauses: readonly Pause[];
  readonly expectedDue: string | null;
}

const TEN_DAYS = 10 * 86_400;
const cases = JSON.parse(readFileSync(new URL('../../fixtures/vectors/sla-cases.json', import.meta.url), 'utf8')) as Case[];
const near = cases.filter(
  ({ start, expectedDue }) => expectedDue === null || Date.parse(expectedDue) <= Date.parse(start) + TEN_DAYS * 1000,
);

describe('counting second by second', () => {
  it.each(near.map((one) => [one.id, one] as const))('gives the published deadline of %s', (_id, { expectedDue, ...one }) => {
    const { due } = bySeconds({ ...one, until: after(one.start, TEN_DAYS) });

    expect(due).toBe(expectedDue === null ? 'later' : new Date(expectedDue).toISOString());
  });

  it('gives what the engine gives, in 2,000 random cases', () => {
    const seed = Date.now() % 2_000_000_000;
    process.stdout.write(`oracle: 2000 cases, seed ${seed}; repeat with npm run long -- oracle --minutes 1 --seed ${seed}\n`);

    expect(() => {
      fc.assert(agreement, { numRuns: 2_000, seed });
    }).not.toThrow();
  });
});
