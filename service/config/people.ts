import { z } from 'zod';
import { calendarOrName } from '../features/clocks/arithmetic/calendar-schema.js';
import { problemOfName, type CalendarOrName, type Calendars } from '../features/clocks/arithmetic/named-calendars.js';

/** A person as written: names, not yet looked up in the forum. */
export interface PersonDraft {
  readonly calendar: CalendarOrName | null;
  readonly away: ReadonlyArray<{ readonly from: string; readonly to: string }>;
  readonly backup: string | null;
}
export type PeopleDraft = Readonly<Record<string, PersonDraft>>;

const MOST_ABSENCES = 200;
export const username = z.string().regex(/^[\p{L}\p{N}_.-]{1,60}$/u, { error: 'a username as in the forum, without @' });
const date = z.iso.date({ error: 'is no date; write it like 2026-12-25' });
const absence = z
  .strictObject({ from: date.describe('First day'), to: date.describe('Last day') })
  .refine(({ from, to }) => from <= to, { path: ['to'], error: 'the last day lies before the first; write the earlier date as `from`' });

/** The hours of people. The descriptions are the settings page of the docs. */
export const peopleSchema = z
  .record(
    username,
    z.strictObject({
      calendar: calendarOrName
        .nullable()
        .default(null)
        .describe('Her working hours: a calendar, or the name of one in `calendars` of the clocks; without: the hours of the desk'),
      away: z.array(absence).max(MOST_ABSENCES).default([]).describe('Days of absence, as dates where she works, the last one included'),
      backup: username.nullable().default(null).describe('Who stands in for her; without: nobody'),
    }),
  )
  .default({})
  .describe('Working hours, absences and backups of people of the desk, by username; who is not listed works when the desk is open');

/** Where people name what is not there. */
export function problemsOfPeople(people: PeopleDraft, clocks: unknown): Array<{ readonly path: readonly string[]; readonly text: string }> {
  const { calendars } = (clocks ?? {}) as { readonly calendars?: Calendars };
  return Object.entries(people).flatMap(([name, { calendar, backup }]) => {
    const unknown = calendar === null ? null : problemOfName(calendar, calendars);
    return [
      ...(unknown === null ? [] : [{ path: [name, 'calendar'], text: unknown }]),
      ...(backup?.toLowerCase() === name.toLowerCase() ? [{ path: [name, 'backup'], text: `${name} cannot stand in for herself` }] : []),
    ];
  });
}

/** Every name that the forum must know. */
export function namesOfPeople(people: PeopleDraft): string[] {
  return [...new Set(Object.entries(people).flatMap(([name, { backup }]) => (backup === null ? [name] : [name, backup])))];
}
