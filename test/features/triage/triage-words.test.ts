import { expect, it } from '@jest/globals';
import { answerTexts } from '../../../service/features/triage/commands/answer-texts.js';
import { messages, type TriageMessages } from '../../../service/features/triage/messages.js';
import { LOCALES, wordsFor } from '../../../shared/words.js';
import { NONSENSE, defaultWordsIn } from '../../support/nonsense-words.js';

const rendered: { [Name in keyof TriageMessages]: (say: TriageMessages) => string } = {
  withExperts: (say) => say.withExperts('', NONSENSE) + say.withExperts('x', NONSENSE),
  withFacilitators: (say) => say.withFacilitators(NONSENSE),
  openToMembers: (say) => say.openToMembers(NONSENSE),
  takenOn: (say) => say.takenOn(NONSENSE),
  modeChanged: (say) => say.modeChanged('a', NONSENSE) + say.modeChanged(null, NONSENSE),
  laneChanged: (say) => say.laneChanged('desk', 'a', NONSENSE) + say.laneChanged('community', null, NONSENSE),
  seeAlso: (say) => say.seeAlso(['/t/1', '/t/2']),
  duplicateOf: (say) => say.duplicateOf('/t/1', NONSENSE),
  joined: (say) => say.joined(['/t/1']),
  privateWishTitle: (say) => say.privateWishTitle('HD-1'),
  privateWish: (say) => say.privateWish('x', '/t/1', NONSENSE),
  privateSoon: (say) => say.privateSoon('/t/1', NONSENSE),
  meToo: (say) => say.meToo(1, NONSENSE) + say.meToo(2, NONSENSE),
  askForOutcome: (say) => say.askForOutcome(NONSENSE),
  untriagedTitle: (say) => say.untriagedTitle('HD-1', NONSENSE),
  untriaged: (say) => say.untriaged('/t/1', 120, NONSENSE),
  routedTitle: (say) => say.routedTitle('HD-1', NONSENSE),
  routed: (say) => say.routed('/t/1', 'x', NONSENSE),
  mode: (say) => `${say.mode('community_decides', NONSENSE)} ${say.mode('official_decides', NONSENSE)}`,
};

it.each(LOCALES.flatMap((locale) => Object.entries(rendered).map(([name, render]) => [locale, name, render] as const)))(
  'UI-50.2 takes its words from the settings: %s %s',
  (locale, _name, render) => {
    expect(defaultWordsIn(render(messages[locale]))).toEqual([]);
  },
);

it.each(LOCALES.flatMap((locale) => Object.entries(answerTexts[locale]).map(([name, text]) => [locale, name, text] as const)))(
  'UI-50.2 takes its words from the settings: answer in %s, %s',
  (_locale, _name, text) => {
    expect(defaultWordsIn(text({ words: NONSENSE, group: null }) + text({ words: NONSENSE, group: 'x' }))).toEqual([]);
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

  expect(messages.de.withExperts('', words)).toBe('Liegt jetzt bei: Fachleute.');
  expect(messages.de.mode('official_decides', words)).toBe('Es folgt noch: amtliche Antwort. Ihre Erfahrung ist willkommen.');
  expect(messages.de.mode('community_decides', words)).toBe('Hier entscheidet: Gemeinschaft.');
});
