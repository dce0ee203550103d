import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { due, elapsed, type Pause } from '../../../service/features/clocks/arithmetic/business-time.js';
import { parse, type Written } from './calendars.js';

interface Case {
  readonly id: string;
  readonly title: string;
  readonly calendar: Written;
  readonly start: string;
  readonly minutes: number;
  readonly pauses: readonly Pause[];
  readonly expectedDue: string | null;
}

const cases = JSON.parse(readFileSync(new URL('../../fixtures/vectors/sla-cases.json', import.meta.url), 'utf8')) as Case[];

describe('published deadlines', () => {
  it('are 81', () => {
    expect(cases).toHaveLength(81);
  });

  it.each(cases.map((one) => [one.id, one.title, one] as const))(
    '%s: %s',
    (_id, _title, { calendar, start, minutes, pauses, expectedDue }) => {
      const parsed = parse(calendar);

      const found = due(parsed, start, minutes, pauses);

      expect(found).toBe(expectedDue === null ? null : new Date(expectedDue).toISOString());
      if (found !== null) expect(elapsed(parsed, start, found, pauses)).toBe(minutes * 60);
    },
  );
});
