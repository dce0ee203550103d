import { LANE_CHOICES, MODE_CHOICES, PRIORITY_CHOICES, type CommandWord, type CommandPlace, type WordEntry } from './vocabulary.js';

const EVERYWHERE: readonly CommandPlace[] = ['thread', 'room', 'ask'];
const OWN_SCOPE = { who: ['expert', 'signer', 'facilitator'], reach: { expert: 'ownScope', signer: 'ownScope' } } as const;

/** Words with which the desk sorts questions. */
export const SORTING = {
  priority: {
    forms: { en: ['priority', 'prio'], de: ['Dringlichkeit', 'Priorität'] },
    usage: { en: 'priority low | normal | high | urgent', de: 'Dringlichkeit niedrig | normal | hoch | dringend' },
    examples: { en: ['priority high'], de: ['Dringlichkeit hoch'] },
    parameters: [{ name: 'priority', type: 'choice', needed: true, choices: PRIORITY_CHOICES }],
    ...OWN_SCOPE,
    places: EVERYWHERE,
    about: 'question',
  },
  lane: {
    forms: { en: ['lane'], de: ['Weg', 'Spur'] },
    usage: { en: 'lane desk | community <reason>', de: 'Weg Auskunft | Gemeinschaft <Grund>' },
    examples: {
      en: ['lane desk because it needs the salary tables', 'lane community: many have done this'],
      de: ['Weg Auskunft weil die Gehaltstabellen nötig sind'],
    },
    parameters: [
      { name: 'lane', type: 'choice', needed: true, choices: LANE_CHOICES },
      { name: 'reason', type: 'text', needed: true },
    ],
    ...OWN_SCOPE,
    places: ['thread', 'room'],
    about: 'question',
  },
  mode: {
    forms: { en: ['mode'], de: ['Entscheidung', 'Modus'] },
    usage: { en: 'mode community decides | official decides <reason>', de: 'Entscheidung Gemeinschaft | amtlich <Grund>' },
    examples: {
      en: ['mode official decides because a rule settles it', 'mode community it is a matter of taste'],
      de: ['Entscheidung amtlich weil eine Regel gilt'],
    },
    parameters: [
      { name: 'mode', type: 'choice', needed: true, choices: MODE_CHOICES },
      { name: 'reason', type: 'text', needed: true },
    ],
    who: ['facilitator'],
    reach: {},
    places: ['thread', 'room'],
    about: 'question',
  },
  assign: {
    forms: { en: ['assign', 'assign to'], de: ['zuweisen', 'zuweisen an'] },
    usage: { en: 'assign @name', de: 'zuweisen @Name' },
    examples: { en: ['assign @anna', 'assign to me'], de: ['zuweisen @anna', 'zuweisen an mich'] },
    parameters: [{ name: 'person', type: 'person', needed: true }],
    who: ['expert', 'signer', 'facilitator'],
    reach: { expert: 'assigned', signer: 'assigned' },
    places: EVERYWHERE,
    about: 'question',
  },
  'duplicate of': {
    forms: { en: ['duplicate of', 'duplicate'], de: ['doppelt zu', 'Duplikat von', 'doppelt'] },
    usage: { en: 'duplicate of <link>', de: 'doppelt zu <Link>' },
    examples: {
      en: ['duplicate of /t/parental-leave/12', 'duplicate of HD-12'],
      de: ['doppelt zu https://forum.example.org/t/elternzeit/12/3'],
    },
    parameters: [{ name: 'link', type: 'link', needed: true }],
    who: ['facilitator'],
    reach: {},
    places: ['thread', 'ask'],
    about: 'question',
  },
  'not ours': {
    forms: { en: ['not ours'], de: ['nicht unseres', 'nicht unsere', 'nicht zuständig', 'nicht für uns'] },
    usage: { en: 'not ours <reason> [@group]', de: 'nicht unseres <Grund> [@Gruppe]' },
    examples: {
      en: ['not ours this is about pensions @payroll', 'not ours because no tax is due'],
      de: ['nicht unseres weil es um Renten geht @payroll'],
    },
    parameters: [
      { name: 'reason', type: 'text', needed: true },
      { name: 'group', type: 'group', needed: false },
    ],
    who: ['expert', 'signer', 'facilitator'],
    reach: { expert: 'assigned', signer: 'assigned' },
    places: EVERYWHERE,
    about: 'question',
  },
  point: {
    forms: { en: ['point to', 'point'], de: ['hinweisen auf', 'verweisen auf', 'hinweisen'] },
    usage: { en: 'point to <links>', de: 'hinweisen auf <Links>' },
    examples: { en: ['point to /t/parental-leave/12 /t/15/2', 'point /t/12 and /t/15'], de: ['hinweisen auf /t/elternzeit/12 und /t/15'] },
    parameters: [{ name: 'links', type: 'links', needed: true }],
    who: ['expert', 'signer', 'facilitator'],
    reach: {},
    places: ['thread', 'ask'],
    about: 'question',
  },
} as const satisfies Partial<Record<CommandWord, WordEntry>>;
