import { readFileSync } from 'node:fs';
import { after, type Written } from '../../features/clocks/calendars.js';
import type { Question } from './peer.js';

export interface Vector extends Omit<Question, 'until'> {
  readonly id: string;
  readonly calendar: Written;
  readonly expectedDue: string | null;
}

export function vectors(): readonly Vector[] {
  return JSON.parse(readFileSync('test/fixtures/vectors/sla-cases.json', 'utf8')) as Vector[];
}

/** What each peer can express: two windows a day, holidays, one zone; no pause and no special date. */
export const YEAR_CALENDAR: Written = {
  tz: 'Europe/Berlin',
  hours: Object.fromEntries(
    ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'].map((day, index) => [
      day,
      index > 4
        ? []
        : [
            ['09:00', '12:00'],
            ['13:00', '17:00'],
          ],
    ]),
  ),
  holidays: ['2025-01-01', '2025-04-18', '2025-04-21', '2025-05-01', '2025-05-29', '2025-06-09', '2025-10-03', '2025-12-25', '2025-12-26'],
};

/** Starts all over 2025, targets up to five desk days, and ends up to 30 days after the start. */
export function yearOfQuestions(count: number, seed: number): Question[] {
  let state = seed >>> 0;
  // Numerical Recipes' generator: only the spread matters here.
  const random = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  return Array.from({ length: count }, () => {
    const start = after('2025-01-01T00:00:00.000Z', random(365 * 86_400));
    return { start, minutes: 1 + random(2100), pauses: [], until: after(start, random(30 * 86_400)) };
  });
}
