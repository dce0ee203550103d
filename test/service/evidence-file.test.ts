import { expect, it } from '@jest/globals';
import { compareEvidence } from '../../service/cli/vectors/evidence-file.js';
import { EVIDENCE_FORM } from '../../service/features/together/evidence.js';
import { bookOf, posted } from '../features/clocks/cycles/cycles-story.js';

const file = (book: object) => ({
  form: EVIDENCE_FORM,
  reference: 'HD-1',
  asOf: '2025-06-03T00:00:00.000Z',
  sets: [{ events: [posted], ...book, clocks: [] }],
});

it('evidence whose target is no number is told as a difference, and the count ends (R-EXPORT)', () => {
  const book = bookOf({ targets: { fr: 'soon' as unknown as number } });

  const compared = compareEvidence(file(book));

  expect(compared).toEqual([{ id: 'HD-1', expected: 'a log that can be counted', got: 'the target is no number', ok: false }]);
});

it('evidence that tells of no clock, or of an event that nobody knows, is no evidence (R-EXPORT)', () => {
  const book = bookOf({});
  const odd = { ...file(book), sets: [{ events: [{ ...posted, type: 'postd' }], ...book, clocks: [] }] };

  expect(compareEvidence({ ...file(book), sets: [] })).toBe('it tells of no clock');
  expect(compareEvidence({ ...file(book), sets: [{ events: [], ...book, clocks: [] }] })).toBe('it tells of no clock');
  expect(compareEvidence(odd)).toBe('sets.0.events.0.type: is no event that clocks know');
});
