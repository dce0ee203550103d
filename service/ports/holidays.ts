import type { Instant } from '../../shared/instant.js';

/** A closed day as others list it: a local date, with its name where it has one. */
export interface NamedDate {
  readonly date: string;
  readonly name: string | null;
}

/** Calendar years, both included. */
export interface Years {
  readonly from: number;
  readonly to: number;
}

/** Of which place which kinds of days are asked. */
export interface Place {
  readonly country: string;
  readonly state: string | null;
  readonly region: string | null;
  /** ISO 639-1 (`de`), for the names. */
  readonly language: string;
  readonly kinds: readonly string[];
}

/** A public holiday of a place. */
export interface PublicHoliday extends NamedDate {
  /** On another date every year. */
  readonly isMovable: boolean;
}

/** A data set of public holidays. */
export interface HolidayData {
  /** Who is to be credited wherever the data are shown (CL-12). */
  readonly credit: string;
  /** Throws `HolidayError` where it does not know the place. */
  ofPlace(place: Place, years: Years): Promise<readonly PublicHoliday[]>;
}

/** A moment of an entry: known, or as a clock of a zone shows it (null: of whatever zone the calendar has). */
export type Moment = { readonly at: Instant } | { readonly wall: string; readonly zone: string | null };

/** An entry of a calendar that others keep, recurring ones one by one. `until` is the first date or moment after it. */
export type Entry =
  | { readonly type: 'days'; readonly name: string | null; readonly from: string; readonly until: string }
  | { readonly type: 'times'; readonly name: string | null; readonly from: Moment; readonly until: Moment };

/** Calendars in iCal form, from an address or a file. */
export interface CalendarFeeds {
  /** Throws `HolidayError` when it cannot be read or is no calendar. */
  read(address: string, years: Years): Promise<readonly Entry[]>;
}

/** Why days could not be had, and what to do, in words for whoever keeps the settings. Quotes nothing of what was read. */
export class HolidayError extends Error {
  override readonly name = 'HolidayError';
}
