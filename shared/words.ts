/** The nouns that a community may rename (UI-50). Every sentence that people can read takes them from here. */
export interface Words {
  readonly desk: string;
  readonly expert: string;
  readonly experts: string;
  readonly asker: string;
  readonly member: string;
  readonly members: string;
  readonly facilitator: string;
  readonly facilitators: string;
  readonly community: string;
  readonly officialAnswer: string;
  readonly question: string;
}

export const LOCALES = ['en', 'de'] as const;
export type Locale = (typeof LOCALES)[number];

export const DEFAULT_WORDS: Readonly<Record<Locale, Words>> = {
  en: {
    desk: 'desk',
    expert: 'expert',
    experts: 'experts',
    asker: 'asker',
    member: 'member',
    members: 'members',
    facilitator: 'facilitator',
    facilitators: 'facilitators',
    community: 'community',
    officialAnswer: 'official answer',
    question: 'question',
  },
  de: {
    desk: 'Auskunftsstelle',
    expert: 'Fachperson',
    experts: 'Fachleute',
    asker: 'fragende Person',
    member: 'Mitglied',
    members: 'Mitglieder',
    facilitator: 'Moderation',
    facilitators: 'Moderation',
    community: 'Gemeinschaft',
    officialAnswer: 'amtliche Antwort',
    question: 'Frage',
  },
};

/** Longest word that a community may set (UI-50). */
export const WORD_LENGTH = 30;

const MARKUP = /[\\`*_{}[\]<>#|~@&]/g;

/** A word as it may stand in a post: markup in it is shown, never carried out. */
export function escapeWord(word: string): string {
  return word.replace(MARKUP, (mark) => `&#${String(mark.codePointAt(0))};`);
}

/** The words of a community: its own, else those of its locale; escaped. */
export function wordsFor(locale: Locale, own: Partial<Words>): Words {
  const merged = { ...DEFAULT_WORDS[locale], ...own };
  return Object.fromEntries(Object.entries(merged).map(([name, word]) => [name, escapeWord(word)])) as unknown as Words;
}
