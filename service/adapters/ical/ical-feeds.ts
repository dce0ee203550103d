import { readFile, stat } from 'node:fs/promises';
import { HolidayError, type CalendarFeeds } from '../../ports/holidays.js';
import { fetchText, type Fetching } from './fetch-text.js';
import { entriesOf, MOST_BYTES } from './ical-entries.js';

/** Calendars in iCal form, from addresses and from files beside the service. */
export function createIcalFeeds(fetching: Fetching): CalendarFeeds {
  return {
    read: async (address, years) => entriesOf(isAddress(address) ? await fetchText(address, fetching) : await textOfFile(address), years),
  };
}

/** Else it is a file. */
export function isAddress(place: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(place);
}

async function textOfFile(file: string): Promise<string> {
  try {
    const found = await stat(file);
    // A pipe or device has no size and may never end.
    if (!found.isFile()) throw new HolidayError('is no file; name a calendar that ends with .ics');
    if (found.size > MOST_BYTES) throw new HolidayError('is larger than 1 MB; export only the holidays');
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof HolidayError) throw error;
    throw new HolidayError('cannot be read; name a file that is there, from the folder in which the service runs');
  }
}
