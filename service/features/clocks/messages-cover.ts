import type { Locale, Words } from '../../../shared/words.js';

/** An hour without anybody, as the lead is told of it; `from` and `to` are texts of `timeMessages`. */
export interface ToldHole {
  readonly from: string;
  readonly to: string;
  /** Name of the group; null: all experts. */
  readonly group: string | null;
  /** References of the tickets with a target that ends in it. */
  readonly tickets: readonly string[];
}

/** What whoever leads the desk reads once a week while hours are without anybody (CL-22). German avoids articles: a set word may have any gender. */
export interface CoverMessages {
  title(words: Words): string;
  text(holes: readonly ToldHole[], words: Words): string;
}

const en: CoverMessages = {
  title: ({ desk }) => `Hours without anybody: ${desk}`,
  text: (holes, { desk, experts }) =>
    [
      `In the next two weeks there are hours of the ${desk} in which nobody is there, by the hours and absences in the settings:`,
      holes
        .map(
          ({ from, to, group, tickets }) => `- ${from} to ${to}: nobody of ${group ?? experts}${ends(tickets, '; in it end targets of ')}`,
        )
        .join('\n'),
      'For those who ask nothing changes: what was promised stays. Change hours or absences in the settings, or take these hours out of the calendar. You read this once a week while it lasts.',
    ].join('\n\n'),
};

const de: CoverMessages = {
  title: ({ desk }) => `Zeiten ohne jemanden: ${desk}`,
  text: (holes, { desk, experts }) =>
    [
      `In den nächsten zwei Wochen gibt es Öffnungszeiten (${desk}), in denen niemand da ist, nach den Zeiten und Abwesenheiten in den Einstellungen:`,
      holes
        .map(
          ({ from, to, group, tickets }) =>
            `- ${from} bis ${to}: niemand da (${group ?? experts})${ends(tickets, '; darin enden Ziele von ')}`,
        )
        .join('\n'),
      'Wer fragt, merkt davon nichts: Zusagen bleiben. Zeiten oder Abwesenheiten lassen sich in den Einstellungen ändern, oder diese Zeiten aus dem Kalender nehmen. Diese Nachricht kommt einmal in der Woche, solange es so ist.',
    ].join('\n\n'),
};

export const coverMessages: Readonly<Record<Locale, CoverMessages>> = { en, de };

function ends(tickets: readonly string[], before: string): string {
  return tickets.length === 0 ? '' : `${before}${tickets.join(', ')}`;
}
