import type { Instant } from '../../../shared/instant.js';
import { timeMessages } from '../../../shared/time-messages.js';
import type { Locale, Words } from '../../../shared/words.js';
import type { ClockBook } from '../clocks/arithmetic/cycles/book.js';
import type { Cycle, Metric } from '../clocks/arithmetic/cycles/cycle.js';
import { ledgerOf, type Ledger, type LedgerLine } from '../clocks/arithmetic/cycles/ledger.js';
import { wallTime } from '../clocks/arithmetic/wording.js';
import { accountMessages, spanText } from './account-messages.js';
import { COMMUNITY_REPLY } from './clock-sets.js';

/** One clock explained (R-EXPLAIN, CL-06): the ledger and the same in words, without a name of a person, a room or another topic. */
export interface Account {
  readonly metric: Metric;
  readonly number: number;
  readonly title: string;
  readonly lines: readonly AccountLine[];
  /** What the counted lines add up to, beside the target. */
  readonly sum: string;
  readonly ledger: Ledger;
}

export interface AccountLine {
  readonly text: string;
  /** What it adds to the sum. */
  readonly seconds: number;
}

export interface AccountContext {
  readonly locale: Locale;
  readonly words: Words;
  readonly asOf: Instant;
  /** How a post is named where the text is read. */
  post(id: number): string;
}

export function accountOf(cycle: Cycle, book: ClockBook, context: AccountContext): Account {
  const ledger = ledgerOf(cycle, context.asOf, book);
  const tz = book.calendars[cycle.inner.legs.at(-1)?.calendar ?? cycle.inner.policy]?.tz ?? 'UTC';
  const say = accountMessages[context.locale];
  const writing: Writing = { ...context, cycle, book, tz };
  return {
    metric: cycle.metric,
    number: cycle.number,
    title: say.title(say.name(cycle.metric, context.words), cycle.number),
    lines: ledger.lines.flatMap((line) =>
      wordsOf(line, writing).map((text) => ({ text, seconds: line.type === 'counted' ? line.seconds : 0 })),
    ),
    sum: sumOf(ledger, cycle, context.locale),
    ledger,
  };
}

interface Writing extends AccountContext {
  readonly cycle: Cycle;
  readonly book: ClockBook;
  readonly tz: string;
}

function wordsOf(line: LedgerLine, writing: Writing): string[] {
  const { locale, words, cycle, tz, post } = writing;
  const say = accountMessages[locale];
  const { duration, shortWhen, when } = timeMessages[locale];
  const at = (instant: Instant): string => shortWhen(wallTime(instant, tz));
  const postOf = (id: number | null): string | null => (id === null ? null : post(id));
  switch (line.type) {
    case 'start': {
      const { name } = nameOf(line.policy);
      const started = { when: when(wallTime(line.at, tz)), post: postOf(line.by), policy: name, version: line.version };
      return [say.started(started), say.target(duration(line.targetMinutes * 60), words)];
    }
    case 'counted':
      return [say.counted(spanOf(line, writing), duration(line.seconds))];
    case 'skipped':
      return [skippedOf(line, writing)];
    case 'change':
      return changeOf(line, writing);
    case 'banked':
      return [say.banked(at(line.at), duration(line.seconds))];
    case 'breach':
      return cycle.metric === COMMUNITY_REPLY ? [] : [say.overdue(at(line.at), line.byPolicyChange)];
    case 'due':
      return [dueOf(line.at, writing)];
    case 'end':
      return [say.ended(when(wallTime(line.at, tz)), cycle.metric === COMMUNITY_REPLY ? 'running' : line.state, postOf(line.by))];
  }
}

function dueOf(due: Instant | null, { locale, cycle, tz }: Writing): string {
  const say = accountMessages[locale];
  if (due === null) return say.noDue(cycle.state);
  const when = timeMessages[locale].when(wallTime(due, tz));
  return cycle.metric === COMMUNITY_REPLY ? say.aim(when) : say.due(when);
}

function skippedOf(line: Extract<LedgerLine, { type: 'skipped' }>, writing: Writing): string {
  const { locale, words } = writing;
  const say = accountMessages[locale];
  const span = spanOf(line, writing);
  if (line.reason === 'closed') return say.closed(span);
  return line.reason === 'holiday' ? say.holiday(span, line.name ?? '') : say.paused(span, line.reason, words);
}

function changeOf({ at, what, from, to }: Extract<LedgerLine, { type: 'change' }>, { locale, tz, book }: Writing): string[] {
  const say = accountMessages[locale];
  const when = timeMessages[locale].shortWhen(wallTime(at, tz));
  const minutes = (text: string): string => timeMessages[locale].duration(Number(text) * 60);
  const policy = (key: string): string => say.policy(nameOf(key).name, nameOf(key).version);
  switch (what) {
    case 'target':
      return [say.newTarget(when, minutes(from), minutes(to))];
    case 'version':
      return [
        nameOf(from).community === nameOf(to).community ? say.newPolicy(when, policy(from), policy(to)) : say.moved(when, policy(to)),
      ];
    case 'calendar':
      return isSameCalendar(book, from, to) ? [] : [say.newCalendar(when)];
  }
}

/** Each version of the settings has calendars of its own, which mostly say the same. */
function isSameCalendar({ calendars }: ClockBook, one: string, other: string): boolean {
  return JSON.stringify(calendars[one]) === JSON.stringify(calendars[other]);
}

/** A whole local day is named by its date alone. */
function spanOf({ from, to }: { readonly from: Instant; readonly to: Instant }, { locale, tz }: Writing): string {
  const [start, end] = [wallTime(from, tz), wallTime(to, tz)];
  const isWholeDay = start.time === '00:00' && end.time === '00:00' && Date.parse(to) - Date.parse(from) <= LONGEST_DAY_MS;
  return isWholeDay ? timeMessages[locale].day(start) : spanText(start, end, locale);
}

const LONGEST_DAY_MS = 25 * 3_600_000;

/** Keys of policies are `community:version` and, of one with conditions, `community:version:name`. */
function nameOf(key: string): { readonly community: string; readonly name: string | null; readonly version: string } {
  const [community = '', version = '', ...name] = key.split(':');
  return { community, name: name.length === 0 ? null : name.join(':'), version };
}

/** Of a clock that has a due, the counted lines are the target (R-EXPLAIN). */
function sumOf({ countedSeconds }: Ledger, { targetMinutes }: Cycle, locale: Locale): string {
  const { duration } = timeMessages[locale];
  const target = targetMinutes * 60;
  const [left, over] = [target - countedSeconds, countedSeconds - target];
  return accountMessages[locale].sum({
    counted: duration(countedSeconds),
    target: duration(target),
    left: left > 0 ? duration(left) : null,
    over: over > 0 ? duration(over) : null,
  });
}

/** The lines of a long account, without its middle; what was left out is said with what it counted. */
export function shortened({ lines }: Pick<Account, 'lines'>, most: number, locale: Locale): readonly string[] {
  const texts = (some: readonly AccountLine[]): string[] => some.map(({ text }) => text);
  if (lines.length <= most) return texts(lines);
  const [head, tail] = [Math.ceil(most / 2), lines.length - Math.floor(most / 2)];
  const counted = lines.slice(head, tail).reduce((sum, { seconds }) => sum + seconds, 0);
  const gap = accountMessages[locale].leftOut(tail - head, timeMessages[locale].duration(counted));
  return [...texts(lines.slice(0, head)), gap, ...texts(lines.slice(tail))];
}
