/* eslint-disable @typescript-eslint/max-params -- R-PURE names these four: calendar, start, minutes (or end), pauses */
import type { Instant } from '../../../../shared/instant.js';
import type { Calendar } from './calendar.js';
import { openSpansOf } from './open-spans.js';

/** A pause of a clock; `to` null: it lasts. */
export type Pause = readonly [from: Instant, to: Instant | null];

/** Instead of a due: the desk never opens (R-NEVER). */
export const NO_WORKING_TIME = 'no_working_time';

/** When a target is used up; null while a pause holds it (R-PAUSE); `NO_WORKING_TIME` when the desk never opens. */
export type Due = Instant | null;

interface SecondSpan {
  readonly from: number;
  readonly to: number;
}

const SECONDS_PER_DAY = 86_400;
/** R-NEVER: so many days without an open second and we stop looking. */
const DAYS_WITHOUT_OPENING = 800;

/** The instant at which `minutes` of business time after `start` are used up. */
export function due(calendar: Calendar, start: Instant, minutes: number, pauses: readonly Pause[] = []): Due {
  return dueAfterSeconds(calendar, start, minutes * 60, pauses);
}

export function dueAfterSeconds(calendar: Calendar, start: Instant, seconds: number, pauses: readonly Pause[] = []): Due {
  const spansOfDay = openSpansOf(calendar);
  const held = mergePauses(pauses);
  const heldForever = held.at(-1)?.to === Infinity ? (held.at(-1)?.from ?? Infinity) : Infinity;
  const from = epochSecond(start);
  if (seconds <= 0) return toInstant(from);
  let left = seconds;
  let cursor = from;
  let lastOpen = firstDay(from);
  for (let day = lastOpen; day - lastOpen <= DAYS_WITHOUT_OPENING; day += 1) {
    for (const span of spansOfDay(day)) {
      if (span.closes <= cursor) continue;
      lastOpen = day;
      cursor = Math.max(cursor, span.opens);
      if (cursor >= heldForever) return null;
      for (const piece of outside(held, cursor, span.closes)) {
        // R-CLOSE: used up exactly at closing (or where a pause begins) is due there.
        if (left <= piece.to - piece.from) return toInstant(piece.from + left);
        left -= piece.to - piece.from;
      }
      cursor = span.closes;
    }
  }
  return NO_WORKING_TIME;
}

/** Whole seconds of business time from `from` to `to` (R-ELAPSED); 0 when `to` is not later. */
export function elapsed(calendar: Calendar, from: Instant, to: Instant, pauses: readonly Pause[] = []): number {
  const spansOfDay = openSpansOf(calendar);
  const held = mergePauses(pauses);
  const [start, end] = [epochSecond(from), epochSecond(to)];
  let total = 0;
  let cursor = start;
  for (let day = firstDay(start); cursor < end && day <= lastDay(end); day += 1) {
    for (const span of spansOfDay(day)) {
      const closes = Math.min(span.closes, end);
      cursor = Math.max(cursor, Math.min(span.opens, end));
      for (const piece of outside(held, cursor, closes)) total += piece.to - piece.from;
      cursor = Math.max(cursor, closes);
    }
  }
  return total;
}

/** R-UTC: finer input is floored. */
function epochSecond(at: Instant): number {
  const milliseconds = Date.parse(at);
  if (Number.isNaN(milliseconds)) throw new RangeError(`"${at}" is no instant`);
  return Math.floor(milliseconds / 1000);
}

function toInstant(second: number): Instant {
  return new Date(second * 1000).toISOString();
}

/** No zone is a whole day ahead of or behind UTC, so the local date is at most one away from that of UTC. */
function firstDay(second: number): number {
  return Math.floor(second / SECONDS_PER_DAY) - 1;
}

function lastDay(second: number): number {
  return Math.floor(second / SECONDS_PER_DAY) + 1;
}

/** R-PAUSE: overlapping pauses count once. */
function mergePauses(pauses: readonly Pause[]): readonly SecondSpan[] {
  if (pauses.length === 0) return [];
  const spans = pauses
    .map(([from, to]) => ({ from: epochSecond(from), to: to === null ? Infinity : epochSecond(to) }))
    .filter(({ from, to }) => from < to)
    .sort((a, b) => a.from - b.from);
  const merged: Array<{ from: number; to: number }> = [];
  for (const span of spans) {
    const last = merged.at(-1);
    if (last && span.from <= last.to) last.to = Math.max(last.to, span.to);
    else merged.push({ ...span });
  }
  return merged;
}

/** The parts of `[from, to)` that lie in no pause. */
function outside(held: readonly SecondSpan[], from: number, to: number): readonly SecondSpan[] {
  if (from >= to) return [];
  if (held.length === 0) return [{ from, to }];
  const pieces: SecondSpan[] = [];
  let cursor = from;
  for (const pause of held) {
    if (pause.to <= cursor) continue;
    if (pause.from >= to) break;
    if (pause.from > cursor) pieces.push({ from: cursor, to: pause.from });
    cursor = pause.to;
  }
  if (cursor < to) pieces.push({ from: cursor, to });
  return pieces;
}
