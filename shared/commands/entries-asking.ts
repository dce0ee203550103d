import { CLOCK_CHOICES, KIND_CHOICES, OUTCOME_CHOICES, type CommandWord, type CommandPlace, type WordEntry } from './vocabulary.js';

const EVERYWHERE: readonly CommandPlace[] = ['thread', 'room', 'ask'];
const EVERYBODY = { who: ['asker', 'member', 'expert', 'signer', 'facilitator'], reach: {} } as const;
const ASKER_AND_DESK = { who: ['asker', 'expert', 'signer', 'facilitator'], reach: { asker: 'own' } } as const;

/** Words for everybody, first of all for the person who asks. */
export const ASKING = {
  help: {
    forms: { en: ['help'], de: ['Hilfe'] },
    usage: { en: 'help', de: 'Hilfe' },
    examples: { en: ['help'], de: ['Hilfe'] },
    parameters: [],
    ...EVERYBODY,
    places: EVERYWHERE,
    about: 'question',
  },
  status: {
    forms: { en: ['status'], de: ['Stand'] },
    usage: { en: 'status', de: 'Stand' },
    examples: { en: ['status'], de: ['Stand'] },
    parameters: [],
    ...EVERYBODY,
    places: EVERYWHERE,
    about: 'question',
  },
  explain: {
    forms: { en: ['explain'], de: ['erklären', 'erkläre'] },
    usage: {
      en: 'explain [first reply | next reply | update | solution | community reply]',
      de: 'erklären [erste Antwort | nächste Antwort | Zwischenstand | Lösung | Gemeinschaft]',
    },
    examples: { en: ['explain', 'explain first reply'], de: ['erklären', 'erklären erste Antwort'] },
    parameters: [{ name: 'clock', type: 'choice', needed: false, choices: CLOCK_CHOICES }],
    ...EVERYBODY,
    places: EVERYWHERE,
    about: 'question',
  },
  private: {
    forms: { en: ['private', 'privately'], de: ['privat', 'vertraulich'] },
    usage: { en: 'private', de: 'privat' },
    examples: { en: ['private'], de: ['privat'] },
    parameters: [],
    ...EVERYBODY,
    places: ['thread'],
    about: 'question',
  },
  'still need help': {
    forms: { en: ['still need help', 'i still need help'], de: ['brauche noch Hilfe', 'ich brauche noch Hilfe', 'noch Hilfe'] },
    usage: { en: 'still need help', de: 'brauche noch Hilfe' },
    examples: { en: ['still need help', 'I still need help, please'], de: ['brauche noch Hilfe', 'ich brauche noch Hilfe!'] },
    parameters: [],
    ...ASKER_AND_DESK,
    places: ['thread', 'ask'],
    about: 'question',
  },
  'all good': {
    forms: { en: ['all good'], de: ['alles gut', 'alles klar'] },
    usage: { en: 'all good', de: 'alles gut' },
    examples: { en: ['all good', 'All good, thanks!'], de: ['alles gut', 'Alles gut, danke'] },
    parameters: [],
    ...ASKER_AND_DESK,
    places: ['thread', 'ask'],
    about: 'question',
  },
  'me too': {
    forms: { en: ['me too'], de: ['ich auch', 'mir auch'] },
    usage: { en: 'me too', de: 'ich auch' },
    examples: { en: ['me too'], de: ['ich auch'] },
    parameters: [],
    who: ['member', 'expert', 'signer', 'facilitator'],
    reach: {},
    places: ['thread'],
    about: 'question',
  },
  outcome: {
    forms: { en: ['outcome'], de: ['Ergebnis'] },
    usage: {
      en: 'outcome solved | decided | no longer needed | not helped',
      de: 'Ergebnis gelöst | entschieden | nicht mehr nötig | nicht geholfen',
    },
    examples: { en: ['outcome solved', 'outcome no longer needed'], de: ['Ergebnis gelöst', 'Ergebnis nicht mehr nötig'] },
    parameters: [{ name: 'outcome', type: 'choice', needed: true, choices: OUTCOME_CHOICES }],
    ...ASKER_AND_DESK,
    places: EVERYWHERE,
    about: 'question',
  },
  kind: {
    forms: { en: ['kind'], de: ['Art'] },
    usage: { en: 'kind broken | need | how to | rule | discussion', de: 'Art kaputt | Bedarf | Anleitung | Regel | Austausch' },
    examples: { en: ['kind rule', 'kind how to'], de: ['Art Regel', 'Art kaputt'] },
    parameters: [{ name: 'kind', type: 'choice', needed: true, choices: KIND_CHOICES }],
    who: ['asker', 'expert', 'signer', 'facilitator'],
    reach: { asker: 'ownBeforeFirstAnswer', expert: 'ownScope', signer: 'ownScope' },
    places: EVERYWHERE,
    about: 'question',
  },
  undo: {
    forms: { en: ['undo'], de: ['rückgängig', 'rückgängig machen'] },
    usage: { en: 'undo', de: 'rückgängig' },
    examples: { en: ['undo'], de: ['rückgängig'] },
    parameters: [],
    who: ['asker', 'member', 'expert', 'signer', 'facilitator'],
    reach: { asker: 'own', member: 'own', expert: 'own', signer: 'own', facilitator: 'own' },
    places: EVERYWHERE,
    about: 'question',
  },
} as const satisfies Partial<Record<CommandWord, WordEntry>>;
