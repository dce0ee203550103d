import type { Metric } from '../../clocks/arithmetic/cycles/cycle.js';
import type { Locale, Words } from '../../../../shared/words.js';
import type { ToldAs } from './view.js';

/** Every sentence of warnings and of the ladder. German avoids articles: a set word may have any gender. */
export interface LadderMessages {
  title(reference: string, words: Words): string;
  about(link: string, words: Words): string;
  readonly awaited: Readonly<Record<Metric, (words: Words) => string>>;
  /** `post` is a link, or empty. */
  readonly since: Readonly<Record<Metric, (when: string, post: string, words: Words) => string>>;
  usedUp(what: string, due: string, percent: number): string;
  minutesLeft(what: string, due: string, minutes: number): string;
  /** `percent` 0: it is overdue now. */
  overdue(what: string, due: string, percent: number): string;
  /** CL-13: the line that is enough; its text may be left out. */
  newsLine(line: string, words: Words): string;
  silence(when: string, words: Words): string;
  because(as: ToldAs, standsInFor: string, words: Words): string;
  howToStop(words: Words): string;
}

const sinceEn =
  (what: (words: Words) => string) =>
  (when: string, post: string, words: Words): string =>
    `It counts since ${when}, when ${what(words)}${post && ` (${post})`}.`;
const sinceDe =
  (what: (words: Words) => string) =>
  (when: string, post: string, words: Words): string =>
    `Gezählt wird seit ${when}: ${what(words)}${post && ` (${post})`}.`;

const en: LadderMessages = {
  title: (reference, { question }) => `What is due for a ${question} (${reference})`,
  about: (link, { question }) => `About this ${question}: ${link}`,
  awaited: {
    fr: ({ desk }) => `the first reply by the ${desk}`,
    nr: ({ desk, asker }) => `the reply of the ${desk} to what the ${asker} wrote last`,
    pu: ({ asker }) => `news for the ${asker}`,
    res: () => 'a solution',
    own: ({ experts }) => `somebody of the ${experts} who takes it on`,
    ola: ({ experts }) => `the answer of the ${experts}`,
    cr: () => 'the first reply',
  },
  since: {
    fr: sinceEn(({ question }) => `the ${question} was asked`),
    nr: sinceEn(({ asker }) => `the ${asker} wrote again`),
    pu: sinceEn(({ asker }) => `the ${asker} last heard something`),
    res: sinceEn(({ question }) => `the ${question} was asked`),
    own: sinceEn(({ experts }) => `it was passed to the ${experts}`),
    ola: sinceEn(({ experts }) => `it was passed to the ${experts}`),
    cr: sinceEn(({ question }) => `the ${question} was asked`),
  },
  usedUp: (what, due, percent) => `Due by ${due}: ${what}. ${percent} % of the time is used up.`,
  minutesLeft: (what, due, minutes) => `Due by ${due}: ${what}. At most ${minutes} minutes of working time are left.`,
  overdue: (what, due, percent) =>
    percent === 0 ? `Overdue since ${due}: ${what}.` : `Overdue since ${due}: ${what}. Meanwhile ${percent} % more of the time has passed.`,
  newsLine: (line, { question }) =>
    `One line in the ${question} is enough, also without a text if you are still working on it: \`${line}\``,
  silence: (when, { question }) => `Until ${when} nobody has given a good answer to this ${question}.`,
  because: (as, standsInFor, { question, experts, facilitators, desk, members }) =>
    ({
      owner: `You are told because you have taken this ${question} on.`,
      backup: `You are told because you stand in for ${standsInFor}.`,
      experts: `You are told because it was passed to you as ${experts}, and nobody has taken it on.`,
      facilitators: `You are told as ${facilitators}.`,
      deskLeads: `You are told because you lead the ${desk}.`,
      safetyOwner: `You are told because you look after what the ${members} leave without an answer.`,
    })[as],
  howToStop: ({ question, desk }) =>
    `Further messages about this ${question} come as replies here. They stop when it is answered, solved or closed, and rest while something is waited for. Who is told, and when, is set by those who lead the ${desk}.`,
};

const de: LadderMessages = {
  title: (reference) => `Was fällig ist (${reference})`,
  about: (link) => `Darum geht es: ${link}`,
  awaited: {
    fr: ({ desk }) => `erste Antwort (${desk})`,
    nr: ({ desk, asker }) => `Antwort (${desk}) auf den letzten Beitrag (${asker})`,
    pu: ({ asker }) => `ein neuer Stand (${asker})`,
    res: () => 'eine Lösung',
    own: ({ experts }) => `dass jemand übernimmt (${experts})`,
    ola: ({ experts }) => `Antwort (${experts})`,
    cr: () => 'erste Antwort',
  },
  since: {
    fr: sinceDe(({ question }) => `gestellt (${question})`),
    nr: sinceDe(({ asker }) => `neuer Beitrag (${asker})`),
    pu: sinceDe(() => 'letzter Stand'),
    res: sinceDe(({ question }) => `gestellt (${question})`),
    own: sinceDe(({ experts }) => `weitergereicht (${experts})`),
    ola: sinceDe(({ experts }) => `weitergereicht (${experts})`),
    cr: sinceDe(({ question }) => `gestellt (${question})`),
  },
  usedUp: (what, due, percent) => `Fällig bis ${due}: ${what}. ${percent} % der Zeit sind verbraucht.`,
  minutesLeft: (what, due, minutes) => `Fällig bis ${due}: ${what}. Es bleiben höchstens ${minutes} Minuten Arbeitszeit.`,
  overdue: (what, due, percent) =>
    percent === 0
      ? `Überfällig seit ${due}: ${what}.`
      : `Überfällig seit ${due}: ${what}. Seitdem sind weitere ${percent} % der Zeit vergangen.`,
  newsLine: (line) => `Eine Zeile dort genügt, auch ohne Text, wenn Sie noch daran arbeiten: \`${line}\``,
  silence: (when) => `Bis ${when} hat niemand eine gute Antwort gegeben.`,
  because: (as, standsInFor, { experts, facilitators, desk, members }) =>
    ({
      owner: 'Sie lesen dies, weil Sie übernommen haben.',
      backup: `Sie lesen dies in Vertretung von ${standsInFor}.`,
      experts: `Sie lesen dies, weil es an Sie weitergereicht wurde (${experts}) und niemand übernommen hat.`,
      facilitators: `Sie lesen dies als ${facilitators}.`,
      deskLeads: `Sie lesen dies wegen Ihrer Leitungsaufgabe (${desk}).`,
      safetyOwner: `Sie lesen dies, weil Sie sich um das kümmern, was ohne Antwort bleibt (${members}).`,
    })[as],
  howToStop: ({ desk }) =>
    `Weitere Nachrichten dazu folgen hier als Antworten. Sie hören auf, sobald es beantwortet, gelöst oder geschlossen ist, und ruhen, solange auf etwas gewartet wird. Wer wann benachrichtigt wird, legt die Leitung fest (${desk}).`,
};

export const messages: Readonly<Record<Locale, LadderMessages>> = { en, de };
