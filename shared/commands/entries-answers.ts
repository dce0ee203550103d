import type { CommandPlace, CommandWord, WordEntry } from './vocabulary.js';

const EVERYWHERE: readonly CommandPlace[] = ['thread', 'room', 'ask'];

/** Words about answers: official ones, and those worth keeping. */
export const ANSWERS = {
  official: {
    forms: { en: ['official'], de: ['amtlich'] },
    usage: { en: 'official [for <scope>] [until <date>]', de: 'amtlich [für <Bereich>] [bis <Datum>]' },
    examples: {
      en: [
        'official',
        'official for staff contracts until 1 December 2026',
        'official scope="staff contracts, site A" until=2026-12-01',
        'official until no end',
      ],
      de: ['amtlich', 'amtlich für Verträge am Standort A bis 1.12.2026', 'amtlich bis auf weiteres'],
    },
    parameters: [
      { name: 'scope', type: 'text', needed: false },
      { name: 'until', type: 'day', needed: false },
    ],
    who: ['signer'],
    reach: { signer: 'ownScope' },
    places: ['thread', 'ask'],
    about: 'post',
  },
  withdraw: {
    forms: { en: ['withdraw'], de: ['zurückziehen'] },
    usage: { en: 'withdraw <reason>', de: 'zurückziehen <Grund>' },
    examples: { en: ['withdraw the rule changed in May'], de: ['zurückziehen weil die Regel seit Mai anders ist'] },
    parameters: [{ name: 'reason', type: 'text', needed: true }],
    who: ['signer', 'facilitator'],
    reach: { signer: 'ownScope' },
    places: ['thread', 'ask'],
    about: 'post',
  },
  faq: {
    forms: { en: ['faq', 'make faq'], de: ['FAQ', 'häufige Frage'] },
    usage: { en: 'faq', de: 'FAQ' },
    examples: { en: ['faq'], de: ['FAQ'] },
    parameters: [],
    who: ['asker', 'member', 'expert', 'signer', 'facilitator'],
    reach: { asker: 'propose', member: 'propose', expert: 'propose' },
    places: EVERYWHERE,
    about: 'post',
  },
  publish: {
    forms: { en: ['publish'], de: ['veröffentlichen'] },
    usage: { en: 'publish', de: 'veröffentlichen' },
    examples: { en: ['publish'], de: ['veröffentlichen'] },
    parameters: [],
    who: ['expert', 'signer', 'facilitator'],
    reach: { expert: 'propose' },
    places: EVERYWHERE,
    about: 'post',
  },
  library: {
    forms: { en: ['library'], de: ['Bibliothek', 'Sammlung'] },
    usage: { en: 'library <words>', de: 'Bibliothek <Wörter>' },
    examples: { en: ['library parental leave'], de: ['Bibliothek Elternzeit'] },
    parameters: [{ name: 'text', type: 'text', needed: true }],
    // Only the expert groups can read the library (FA-03).
    who: ['expert', 'signer'],
    reach: {},
    places: EVERYWHERE,
    about: 'question',
  },
} as const satisfies Partial<Record<CommandWord, WordEntry>>;
