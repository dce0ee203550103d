import type { CommunitySettings } from '../../shared/settings.js';
import type { Instant } from '../../shared/instant.js';

/** What the page of a calendar needs of the rules; calendars go through it as they are. */
export interface CalendarTools {
  /** The calendars of a community: that of the desk first (its name is empty), then the named ones. */
  calendarsOf(community: CommunitySettings): ReadonlyArray<{ readonly name: string; readonly calendar: PageCalendar }>;
  fieldsOf(calendar: unknown): CalendarFields;
  check(fields: CalendarFields, before: unknown): CheckedFields;
  strip(calendar: unknown, now: Instant, days: number): readonly StripDay[];
  /** When the desk is open and none of these people is there (CL-22). */
  holes(asked: {
    readonly desk: unknown;
    readonly users: readonly number[];
    readonly community: CommunitySettings;
    readonly span: Stretch;
  }): readonly Stretch[];
  /** Zones of people who work by a calendar of their own. */
  zonesOf(community: CommunitySettings): readonly string[];
  isZone(name: string): boolean;
  /** As it stands in a settings file. */
  yaml(name: string, calendar: unknown): string;
  /** Who made the data set of holidays. */
  readonly credit: string;
}

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type CalendarField = (typeof DAYS)[number] | 'tz' | 'holidays' | 'dateHours';
export type CalendarFields = Readonly<Record<CalendarField, string>>;

export interface PageCalendar {
  readonly tz: string;
  readonly holidays: ReadonlyArray<{ readonly date: string; readonly name: string | null; readonly source?: string }>;
}

export type CheckedFields =
  | { readonly ok: true; readonly calendar: PageCalendar }
  | {
      readonly ok: false;
      readonly problems: ReadonlyArray<{ readonly field: CalendarField; readonly text: string }>;
      readonly offered: CalendarFields;
    };

export interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
}

export interface StripDay {
  readonly date: string;
  /** 0 is Monday. */
  readonly weekday: number;
  readonly openings: ReadonlyArray<{ readonly opens: Instant; readonly closes: Instant; readonly from: number; readonly to: number }>;
  readonly holiday: string | null;
  readonly hasOwnHours: boolean;
}
