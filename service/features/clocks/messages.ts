import type { Locale, Words } from '../../../shared/words.js';
import type { DayRange, WallTime } from './arithmetic/wording.js';

/** Every sentence of the clocks. `when` and `hours` are texts of this file; German avoids articles: a set word may have any gender. */
export interface ClockMessages {
  /** `Tue 24 Nov 2026, 14:00 Europe/Berlin` */
  when(time: WallTime): string;
  /** `Mon–Fri 09:00–17:00` */
  hours(pattern: readonly DayRange[]): string;
  expectedBy(when: string, hours: string, words: Words): string;
  overdueSince(when: string, words: Words): string;
  noWorkingTime(words: Words): string;
  repliedByDesk(when: string, words: Words): string;
  firstReply(when: string, words: Words): string;
  noReplyYet(words: Words): string;
  solved(when: string, words: Words): string;
}

const EN_DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const EN_MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DE_DAYS = ['Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa', 'So'];
const DE_MONTHS = ['Jan.', 'Feb.', 'März', 'Apr.', 'Mai', 'Juni', 'Juli', 'Aug.', 'Sept.', 'Okt.', 'Nov.', 'Dez.'];

const en: ClockMessages = {
  when: ({ weekday, day, month, year, time, tz }) =>
    `${EN_DAYS[weekday] ?? ''} ${day} ${EN_MONTHS[month - 1] ?? ''} ${year}, ${time} ${tz}`,
  hours: (pattern) => hoursIn(EN_DAYS, pattern),
  expectedBy: (when, hours, { officialAnswer, desk }) =>
    `${capital(officialAnswer)} expected by ${when}${hours && ` (${desk} hours ${hours})`}.`,
  overdueSince: (when, { officialAnswer }) => `${capital(officialAnswer)} was expected by ${when} and is overdue.`,
  noWorkingTime: ({ desk, officialAnswer }) => `The ${desk} has no opening hours ahead, so no time can be given for the ${officialAnswer}.`,
  repliedByDesk: (when, { desk }) => `First reply by the ${desk}: ${when}.`,
  firstReply: (when) => `First reply: ${when}.`,
  noReplyYet: ({ members }) => `No reply yet. The ${members} answer in their own time.`,
  solved: (when) => `Solved: ${when}.`,
};

const de: ClockMessages = {
  when: ({ weekday, day, month, year, time, tz }) =>
    `${DE_DAYS[weekday] ?? ''}, ${day}. ${DE_MONTHS[month - 1] ?? ''} ${year}, ${time} Uhr ${tz}`,
  hours: (pattern) => hoursIn(DE_DAYS, pattern),
  expectedBy: (when, hours, { officialAnswer, desk }) =>
    `${capital(officialAnswer)} erwartet bis ${when}${hours && ` (Zeiten, ${desk}: ${hours})`}.`,
  overdueSince: (when, { officialAnswer }) => `${capital(officialAnswer)} war erwartet bis ${when} und ist überfällig.`,
  noWorkingTime: ({ desk, officialAnswer }) => `Für ${desk} sind keine Öffnungszeiten bekannt; daher ohne Zeitangabe: ${officialAnswer}.`,
  repliedByDesk: (when, { desk }) => `Erste Antwort (${desk}): ${when}.`,
  firstReply: (when) => `Erste Antwort: ${when}.`,
  noReplyYet: ({ members }) => `Noch keine Antwort. Es antworten, wenn sie Zeit haben: ${members}.`,
  solved: (when) => `Gelöst: ${when}.`,
};

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
