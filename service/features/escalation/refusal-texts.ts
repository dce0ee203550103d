import type { Locale, Words } from '../../../shared/words.js';

/** Why the forum did not do what was wanted, as far as people can do something about it. */
export type Obstacle = 'limit' | 'access' | 'recipients' | 'messages' | 'large' | 'unknown' | 'other';

/** What the forum refused, in words (TR-18, ES-16). German avoids articles: a set word may have any gender. */
export interface RefusalTexts {
  /** A line of the public status post: no names but the owner's. */
  notAssigned(person: string, obstacle: Obstacle): string;
  title(reference: string, words: Words): string;
  room(groups: string, obstacle: Obstacle, words: Words): string;
  invite(person: string, obstacle: Obstacle, words: Words): string;
}

const EN: Readonly<Record<Obstacle, string>> = {
  limit: 'as many topics are assigned to her there as the forum allows',
  access: 'she cannot see this topic there',
  recipients: 'the forum allows no more recipients in one message',
  messages: 'messages to them are not accepted',
  large: 'so many people would read it that you are asked first',
  unknown: 'the forum knows no such name',
  other: 'the forum refused it',
};
const DE: Readonly<Record<Obstacle, string>> = {
  limit: 'dort ist die Höchstzahl zugewiesener Themen erreicht',
  access: 'das Thema ist dort für diese Person nicht zu sehen',
  recipients: 'das Forum lässt in einer Nachricht nicht mehr Empfänger zu',
  messages: 'Nachrichten werden dort nicht angenommen',
  large: 'so viele würden mitlesen, dass erst Sie gefragt werden',
  unknown: 'das Forum kennt diesen Namen nicht',
  other: 'das Forum hat es abgelehnt',
};

export const refusalTexts: Readonly<Record<Locale, RefusalTexts>> = {
  en: {
    notAssigned: (person, obstacle) => `The assignments of the forum do not show ${person}: ${EN[obstacle]}. It stays as said here.`,
    title: (reference) => `The forum refused something (${reference})`,
    room: (groups, obstacle, { facilitators }) =>
      obstacle === 'large'
        ? `No private room was opened for ${groups} yet: ${EN.large}. Write \`escalate\` in the topic if all of them shall read it, or \`hand to\` with the name of a smaller group.`
        : `No private room could be opened for ${groups}: ${EN[obstacle]}. They have not been asked yet. Please ask fewer of them, or have the limit raised; then one of the ${facilitators} writes \`escalate\` again.`,
    invite: (person, obstacle) => `${person} could not be invited: ${EN[obstacle]}.`,
  },
  de: {
    notAssigned: (person, obstacle) => `Die Zuweisungen des Forums zeigen ${person} nicht: ${DE[obstacle]}. Es bleibt, wie es hier steht.`,
    title: (reference) => `Vom Forum abgelehnt (${reference})`,
    room: (groups, obstacle, { facilitators }) =>
      obstacle === 'large'
        ? `Für ${groups} ist noch kein eigener Raum offen: ${DE.large}. Schreiben Sie \`escalate\` in das Thema, wenn alle es lesen sollen, oder \`hand to\` mit dem Namen einer kleineren Gruppe.`
        : `Ein eigener Raum für ${groups} ließ sich nicht öffnen: ${DE[obstacle]}. Dort weiß noch niemand davon. Bitte weniger fragen oder die Grenze erhöhen lassen; danach hilft noch einmal \`escalate\` (durch: ${facilitators}).`,
    invite: (person, obstacle) => `${person} ließ sich nicht einladen: ${DE[obstacle]}.`,
  },
};
