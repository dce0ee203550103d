import dayjs, { type BusinessHoursMap, type Dayjs } from 'dayjs';
import businessTime from 'dayjs-business-time';
import moment from 'moment-business-time';
import { due, elapsed } from '../../../service/features/clocks/arithmetic/business-time.js';
import { WEEKDAYS } from '../../../service/features/clocks/arithmetic/calendar.js';
import { parse, type Written } from '../../features/clocks/calendars.js';
import { Cannot, type Peer, type Question } from './peer.js';

/** Takes and gives instants as text, which is part of the measured time; the others get objects that are ready. */
const ours: Peer = {
  prepare: (written) => {
    const calendar = parse(written);
    return ({ start, minutes, pauses, until }) => ({
      due: () => due(calendar, start, minutes, pauses),
      elapsed: () => elapsed(calendar, start, until, pauses),
      shown: (found) => (typeof found === 'string' ? found : null),
    });
  },
};

const DAY_NAMES = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

const dayjsBusinessTime: Peer = {
  prepare: (written) => {
    dayjs.extend(businessTime);
    refuseSpecialDates(written);
    const hours = DAY_NAMES.map((name, index) => {
      const windows = written.hours[WEEKDAYS[index] ?? ''] ?? [];
      return [name, windows.length === 0 ? null : windows.map(([start, end]) => ({ start: `${start}:00`, end: `${end}:00` }))];
    });
    dayjs.setBusinessTime(Object.fromEntries(hours) as BusinessHoursMap);
    dayjs.setHolidays([...(written.holidays ?? [])]);
    return (question) => {
      refusePauses(question);
      const [start, until] = [dayjs(question.start), dayjs(question.until)];
      return {
        due: () => start.addBusinessMinutes(question.minutes),
        elapsed: () => start.businessMinutesDiff(until) * -60,
        shown: (found) => (found as Dayjs).toISOString(),
      };
    };
  },
};

const momentBusinessTime: Peer = {
  prepare: (written) => {
    refuseSpecialDates(written);
    const days = [6, 0, 1, 2, 3, 4, 5].map((index) => (written.hours[WEEKDAYS[index] ?? ''] ?? []).flat());
    moment.updateLocale('en', {
      workinghours: Object.fromEntries(days.map((times, day) => [day, times.length === 0 ? null : times])),
      holidays: [...(written.holidays ?? [])],
    });
    return (question) => {
      refusePauses(question);
      const [start, until] = [moment(question.start), moment(question.until)];
      return {
        // It changes the moment that it is called on.
        due: () => start.clone().addWorkingTime(question.minutes, 'minutes'),
        elapsed: () => until.workingDiff(start, 'seconds'),
        shown: (found) => (found as ReturnType<typeof moment>).toISOString(),
      };
    };
  },
};

export const PEERS: Readonly<Record<string, Peer>> = {
  ours,
  'dayjs-business-time': dayjsBusinessTime,
  'moment-business-time': momentBusinessTime,
};

function refuseSpecialDates({ dateHours }: Written): void {
  if (Object.keys(dateHours ?? {}).length > 0) throw new Cannot('special dates');
}

function refusePauses({ pauses }: Question): void {
  if (pauses.length > 0) throw new Cannot('pauses');
}
