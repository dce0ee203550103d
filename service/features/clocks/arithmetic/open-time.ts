import { WEEKDAYS, mergeSpans, minutesOf, type Calendar, type MinuteSpan, type Window } from './calendar.js';
import { epochDayOf, zoneDays } from './zone-days.js';

/** A stretch in which the desk is open, as seconds since 1970 in UTC, half open (R-WIN). */
export interface OpenSpan {
  readonly opens: number;
  readonly closes: number;
}

/**
 * A calendar, compiled: its open time in blocks of about a year and a half, each as sorted stretches with the open seconds up to each.
 * A question costs a binary search, however long the time between.
 */
export interface OpenTime {
  /** Open seconds in `[from, to)`. */
  between(from: number, to: number): number;
  /** The second at which `seconds` (at least 1) of open time after `from` are used up (R-CLOSE); null: never (R-NEVER). */
  after(from: number, seconds: number): number | null;
  /** The stretches that touch `[from, to)`, cut to it. */
  spans(from: number, to: number): readonly OpenSpan[];
}

interface Block {
  readonly opens: Float64Array;
  readonly closes: Float64Array;
  /** Open seconds of the block up to the end of each stretch. */
  readonly through: Float64Array;
  readonly total: number;
}

const SECONDS_PER_DAY = 86_400;
const DAYS_PER_BLOCK = 512;
const SECONDS_PER_BLOCK = DAYS_PER_BLOCK * SECONDS_PER_DAY;
/** R-NEVER: so long without an open second and we stop looking. */
const NEVER = 800 * SECONDS_PER_DAY;
/** The last second of the year 9999: beyond it instants have no four-digit year and do not sort as text. */
const LAST_SECOND = 253_402_300_799;
/** Blocks kept per calendar: about 22 years. */
const BLOCKS_KEPT = 16;
/** Calendars kept by content, for settings that were parsed again. */
const CALENDARS_KEPT = 200;

// Memory only: what is kept here is a function of the calendar alone (R-PURE).
const byObject = new WeakMap<Calendar, OpenTime>();
const byContent = new Map<string, OpenTime>();

export function openTime(calendar: Calendar): OpenTime {
  const known = byObject.get(calendar);
  if (known) return known;
  const content = JSON.stringify(calendar);
  const compiled = byContent.get(content) ?? compile(calendar);
  if (byContent.size >= CALENDARS_KEPT) byContent.clear();
  byContent.set(content, compiled);
  byObject.set(calendar, compiled);
  return compiled;
}

function compile(calendar: Calendar): OpenTime {
  const spansOfDay = daySpans(calendar);
  const kept = new Map<number, Block>();
  const blockAt = (index: number) => {
    const known = kept.get(index);
    if (known) return known;
    const block = compileBlock(spansOfDay, index);
    if (kept.size >= BLOCKS_KEPT) kept.clear();
    kept.set(index, block);
    return block;
  };
  return {
    between: (from, to) => (to <= from ? 0 : between(blockAt, from, to)),
    after: (from, seconds) => after(blockAt, from, seconds),
    spans: (from, to) => spans(blockAt, from, to),
  };
}

type BlockAt = (index: number) => Block;

function between(blockAt: BlockAt, from: number, to: number): number {
  const [first, last] = [indexOf(from), indexOf(to)];
  let total = openUntil(blockAt(last), to) - openUntil(blockAt(first), from);
  for (let index = first; index < last; index += 1) total += blockAt(index).total;
  return total;
}

function after(blockAt: BlockAt, from: number, seconds: number): number | null {
  let left = seconds;
  let cursor = from;
  let openLast = from;
  for (let index = indexOf(from); cursor <= LAST_SECOND; index += 1) {
    const block = blockAt(index);
    const next = firstAbove(block.closes, cursor);
    if (next < block.closes.length) {
      if (Math.max(at(block.opens, next), cursor) - openLast >= NEVER) return null;
      const used = openUntil(block, cursor, next);
      if (left <= block.total - used) {
        const found = firstAbove(block.through, used + left - 1, next);
        return inTime(at(block.closes, found) - at(block.through, found) + used + left);
      }
      left -= block.total - used;
      openLast = at(block.closes, block.closes.length - 1);
    }
    cursor = (index + 1) * SECONDS_PER_BLOCK;
    if (cursor - openLast >= NEVER) return null;
  }
  return null;
}

function inTime(second: number): number | null {
  return second <= LAST_SECOND ? second : null;
}

function spans(blockAt: BlockAt, from: number, to: number): readonly OpenSpan[] {
  const found: Array<{ opens: number; closes: number }> = [];
  for (let index = indexOf(from); index * SECONDS_PER_BLOCK < to; index += 1) {
    const block = blockAt(index);
    for (let one = firstAbove(block.closes, from); one < block.opens.length && at(block.opens, one) < to; one += 1) {
      const [opens, closes] = [Math.max(at(block.opens, one), from), Math.min(at(block.closes, one), to)];
      const last = found.at(-1);
      // Blocks are cut at an instant, not at a closing.
      if (last && last.closes === opens) last.closes = closes;
      else found.push({ opens, closes });
    }
  }
  return found;
}

function indexOf(second: number): number {
  return Math.floor(second / SECONDS_PER_BLOCK);
}

function at(values: Float64Array, index: number): number {
  return values[index] ?? Number.NaN;
}

/** Open seconds of the block before `second`; `one` is the first stretch that closes after it. */
function openUntil({ opens, closes, through, total }: Block, second: number, one = firstAbove(closes, second)): number {
  if (one === closes.length) return total;
  // Of the stretch itself the rest is taken away; all of it when it has not opened.
  return at(through, one) - (at(closes, one) - Math.max(second, at(opens, one)));
}

/** Binary search in rising values: the first from `start` on that is above `limit`. One function without a callback, for speed. */
function firstAbove(values: Float64Array, limit: number, start = 0): number {
  let low = start;
  let high = values.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (at(values, middle) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}

function compileBlock(spansOfDay: (epochDay: number) => readonly OpenSpan[], index: number): Block {
  const [from, to] = [index * SECONDS_PER_BLOCK, (index + 1) * SECONDS_PER_BLOCK];
  const days = Array.from({ length: DAYS_PER_BLOCK + 4 }, (_, day) => spansOfDay(index * DAYS_PER_BLOCK - 2 + day));
  // No zone is more than a day from UTC: two dates more on each side hold all that reaches in. An opening inside a gap may move into the
  // next window, even of the next date: merged, it counts once.
  const stretches = mergeSpans(days.flat()).flatMap(({ opens, closes }) => {
    const cut = { opens: Math.max(opens, from), closes: Math.min(closes, to) };
    return cut.opens < cut.closes ? [cut] : [];
  });
  const through = new Float64Array(stretches.length);
  let total = 0;
  stretches.forEach(({ opens, closes }, one) => {
    total += closes - opens;
    through[one] = total;
  });
  return {
    opens: Float64Array.from(stretches, ({ opens }) => opens),
    closes: Float64Array.from(stretches, ({ closes }) => closes),
    through,
    total,
  };
}

/** R-HOL: a special date beats a holiday, a holiday beats the weekday. */
function daySpans(calendar: Calendar): (epochDay: number) => readonly OpenSpan[] {
  const days = zoneDays(calendar.tz);
  const weekly = WEEKDAYS.map((day) => calendar.hours[day].map(toMinutes));
  const holidays = new Set(calendar.holidays.map(({ date }) => epochDayOf(date)));
  const special = new Map(Object.entries(calendar.dateHours).map(([date, windows]) => [epochDayOf(date), windows.map(toMinutes)]));
  return (epochDay) => {
    const windows = special.get(epochDay) ?? (holidays.has(epochDay) ? [] : (weekly[weekdayOf(epochDay)] ?? []));
    // R-NODATE: of a date that the zone skips, both midnights are the same instant.
    if (windows.length === 0 || days.startOf(epochDay) >= days.startOf(epochDay + 1)) return [];
    return (
      windows
        .map(({ opens, closes }) => ({ opens: days.at(epochDay, opens), closes: days.at(epochDay, closes) }))
        // R-DST: a window whose opening moved behind its closing is empty.
        .filter(({ opens, closes }) => opens < closes)
    );
  };
}

function toMinutes([opens, closes]: Window): MinuteSpan {
  return { opens: minutesOf(opens) ?? 0, closes: minutesOf(closes) ?? 0 };
}

/** 0 is Monday; 1970-01-01 was a Thursday. */
function weekdayOf(epochDay: number): number {
  return (((epochDay + 3) % 7) + 7) % 7;
}
