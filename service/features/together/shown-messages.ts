import type { Locale, Words } from '../../../shared/words.js';
import type { Outcome, TicketStateName } from '../../engine/feature.js';

/** What the pages of a forum with the plugin say of a ticket. German avoids articles: a word that a community sets may have any gender. */
interface ShownMessages {
  state(state: TicketStateName, outcome: Outcome, words: Words): string;
  /** What happens next, and by when; null: nothing is to come. */
  next(state: TicketStateName, due: string | null, words: Words): string | null;
  communityAnswer(words: Words): string;
  byExpert(words: Words): string;
  notYetChecked(words: Words): string;
  /** ES-01: shown before a private question is sent. */
  privateNotice(words: Words): string;
  /** UI-22: shown before one asks; `minutes` of the desk. */
  expectedReply(minutes: number, words: Words): string;
}

const en: ShownMessages = {
  state(state, outcome, { desk, community, expert, asker }) {
    const states: Readonly<Record<TicketStateName, string>> = {
      new: 'New',
      ['waiting_for_desk']: `Waiting for the ${desk}`,
      ['waiting_for_community']: `Waiting for the ${community}`,
      ['waiting_for_expert']: `Waiting for the ${expert}`,
      ['waiting_for_asker']: `Waiting for the ${asker}`,
      ['waiting_for_third_party']: 'Waiting for somebody outside',
      scheduled: 'Waiting for a date',
      answered: 'Answered',
      solved: outcome === 'no_longer_needed' ? 'No longer needed' : outcome === 'decided' ? 'Decided' : 'Solved',
      closed: 'Closed',
    };
    return states[state];
  },
  next(state, due, { desk, community, expert, asker }) {
    const by = due === null ? '' : ` by ${due}`;
    const who = whoIsNext(state, { desk: `the ${desk}`, community: `the ${community}`, expert: `the ${expert}`, asker: `the ${asker}` });
    return who === null ? null : `Next: ${who} replies${by}`;
  },
  communityAnswer: ({ community }) => `Answer of the ${community}`,
  byExpert: ({ expert }) => `By ${/^[aeiou]/i.test(expert) ? 'an' : 'a'} ${expert}`,
  notYetChecked: ({ experts }) => `Not yet checked by the ${experts}`,
  privateNotice: ({ experts, facilitators }) =>
    `Only you, the ${experts} and the ${facilitators} can read it. Administrators of this forum can technically read private messages too.`,
  expectedReply: (minutes, { desk }) =>
    `The ${desk} means to answer within ${spanOf(minutes, { hour: 'hour', minute: 'minute', many: 's' })}, counted while it is open.`,
};

const de: ShownMessages = {
  state(state, outcome, { desk, community, expert, asker }) {
    const states: Readonly<Record<TicketStateName, string>> = {
      new: 'Neu',
      ['waiting_for_desk']: `Wartet auf: ${desk}`,
      ['waiting_for_community']: `Wartet auf: ${community}`,
      ['waiting_for_expert']: `Wartet auf: ${expert}`,
      ['waiting_for_asker']: `Wartet auf: ${asker}`,
      ['waiting_for_third_party']: 'Wartet auf jemanden außerhalb',
      scheduled: 'Wartet auf einen Termin',
      answered: 'Beantwortet',
      solved: outcome === 'no_longer_needed' ? 'Nicht mehr nötig' : outcome === 'decided' ? 'Entschieden' : 'Gelöst',
      closed: 'Geschlossen',
    };
    return states[state];
  },
  next(state, due, words) {
    const who = whoIsNext(state, words);
    return who === null ? null : `Als Nächstes antwortet: ${who}${due === null ? '' : `, bis ${due}`}`;
  },
  communityAnswer: ({ community }) => `Antwort aus: ${community}`,
  byExpert: ({ expert }) => capital(expert),
  notYetChecked: ({ experts }) => `Noch nicht geprüft (${experts})`,
  privateNotice: ({ experts, facilitators }) =>
    `Lesen können es nur Sie und: ${experts}, ${facilitators}. Administratoren dieses Forums können technisch auch private Nachrichten lesen.`,
  expectedReply: (minutes, { desk }) =>
    `Antwort (${desk}): angestrebt innerhalb von ${spanOf(minutes, { hour: 'Stunde', minute: 'Minute', many: 'n' })} der Öffnungszeiten.`,
};

export const shownMessages: Readonly<Record<Locale, ShownMessages>> = { en, de };

type Who = Pick<Words, 'desk' | 'community' | 'expert' | 'asker'>;

function whoIsNext(state: TicketStateName, { desk, community, expert, asker }: Who): string | null {
  switch (state) {
    case 'new':
    case 'waiting_for_desk':
      return desk;
    case 'waiting_for_community':
      return community;
    case 'waiting_for_expert':
      return expert;
    case 'waiting_for_asker':
      return asker;
    case 'waiting_for_third_party':
    case 'scheduled':
    case 'answered':
    case 'solved':
    case 'closed':
      return null;
  }
}

/** In whole hours where they are whole. `many` is what makes the plural. */
function spanOf(minutes: number, { hour, minute, many }: Readonly<Record<'hour' | 'minute' | 'many', string>>): string {
  const [count, unit] = minutes % 60 === 0 ? [minutes / 60, hour] : [minutes, minute];
  return `${count} ${unit}${count === 1 ? '' : many}`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
