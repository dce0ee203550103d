import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareEvents, type ClockEvent } from '../../../../service/features/clocks/arithmetic/cycles/clock-event.js';
import { elapsedUntil } from '../../../../service/features/clocks/arithmetic/cycles/count.js';
import { isOpen } from '../../../../service/features/clocks/arithmetic/cycles/cycle.js';
import { ledgerOf } from '../../../../service/features/clocks/arithmetic/cycles/ledger.js';
import { runClocks, runOf, runUntil } from '../../../../service/features/clocks/arithmetic/cycles/run-clocks.js';
import { initialRun } from '../../../../service/features/clocks/arithmetic/cycles/run.js';
import { step } from '../../../../service/features/clocks/arithmetic/cycles/step.js';
import { after } from '../calendars.js';
import { bookOf, posted } from './cycles-story.js';

const DAYS = 12 * 86_400;
const BOOKS = [
  bookOf({}, { targets: { fr: 100, nr: 30, pu: 90, res: 200, cr: 60 }, calendar: 'ny' }),
  bookOf({ reopen: 'new_cycle', responders: 'any_member' }, { responders: 'experts' }),
  bookOf({ reopen: 'ignore', thresholds: { percent: [10], minutesBefore: [60] }, lapseDays: 1 }, { targets: { fr: 1, cr: null } }),
];

/** Quarters of an hour make equal and exactly-due instants likely. */
const secondArbitrary = fc.oneof(
  fc.integer({ min: 1, max: DAYS / 900 }).map((quarter) => quarter * 900),
  fc.integer({ min: 1, max: DAYS }),
);
const reasonArbitrary = fc.constantFrom('waiting_requester' as const, 'waiting_third_party' as const, 'scheduled' as const);
const bodyArbitrary: fc.Arbitrary<object> = fc.oneof(
  fc.record({
    type: fc.constant('reply'),
    post: fc.integer({ min: 2, max: 60 }),
    by: fc.constantFrom('asker', 'asker', 'expert', 'facilitator', 'other'),
    isUnderCommunity: fc.boolean(),
  }),
  fc.record({ type: fc.constantFrom('solved', 'signed'), post: fc.integer({ min: 2, max: 60 }), isUndone: fc.constant(false) }),
  fc.record({ type: fc.constantFrom('unsolved', 'reopened', 'confirmed', 'dismissed', 'claimed', 'private_answer', 'no_updates') }),
  fc.record({ type: fc.constant('pause'), reason: reasonArbitrary, wait: fc.option(fc.integer({ min: -3600, max: 200_000 })) }),
  fc.record({ type: fc.constant('resume'), reason: fc.option(reasonArbitrary) }),
  fc.record({ type: fc.constant('priority'), priority: fc.constantFrom('low', 'normal', 'urgent'), kind: fc.constant(null) }),
  fc.record({ type: fc.constant('lane'), lane: fc.constantFrom('desk', 'community') }),
  fc.record({ type: fc.constant('mode'), isSigned: fc.boolean() }),
  fc.record({ type: fc.constant('transfer'), calendar: fc.constantFrom('ny', 'berlin'), policy: fc.constant(null) }),
  fc.record({ type: fc.constant('edit'), policy: fc.constantFrom('first', 'second'), recompute: fc.boolean() }),
  fc.record({ type: fc.constant('escalated'), calendar: fc.constantFrom(null, 'ny') }),
  fc.record({ type: fc.constant('gone'), how: fc.constantFrom('deleted', 'merged') }),
);
const eventsArbitrary = fc.array(fc.tuple(secondArbitrary, bodyArbitrary), { maxLength: 14 }).map((list): ClockEvent[] => [
  posted,
  ...list.map(([seconds, body]) => {
    const at = after(posted.at, seconds);
    const until = 'wait' in body ? { until: body.wait === null ? null : after(at, Number(body.wait)) } : {};
    return { ...body, ...until, at } as unknown as ClockEvent;
  }),
]);
const bookArbitrary = fc.constantFrom(...BOOKS);
const asOfArbitrary = fc.integer({ min: 0, max: DAYS + 4 * 86_400 }).map((seconds) => after(posted.at, seconds));
const RUNS = { numRuns: 150 };

describe('CL-01.2 the clocks of any history', () => {
  it('are the same in any order of delivery and with repetitions (R-IDEM)', () => {
    fc.assert(
      fc.property(eventsArbitrary, bookArbitrary, asOfArbitrary, (events, book, asOf) => {
        expect(runClocks([...events, ...events].reverse(), asOf, book).cycles).toEqual(runClocks(events, asOf, book).cycles);
      }),
      RUNS,
    );
  });

  it.each([
    ['30 minutes', 1800],
    ['a day', 86_400],
    ['odd stretches', 12_347],
  ])('are the same with a sweep every %s (R-BREACH)', (_name, interval) => {
    fc.assert(
      fc.property(eventsArbitrary, bookArbitrary, (events, book) => {
        const end = after(posted.at, DAYS + 4 * 86_400);

        expect(swept(events, { interval, end, book })).toEqual(runClocks(events, end, book).cycles);
      }),
      RUNS,
    );
  });

  it('are the same with a sweep every second', () => {
    const quick = bookOf({ targets: { fr: 3, nr: 2, pu: 2, res: 5, cr: 1 }, thresholds: { percent: [50, 75], minutesBefore: [1] } });
    const close = eventsArbitrary.map((events) =>
      events.map((event): ClockEvent => ({ ...event, at: after(posted.at, (Date.parse(event.at) - Date.parse(posted.at)) / 1_000_000) })),
    );
    fc.assert(
      fc.property(close, (events) => {
        const end = after(posted.at, 1500);

        expect(swept(events, { interval: 1, end, book: quick })).toEqual(runClocks(events, end, quick).cycles);
      }),
      { numRuns: 8 },
    );
  });

  it('have ledgers whose counted lines add up, without a gap (R-EXPLAIN)', () => {
    fc.assert(
      fc.property(eventsArbitrary, bookArbitrary, asOfArbitrary, (events, book, asOf) => {
        for (const cycle of runClocks(events, asOf, book).cycles) {
          const ledger = ledgerOf(cycle, asOf, book);
          const stretches = ledger.lines.filter((line) => line.type === 'counted' || line.type === 'skipped');
          const expected =
            cycle.endedAt !== null
              ? cycle.elapsedSeconds
              : cycle.due !== null
                ? cycle.targetMinutes * 60
                : elapsedUntil(cycle.inner, asOf, book);

          expect(ledger.countedSeconds).toBe(expected);
          stretches.forEach((line, index) => expect(line.from).toBe(index === 0 ? cycle.startedAt : stretches[index - 1]?.to));
          if (stretches.length > 0) expect(stretches.at(-1)?.to).toBe(cycle.endedAt ?? cycle.due ?? asOf.replace(/\.\d+/, '.000'));
        }
      }),
      RUNS,
    );
  });

  it('hold what their states say, and no next reply is awaited while the first one is', () => {
    fc.assert(
      fc.property(eventsArbitrary, bookArbitrary, asOfArbitrary, (events, book, asOf) => {
        const { cycles } = runClocks(events, asOf, book);
        for (const cycle of cycles) {
          expect(isOpen(cycle)).toBe(cycle.endedAt === null);
          if (cycle.state === 'running') expect(cycle.due !== null && cycle.due > asOf.slice(0, 19)).toBe(true);
          if (cycle.state === 'met') expect(cycle.breachedAt).toBeNull();
          if (cycle.state === 'late' || cycle.state === 'breached_open') expect(cycle.breachedAt).not.toBeNull();
          if (cycle.state === 'paused') expect([cycle.due, cycle.metric === 'fr']).toEqual([null, false]);
          if (cycle.breachedAt !== null) expect(cycle.breachedAt < (cycle.endedAt ?? after(asOf, 1))).toBe(true);
          expect(cycle.warnings.every(({ at }) => at < (cycle.endedAt ?? after(asOf, 1)))).toBe(true);
        }
        for (const metric of ['fr', 'nr', 'pu', 'res', 'cr'])
          expect(cycles.filter((one) => one.metric === metric && isOpen(one)).length).toBeLessThan(2);
        const isFirstOpen = cycles.some((one) => one.metric === 'fr' && isOpen(one));
        const isModeless = events.every(({ type }) => type !== 'mode' && type !== 'unsolved' && type !== 'lane');
        if (isFirstOpen && isModeless)
          expect(cycles.some((one) => one.metric === 'nr' && isOpen(one) && one.state !== 'tentative')).toBe(false);
      }),
      RUNS,
    );
  });

  it('cost little for a thousand events', () => {
    const events = Array.from({ length: 1000 }, (_, index): ClockEvent => ({
      at: after(posted.at, (index + 1) * 600),
      type: 'reply',
      post: index + 2,
      by: index % 2 === 0 ? 'expert' : 'asker',
      isUnderCommunity: false,
    }));
    const before = process.cpuUsage();
    const run = runOf([posted, ...events], bookOf());
    const { user } = process.cpuUsage(before);

    expect(run.cycles.length).toBeGreaterThan(900);
    expect(user / 1000).toBeLessThan(2000);
  });
});

interface Sweep {
  readonly interval: number;
  readonly end: string;
  readonly book: ReturnType<typeof bookOf>;
}

/** What a service does: events come in, and every so often somebody looks at the time. */
function swept(events: readonly ClockEvent[], { interval, end, book }: Sweep) {
  const undone = runOf(events, book);
  const sorted = [...events]
    .sort(compareEvents)
    .filter((event, index, all) => index === 0 || compareEvents(event, all[index - 1] ?? event) !== 0);
  // A withdrawn solution is told to the engine by the whole history: it is never stepped over.
  if (events.some(({ type }) => type === 'unsolved')) return runUntil(undone, end, book).cycles;
  let run = initialRun;
  let next = after(posted.at, interval);
  for (const event of sorted) {
    for (; next < event.at; next = after(next, interval)) run = runUntil(run, next, book);
    run = step(run, event, book);
  }
  for (; next < end; next = after(next, interval)) run = runUntil(run, next, book);
  return runUntil(run, end, book).cycles;
}
