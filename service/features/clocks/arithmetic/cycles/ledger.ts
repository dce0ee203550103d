import type { Instant } from '../../../../../shared/instant.js';
import { epochSecond, toInstant } from '../business-time.js';
import type { Calendar } from '../calendar.js';
import { openTime } from '../open-time.js';
import { wallTime } from '../wording.js';
import { epochDayOf, zoneDays } from '../zone-days.js';
import { calendarIn, policyIn, type ClockBook } from './book.js';
import type { Change, ClockState, Cycle, Hold, Leg, Metric } from './cycle.js';

/** R-EXPLAIN: why a clock says what it says, line by line. The seconds of the counted lines add up to `countedSeconds`. */
export interface Ledger {
  readonly metric: Metric;
  readonly number: number;
  readonly lines: readonly LedgerLine[];
  readonly countedSeconds: number;
}

export type LedgerLine =
  | {
      readonly type: 'start';
      readonly at: Instant;
      readonly by: number | null;
      readonly policy: string;
      readonly version: number;
      readonly calendar: string;
      readonly targetMinutes: number;
    }
  | { readonly type: 'counted'; readonly from: Instant; readonly to: Instant; readonly date: string; readonly seconds: number }
  | { readonly type: 'skipped'; readonly from: Instant; readonly to: Instant; readonly reason: SkipReason; readonly name: string | null }
  | ({ readonly type: 'change' } & Change)
  /** R-TRANSFER: so much was counted when another calendar took over. */
  | { readonly type: 'banked'; readonly at: Instant; readonly seconds: number; readonly from: string; readonly to: string }
  | { readonly type: 'breach'; readonly at: Instant; readonly byPolicyChange: boolean }
  | { readonly type: 'due'; readonly at: Instant | null; readonly targetMinutes: number }
  | { readonly type: 'end'; readonly at: Instant; readonly state: ClockState; readonly by: number | null };

type SkipReason = 'closed' | 'holiday' | Hold['reason'];
type Stretch = Extract<LedgerLine, { readonly type: 'counted' | 'skipped' }>;

/**
 * The ledger of a cycle: up to its end; while it runs, up to its due (also when that is past); while nothing is due, up to `asOf`.
 */
export function ledgerOf(cycle: Cycle, asOf: Instant, book: ClockBook): Ledger {
  const until = cycle.endedAt ?? cycle.due ?? asOf;
  const counted = stretchesOf(cycle, until, book);
  const policy = policyIn(book, cycle.inner.policy);
  const { changes, breach } = cycle.inner;
  const start: LedgerLine = {
    type: 'start',
    at: cycle.startedAt,
    by: cycle.startedBy,
    policy: changes.find(({ what }) => what === 'version')?.from ?? policy.key,
    version: policyIn(book, changes.find(({ what }) => what === 'version')?.from ?? policy.key).version,
    calendar: changes.find(({ what }) => what === 'calendar')?.from ?? cycle.inner.legs[0]?.calendar ?? policy.calendar,
    targetMinutes: Number(changes.find(({ what }) => what === 'target')?.from ?? cycle.targetMinutes),
  };
  const happened = [...changes.map((change): LedgerLine => ({ type: 'change', ...change })), ...banksOf(cycle, book)];
  const lines = [...counted, ...happened, ...(breach === null ? [] : [{ type: 'breach' as const, ...breach }])].sort(
    (a, b) => compare(momentOf(a), momentOf(b)) || RANK.indexOf(a.type) - RANK.indexOf(b.type),
  );
  return {
    metric: cycle.metric,
    number: cycle.number,
    lines: [start, ...lines, { type: 'due', at: cycle.due, targetMinutes: cycle.targetMinutes }, ...endOf(cycle)],
    countedSeconds: secondsOf(counted),
  };
}

/** At the same moment: what was counted until then, what changed, what was counted from then on. */
const RANK: ReadonlyArray<LedgerLine['type']> = ['banked', 'change', 'breach', 'counted', 'skipped'];

function momentOf(line: LedgerLine): Instant {
  return line.type === 'counted' || line.type === 'skipped' ? line.from : (line.at ?? '');
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function endOf({ endedAt, state, endedBy }: Cycle): LedgerLine[] {
  return endedAt === null ? [] : [{ type: 'end', at: endedAt, state, by: endedBy }];
}

function secondsOf(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, line) => (line.type === 'counted' ? sum + line.seconds : sum), 0);
}

/** More than the target may have been counted: it can have been longer before the change. */
function banksOf(cycle: Cycle, book: ClockBook): LedgerLine[] {
  const { legs } = cycle.inner;
  return legs.slice(1).map((leg, index): LedgerLine => {
    const seconds = secondsOf(stretchesOf(cycle, leg.from, book));
    return { type: 'banked', at: leg.from, seconds, from: legs[index]?.calendar ?? '', to: leg.calendar };
  });
}

function stretchesOf({ startedAt, inner: { legs, holds } }: Cycle, until: Instant, book: ClockBook): Stretch[] {
  return legs.flatMap((leg) => {
    const from = leg.from > startedAt ? leg.from : startedAt;
    const to = leg.to !== null && leg.to < until ? leg.to : until;
    return from < to ? stretchesOfLeg({ ...leg, from, to }, holds, book) : [];
  });
}

function stretchesOfLeg(leg: Leg & { readonly to: Instant }, holds: readonly Hold[], book: ClockBook): Stretch[] {
  const calendar = calendarIn(book, leg.calendar);
  const [from, to] = [epochSecond(leg.from), epochSecond(leg.to)];
  const found: Stretch[] = [];
  let cursor = from;
  for (const { opens, closes } of openTime(calendar).spans(from, to)) {
    found.push(...closedLines(calendar, cursor, opens), ...openLines(calendar, holds, { opens, closes }));
    cursor = closes;
  }
  return [...found, ...closedLines(calendar, cursor, to)];
}

interface Open {
  readonly opens: number;
  readonly closes: number;
}

/** R-PAUSE: what a pause takes of the open time; of overlapping pauses the one that began first gives the reason. */
function openLines(calendar: Calendar, holds: readonly Hold[], { opens, closes }: Open): Stretch[] {
  const found: Stretch[] = [];
  const count = (from: number, to: number) => {
    if (from >= to) return;
    found.push({ type: 'counted', ...spanOf(from, to), date: dateOf(from, calendar.tz), seconds: to - from });
  };
  let cursor = opens;
  for (const hold of [...holds].sort((a, b) => compare(a.from, b.from))) {
    const from = Math.max(epochSecond(hold.from), cursor);
    const to = Math.min(hold.to === null ? closes : epochSecond(hold.to), closes);
    if (from >= to) continue;
    count(cursor, from);
    found.push({ type: 'skipped', ...spanOf(from, to), reason: hold.reason, name: null });
    cursor = to;
  }
  count(cursor, closes);
  return found;
}

/** Closed time; a holiday has a line of its own with its name (R-HOL). */
function closedLines(calendar: Calendar, from: number, to: number): Stretch[] {
  if (from >= to) return [];
  const days = zoneDays(calendar.tz);
  const holidays = calendar.holidays
    .filter(({ date }) => calendar.dateHours[date] === undefined)
    .map(({ date, name }) => ({ name: name ?? date, opens: days.startOf(epochDayOf(date)), closes: days.startOf(epochDayOf(date) + 1) }))
    .filter(({ opens, closes }) => opens < to && closes > from);
  const found: Stretch[] = [];
  const close = (start: number, end: number) => {
    if (start < end) found.push({ type: 'skipped', ...spanOf(start, end), reason: 'closed', name: null });
  };
  let cursor = from;
  for (const { name, opens, closes } of holidays) {
    const [start, end] = [Math.max(opens, cursor), Math.min(closes, to)];
    if (start >= end) continue;
    close(cursor, start);
    found.push({ type: 'skipped', ...spanOf(start, end), reason: 'holiday', name });
    cursor = end;
  }
  close(cursor, to);
  return found;
}

function spanOf(from: number, to: number): { readonly from: Instant; readonly to: Instant } {
  return { from: toInstant(from), to: toInstant(to) };
}

function dateOf(second: number, tz: string): string {
  const { year, month, day } = wallTime(toInstant(second), tz);
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
