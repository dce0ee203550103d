import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { clocks } from '../../../service/features/clocks/index.js';
import { isOpen, type ClocksView } from '../../../service/features/clocks/view.js';
import { triage } from '../../../service/features/triage/index.js';
import type { Happening } from '../../support/happenings.js';
import { BOT, deriveTicket, type World } from '../../support/ticket-builder.js';
import { ASKER, BERLIN, EXPERT, FACILITATOR, MEMBER, OTHER_MEMBER, WORLD, asked, at, berlin } from './clocks-story.js';

const START = Date.parse(at('07:30:00'));
/** Up to two days after the question; quarters of an hour make equal and exactly-due instants likely. */
const timeArbitrary = fc
  .oneof(
    fc.integer({ min: 0, max: 190 }).map((quarter) => quarter * 900_000),
    fc.integer({ min: 300, max: 172_800_000 }),
  )
  .map((ms) => new Date(START + 300 + ms).toISOString());
const postArbitrary = fc.integer({ min: 101, max: 106 });
const AUTHORS = [ASKER, MEMBER, EXPERT, FACILITATOR, OTHER_MEMBER, BOT];

/** Each post has one author and one time, as in a forum; everything else may happen at any time. */
const repliesArbitrary = fc.array(
  fc.record({
    at: timeArbitrary,
    by: fc.constantFrom(...AUTHORS),
    kind: fc.constantFrom('regular' as const, 'regular' as const, 'whisper' as const),
  }),
  { minLength: 1, maxLength: 6 },
);
const changeArbitrary: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({
    at: timeArbitrary,
    type: fc.constant('shown' as const),
    post: postArbitrary,
    visibility: fc.constantFrom('visible' as const, 'deleted' as const, 'hidden' as const),
  }),
  fc.record({ at: timeArbitrary, type: fc.constant('accepted' as const), post: fc.option(postArbitrary) }),
  fc.record({ at: timeArbitrary, type: fc.constant('flagged' as const), flag: fc.constant('deleted' as const), value: fc.boolean() }),
  fc.record({ at: timeArbitrary, type: fc.constant('tagged' as const), tags: fc.constantFrom(['discussion'], ['incident'], []) }),
  fc.record({ at: timeArbitrary, type: fc.constant('moved' as const), category: fc.constantFrom(5, 7, 99) }),
);
const historyArbitrary = fc.tuple(repliesArbitrary, fc.array(changeArbitrary, { maxLength: 8 })).map(([replies, changes]): Happening[] => [
  asked,
  ...replies.map((one, index): Happening => ({ ...one, type: 'replied', post: 101 + index })),
  // Two changes of one aspect at one instant have no true order of their own.
  ...new Map(changes.map((change) => [`${change.type} ${change.at}`, change])).values(),
]);

const WITH_VERSIONS: World = {
  ...WORLD,
  versions: [
    ...(berlin().versions ?? []),
    {
      version: 2,
      at: at('12:00:00.500'),
      recompute: true,
      features: { clocks: { calendar: BERLIN, targets: { firstReplyMinutes: 120 } } },
    },
    {
      version: 3,
      at: at('09:00:00.500', '2025-06-03'),
      recompute: true,
      features: { clocks: { calendar: BERLIN, targets: { firstReplyMinutes: 600 } } },
    },
  ],
};
const nowArbitrary = fc.integer({ min: 0, max: 200_000_000 }).map((ms) => new Date(START + 300 + ms).toISOString());

function view(happenings: readonly Happening[], now: string, wakes: 'punctual' | 'late' = 'punctual'): ClocksView {
  return deriveTicket([triage, clocks], happenings, { world: WITH_VERSIONS, now, wakes }).views['clocks'] as ClocksView;
}

describe('clocks over any history', () => {
  it('are the same in any order of arrival and with every fact repeated', () => {
    fc.assert(
      fc.property(historyArbitrary, nowArbitrary, fc.infiniteStream(fc.nat()), (history, now, random) => {
        const shuffled = [...history, ...history].map((one) => ({ one, key: random.next().value })).sort((a, b) => a.key - b.key);

        expect(
          view(
            shuffled.map(({ one }) => one),
            now,
          ),
        ).toEqual(view(history, now));
      }),
    );
  });

  it('are the same whether we woke at every instant or only now', () => {
    fc.assert(
      fc.property(historyArbitrary, nowArbitrary, (history, now) => expect(view(history, now, 'late')).toEqual(view(history, now))),
    );
  });

  it('hold what their states say', () => {
    fc.assert(
      fc.property(historyArbitrary, nowArbitrary, (history, now) => {
        for (const cycle of view(history, now).cycles) {
          expect(isOpen(cycle)).toBe(cycle.endedAt === null);
          expect(cycle.elapsedSeconds === null).toBe(cycle.endedAt === null);
          if (cycle.state === 'running') expect(cycle.due !== null && cycle.due > now).toBe(true);
          if (cycle.state === 'breached_open' || cycle.state === 'late') expect(cycle.breachedAt).not.toBeNull();
          if (cycle.state === 'met') expect(cycle.endedBy).not.toBeNull();
          if (cycle.breachedAt !== null && !cycle.byPolicyChange) expect(cycle.breachedAt <= (cycle.endedAt ?? now)).toBe(true);
          if (cycle.state === 'met') expect((cycle.elapsedSeconds ?? 0) <= cycle.targetMinutes * 60).toBe(true);
        }
      }),
    );
  });

  it('leave no instant behind: what time changes by itself lies ahead', () => {
    fc.assert(
      fc.property(historyArbitrary, nowArbitrary, (history, now) => {
        const { views, ticket } = deriveTicket([triage, clocks], history, { world: WITH_VERSIONS, now });
        const next = clocks.nextInstant?.(views['clocks'] as ClocksView) ?? null;

        expect(ticket.membership === null || next === null || next > now).toBe(true);
      }),
    );
  });
});
