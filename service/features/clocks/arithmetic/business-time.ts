/* eslint-disable @typescript-eslint/max-params -- R-PURE names these four: calendar, start, minutes (or end), pauses */
import type { Instant } from '../../../../shared/instant.js';
import type { Calendar } from './calendar.js';
import { openTime } from './open-time.js';

/** A pause of a clock; `to` null: it lasts. */
export type Pause = readonly [from: Instant, to: Instant | null];

/** Instead of a due: the desk never opens, or not before the year 10000 (R-NEVER). */
export const NO_WORKING_TIME = 'no_working_time';

/** When a target is used up; null while a pause holds it (R-PAUSE); `NO_WORKING_TIME` when the desk never opens. */
export type Due = Instant | null;

/** A stretch of time as seconds since 1970 in UTC, half open; `to` may be `Infinity`. */
interface SecondSpan {
  readonly from: number;
  readonly to: number;
}

/** The instant at which `minutes` of business time after `start` are used up. */
export function due(calendar: Calendar, start: Instant, minutes: number, pauses: readonly Pause[] = []): Due {
  return dueAfterSeconds(calendar, start, minutes * 60, pauses);
}

export function dueAfterSeconds(calendar: Calendar, start: Instant, seconds: number, pauses: readonly Pause[] = []): Due {
  const open = openTime(calendar);
  const from = epochSecond(start);
  // A search for it would not end.
  if (Number.isNaN(seconds)) throw new RangeError('the target is no number');
  if (seconds <= 0) return toInstant(from);
  // A desk that never opens has no due, whatever is paused (R-NEVER); without a pause the answer below says the same.
  if (pauses.length > 0 && open.after(from, 1) === null) return NO_WORKING_TIME;
  let left = seconds;
  let cursor = from;
  for (const pause of mergePauses(pauses)) {
    if (pause.to <= cursor) continue;
    const free = open.between(cursor, pause.from);
    // R-CLOSE: used up exactly at closing (or where a pause begins) is due there.
    if (left <= free) break;
    if (pause.to === Infinity) return null;
    left -= free;
    cursor = pause.to;
  }
  const second = open.after(cursor, left);
  return second === null ? NO_WORKING_TIME : toInstant(second);
}

/** Whole seconds of business time from `from` to `to` (R-ELAPSED); 0 when `to` is not later. */
export function elapsed(calendar: Calendar, from: Instant, to: Instant, pauses: readonly Pause[] = []): number {
  const open = openTime(calendar);
  const start = epochSecond(from);
  const end = epochSecond(to);
  if (pauses.length === 0) return open.between(start, end);
  const paused = mergePauses(pauses).map((pause) => open.between(Math.max(pause.from, start), Math.min(pause.to, end)));
  return paused.reduce((left, seconds) => left - seconds, open.between(start, end));
}

/** R-UTC: finer input is floored. */
export function epochSecond(at: Instant): number {
  const milliseconds = Date.parse(at);
  if (Number.isNaN(milliseconds)) throw new RangeError(`"${at}" is no instant`);
  return Math.floor(milliseconds / 1000);
}

export function toInstant(second: number): Instant {
  return new Date(second * 1000).toISOString();
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
