import { CLOCK_CHOICES, NEWS_CHOICES, PAUSE_CHOICES, type CommandPlace, type CommandWord, type WordEntry } from './vocabulary.js';

const EVERYWHERE: readonly CommandPlace[] = ['thread', 'room', 'ask'];
const ASSIGNED = { who: ['expert', 'signer', 'facilitator'], reach: { expert: 'assigned', signer: 'assigned' } } as const;

/** Words about waiting, news and the clocks. */
export const WAITING = {
  pause: {
    forms: { en: ['pause'], de: ['pausieren'] },
    usage: {
      en: 'pause asker | vendor <name> | scheduled [until <date>] [because …]',
      de: 'pausieren Rückfrage | extern <Name> | Termin [bis <Datum>] [weil …]',
    },
    examples: {
      en: [
        'pause asker',
        'pause vendor Lift & Sons until 14 December because a part is missing',
        'pause until 1 December 2026 because the office moves',
      ],
      de: [
        'pausieren Rückfrage',
        'pausieren extern Aufzug Meier bis 14.12. weil ein Teil fehlt',
        'pausieren bis 1.12.2026 weil das Büro umzieht',
      ],
    },
    parameters: [
      { name: 'pause', type: 'choice', needed: true, choices: PAUSE_CHOICES },
      { name: 'vendor', type: 'text', needed: false },
      { name: 'until', type: 'day', needed: false },
      { name: 'reason', type: 'text', needed: false },
    ],
    ...ASSIGNED,
    places: EVERYWHERE,
    about: 'question',
  },
  resume: {
    forms: { en: ['resume'], de: ['fortsetzen', 'weitermachen'] },
    usage: { en: 'resume', de: 'fortsetzen' },
    examples: { en: ['resume'], de: ['fortsetzen'] },
    parameters: [],
    ...ASSIGNED,
    places: EVERYWHERE,
    about: 'question',
  },
  update: {
    forms: { en: ['update'], de: ['Zwischenstand'] },
    usage: { en: 'update [<text>]', de: 'Zwischenstand [<Text>]' },
    examples: { en: ['update the part comes on Friday', 'update'], de: ['Zwischenstand: das Teil kommt am Freitag', 'Zwischenstand'] },
    parameters: [{ name: 'text', type: 'text', needed: false }],
    ...ASSIGNED,
    // The line is the update: it stands where those who wait can read it.
    places: ['thread', 'ask'],
    about: 'question',
  },
  updates: {
    forms: { en: ['updates', 'news'], de: ['Zwischenstände', 'Nachrichten'] },
    usage: {
      en: 'updates every <number> days | only when there is news | as usual',
      de: 'Zwischenstände alle <Anzahl> Tage | nur bei Neuem | wie üblich',
    },
    examples: {
      en: ['updates only when there is news', 'updates every 3 days', 'updates as usual'],
      de: ['Zwischenstände nur bei Neuem', 'Zwischenstände alle 3 Tage', 'Zwischenstände wie üblich'],
    },
    parameters: [{ name: 'news', type: 'choice', needed: true, choices: NEWS_CHOICES }],
    who: ['asker', 'facilitator'],
    reach: { asker: 'own' },
    places: ['thread', 'ask'],
    about: 'question',
  },
  void: {
    forms: { en: ['void'], de: ['nicht werten'] },
    usage: {
      en: 'void first reply | next reply | update | resolution | acceptance | expert answer | community reply <reason>',
      de: 'nicht werten erste Antwort | nächste Antwort | Zwischenstand | Lösung | Übernahme | Fachantwort | Gemeinschaft <Grund>',
    },
    examples: {
      en: ['void first reply because the mail server was down', 'void resolution: the part was out of stock'],
      de: ['nicht werten erste Antwort weil der Mailserver stand'],
    },
    parameters: [
      { name: 'clock', type: 'choice', needed: true, choices: CLOCK_CHOICES },
      { name: 'reason', type: 'text', needed: true },
    ],
    who: ['facilitator'],
    reach: {},
    places: EVERYWHERE,
    about: 'question',
  },
  'on behalf of': {
    forms: { en: ['on behalf of', 'asked on behalf of'], de: ['im Namen von', 'gefragt im Namen von'] },
    usage: { en: 'on behalf of @name', de: 'im Namen von @Name' },
    examples: { en: ['on behalf of @anna'], de: ['im Namen von @anna'] },
    parameters: [{ name: 'person', type: 'person', needed: true }],
    who: ['expert', 'signer', 'facilitator'],
    reach: {},
    places: ['thread'],
    about: 'question',
  },
} as const satisfies Partial<Record<CommandWord, WordEntry>>;
