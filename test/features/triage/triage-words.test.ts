import { expect, it } from '@jest/globals';
import { messages, type TriageMessages } from '../../../service/features/triage/messages.js';
import { LOCALES, wordsFor } from '../../../shared/words.js';
import { NONSENSE, defaultWordsIn } from '../../support/nonsense-words.js';

const rendered: { [Name in keyof TriageMessages]: (say: TriageMessages) => string } = {
  withExperts: (say) => say.withExperts(NONSENSE),
  withFacilitators: (say) => say.withFacilitators(NONSENSE),
  openToMembers: (say) => say.openToMembers(NONSENSE),
  takenOn: (say) => say.takenOn(NONSENSE),
  mode: (say) => `${say.mode('community_decides', NONSENSE)} ${say.mode('official_decides', NONSENSE)}`,
};

it.each(LOCALES.flatMap((locale) => Object.entries(rendered).map(([name, render]) => [locale, name, render] as const)))(
  'UI-50.2 takes its words from the settings: %s %s',
  (locale, _name, render) => {
    expect(defaultWordsIn(render(messages[locale]))).toEqual([]);
  },
);

it('puts the right article before a word of the community', () => {
  expect(messages.en.mode('official_decides', wordsFor('en', {}))).toBe('An official answer will follow; your experience is welcome.');
  expect(messages.en.mode('official_decides', wordsFor('en', { officialAnswer: 'checked answer' }))).toBe(
    'A checked answer will follow; your experience is welcome.',
  );
});

it('is said in German without articles', () => {
  const words = wordsFor('de', {});

  expect(messages.de.withExperts(words)).toBe('Liegt jetzt bei: Fachleute.');
  expect(messages.de.mode('official_decides', words)).toBe('Es folgt noch: amtliche Antwort. Ihre Erfahrung ist willkommen.');
  expect(messages.de.mode('community_decides', words)).toBe('Hier entscheidet: Gemeinschaft.');
});
