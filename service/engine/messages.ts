import type { Locale, Words } from '../../shared/words.js';

interface Sentences {
  statusTitle(words: Words, reference: string): string;
  noLongerFollowed(words: Words): string;
  howToStop(words: Words): string;
}

/** Sentences of the frame that the engine puts around what features say. */
export const messages: Readonly<Record<Locale, Sentences>> = {
  en: {
    statusTitle: (words, reference) => `**${capital(words.desk)}: ${reference}**`,
    noLongerFollowed: (words) => `The ${words.desk} no longer follows this ${words.question}.`,
    howToStop: (words) => `*Written by a bot, which keeps this one post up to date. The ${words.facilitators} can switch it off.*`,
  },
  de: {
    statusTitle: (words, reference) => `**${capital(words.desk)}: ${reference}**`,
    noLongerFollowed: (words) => `Diese ${words.question} wird nicht mehr verfolgt. Zuständig war: ${words.desk}.`,
    howToStop: (words) =>
      `*Von einem Bot geschrieben, der nur diesen einen Beitrag aktuell hält. Abschalten kann ihn: ${words.facilitators}.*`,
  },
};

function capital(word: string): string {
  return word.charAt(0).toLocaleUpperCase() + word.slice(1);
}
