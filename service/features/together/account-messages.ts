import { timeMessages } from '../../../shared/time-messages.js';
import type { Locale, Words } from '../../../shared/words.js';
import type { ClockState, Hold, Metric } from '../clocks/arithmetic/cycles/cycle.js';

type PauseReason = Hold['reason'];

/** How a clock came to say what it says (R-EXPLAIN). Times and durations are texts already; German avoids articles: a set word may have any gender. */
export interface AccountMessages {
  name(metric: Metric, words: Words): string;
  /** `again`: 2 for the second run of a clock, and so on. */
  title(name: string, again: number): string;
  started(said: { readonly when: string; readonly post: string | null; readonly policy: string | null; readonly version: number }): string;
  target(duration: string, words: Words): string;
  counted(span: string, duration: string): string;
  closed(span: string): string;
  holiday(span: string, name: string): string;
  paused(span: string, reason: PauseReason, words: Words): string;
  newTarget(when: string, from: string, to: string): string;
  newPolicy(when: string, from: string, to: string): string;
  /** Moved to another community: `to` is the policy there. */
  moved(when: string, to: string): string;
  newCalendar(when: string): string;
  banked(when: string, duration: string): string;
  overdue(when: string, byPolicyChange: boolean): string;
  due(when: string): string;
  aim(when: string): string;
  noDue(state: ClockState): string;
  ended(when: string, state: ClockState, post: string | null): string;
  sum(said: { readonly counted: string; readonly target: string; readonly left: string | null; readonly over: string | null }): string;
  leftOut(lines: number, counted: string): string;
  /** Without a name: the default one. */
  policy(name: string | null, version: string): string;
  /** `@desk explain`: `lines` with which others can be asked for. */
  others(lines: readonly string[]): string;
  post(path: string): string;
}

const EN_PAUSES: Readonly<Record<PauseReason, (words: Words) => string>> = {
  ['waiting_requester']: ({ asker }) => `waiting for the ${asker}`,
  ['waiting_third_party']: () => 'waiting for somebody outside',
  scheduled: () => 'put off until a date',
  solved: () => 'solved meanwhile',
};
const EN_ENDS: Readonly<Partial<Record<ClockState, string>>> = {
  met: 'in time',
  late: 'after its time',
  ['met_by_resolution']: 'by the solution',
  dismissed: 'no longer counted',
  ['cancelled_duplicate']: 'merged into another topic',
  voided: 'left out by a person',
  lapsed: 'let go, nobody needed it',
};

const en: AccountMessages = {
  name: (metric, { officialAnswer, desk, experts }) =>
    ({
      fr: capital(officialAnswer),
      nr: `Next reply of the ${desk}`,
      pu: `Next news from the ${desk}`,
      res: 'Solution',
      own: `Taken on by one of the ${experts}`,
      ola: `Answer of the ${experts} among themselves`,
      cr: 'First reply by anybody',
    })[metric],
  title: (name, again) => (again > 1 ? `${name} (${again})` : name),
  started: ({ when, post, policy, version }) =>
    `Counted from ${when}${post === null ? '' : `, by ${post}`}. Rules: ${en.policy(policy, String(version))}.`,
  target: (duration, { desk }) => `Target: ${duration} of ${desk} time.`,
  counted: (span, duration) => `${span}: ${duration} counted`,
  closed: (span) => `${span}: closed`,
  holiday: (span, name) => `${span}: closed, ${name}`,
  paused: (span, reason, words) => `${span}: not counted, ${EN_PAUSES[reason](words)}`,
  newTarget: (when, from, to) => `${when}: the target became ${to} instead of ${from}`,
  newPolicy: (when, from, to) => `${when}: counted by ${to} instead of ${from}`,
  moved: (when, to) => `${when}: moved to where other rules apply: ${to}`,
  newCalendar: (when) => `${when}: other opening hours apply from here`,
  banked: (when, duration) => `${when}: ${duration} counted so far are kept`,
  overdue: (when, byPolicyChange) => `${when}: the time was over${byPolicyChange ? ', because the rules were changed' : ''}`,
  due: (when) => `Due: ${when}.`,
  aim: (when) => `A figure for comparison, promised to nobody: ${when}.`,
  noDue: (state) =>
    state === 'paused'
      ? 'Due: no time as long as it waits.'
      : state === 'no_working_time'
        ? 'Due: no time, because no opening hours lie ahead.'
        : 'Due: no time.',
  ended: (when, state, post) => `Ended ${when}${post === null ? '' : `, by ${post}`}${EN_ENDS[state] ? `: ${EN_ENDS[state]}` : ''}.`,
  sum: ({ counted, target, left, over }) => {
    if (over !== null) return `Sum: ${counted} counted, ${over} more than the target of ${target}.`;
    return left === null ? `Sum: ${counted} counted, which is the target.` : `Sum: ${counted} counted of ${target}; ${left} remain.`;
  },
  leftOut: (lines, counted) => `… ${lines} more lines with ${counted} counted …`,
  policy: (name, version) => `policy ${name ?? 'default'}, version ${version}`,
  others: (lines) => `Also counted here: ${lines.map((line) => `\`${line}\``).join(', ')}.`,
  post: (path) => `[this post](${path})`,
};

const DE_PAUSES: Readonly<Record<PauseReason, (words: Words) => string>> = {
  ['waiting_requester']: ({ asker }) => `es fehlte eine Rückmeldung (${asker})`,
  ['waiting_third_party']: () => 'es fehlte eine Rückmeldung von außen',
  scheduled: () => 'zurückgestellt bis zu einem Tag',
  solved: () => 'war gelöst',
};
const DE_ENDS: Readonly<Partial<Record<ClockState, string>>> = {
  met: 'rechtzeitig',
  late: 'nach der Zeit',
  ['met_by_resolution']: 'durch die Lösung',
  dismissed: 'nicht mehr gezählt',
  ['cancelled_duplicate']: 'mit einem anderen Thema zusammengelegt',
  voided: 'von einer Person herausgenommen',
  lapsed: 'nicht gebraucht',
};

const de: AccountMessages = {
  name: (metric, { officialAnswer, desk, experts }) =>
    ({
      fr: capital(officialAnswer),
      nr: `Nächste Antwort (${desk})`,
      pu: `Nächste Nachricht (${desk})`,
      res: 'Lösung',
      own: `Übernahme (${experts})`,
      ola: `Antwort untereinander (${experts})`,
      cr: 'Erste Antwort von irgendjemandem',
    })[metric],
  title: (name, again) => (again > 1 ? `${name} (${again})` : name),
  started: ({ when, post, policy, version }) =>
    `Gezählt ab ${when}${post === null ? '' : `, durch ${post}`}. Regeln: ${de.policy(policy, String(version))}.`,
  target: (duration, { desk }) => `Ziel: ${duration} (Zeit von: ${desk}).`,
  counted: (span, duration) => `${span}: ${duration} gezählt`,
  closed: (span) => `${span}: geschlossen`,
  holiday: (span, name) => `${span}: geschlossen, ${name}`,
  paused: (span, reason, words) => `${span}: nicht gezählt, ${DE_PAUSES[reason](words)}`,
  newTarget: (when, from, to) => `${when}: das Ziel wurde ${to} statt ${from}`,
  newPolicy: (when, from, to) => `${when}: gezählt nach ${to} statt ${from}`,
  moved: (when, to) => `${when}: verschoben, dort gelten andere Regeln: ${to}`,
  newCalendar: (when) => `${when}: ab hier gelten andere Öffnungszeiten`,
  banked: (when, duration) => `${when}: bis hierher gezählte ${duration} bleiben`,
  overdue: (when, byPolicyChange) => `${when}: die Zeit war um${byPolicyChange ? ', weil die Regeln geändert wurden' : ''}`,
  due: (when) => `Fällig: ${when}.`,
  aim: (when) => `Ein Vergleichswert, niemandem versprochen: ${when}.`,
  noDue: (state) =>
    state === 'paused'
      ? 'Fällig: keine Zeit, solange gewartet wird.'
      : state === 'no_working_time'
        ? 'Fällig: keine Zeit, weil keine Öffnungszeiten bekannt sind.'
        : 'Fällig: keine Zeit.',
  ended: (when, state, post) => `Zu Ende ${when}${post === null ? '' : `, durch ${post}`}${DE_ENDS[state] ? `: ${DE_ENDS[state]}` : ''}.`,
  sum: ({ counted, target, left, over }) => {
    if (over !== null) return `Summe: ${counted} gezählt, ${over} mehr als das Ziel von ${target}.`;
    return left === null ? `Summe: ${counted} gezählt; das ist das Ziel.` : `Summe: ${counted} von ${target} gezählt; ${left} bleiben.`;
  },
  leftOut: (lines, counted) => `… ${lines} weitere Zeilen mit ${counted} …`,
  policy: (name, version) => `Regelwerk ${name ?? 'Standard'}, Fassung ${version}`,
  others: (lines) => `Auch gezählt: ${lines.map((line) => `\`${line}\``).join(', ')}.`,
  post: (path) => `[diesen Beitrag](${path})`,
};

export const accountMessages: Readonly<Record<Locale, AccountMessages>> = { en, de };

/** `Tue 24 Nov, 14:00–17:00`, or with both dates. */
export function spanText(from: Parameters<typeof timeMessages.en.when>[0], to: Parameters<typeof timeMessages.en.when>[0], locale: Locale) {
  const say = timeMessages[locale];
  const isSameDay = say.day(from) === say.day(to) && from.year === to.year;
  if (isSameDay) return `${say.day(from)}, ${from.time}–${to.time}`;
  return `${say.shortWhen(from)} – ${say.shortWhen(to)}`;
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
