import type { HolidaysTypes } from 'date-holidays';
import { HolidayError, type HolidayData, type Place, type PublicHoliday } from '../../ports/holidays.js';

const DAY = 86_400_000;

/** Public holidays by the package date-holidays. It is loaded when it is asked for the first time: that takes half a second. */
export const dateHolidays: HolidayData = {
  credit: 'Holiday data: date-holidays by commenthol and contributors, from Wikipedia, CC BY-SA 3.0.',
  async ofPlace(place, years) {
    const { default: Holidays } = await import('date-holidays');
    const { country, state, region } = knownPlace(new Holidays(), place);
    const book = new Holidays(
      { country, ...(state !== null && { state }), ...(region !== null && { region }) },
      {
        languages: [place.language],
        types: place.kinds as HolidaysTypes.HolidayType[],
      },
    );
    return Array.from({ length: years.to - years.from + 1 }, (_, index) => years.from + index).flatMap((year) =>
      book.getHolidays(year).flatMap(daysOf),
    );
  },
};

interface Directory {
  getCountries(): Record<string, string> | undefined;
  getStates(country: string): Record<string, string> | undefined;
  getRegions(country: string, state: string): Record<string, string> | undefined;
}

/** The codes as the data set writes them; it takes any other for the country as a whole. */
function knownPlace(directory: Directory, { country, state, region }: Place): Pick<Place, 'country' | 'state' | 'region'> {
  const found = codeIn(directory.getCountries(), country, 'country');
  const inCountry = state === null ? null : codeIn(directory.getStates(found), state, `state of ${found}`);
  if (region === null) return { country: found, state: inCountry, region };
  if (inCountry === null) throw new HolidayError(`names the region ${region} without the state in which it lies`);
  return { country: found, state: inCountry, region: codeIn(directory.getRegions(found, inCountry), region, `region of ${inCountry}`) };
}

function codeIn(codes: Record<string, string> | undefined, asked: string, what: string): string {
  const known = Object.keys(codes ?? {});
  const found = known.find((code) => code.toLowerCase() === asked.toLowerCase());
  if (found !== undefined) return found;
  throw new HolidayError(
    `names a ${what} "${asked}" that the data set does not have${known.length === 0 ? '' : `; it has ${known.join(', ')}`}`,
  );
}

/** Several days may be one holiday; one that begins in the middle of a day closes none. */
function daysOf({ date, name, rule, start, end }: HolidaysTypes.Holiday): PublicHoliday[] {
  const [day = '', time] = date.split(' ');
  if (time !== '00:00:00') return [];
  const count = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY));
  const first = Date.parse(`${day}T00:00:00Z`);
  return Array.from({ length: count }, (_, index) => ({
    date: new Date(first + index * DAY).toISOString().slice(0, 10),
    name,
    isMovable: !/^(\d{4}-)?\d\d-\d\d\b/.test(rule),
  }));
}
