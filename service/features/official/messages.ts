import { timeMessages } from '../../../shared/time-messages.js';
import type { Locale, Words } from '../../../shared/words.js';
import type { Refusal } from './view.js';

/** What a label says of a signature; all texts are ready to be shown. */
export interface Label {
  /** `@name`. */
  readonly signer: string;
  readonly capacity: string;
  readonly when: string;
  readonly community: string;
  readonly scope: string | null;
  /** Null: no end. */
  readonly until: string | null;
  /** The account was listed as one that several people use after it had signed (OF-02). */
  readonly isShared: boolean;
}

/** Every sentence about official answers. German avoids articles: a word that a community sets may have any gender. */
export interface OfficialMessages {
  /** `1 Dec 2026`, of `2026-12-01` */
  day(day: string): string;
  signed(label: Label, words: Words): string;
  voidedText(when: string, label: Label, words: Words): string;
  voidedAuthor(when: string, label: Label, words: Words): string;
  withdrawn(said: { readonly when: string; readonly by: string; readonly reason: string }, words: Words): string;
  expired(day: string, words: Words): string;
  replaced(when: string, path: string, words: Words): string;
  stands(said: { readonly when: string; readonly path: string; readonly scope: string | null }, words: Words): string;
  acceptedOnly(words: Words): string;
  noLonger(words: Words): string;
  refusal(refusal: Refusal, words: Words): string;
}

const en: OfficialMessages = {
  day: (day) => dayIn(day, (date, month, year) => `${date} ${timeMessages.en.months[month - 1] ?? ''} ${year}`),
  signed: ({ signer, capacity, when, community, scope, until, isShared }, { officialAnswer }) =>
    joined([
      `**${capital(officialAnswer)}**`,
      `signed by ${signer} (${capacity}) on ${when}`,
      scope === null ? `for ${community}` : `for ${scope} (${community})`,
      until === null ? 'valid without end' : `valid until ${until}`,
      isShared && 'signed with an account that is now listed as used by several people',
    ]),
  voidedText: (when, label, { officialAnswer }) =>
    joined([
      `Was ${article(officialAnswer)} until ${when}, text changed since`,
      `signed by ${label.signer} (${label.capacity}) on ${label.when}`,
    ]),
  voidedAuthor: (when, label, { officialAnswer }) =>
    joined([
      `Was ${article(officialAnswer)} until ${when}, given to another author since`,
      `signed by ${label.signer} (${label.capacity}) on ${label.when}`,
    ]),
  withdrawn: ({ when, by, reason }, { officialAnswer }) =>
    `Was ${article(officialAnswer)} until ${when}, withdrawn by ${by}. Reason: ${reason}`,
  expired: (day, { officialAnswer }) => `Was ${article(officialAnswer)}, expired after ${day}. Check before relying on it.`,
  replaced: (when, path, { officialAnswer }) =>
    `Was ${article(officialAnswer)} until ${when}, replaced by [a newer ${officialAnswer}](${path}).`,
  stands: ({ when, path, scope }, { officialAnswer }) =>
    `The ${officialAnswer}${scope === null ? '' : ` for ${scope}`} stands: [signed on ${when}](${path}).`,
  acceptedOnly: ({ community, officialAnswer }) => `Accepted by the ${community}; the ${officialAnswer} is still to come.`,
  noLonger: ({ officialAnswer }) => `The former ${officialAnswer} no longer holds; a new one is still to come.`,
  refusal: (refusal, words) => enRefusals[refusal](words),
};

const NOTHING_DONE = 'so nothing was done.';
const enRefusals: Readonly<Record<Refusal, (words: Words) => string>> = {
  noTarget: () =>
    `It is not clear which post of this topic is meant, ${NOTHING_DONE} Please write the line as reply to the post, or as last line of your own answer.`,
  theQuestion: ({ question }) => `That post is the ${question} itself, ${NOTHING_DONE} Please write the line as reply to an answer.`,
  whisper: () => `Not everybody can read a whisper, ${NOTHING_DONE} Please sign a post that everybody here can read.`,
  noAnswer: () => `That is a note of the forum and no answer, ${NOTHING_DONE} Please write the line as reply to an answer.`,
  away: () => `That post is hidden, deleted or not approved yet, ${NOTHING_DONE} Please sign it when it can be read.`,
  automatic: () => `That post was written by a program, ${NOTHING_DONE} Please write the answer yourself and sign that.`,
  sharedAccount: ({ officialAnswer }) =>
    `${capital(officialAnswer)}s come from persons; sign with your own account. Several people use this one, ${NOTHING_DONE}`,
  noRealName: ({ officialAnswer }) =>
    `${capital(officialAnswer)}s come from persons with a name, and yours is not filled in, ${NOTHING_DONE} Please fill in your full name in your [profile](/my/preferences/account) and write the line again, in a new post.`,
  past: () => `That day is over, ${NOTHING_DONE} Please name a day that is still to come, or none.`,
  noEnd: ({ facilitators }) =>
    `Only a lead signs without end, ${NOTHING_DONE} Please name a day, or none for the usual time. The ${facilitators} know who is lead.`,
  longScope: () => `What it is for may have 200 characters; that was longer, ${NOTHING_DONE} Please say it in fewer words.`,
  notSigned: ({ officialAnswer }) =>
    `There is no ${officialAnswer} to withdraw in that post, ${NOTHING_DONE} Please write the line as reply to the signed post.`,
  notOwn: ({ facilitators }) => `Somebody else signed that post, ${NOTHING_DONE} She can withdraw it herself, or the ${facilitators} can.`,
};

const de: OfficialMessages = {
  day: (day) => dayIn(day, (date, month, year) => `${date}. ${timeMessages.de.months[month - 1] ?? ''} ${year}`),
  signed: ({ signer, capacity, when, community, scope, until, isShared }, { officialAnswer }) =>
    joined([
      `**${capital(officialAnswer)}**`,
      `gezeichnet von ${signer} (${capacity}): ${when}`,
      scope === null ? `gilt für: ${community}` : `gilt für: ${scope} (${community})`,
      until === null ? 'gilt ohne Ende' : `gilt bis ${until}`,
      isShared && 'gezeichnet mit einem Konto, das jetzt als Konto mehrerer Personen bekannt ist',
    ]),
  voidedText: (when, label, { officialAnswer }) =>
    joined([
      `${capital(officialAnswer)} bis ${when}, Text seitdem geändert`,
      `gezeichnet von ${label.signer} (${label.capacity}): ${label.when}`,
    ]),
  voidedAuthor: (when, label, { officialAnswer }) =>
    joined([
      `${capital(officialAnswer)} bis ${when}, seitdem unter anderem Namen`,
      `gezeichnet von ${label.signer} (${label.capacity}): ${label.when}`,
    ]),
  withdrawn: ({ when, by, reason }, { officialAnswer }) =>
    `${capital(officialAnswer)} bis ${when}, zurückgezogen von ${by}. Grund: ${reason}`,
  expired: (day, { officialAnswer }) =>
    `${capital(officialAnswer)} bis ${day}, inzwischen abgelaufen. Bitte prüfen, bevor Sie sich darauf verlassen.`,
  replaced: (when, path, { officialAnswer }) => `${capital(officialAnswer)} bis ${when}, ersetzt durch [diesen Beitrag](${path}).`,
  stands: ({ when, path, scope }, { officialAnswer }) =>
    `Liegt vor: ${officialAnswer}${scope === null ? '' : ` für ${scope}`}, [gezeichnet: ${when}](${path}).`,
  acceptedOnly: ({ community, officialAnswer }) => `Angenommen von: ${community}. Es folgt noch: ${officialAnswer}.`,
  noLonger: ({ officialAnswer }) => `Gilt nicht mehr: ${officialAnswer}. Ersatz folgt noch.`,
  refusal: (refusal, words) => deRefusals[refusal](words),
};

const NICHTS = 'es wurde nichts getan.';
const deRefusals: Readonly<Record<Refusal, (words: Words) => string>> = {
  noTarget: () =>
    `Es ist nicht klar, welcher Beitrag dieses Themas gemeint ist, ${NICHTS} Bitte schreiben Sie die Zeile als Antwort auf den Beitrag oder als letzte Zeile Ihrer eigenen Antwort.`,
  theQuestion: ({ question }) =>
    `Dieser Beitrag ist selbst: ${question}; ${NICHTS} Bitte schreiben Sie die Zeile als Antwort auf eine Antwort.`,
  whisper: () => `Einen geflüsterten Beitrag können nicht alle lesen, ${NICHTS} Bitte zeichnen Sie einen, den hier alle lesen können.`,
  noAnswer: () => `Das ist ein Vermerk des Forums und keine Antwort, ${NICHTS} Bitte schreiben Sie die Zeile als Antwort auf eine Antwort.`,
  away: () => `Dieser Beitrag ist verborgen, gelöscht oder noch nicht freigegeben, ${NICHTS} Bitte zeichnen Sie ihn, wenn er zu lesen ist.`,
  automatic: () => `Diesen Beitrag hat ein Programm geschrieben, ${NICHTS} Bitte schreiben Sie die Antwort selbst und zeichnen Sie diese.`,
  sharedAccount: ({ officialAnswer }) =>
    `Hier zeichnen nur Personen: ${officialAnswer}. Bitte mit dem eigenen Konto zeichnen; dieses benutzen mehrere, ${NICHTS}`,
  noRealName: ({ officialAnswer }) =>
    `Hier zeichnen nur Personen mit Namen (${officialAnswer}), und Ihrer ist nicht eingetragen, ${NICHTS} Bitte tragen Sie ihn in Ihrem [Profil](/my/preferences/account) ein und schreiben die Zeile in einem neuen Beitrag noch einmal.`,
  past: () => `Dieser Tag ist vorbei, ${NICHTS} Bitte nennen Sie einen kommenden Tag oder keinen.`,
  noEnd: ({ facilitators }) =>
    `Ohne Ende zeichnet nur die Leitung, ${NICHTS} Bitte nennen Sie einen Tag, oder keinen für die übliche Dauer. Wer die Leitung hat, weiß: ${facilitators}.`,
  longScope: () => `Wofür es gilt, darf 200 Zeichen haben; das war länger, ${NICHTS} Bitte sagen Sie es kürzer.`,
  notSigned: ({ officialAnswer }) =>
    `In diesem Beitrag ist nichts zurückzuziehen (${officialAnswer}), ${NICHTS} Bitte schreiben Sie die Zeile als Antwort auf den gezeichneten Beitrag.`,
  notOwn: ({ facilitators }) =>
    `Diesen Beitrag hat jemand anderes gezeichnet, ${NICHTS} Zurückziehen können ihn die zeichnende Person selbst und: ${facilitators}.`,
};

export const messages: Readonly<Record<Locale, OfficialMessages>> = { en, de };

function joined(parts: ReadonlyArray<string | false>): string {
  return parts.filter((part) => part !== false).join(' · ');
}

function dayIn(day: string, write: (date: number, month: number, year: number) => string): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  return write(date, month, year);
}

function article(word: string): string {
  return `${/^[aeiou]/i.test(word) ? 'an' : 'a'} ${word}`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
