import { timeMessages } from '../../../shared/time-messages.js';
import type { Locale, Words } from '../../../shared/words.js';
import type { DayRange } from './arithmetic/wording.js';
import type { PauseReason } from './arithmetic/cycles/cycle.js';
import type { Delay } from './delay.js';

/** When something is expected, as texts: `when` with date and zone, the weekly hours by which it is counted, and why then. */
export interface Expected {
  readonly when: string;
  readonly hours: string;
  readonly delay: Delay;
}

export interface Waited {
  readonly reason: PauseReason;
  readonly since: string;
  readonly until: string | null;
  readonly vendor: string | null;
  readonly remaining: string | null;
}

/** Every sentence of the clocks. `when` and `hours` are texts; German avoids articles: a set word may have any gender. */
export interface ClockMessages {
  /** `Mon–Fri 09:00–17:00` */
  hours(pattern: readonly DayRange[]): string;
  expectedBy(expected: Expected, words: Words): string;
  nextExpectedBy(expected: Expected, words: Words): string;
  solutionExpectedBy(expected: Expected, words: Words): string;
  overdueSince(when: string, words: Words): string;
  nextOverdueSince(when: string, words: Words): string;
  solutionOverdueSince(when: string, words: Words): string;
  /** `until`: a day until which it is put off; `vendor`: who is waited for, where that may be told; `remaining`: of a clock that stands. */
  waiting(said: Waited, words: Words): string;
  readonly underAMinute: string;
  stillWorking(person: string, nextNews: string | null): string;
  noWorkingTime(words: Words): string;
  repliedByDesk(when: string, words: Words): string;
  firstReply(when: string, words: Words): string;
  noReplyYet(words: Words): string;
  /** Durations as texts; `most` null: not known. */
  usualReply(said: { readonly median: string; readonly most: string | null }, words: Words): string;
  solved(when: string, words: Words): string;
}

const en: ClockMessages = {
  hours: (pattern) => hoursIn(timeMessages.en.weekdays, pattern),
  expectedBy: (expected, words) => `${capital(words.officialAnswer)} expected by ${enExpected(expected, words)}.`,
  nextExpectedBy: (expected, words) => `Next reply expected by ${enExpected(expected, words)}.`,
  solutionExpectedBy: (expected, words) => `Solution expected by ${enExpected(expected, words)}.`,
  overdueSince: (when, { officialAnswer }) => `${capital(officialAnswer)} was expected by ${when} and is overdue.`,
  nextOverdueSince: (when) => `The next reply was expected by ${when} and is overdue.`,
  solutionOverdueSince: (when) => `A solution was expected by ${when} and is overdue.`,
  waiting: ({ reason, since, until, vendor, remaining }, { asker, desk }) => {
    const why = {
      ['waiting_requester']: `Waiting for your reply (${asker}) since ${since}`,
      ['waiting_third_party']: `Waiting for ${vendor ?? 'an outside party'} since ${since}`,
      scheduled: `Put off${until === null ? '' : ` until ${until}`}`,
    }[reason];
    return `${why}${remaining === null ? '' : `; ${remaining} of ${desk} time remain${remaining === en.underAMinute ? 's' : ''}`}.`;
  },
  underAMinute: 'less than a minute',
  stillWorking: (person, nextNews) => `${person} is still working on it${nextNews === null ? '' : `; next news by ${nextNews}`}.`,
  noWorkingTime: ({ desk, officialAnswer }) => `The ${desk} has no opening hours ahead, so no time can be given for the ${officialAnswer}.`,
  repliedByDesk: (when, { desk }) => `First reply by the ${desk}: ${when}.`,
  firstReply: (when) => `First reply: ${when}.`,
  noReplyYet: ({ members }) => `No reply yet. The ${members} answer in their own time.`,
  usualReply: ({ median, most }, { desk }) =>
    `Usually a first reply within ${median} of ${desk} time${most === null ? '' : `, in four of five cases within ${most}`}.`,
  solved: (when) => `Solved: ${when}.`,
};

function enExpected({ when, hours, delay }: Expected, { desk }: Words): string {
  return `${when}${hours && ` (${desk} hours ${hours})`}${enDelay(delay, desk)}`;
}

function enDelay(delay: Delay, desk: string): string {
  if (delay === null) return '';
  if (delay.type === 'opens') return `, because the ${desk} opens on ${delay.when}`;
  return `, because the ${desk} is closed on ${delay.days}${delay.more > 0 ? ` and ${delay.more} more days` : ''}`;
}

const de: ClockMessages = {
  hours: (pattern) => hoursIn(timeMessages.de.weekdays, pattern),
  expectedBy: (expected, words) => `${capital(words.officialAnswer)} erwartet bis ${deExpected(expected, words)}.`,
  nextExpectedBy: (expected, words) => `Nächste Antwort erwartet bis ${deExpected(expected, words)}.`,
  solutionExpectedBy: (expected, words) => `Lösung erwartet bis ${deExpected(expected, words)}.`,
  overdueSince: (when, { officialAnswer }) => `${capital(officialAnswer)} war erwartet bis ${when} und ist überfällig.`,
  nextOverdueSince: (when) => `Die nächste Antwort war erwartet bis ${when} und ist überfällig.`,
  solutionOverdueSince: (when) => `Eine Lösung war erwartet bis ${when} und ist überfällig.`,
  waiting: ({ reason, since, until, vendor, remaining }, { asker, desk }) => {
    const why = {
      ['waiting_requester']: `Es fehlt noch Ihre Rückmeldung (${asker}), seit ${since}`,
      ['waiting_third_party']: `Es fehlt noch eine Rückmeldung ${vendor === null ? 'von außen' : `von: ${vendor}`}, seit ${since}`,
      scheduled: `Zurückgestellt${until === null ? '' : ` bis ${until}`}`,
    }[reason];
    return `${why}${remaining === null ? '' : `; danach bleib${remaining === de.underAMinute ? 't' : 'en'} ${remaining} (Zeit von: ${desk})`}.`;
  },
  underAMinute: 'weniger als eine Minute',
  stillWorking: (person, nextNews) => `${person} arbeitet noch daran${nextNews === null ? '' : `; nächste Nachricht bis ${nextNews}`}.`,
  noWorkingTime: ({ desk, officialAnswer }) => `Für ${desk} sind keine Öffnungszeiten bekannt; daher ohne Zeitangabe: ${officialAnswer}.`,
  repliedByDesk: (when, { desk }) => `Erste Antwort (${desk}): ${when}.`,
  firstReply: (when) => `Erste Antwort: ${when}.`,
  noReplyYet: ({ members }) => `Noch keine Antwort. Es antworten, wenn sie Zeit haben: ${members}.`,
  usualReply: ({ median, most }, { desk }) =>
    `Üblich ist eine erste Antwort innerhalb von ${median}${most === null ? '' : `, in vier von fünf Fällen innerhalb von ${most}`} (Zeit von: ${desk}).`,
  solved: (when) => `Gelöst: ${when}.`,
};

function deExpected({ when, hours, delay }: Expected, { desk }: Words): string {
  return `${when}${hours && ` (Zeiten, ${desk}: ${hours})`}${deDelay(delay)}`;
}

function deDelay(delay: Delay): string {
  if (delay === null) return '';
  if (delay.type === 'opens') return `, weil erst ${delay.when} wieder geöffnet ist`;
  return `, weil am ${delay.days}${delay.more > 0 ? ` und an ${delay.more} weiteren Tagen` : ''} geschlossen ist`;
}

export const messages: Readonly<Record<Locale, ClockMessages>> = { en, de };

function hoursIn(days: readonly string[], pattern: readonly DayRange[]): string {
  return pattern
    .map(({ from, to, windows }) => {
      const name = from === to ? (days[from] ?? '') : `${days[from] ?? ''}–${days[to] ?? ''}`;
      return `${name} ${windows.map(([opens, closes]) => `${opens}–${closes}`).join(', ')}`;
    })
    .join('; ');
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
