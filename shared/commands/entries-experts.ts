import type { CommandPlace, CommandWord, WordEntry } from './vocabulary.js';

const EVERYWHERE: readonly CommandPlace[] = ['thread', 'room', 'ask'];
const ASSIGNED = { who: ['expert', 'signer', 'facilitator'], reach: { expert: 'assigned', signer: 'assigned' } } as const;
const MAYBE_REASON = { name: 'reason', type: 'text', needed: false } as const;

/** Words with which a question goes to experts, between them, and back. */
export const EXPERTS = {
  escalate: {
    forms: { en: ['escalate'], de: ['weiterreichen', 'eskalieren'] },
    usage: { en: 'escalate [to <group or level>] [because …]', de: 'weiterreichen [an <Gruppe oder Stufe>] [weil …]' },
    examples: {
      en: ['escalate', 'escalate to level 2', 'escalate to @payroll because the tables changed', 'escalate because nobody answered'],
      de: ['weiterreichen', 'weiterreichen an Stufe 2', 'weiterreichen an @payroll weil die Tabellen neu sind'],
    },
    parameters: [{ name: 'target', type: 'groupOrLevel', needed: false }, MAYBE_REASON],
    who: ['asker', 'expert', 'signer', 'facilitator'],
    reach: { asker: 'own' },
    places: EVERYWHERE,
    about: 'question',
  },
  accept: {
    forms: { en: ['accept'], de: ['annehmen', 'übernehmen', 'ich übernehme'] },
    usage: { en: 'accept', de: 'annehmen' },
    examples: { en: ['accept'], de: ['annehmen', 'ich übernehme'] },
    parameters: [],
    ...ASSIGNED,
    places: EVERYWHERE,
    about: 'question',
  },
  decline: {
    forms: { en: ['decline'], de: ['ablehnen'] },
    usage: { en: 'decline <reason>', de: 'ablehnen <Grund>' },
    examples: { en: ['decline I am away until Monday'], de: ['ablehnen weil ich bis Montag fort bin'] },
    parameters: [{ name: 'reason', type: 'text', needed: true }],
    ...ASSIGNED,
    places: EVERYWHERE,
    about: 'question',
  },
  'hand to': {
    forms: { en: ['hand to', 'hand on to'], de: ['übergeben an', 'weitergeben an'] },
    usage: { en: 'hand to <group> [because …]', de: 'übergeben an <Gruppe> [weil …]' },
    examples: { en: ['hand to @payroll', 'hand to payroll because the tables are theirs'], de: ['übergeben an @payroll'] },
    parameters: [{ name: 'group', type: 'group', needed: true }, MAYBE_REASON],
    ...ASSIGNED,
    places: EVERYWHERE,
    about: 'question',
  },
  'hand back': {
    forms: { en: ['hand back', 'return'], de: ['zurückgeben'] },
    usage: { en: 'hand back [because …]', de: 'zurückgeben [weil …]' },
    examples: { en: ['hand back', 'return because the contract is missing'], de: ['zurückgeben weil der Vertrag fehlt'] },
    parameters: [MAYBE_REASON],
    ...ASSIGNED,
    places: EVERYWHERE,
    about: 'question',
  },
  end: {
    forms: { en: ['end escalation', 'end'], de: ['beenden', 'Rückfrage beenden'] },
    usage: { en: 'end escalation [because …]', de: 'beenden [weil …]' },
    examples: { en: ['end escalation', 'end because it was answered in the thread'], de: ['beenden', 'beenden weil die Antwort steht'] },
    parameters: [MAYBE_REASON],
    ...ASSIGNED,
    places: ['room'],
    about: 'question',
  },
  invite: {
    forms: { en: ['invite'], de: ['einladen'] },
    usage: { en: 'invite @name', de: 'einladen @Name' },
    examples: { en: ['invite @anna'], de: ['einladen @anna'] },
    parameters: [{ name: 'person', type: 'person', needed: true }],
    ...ASSIGNED,
    places: ['room', 'ask'],
    about: 'question',
  },
  remove: {
    forms: { en: ['remove'], de: ['entfernen'] },
    usage: { en: 'remove @name', de: 'entfernen @Name' },
    examples: { en: ['remove @anna'], de: ['entfernen @anna'] },
    parameters: [{ name: 'person', type: 'person', needed: true }],
    ...ASSIGNED,
    places: ['room', 'ask'],
    about: 'question',
  },
  note: {
    forms: { en: ['note'], de: ['Notiz', 'Vermerk'] },
    usage: { en: 'note <text>', de: 'Notiz <Text>' },
    examples: { en: ['note the contract ends in May'], de: ['Notiz: der Vertrag endet im Mai'] },
    parameters: [{ name: 'text', type: 'text', needed: true }],
    who: ['expert', 'signer', 'facilitator'],
    reach: {},
    places: EVERYWHERE,
    about: 'question',
  },
} as const satisfies Partial<Record<CommandWord, WordEntry>>;
