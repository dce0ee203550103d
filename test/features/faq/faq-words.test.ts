import { expect, it } from '@jest/globals';
import { messages } from '../../../service/features/faq/messages.js';
import type { Review, Standing } from '../../../service/features/faq/view.js';
import { LOCALES, type Locale } from '../../../shared/words.js';
import { NONSENSE, defaultWordsIn } from '../../support/nonsense-words.js';

const AT = '2026-03-02T10:00:00.000Z';
const STANDINGS: readonly Standing[] = [
  { type: 'official', signer: 1, at: AT, signature: 'x' },
  { type: 'accepted', at: AT },
  { type: 'answer' },
];
const REVIEWS: readonly Review[] = ['gone', 'private', 'changed', 'noLongerOfficial', 'noLongerAccepted'];

function sentences(locale: Locale): string[] {
  const say = messages[locale];
  return [
    say.libraryTitle('x', 'HD-1', NONSENSE),
    say.questionHead(NONSENSE),
    ...STANDINGS.map((standing) => say.standing(standing, 'x', NONSENSE)),
    say.underReview(NONSENSE),
    say.inTheFaq('x', NONSENSE),
    say.draft({ by: 'x', answer: 'x', line: 'x' }, NONSENSE),
    say.draftWithdrawn(NONSENSE),
    ...REVIEWS.map((review) => say.sourceNote(review, { article: 'x', source: 'x' }, NONSENSE)),
    say.libraryMade('x', NONSENSE),
    say.refused('x', NONSENSE),
    ...Object.values(say.answers).flatMap((answer) => [answer({ words: NONSENSE, link: null }), answer({ words: NONSENSE, link: 'x' })]),
  ];
}

it.each(LOCALES)('UI-50.2 takes its words from the settings: %s', (locale) => {
  expect(sentences(locale).flatMap(defaultWordsIn)).toEqual([]);
});
