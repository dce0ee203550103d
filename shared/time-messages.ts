import type { Locale } from './words.js';

/** An instant as the clock on the wall of a zone shows it. */
export interface LocalMoment {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
  /** 0 is Monday. */
  readonly weekday: number;
  /** `14:00` */
  readonly time: string;
  readonly tz: string;
}

/** How times are written in texts to people; all features write them the same. */
export interface TimeMessages {
  /** `Tue 24 Nov 2026, 14:00 Europe/Berlin` */
  when(moment: LocalMoment): string;
  /** `Tue 24 Nov, 14:00` */
  shortWhen(moment: LocalMoment): string;
  /** `Tue 24 Nov` */
  day(moment: LocalMoment): string;
  /** `3 h 20 min`, with seconds only where there are some. */
  duration(seconds: number): string;
  /** `a, b and c` */
  list(items: readonly string[]): string;
  readonly weekdays: readonly string[];
  readonly months: readonly string[];
}

const EN_DAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const EN_MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const DE_DAYS = ['Mo', 'Di', 'Mi', 'Do', 'Fr', 'Sa', 'So'];
const DE_MONTHS = ['Jan.', 'Feb.', 'März', 'Apr.', 'Mai', 'Juni', 'Juli', 'Aug.', 'Sept.', 'Okt.', 'Nov.', 'Dez.'];

const en: TimeMessages = {
  when: (moment) => `${en.day(moment)} ${moment.year}, ${moment.time} ${moment.tz}`,
  shortWhen: (moment) => `${en.day(moment)}, ${moment.time}`,
  day: ({ weekday, day, month }) => `${EN_DAYS[weekday] ?? ''} ${day} ${EN_MONTHS[month - 1] ?? ''}`,
  duration: (seconds) => durationIn(seconds),
  list: (items) => listIn(items, 'and'),
  weekdays: EN_DAYS,
  months: EN_MONTHS,
};

const de: TimeMessages = {
  when: ({ weekday, day, month, year, time, tz }) =>
    `${DE_DAYS[weekday] ?? ''}, ${day}. ${DE_MONTHS[month - 1] ?? ''} ${year}, ${time} Uhr ${tz}`,
  shortWhen: (moment) => `${de.day(moment)}, ${moment.time} Uhr`,
  day: ({ weekday, day, month }) => `${DE_DAYS[weekday] ?? ''} ${day}. ${DE_MONTHS[month - 1] ?? ''}`,
  duration: (seconds) => durationIn(seconds),
  list: (items) => listIn(items, 'und'),
  weekdays: DE_DAYS,
  months: DE_MONTHS,
};

export const timeMessages: Readonly<Record<Locale, TimeMessages>> = { en, de };

/** A desk day is not a day, so there are no days. */
function durationIn(total: number): string {
  const whole = Math.max(0, Math.round(total));
  const [hours, minutes, seconds] = [Math.floor(whole / 3600), Math.floor((whole % 3600) / 60), whole % 60];
  const parts = [hours > 0 ? `${hours} h` : '', minutes > 0 ? `${minutes} min` : '', seconds > 0 ? `${seconds} s` : ''].filter(Boolean);
  return parts.length === 0 ? '0 min' : parts.join(' ');
}

function listIn(items: readonly string[], and: string): string {
  return items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${and} ${items.at(-1) ?? ''}`;
}
