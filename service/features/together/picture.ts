import { addSeconds, type Instant } from '../../../shared/instant.js';
import type { ClockPicture, Stretch } from '../../../shared/shown-clock.js';
import { timeMessages } from '../../../shared/time-messages.js';
import type { Locale } from '../../../shared/words.js';
import { epochSecond, toInstant } from '../clocks/arithmetic/business-time.js';
import { calendarIn, type ClockBook } from '../clocks/arithmetic/cycles/book.js';
import type { Cycle } from '../clocks/arithmetic/cycles/cycle.js';
import type { Ledger, LedgerLine } from '../clocks/arithmetic/cycles/ledger.js';
import { openTime } from '../clocks/arithmetic/open-time.js';
import { wallTime } from '../clocks/arithmetic/wording.js';
import { epochDayOf, zoneDays } from '../clocks/arithmetic/zone-days.js';

interface Drawing {
  readonly book: ClockBook;
  readonly now: Instant;
  readonly locale: Locale;
}

/** So much wider than what was counted the picture grows to reach now; a clock that is overdue for weeks would show nothing else. */
const MOST_GROWTH = 1.5;
const SHORTEST_SECONDS = 3600;
/** Gaps narrower than this share of the picture are not to be seen. */
const FINEST = 1 / 500;
const MOST_TICKS = 4;
const HOURS_BETWEEN = [1, 2, 3, 6, 12];

/** The timeline of a clock (CL-06): working windows, what was counted, pauses, due and now. */
export function pictureOf(cycle: Cycle, { lines }: Ledger, { book, now, locale }: Drawing): ClockPicture {
  const key = cycle.inner.legs.at(-1)?.calendar ?? cycle.inner.policy;
  const { tz } = calendarIn(book, key);
  const range = rangeOf(cycle, now);
  const isFine = merging(range);
  const counted = lines.filter((line) => line.type === 'counted');
  const cut = cycle.endedAt ?? now;
  return {
    ...range,
    zone: tz,
    open: isFine(openIn(cycle, range, book)),
    counted: isFine(counted.flatMap(({ from, to }) => stretch(from, to < cut ? to : cut))),
    ahead: isFine(counted.flatMap(({ from, to }) => stretch(from > cut ? from : cut, to))),
    held: isFine(lines.filter(isHeld)),
    due: cycle.due,
    end: cycle.endedAt,
    now: cycle.endedAt === null && now <= range.to ? now : null,
    isNowBeyond: cycle.endedAt === null && now > range.to,
    ticks: ticksOf(range, tz, locale),
  };
}

function stretch(from: Instant, to: Instant): Stretch[] {
  return from < to ? [{ from, to }] : [];
}

function isHeld(line: LedgerLine): line is Extract<LedgerLine, { type: 'skipped' }> {
  return line.type === 'skipped' && line.reason !== 'closed' && line.reason !== 'holiday';
}

function rangeOf({ startedAt, endedAt, due }: Cycle, now: Instant): Stretch {
  const last = [endedAt ?? now, due ?? startedAt].reduce((latest, at) => (at > latest ? at : latest));
  const known = endedAt ?? due ?? now;
  const wide = Math.max((epochSecond(known) - epochSecond(startedAt)) * MOST_GROWTH, SHORTEST_SECONDS);
  const reach = Math.min(Math.max(epochSecond(last) - epochSecond(startedAt), SHORTEST_SECONDS), wide);
  const margin = Math.ceil(reach / 50);
  return { from: addSeconds(startedAt, -margin), to: addSeconds(startedAt, reach + margin) };
}

/** By the calendar that counts at the time (R-TRANSFER); before the start and after the last one by the nearest. */
function openIn({ inner: { legs } }: Cycle, range: Stretch, book: ClockBook): Stretch[] {
  return legs.flatMap((leg, index) => {
    const from = index === 0 ? range.from : leg.from;
    const to = legs[index + 1]?.from ?? range.to;
    return openTime(calendarIn(book, leg.calendar))
      .spans(epochSecond(from), epochSecond(to))
      .map(({ opens, closes }) => ({ from: toInstant(opens), to: toInstant(closes) }));
  });
}

function merging({ from, to }: Stretch): (stretches: readonly Stretch[]) => Stretch[] {
  const finest = (epochSecond(to) - epochSecond(from)) * FINEST;
  return (stretches) => {
    const merged: Stretch[] = [];
    for (const { from: start, to: end } of stretches) {
      const last = merged.at(-1);
      if (last && epochSecond(start) - epochSecond(last.to) < finest) merged[merged.length - 1] = { from: last.from, to: end };
      else merged.push({ from: start, to: end });
    }
    return merged;
  };
}

/** Days, or hours where the picture shows hardly more than one. */
function ticksOf(range: Stretch, tz: string, locale: Locale): ClockPicture['ticks'] {
  const days = zoneDays(tz);
  const [first, last] = [dayOf(range.from, tz), dayOf(range.to, tz)];
  const say = timeMessages[locale];
  if (last - first >= 2) {
    const step = Math.ceil((last - first) / MOST_TICKS);
    const count = Math.floor((last - first) / step);
    return Array.from({ length: count }, (_, index) => toInstant(days.startOf(first + (index + 1) * step))).map((at) => ({
      at,
      label: say.day(wallTime(at, tz)),
    }));
  }
  const hours = (epochSecond(range.to) - epochSecond(range.from)) / 3600;
  const step = (HOURS_BETWEEN.find((one) => hours / one <= MOST_TICKS) ?? 12) * 3600;
  const origin = days.startOf(first);
  const start = Math.ceil((epochSecond(range.from) - origin) / step);
  const end = Math.floor((epochSecond(range.to) - origin) / step);
  return Array.from({ length: Math.max(0, end - start + 1) }, (_, index) => toInstant(origin + (start + index) * step)).map((at) => ({
    at,
    label: wallTime(at, tz).time,
  }));
}

function dayOf(at: Instant, tz: string): number {
  const { year, month, day } = wallTime(at, tz);
  return epochDayOf(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
}
