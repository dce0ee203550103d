import { DEFAULT_WORDS, type Locale, type Words } from '../../shared/words.js';

/** A nonsense word for each noun, so that a text which does not take its nouns from the settings shows (UI-50). */
export const NONSENSE: Words = {
  desk: 'Zwurbel',
  expert: 'Quapp',
  experts: 'Quappse',
  asker: 'Drimmel',
  member: 'Plonk',
  members: 'Plonkse',
  facilitator: 'Wuxel',
  facilitators: 'Wuxelse',
  community: 'Brobbel',
  officialAnswer: 'Glimpfzung',
  question: 'Knurps',
};

/** The default nouns of any language that stand in a text, in any case. */
export function defaultWordsIn(text: string): string[] {
  return (Object.keys(DEFAULT_WORDS) as Locale[])
    .flatMap((locale) => Object.values({ ...DEFAULT_WORDS[locale] }))
    .filter((word) => text.toLowerCase().includes(word.toLowerCase()));
}
