import type { Locale } from '../words.js';
import type { DayOrNone } from './vocabulary.js';

const MONTHS: Readonly<Record<Locale, readonly string[]>> = {
  en: ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'],
  de: ['januar', 'februar', 'märz', 'april', 'mai', 'juni', 'juli', 'august', 'september', 'oktober', 'november', 'dezember'],
};
const SHORT_MONTHS: Readonly<Record<Locale, readonly string[]>> = {
  en: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  de: ['jan', 'feb', 'mär', 'apr', 'mai', 'jun', 'jul', 'aug', 'sep', 'okt', 'nov', 'dez'],
};
const WEEKDAYS: Readonly<Record<Locale, readonly string[]>> = {
  en: ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'],
  de: ['sonntag', 'montag', 'dienstag', 'mittwoch', 'donnerstag', 'freitag', 'samstag'],
};
const NO_END = ['none', 'no end', 'further notice', 'unbefristet', 'ohne ende', 'auf weiteres'];
const UNITS: ReadonlyArray<readonly [unit: 'day' | 'month', count: number, forms: readonly string[]]> = [
  ['day', 1, ['day', 'days', 'tag', 'tage', 'tagen']],
  ['day', 7, ['week', 'weeks', 'woche', 'wochen']],
  ['month', 1, ['month', 'months', 'monat', 'monate', 'monaten']],
  ['month', 12, ['year', 'years', 'jahr', 'jahre', 'jahren']],
];
const LONGEST = 60;

/**
 * The day that a person wrote, in English or German; null when it is none, or may be read in two ways (UI-32: nothing is guessed).
 * A day without a year is the next such day, today included; a weekday is the next one after today.
 */
export function parseDay(text: string, today: string): DayOrNone | null {
  if (text.length > LONGEST) return null;
  const plain = text.toLowerCase().replaceAll(',', ' ').replace(/\s+/g, ' ').trim();
  if (NO_END.includes(plain)) return 'none';
  const now = isoDay(...ymd(today.slice(0, 10)));
  if (now === null) return null;
  return numericDay(plain, now) ?? namedDay(plain, now) ?? laterDay(plain, now) ?? weekday(plain, now);
}

function numericDay(text: string, today: string): string | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return isoDay(...ymd(text));
  const dotted = /^(\d{1,2})\. ?(\d{1,2})\.? ?(\d{4})?$/.exec(text);
  if (dotted) return dayOfYear({ day: Number(dotted[1]), month: Number(dotted[2]), year: dotted[3] }, today);
  const slashed = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  if (!slashed) return null;
  const [first, second, year] = [Number(slashed[1]), Number(slashed[2]), Number(slashed[3])];
  // 03/04 is the third of April or the fourth of March; 25/12 can be read in one way only.
  const readings = new Set([isoDay(year, second, first), isoDay(year, first, second)].filter((day) => day !== null));
  return readings.size === 1 ? ([...readings][0] ?? null) : null;
}

function namedDay(text: string, today: string): string | null {
  const english = /^(?:the )?(\d{1,2})(?:\.|st|nd|rd|th)? ?(?:of )?(\p{L}{3,9})\.?(?: (\d{4}))?$/u.exec(text);
  const american = /^(\p{L}{3,9})\.? (?:the )?(\d{1,2})(?:st|nd|rd|th)?(?: (\d{4}))?$/u.exec(text);
  const [day, name, year] = english ? english.slice(1) : american ? [american[2], american[1], american[3]] : [];
  const month = name === undefined ? 0 : monthOf(name);
  return month === 0 ? null : dayOfYear({ day: Number(day), month, year }, today);
}

function monthOf(name: string): number {
  for (const list of [MONTHS.en, MONTHS.de, SHORT_MONTHS.en, SHORT_MONTHS.de]) {
    const index = list.indexOf(name);
    if (index !== -1) return index + 1;
  }
  return ['maerz', 'sept'].includes(name) ? (name === 'sept' ? 9 : 3) : 0;
}

/** `in 12 months`, `6 weeks`, `in a year`. */
function laterDay(text: string, today: string): string | null {
  if (text === 'today' || text === 'heute') return today;
  if (text === 'tomorrow' || text === 'morgen') return addDays(today, 1);
  const [, amount, name] = /^(?:in )?(\d{1,4}|an?|one|eine[mr]?|ein) (\p{L}{3,7})$/u.exec(text) ?? [];
  const unit = UNITS.find(([, , forms]) => name !== undefined && forms.includes(name));
  if (!unit || amount === undefined) return null;
  const count = (/^\d/.test(amount) ? Number(amount) : 1) * unit[1];
  return unit[0] === 'day' ? addDays(today, count) : addMonths(today, count);
}

function weekday(text: string, today: string): string | null {
  const name = text.replace(/^(?:on |am )?(?:next |coming |this |nächste[nr]? |kommende[nr]? |diesen )?/, '');
  const wanted = Math.max(WEEKDAYS.en.indexOf(name), WEEKDAYS.de.indexOf(name === 'sonnabend' ? 'samstag' : name));
  if (wanted === -1) return null;
  const present = new Date(`${today}T00:00:00.000Z`).getUTCDay();
  return addDays(today, ((wanted - present + 6) % 7) + 1);
}

function dayOfYear({ day, month, year }: { day: number; month: number; year: string | undefined }, today: string): string | null {
  if (year !== undefined) return isoDay(Number(year), month, day);
  const [thisYear] = ymd(today);
  const years = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((more) => isoDay(thisYear + more, month, day));
  return years.find((candidate) => candidate !== null && candidate >= today) ?? null;
}

function ymd(iso: string): [number, number, number] {
  const [year, month, day] = iso.split('-').map(Number);
  return [year ?? NaN, month ?? NaN, day ?? NaN];
}

function isoDay(year: number, month: number, day: number): string | null {
  if (!(year >= 1900 && year <= 9999)) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? date.toISOString().slice(0, 10) : null;
}

function addDays(today: string, days: number): string | null {
  const [year, month, day] = ymd(today);
  const date = new Date(Date.UTC(year, month - 1, day + days));
  return isoDay(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

/** The same day of a later month, or its last day: a month after 31 January ends with February. */
function addMonths(today: string, months: number): string | null {
  const [year, month, day] = ymd(today);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  return isoDay(last.getUTCFullYear(), last.getUTCMonth() + 1, Math.min(day, last.getUTCDate()));
}
