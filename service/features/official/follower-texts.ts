import type { Locale, Words } from '../../../shared/words.js';

/** What is told to those who said "me too" (TR-26). German avoids articles: a set word may have any gender. */
export interface FollowerTexts {
  title(reference: string, words: Words): string;
  intro(link: string, words: Words): string;
  signed(post: string, words: Words): string;
  voided(post: string, words: Words): string;
  withdrawn(post: string, words: Words): string;
  howToStop(words: Words): string;
}

export const followerTexts: Readonly<Record<Locale, FollowerTexts>> = {
  en: {
    title: (reference, { question }) => `News about a ${question} that you have too (${reference})`,
    intro: (link, { question }) => `There is something new about the ${question} ${link}:`,
    signed: (post, { officialAnswer }) => `An answer was signed: ${officialAnswer}, in ${post}.`,
    voided: (post, { officialAnswer }) => `Corrected: ${post} has changed since it was signed and is no ${officialAnswer} any more.`,
    withdrawn: (post, { officialAnswer }) => `Corrected: the ${officialAnswer} in ${post} was withdrawn.`,
    howToStop: () =>
      'You are told because you said "me too" there, or like what the desk wrote. Delete that line, or take the like back, and you hear no more.',
  },
  de: {
    title: (reference) => `Neues zu etwas, das auch Sie betrifft (${reference})`,
    intro: (link) => `Hier gibt es etwas Neues: ${link}`,
    signed: (post, { officialAnswer }) => `Gezeichnet wurde: ${officialAnswer}, in ${post}.`,
    voided: (post, { officialAnswer }) => `Berichtigt: ${post} wurde nach dem Zeichnen geändert. Gilt nicht mehr: ${officialAnswer}.`,
    withdrawn: (post, { officialAnswer }) => `Berichtigt: In ${post} wurde zurückgezogen: ${officialAnswer}.`,
    howToStop: () =>
      'Sie lesen dies, weil Sie dort „ich auch“ gesagt haben oder Ihnen gefällt, was dort steht. Löschen Sie die Zeile, oder nehmen Sie das „Gefällt mir“ zurück; dann kommt nichts mehr.',
  },
};
