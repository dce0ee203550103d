import type { Locale, Words } from '../../../../shared/words.js';
import type { Saying } from '../view.js';

interface Told {
  readonly words: Words;
  readonly when: string;
  /** Empty: there is no list. */
  readonly vendors: string;
  /** How many desk days a pause lasts at most. */
  readonly days: number;
  /** Of how many desk days an asker's rhythm is at least. */
  readonly leastDays: number;
}

/** What authors of lines read in private: what was not done, why, and the next step (0.1, rule 2). German without articles. */
type AnswerTexts = Readonly<Record<Saying, (told: Told) => string>>;

const en: AnswerTexts = {
  withSomebodyElse: ({ words: { question, facilitators } }) =>
    `Nothing was changed: somebody else has taken this ${question} on. Please speak with that person, or ask the ${facilitators}.`,
  hasEnded: ({ words: { question } }) => `Nothing was changed: this ${question} is solved or closed, so there is nothing to wait for.`,
  dateInPast: () =>
    'Nothing was changed: that day has begun or is past. Please name a day from tomorrow on, for example `pause until Monday`.',
  vendorNeeded: ({ vendors }) =>
    `Nothing was changed: please say whom you wait for${vendors && `, one of ${vendors}`}. For example: \`pause vendor\` with that name behind it.`,
  unknownVendor: ({ vendors, words: { facilitators } }) =>
    `Nothing was changed: that name is not in the list here. It has ${vendors}; the ${facilitators} can have another one added.`,
  backEarlier: ({ when, days, words: { question } }) =>
    `Noted. No wait lasts longer than ${days} days of work without somebody looking, so this ${question} comes back on ${when}. Write the line again then if it still has to wait.`,
  notPaused: ({ words: { question } }) => `Nothing was changed: this ${question} does not wait for anything.`,
  nothingLate: ({ words: { question } }) =>
    `Nothing was changed: no such time of this ${question} was missed, so there is nothing to leave out.`,
  tooOften: ({ leastDays, words: { desk } }) =>
    `Nothing was changed: the ${desk} can promise news every ${leastDays} days of work at most. For example: \`updates every ${leastDays} days\`.`,
};

const de: AnswerTexts = {
  withSomebodyElse: ({ words: { facilitators } }) =>
    `Es wurde nichts geändert: Jemand anderes hat es übernommen. Bitte sprechen Sie mit dieser Person; sonst hilft: ${facilitators}.`,
  hasEnded: () => 'Es wurde nichts geändert: Hier ist schon alles gelöst oder geschlossen, es gibt nichts mehr zu erwarten.',
  dateInPast: () =>
    'Es wurde nichts geändert: Dieser Tag hat begonnen oder ist vorbei. Bitte nennen Sie einen ab morgen, zum Beispiel `pausieren bis Montag`.',
  vendorNeeded: ({ vendors }) =>
    `Es wurde nichts geändert: Bitte sagen Sie, auf wen gewartet wird${vendors && `; zur Wahl stehen ${vendors}`}. Zum Beispiel \`pausieren extern\` mit dem Namen dahinter.`,
  unknownVendor: ({ vendors, words: { facilitators } }) =>
    `Es wurde nichts geändert: Dieser Name steht hier nicht auf der Liste. Es gibt ${vendors}; einen weiteren veranlasst: ${facilitators}.`,
  backEarlier: ({ when, days }) =>
    `Notiert. Länger als ${days} Arbeitstage wartet nichts, ohne dass jemand nachsieht; am ${when} geht es hier weiter. Schreiben Sie die Zeile dann noch einmal, wenn es weiter warten muss.`,
  notPaused: () => 'Es wurde nichts geändert: Hier wird auf nichts gewartet.',
  nothingLate: () => 'Es wurde nichts geändert: Diese Zeit wurde nicht überschritten, es gibt nichts wegzulassen.',
  tooOften: ({ leastDays, words: { desk } }) =>
    `Es wurde nichts geändert: Öfter als alle ${leastDays} Arbeitstage geht es nicht (${desk}). Zum Beispiel: \`Zwischenstände alle ${leastDays} Tage\`.`,
};

export const answerTexts: Readonly<Record<Locale, AnswerTexts>> = { en, de };
