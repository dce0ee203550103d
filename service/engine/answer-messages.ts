/* eslint-disable no-restricted-syntax -- the keys are codes of the grammar, not fields of the forum */
import type { CommandWord } from '../../shared/commands/vocabulary.js';
import type { Locale, Words } from '../../shared/words.js';
import type { LineRefusal } from './judge-line.js';
import { MOST_A_MINUTE } from './recent-lines.js';

interface AnswerSentences {
  title(words: Words, reference: string): string;
  aboutPost(path: string): string;
  refusal(refusal: LineRefusal, words: Words): string;
  notHere(word: CommandWord, words: Words): string;
  noMessages(person: string, words: Words): string;
  help(words: Words): string;
  nothingToSay(words: Words): string;
  notCounted(words: Words): string;
  takenBack(words: Words): string;
  notTakenBack(words: Words): string;
  noSay(words: Words): string;
  notFollowed(words: Words): string;
}

const en: AnswerSentences = {
  title: ({ desk }, reference) => `Your line to the ${desk} (${reference})`,
  aboutPost: (path) => `About [your post](${path}):`,
  refusal(refusal, { facilitators, desk, question }) {
    switch (refusal.code) {
      case 'unreadable':
        return 'That line could not be read any more, so nothing was done. Please write it once more in a new post.';
      case 'too_many':
        return 'A post can carry five lines to the desk; this was one too many, and nothing was done for it. Please write it in a new post.';
      case 'too_often':
        return `You wrote more than ${MOST_A_MINUTE} such lines within a minute, so nothing was done for this one. Please write it once more a little later.`;
      case 'asked_by_a_member':
        return `Nothing was changed: this ${question} was asked by the person herself. Only what you or the ${desk} opened can be asked on behalf of somebody.`;
      case 'unknown_person':
        return 'Nothing was changed: nobody here is known by that name. Please write it as it stands in her profile.';
      case 'for_own_people':
        return `Nothing was changed: that person belongs to the ${desk}, and no answer is owed to the ${desk} itself.`;
      case 'late':
        return 'This line was added more than ten minutes after posting, so nothing was done. Please write it in a new post.';
      case 'wrong_place':
        return `\`${refusal.word}\` does not work in this place. Write \`help\` there to see what does.`;
      case 'not_allowed':
        return `\`${refusal.word}\` is for other people here, so nothing was done. Please ask the ${facilitators}.`;
      case 'not_understood':
        return `${enProblem[refusal.parsed.problem]}${nearestOf(refusal.parsed.nearest, 'Did you mean')} For example: \`${refusal.parsed.example}\``;
    }
  },
  notHere: (word, { facilitators }) => `\`${word}\` is not in use here, so nothing was done. The ${facilitators} can help.`,
  noMessages: (person, { desk }) => `${person}, the ${desk} has an answer for you but your account accepts no messages.`,
  help: ({ desk }) => `You can write these lines to the ${desk} here, each on a line of its own:`,
  nothingToSay: ({ question }) => `There is nothing to say about this ${question} yet.`,
  notCounted: ({ question }) => `No such time has been counted for this ${question}.`,
  takenBack: () => 'You took this back, so it does not count.',
  notTakenBack: ({ facilitators }) =>
    `This was not taken back: that works only within a minute. Please do the opposite now, or ask the ${facilitators}.`,
  noSay: ({ facilitators }) => `This is for other people here, so nothing was done. Please ask the ${facilitators}.`,
  notFollowed: ({ desk }) => `Nothing was done: the ${desk} does not follow this topic.`,
};

const enProblem: Readonly<Record<Extract<LineRefusal, { code: 'not_understood' }>['parsed']['problem'], string>> = {
  unknown_word: 'That word is not known, so nothing was done.',
  missing_argument: 'Something is missing in that line, so nothing was done.',
  unclear_date: 'The date could be read in more than one way, so nothing was done.',
  unknown_choice: 'That choice is not known, so nothing was done.',
};

const de: AnswerSentences = {
  title: ({ desk }, reference) => `Ihre Zeile an: ${desk} (${reference})`,
  aboutPost: (path) => `Zu [Ihrem Beitrag](${path}):`,
  refusal(refusal, { facilitators, desk }) {
    switch (refusal.code) {
      case 'unreadable':
        return 'Diese Zeile war nicht mehr zu lesen, es wurde nichts getan. Bitte schreiben Sie sie in einem neuen Beitrag.';
      case 'too_many':
        return 'Ein Beitrag kann fünf solche Zeilen tragen; diese war zu viel, für sie wurde nichts getan. Bitte in einem neuen Beitrag schreiben.';
      case 'too_often':
        return `Das waren mehr als ${MOST_A_MINUTE} solche Zeilen in einer Minute, für diese wurde nichts getan. Bitte schreiben Sie sie etwas später noch einmal.`;
      case 'asked_by_a_member':
        return `Es wurde nichts geändert: Hier hat jemand für sich selbst gefragt. Im Namen von anderen geht nur, was Sie selbst oder andere von hier eröffnet haben (${desk}).`;
      case 'unknown_person':
        return 'Es wurde nichts geändert: Unter diesem Namen ist hier niemand bekannt. Bitte schreiben Sie ihn wie im Profil.';
      case 'for_own_people':
        return `Es wurde nichts geändert: Diese Person gehört selbst dazu (${desk}); sich selbst schuldet man keine Antwort.`;
      case 'late':
        return 'Diese Zeile kam mehr als zehn Minuten nach dem Beitrag dazu, es wurde nichts getan. Bitte in einem neuen Beitrag schreiben.';
      case 'wrong_place':
        return `\`${refusal.word}\` geht an dieser Stelle nicht. Mit \`help\` sehen Sie dort, was geht.`;
      case 'not_allowed':
        return `\`${refusal.word}\` ist hier anderen vorbehalten, es wurde nichts getan. Weiter hilft: ${facilitators}.`;
      case 'not_understood':
        return `${deProblem[refusal.parsed.problem]}${nearestOf(refusal.parsed.nearest, 'Meinten Sie')} Zum Beispiel: \`${refusal.parsed.example}\``;
    }
  },
  notHere: (word, { facilitators }) => `\`${word}\` wird hier nicht benutzt, es wurde nichts getan. Weiter hilft: ${facilitators}.`,
  noMessages: (person, { desk }) => `${person}, es gibt eine Antwort für Sie (${desk}), aber Ihr Konto nimmt keine Nachrichten an.`,
  help: ({ desk }) => `Diese Zeilen können Sie hier schreiben (${desk}), jede auf eine eigene Zeile:`,
  nothingToSay: ({ question }) => `Zu dieser ${question} gibt es noch nichts zu sagen.`,
  notCounted: ({ question }) => `Eine solche Zeit wurde hier nicht gezählt (${question}).`,
  takenBack: () => 'Sie haben es zurückgenommen, es zählt nicht.',
  notTakenBack: ({ facilitators }) =>
    `Es wurde nicht zurückgenommen: Das geht nur innerhalb einer Minute. Bitte tun Sie jetzt das Gegenteil. Weiter hilft: ${facilitators}.`,
  noSay: ({ facilitators }) => `Das ist hier anderen vorbehalten, es wurde nichts getan. Weiter hilft: ${facilitators}.`,
  notFollowed: ({ desk }) => `Es wurde nichts getan: Dieses Thema wird hier nicht verfolgt (${desk}).`,
};

const deProblem: typeof enProblem = {
  unknown_word: 'Dieses Wort ist nicht bekannt, es wurde nichts getan.',
  missing_argument: 'In dieser Zeile fehlt etwas, es wurde nichts getan.',
  unclear_date: 'Das Datum ist nicht eindeutig, es wurde nichts getan.',
  unknown_choice: 'Diese Auswahl ist nicht bekannt, es wurde nichts getan.',
};

function nearestOf(nearest: readonly string[], ask: string): string {
  return nearest.length === 0 ? '' : ` ${ask} ${nearest.map((form) => `\`${form}\``).join(' / ')}?`;
}

/** What is said in private to those who write to the desk (0.1, rule 2): what was asked, why not, and the next step. */
export const sentences: Readonly<Record<Locale, AnswerSentences>> = { en, de };
