import type { Instant } from '../../../shared/instant.js';
import { elapsed } from './arithmetic/business-time.js';
import { calendarSchema } from './arithmetic/calendar-schema.js';

/** How much of the desk's hours lies between two instants, by a calendar as settings hold it; null: there is no such calendar. */
export function deskSecondsBetween(calendar: unknown, from: Instant, to: Instant): number | null {
  const read = calendarSchema.safeParse(calendar);
  return read.success && from <= to ? elapsed(read.data, from, to) : null;
}
