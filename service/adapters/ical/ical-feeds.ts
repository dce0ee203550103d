import { readFile, stat } from 'node:fs/promises';
import { HolidayError, type CalendarFeeds } from '../../ports/holidays.js';
import { fetchText, type Fetching } from './fetch-text.js';
import { entriesOf, MOST_BYTES } from './ical-entries.js';

/** Calendars in iCal form, from addresses and from files beside the service. */
export function createIcalFeeds(fetching: Fetching): CalendarFeeds {
  return {
    read: async (address, years) =>
      entriesOf(/^[a-z][a-z0-9+.-]*:\/\//i.test(address) ? await fetchText(address, fetching) : await textOfFile(address), years),
  };
}

async function textOfFile(file: string): Promise<string> {
  try {
    if ((await stat(file)).size > MOST_BYTES) throw new HolidayError('is larger than 1 MB; export only the holidays');
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof HolidayError) throw error;
    throw new HolidayError('cannot be read; name a file that is there, from the folder in which the service runs');
  }
}
