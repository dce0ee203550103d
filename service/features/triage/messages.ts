import type { Locale, Words } from '../../../shared/words.js';
import type { DecisionMode } from './view.js';

/** Every sentence of triage. German sentences avoid articles: a word that a community sets may have any gender. */
export interface TriageMessages {
  withExperts(words: Words): string;
  withFacilitators(words: Words): string;
  openToMembers(words: Words): string;
  takenOn(words: Words): string;
  mode(mode: DecisionMode, words: Words): string;
}

const en: TriageMessages = {
  withExperts: ({ question, experts }) => `This ${question} is with the ${experts}.`,
  withFacilitators: ({ question, facilitators }) => `This ${question} is with the ${facilitators}, who pass it on.`,
  openToMembers: ({ question, members }) => `This ${question} is open to all ${members}.`,
  takenOn: ({ question, desk }) => `Somebody of the ${desk} has taken this ${question} on.`,
  mode: (mode, { community, officialAnswer }) =>
    mode === 'community_decides'
      ? `The ${community} decides this one.`
      : `${withArticle(officialAnswer)} will follow; your experience is welcome.`,
};

const de: TriageMessages = {
  withExperts: ({ experts }) => `Liegt jetzt bei: ${experts}.`,
  withFacilitators: ({ facilitators }) => `Liegt jetzt zur Weiterleitung bei: ${facilitators}.`,
  openToMembers: ({ members }) => `Offen für alle ${members}.`,
  takenOn: ({ desk }) => `Übernommen von: ${desk}.`,
  mode: (mode, { community, officialAnswer }) =>
    mode === 'community_decides' ? `Hier entscheidet: ${community}.` : `Es folgt noch: ${officialAnswer}. Ihre Erfahrung ist willkommen.`,
};

export const messages: Readonly<Record<Locale, TriageMessages>> = { en, de };

function withArticle(word: string): string {
  return `${/^[aeiou]/i.test(word) ? 'An' : 'A'} ${word}`;
}
