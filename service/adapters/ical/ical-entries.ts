import ICAL from 'ical.js';
import { runInNewContext } from 'node:vm';
import { HolidayError, type Entry, type Moment, type Years } from '../../ports/holidays.js';

/** CL-12. */
export const MOST_BYTES = 1_000_000;
const MOST_EVENTS = 2_000;
/** An entry that repeats without end is cut at the last year; a rule that finds no date for ever is cut by time. */
const [MOST_OCCURRENCES, MOST_MILLISECONDS] = [5_000, 2_000];
const NAME_LENGTH = 100;

const UNREADABLE = 'is no calendar in iCal form, or a part of it cannot be read; export it again as .ics';
const TOO_OFTEN = 'repeats its entries too often; export only the holidays';
const TOO_SLOW =
  'has an entry that repeats by a rule which could not be worked out in time; remove it there, or list its dates under `holidays`';

/** The entries of a calendar file within some years: recurring ones one by one, cancelled ones left out (CL-12). */
export function entriesOf(text: string, years: Years): readonly Entry[] {
  if (Buffer.byteLength(text) > MOST_BYTES) throw new HolidayError('is larger than 1 MB; export only the holidays');
  // Nobody knows beforehand how long a rule for repetition takes: the work is ended from outside.
  try {
    return runInNewContext('read()', { read: () => read(text, years) }, { timeout: MOST_MILLISECONDS }) as readonly Entry[];
  } catch (error) {
    if (error instanceof HolidayError) throw error;
    const { code } = error as { readonly code?: unknown };
    throw new HolidayError(code === 'ERR_SCRIPT_EXECUTION_TIMEOUT' ? TOO_SLOW : UNREADABLE);
  }
}

function read(text: string, years: Years): readonly Entry[] {
  const found: Entry[] = [];
  for (const event of eventsOf(text)) {
    for (const entry of occurrencesOf(event, years)) {
      found.push(entry);
      if (found.length > MOST_OCCURRENCES) throw new HolidayError(TOO_OFTEN);
    }
  }
  if (found.length === 0) throw new HolidayError(`has no entry from ${years.from} to ${years.to}; check that it is the right one`);
  return found;
}

function eventsOf(text: string): ICAL.Event[] {
  // Some programs begin a file with a byte order mark.
  const calendars = calendarsIn(text.replace(/^\uFEFF/, ''));
  const events = calendars.flatMap((one) => one.getAllSubcomponents('vevent'));
  if (events.length > MOST_EVENTS)
    throw new HolidayError(`has ${events.length} entries; at most ${MOST_EVENTS} are taken. Export only the holidays`);
  for (const event of events) refuseUnreal(event);
  const changed = events.filter((event) => event.hasProperty('recurrence-id'));
  return events
    .filter((event) => !event.hasProperty('recurrence-id'))
    .map((event) => new ICAL.Event(event, { exceptions: changed.filter((one) => uidOf(one) === uidOf(event)), strictExceptions: true }));
}

/** The library would take the 99th of the 13th month as a day of another year; what has not the form of a date it refuses itself. */
function refuseUnreal(event: ICAL.Component): void {
  for (const name of ['dtstart', 'dtend', 'recurrence-id', 'rdate', 'exdate'])
    for (const property of event.getAllProperties(name)) {
      const [, , type, ...values] = property.toJSON() as unknown[];
      const unreal =
        type === 'date' || type === 'date-time' ? values.map((value) => value as string).find((value) => !isReal(value)) : undefined;
      if (unreal !== undefined)
        throw new HolidayError(`has an entry on ${unreal.slice(0, 20)}, which is no day or time that there is; correct it there`);
    }
}

function isReal(value: string): boolean {
  if (!/^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\dZ?)?$/.test(value)) return true;
  const [date = '', time = '00:00:00'] = value.replace(/Z$/, '').split('T');
  const milliseconds = Date.parse(`${date}T${time.replace(/:60$/, ':59')}Z`);
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(date);
}

/** A file may hold several calendars, one after the other. */
function calendarsIn(text: string): ICAL.Component[] {
  const parsed = ICAL.parse(text) as unknown[];
  const all = typeof parsed[0] === 'string' ? [parsed] : parsed;
  const components = all.map((one) => new ICAL.Component(one as unknown[]));
  if (components.length === 0 || components.some(({ name }) => name !== 'vcalendar')) throw new HolidayError(UNREADABLE);
  return components;
}

function uidOf(event: ICAL.Component): unknown {
  return event.getFirstPropertyValue('uid');
}

function* occurrencesOf(event: ICAL.Event, years: Years): Generator<Entry> {
  if (isCancelled(event)) return;
  if (!event.isRecurring()) {
    if (isWithin(event.startDate, event.endDate, years)) yield entryOf(event, event.startDate, event.endDate);
    return;
  }
  const dates = event.iterator();
  for (let next = nextOf(dates); next !== null && next.year <= years.to; next = nextOf(dates)) {
    const { item, startDate, endDate } = event.getOccurrenceDetails(next) as Occurrence;
    if (!isCancelled(item) && isWithin(startDate, endDate, years)) yield entryOf(item, startDate, endDate);
  }
}

/** The library's own types of it cannot be found. */
interface Occurrence {
  readonly item: ICAL.Event;
  readonly startDate: ICAL.Time;
  readonly endDate: ICAL.Time;
}

/** The library's own types leave out that a rule comes to its end. */
function nextOf(dates: { next(): ICAL.Time | null | undefined }): ICAL.Time | null {
  return dates.next() ?? null;
}

function isCancelled({ component }: ICAL.Event): boolean {
  return component.getFirstPropertyValue('status') === 'CANCELLED';
}

function isWithin(start: ICAL.Time, end: ICAL.Time, { from, to }: Years): boolean {
  return end.year >= from && start.year <= to;
}

function entryOf(event: ICAL.Event, start: ICAL.Time, end: ICAL.Time): Entry {
  const name = nameOf(event);
  if (start.isDate) return { type: 'days', name, from: start.toString(), until: end.toString() };
  return { type: 'times', name, from: momentOf(event, 'dtstart', start), until: momentOf(event, 'dtend', end) };
}

function nameOf({ summary }: ICAL.Event): string | null {
  const plain = (typeof summary === 'string' ? summary : '').replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ').trim();
  return plain === '' ? null : plain.slice(0, NAME_LENGTH).trim();
}

/** A file tells its zones itself; where it only names one, whoever knows zones reads the clock time. */
function momentOf({ component }: ICAL.Event, property: 'dtstart' | 'dtend', time: ICAL.Time): Moment {
  if (time.zone !== ICAL.Timezone.localTimezone) return { at: new Date(time.toUnixTime() * 1000).toISOString() };
  const zone = (component.getFirstProperty(property) ?? component.getFirstProperty('dtstart'))?.getParameter('tzid');
  return { wall: time.toString(), zone: typeof zone === 'string' ? zone : null };
}
