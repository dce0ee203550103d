import type { Instant } from '../../../shared/instant.js';
import { elapsed, toInstant } from './arithmetic/business-time.js';
import { calendarSchema } from './arithmetic/calendar-schema.js';
import { zoneDays } from './arithmetic/zone-days.js';

/** How much of the desk's hours lies between two instants, by a calendar as settings hold it; null: there is no such calendar. */
export function deskSecondsBetween(calendar: unknown, from: Instant, to: Instant): number | null {
  const read = calendarSchema.safeParse(calendar);
  return read.success && from <= to ? elapsed(read.data, from, to) : null;
}

/** 00:00 of a local date (`2026-11-29`) in a zone (R-DST); null: it is no date, or no such zone. */
export function startOfDate(date: string, zone: string): Instant | null {
  const day = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T00:00:00Z`) / 86_400_000 : Number.NaN;
  if (!Number.isInteger(day) || new Date(day * 86_400_000).toISOString().slice(0, 10) !== date) return null;
  try {
    return toInstant(zoneDays(zone).startOf(day));
  } catch {
    return null;
  }
}
