import type { Locale, Words } from '../../../../shared/words.js';
import type { Saying } from '../view.js';

interface Told {
  readonly words: Words;
  /** The group that may be asked in private. */
  readonly group: string | null;
}

/** What authors of lines read in private: what was not done, why, and the next step (0.1, rule 2). German without articles. */
export type AnswerTexts = Readonly<Record<Saying, (told: Told) => string>>;

const en: AnswerTexts = {
  afterFirstAnswer: ({ words: { facilitators } }) =>
    `The kind was not changed: somebody has answered already. The ${facilitators} can still change it; please ask them.`,
  askedPrivately: ({ words: { desk, question } }) =>
    `Nothing was changed: this ${question} was asked in private, so it stays with the ${desk}. Ask it in public to hear others.`,
  noExpertGroup: ({ words: { desk, experts } }) =>
    `Nothing was changed: there are no ${experts} here who could take it. Whoever looks after the settings of the ${desk} can name a group.`,
  withSomebodyElse: ({ words: { question, facilitators } }) =>
    `Nothing was changed: somebody else has taken this ${question} on. Please speak with that person, or ask the ${facilitators}.`,
  alreadyThere: ({ words: { question } }) => `Nothing was changed: this ${question} waits there already.`,
  noSuchGroup: ({ words: { question, experts, facilitators } }) =>
    `The group that you named is no group of ${experts} here, so this ${question} is with the ${facilitators}, who pass it on.`,
  foreignHost: () =>
    'Nothing was done: that link leads to another site. Please link a topic of this forum, for example as `/t/12` or `HD-12`.',
  itself: ({ words: { question } }) => `Nothing was done: that link leads to this ${question} itself. Please link another one.`,
  ownQuestion: ({ words: { question } }) => `It is your own ${question}, so it counts already; there is nothing more to do.`,
  offersHelp: ({ words: { question } }) =>
    `Noted: it did not help. To open this ${question} again, write the line \`still need help\` and what is missing.`,
  howToAskPrivately: ({ words: { facilitators }, group }) =>
    `${
      group === null
        ? `To ask in private, send a message to the ${facilitators}.`
        : `To ask in private, send a [new message](/new-message) to \`${group}\`. Only the people in it can read that.`
    } What stands here stays as it is, for all to read; the ${facilitators} can take it away if you ask them.`,
  privateIsOff: ({ words: { desk, facilitators } }) =>
    `Nothing was done: the ${desk} takes nothing in private. What stands here stays, for all to read; the ${facilitators} can take it away if you ask them.`,
  howToUndo: ({ words: { facilitators } }) =>
    `To take a line back, delete it or its post within 60 seconds: then it never counted. After that, please write the opposite or ask the ${facilitators}.`,
  asAPost: ({ words: { asker } }) =>
    `Nothing was done: how it stands is said in a post of your own, so that the ${asker} reads it from you. Please write it as a reply that begins with the line \`update\`.`,
};

const de: AnswerTexts = {
  afterFirstAnswer: ({ words: { facilitators } }) =>
    `Die Art wurde nicht geändert: Es gibt schon eine Antwort. Ändern kann sie noch: ${facilitators}.`,
  askedPrivately: ({ words: { desk } }) =>
    `Es wurde nichts geändert: Hier wurde vertraulich gefragt, also bleibt es so (${desk}). Weitere Stimmen gibt es nur dort, wo alle lesen.`,
  noExpertGroup: ({ words: { desk, experts } }) =>
    `Es wurde nichts geändert: Hier gibt es niemanden, der es übernehmen könnte (${experts}). Eine Gruppe benennen die Einstellungen (${desk}).`,
  withSomebodyElse: ({ words: { facilitators } }) =>
    `Es wurde nichts geändert: Jemand anderes hat das schon übernommen. Bitte sprechen Sie mit dieser Person. Weiter hilft: ${facilitators}.`,
  alreadyThere: () => 'Es wurde nichts geändert: Es liegt schon dort.',
  noSuchGroup: ({ words: { experts, facilitators } }) =>
    `Die genannte Gruppe gehört hier nicht dazu (${experts}). Zur Weiterleitung liegt es jetzt bei: ${facilitators}.`,
  foreignHost: () =>
    'Es wurde nichts getan: Dieser Link führt auf eine andere Seite. Bitte ein Thema dieses Forums angeben, etwa `/t/12` oder `HD-12`.',
  itself: () => 'Es wurde nichts getan: Dieser Link führt genau hierher. Bitte einen anderen angeben.',
  ownQuestion: ({ words: { question } }) => `Das ist Ihre eigene ${question}, sie zählt schon; mehr ist nicht zu tun.`,
  offersHelp: () =>
    'Vermerkt: Es hat nicht geholfen. Um es wieder zu öffnen, schreiben Sie die Zeile `brauche noch Hilfe` und was noch fehlt.',
  howToAskPrivately: ({ words: { facilitators }, group }) =>
    `${
      group === null
        ? `Vertraulich geht es mit einer Nachricht an: ${facilitators}.`
        : `Vertraulich geht es mit einer [neuen Nachricht](/new-message) an \`${group}\`. Nur wer dazugehört, kann sie lesen.`
    } Was hier steht, bleibt, wie es ist, für alle lesbar; auf Bitte entfernen kann es: ${facilitators}.`,
  privateIsOff: ({ words: { desk, facilitators } }) =>
    `Es wurde nichts getan: Vertraulich wird hier nichts angenommen (${desk}). Was hier steht, bleibt für alle lesbar; auf Bitte entfernen kann es: ${facilitators}.`,
  howToUndo: ({ words: { facilitators } }) =>
    `Eine Zeile nehmen Sie zurück, indem Sie sie oder den Beitrag innerhalb von 60 Sekunden löschen: Dann hat sie nie gezählt. Danach schreiben Sie bitte das Gegenteil. Weiter hilft: ${facilitators}.`,
  asAPost: () =>
    'Es wurde nichts getan: Wie es steht, sagen Sie in einem eigenen Beitrag, damit man es von Ihnen liest. Bitte antworten Sie mit einem Beitrag, der mit der Zeile `Zwischenstand` beginnt.',
};

export const answerTexts: Readonly<Record<Locale, AnswerTexts>> = { en, de };
