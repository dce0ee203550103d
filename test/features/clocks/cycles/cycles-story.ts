import type { ClockBook, ClockPolicy } from '../../../../service/features/clocks/arithmetic/cycles/book.js';
import type { ClockEvent, Writer } from '../../../../service/features/clocks/arithmetic/cycles/clock-event.js';
import type { Cycle, Metric } from '../../../../service/features/clocks/arithmetic/cycles/cycle.js';
import { runClocks } from '../../../../service/features/clocks/arithmetic/cycles/run-clocks.js';
import { parse, weekdays } from '../calendars.js';

export const BERLIN = parse({ ...weekdays([['09:00', '17:00']], 'Europe/Berlin'), holidays: ['2025-06-09'] });
const NEW_YORK = parse(weekdays([['09:00', '17:00']], 'America/New_York'));

const POLICY: ClockPolicy = {
  key: 'first',
  name: 'first',
  set: 'first',
  version: 1,
  calendar: 'berlin',
  targets: { fr: 240, nr: 120, pu: 480, res: 960, own: 60, ola: 240, cr: 240 },
  byPriority: { urgent: { fr: 60, res: 120 }, low: { fr: 600, res: 1920 } },
  lanes: { community: { targets: { fr: null, nr: null, pu: null, res: null }, byPriority: {} } },
  responders: 'experts_and_facilitators',
  pauses: { ['waiting_requester']: ['res', 'pu'], ['waiting_third_party']: ['res'], scheduled: ['res', 'pu'] },
  reopen: 'resume',
  thresholds: { percent: [50, 75, 90], minutesBefore: [] },
  ladder: [],
  riskPercent: 75,
  lapseDays: 2,
};

export function bookOf(changes: Partial<ClockPolicy> = {}, second: Partial<ClockPolicy> = {}): ClockBook {
  const first = { ...POLICY, ...changes };
  return {
    calendars: {
      berlin: BERLIN,
      ny: NEW_YORK,
      never: { ...BERLIN, hours: { ...BERLIN.hours, mon: [], tue: [], wed: [], thu: [], fri: [] } },
    },
    policies: { first, second: { ...first, ...second, key: 'second', name: 'second', set: 'second', version: 2 } },
  };
}

/** Instants of June 2025; Monday is the 2nd, Berlin is two hours ahead of UTC. */
export function at(time: string, day = 2): string {
  return `2025-06-${String(day).padStart(2, '0')}T${time}.000Z`;
}

/** Monday 2 June, 09:30 in Berlin. */
export const posted: ClockEvent = {
  at: at('07:30:00'),
  type: 'posted',
  post: 1,
  policy: 'first',
  priority: 'normal',
  lane: 'desk',
  kind: null,
  channel: null,
  isOld: false,
};

let posts = 1;

export function reply(by: Writer, time: string, day = 2): ClockEvent & { readonly type: 'reply' } {
  posts += 1;
  return { at: at(time, day), type: 'reply', post: posts, by, isUnderCommunity: false };
}

export const solved = (time: string, day = 2): ClockEvent => ({ at: at(time, day), type: 'solved', post: 2, isUndone: false });

export function given(events: readonly ClockEvent[], asOf: string, book: ClockBook = bookOf()) {
  const run = runClocks(events, asOf, book);
  const cycle = (metric: Metric, number = 1): Cycle | null =>
    run.cycles.find((one) => one.metric === metric && one.number === number) ?? null;
  return { ...run, cycle };
}
