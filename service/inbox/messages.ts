import type { Locale } from '../../shared/words.js';

interface Sentences {
  readonly notForYou: string;
  designate(category: number): string;
  undesignate(community: string): string;
  byItsParent(category: number): string;
}

/** What the checkbox of a category answers. */
export const messages: Readonly<Record<Locale, Sentences>> = {
  en: {
    notForYou: 'Nothing was changed: this is for the desk lead of this community.',
    designate: (category) =>
      `Nothing was changed: a community needs more than a category. Add it to the settings file with \`category: ${category}\`, its experts and its facilitators, then run \`hybrid-desk communities apply\`.`,
    undesignate: (community) =>
      `Nothing was changed: take \`${community}\` out of the settings file, then run \`hybrid-desk communities apply\`. Topics and posts stay as they are.`,
    byItsParent: (category) =>
      `Nothing was changed: this category belongs to the community of category ${category}. It leaves only together with that one.`,
  },
  de: {
    notForYou: 'Es wurde nichts geändert: Das ist der Leitung dieser Stelle vorbehalten.',
    designate: (category) =>
      `Es wurde nichts geändert: Dazu gehört mehr als eine Kategorie. Bitte in der Einstellungsdatei mit \`category: ${category}\` samt Gruppen eintragen, dann \`hybrid-desk communities apply\` aufrufen.`,
    undesignate: (community) =>
      `Es wurde nichts geändert: Bitte \`${community}\` aus der Einstellungsdatei nehmen, dann \`hybrid-desk communities apply\` aufrufen. Themen und Beiträge bleiben, wie sie sind.`,
    byItsParent: (category) =>
      `Es wurde nichts geändert: Diese Kategorie gehört zu Kategorie ${category} und scheidet nur zusammen mit ihr aus.`,
  },
};
