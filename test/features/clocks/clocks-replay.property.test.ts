import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { clocks } from '../../../service/features/clocks/index.js';
import { replayed } from '../../../service/features/clocks/replay.js';
import { initialClocks, type ClocksView } from '../../../service/features/clocks/view.js';
import { triage } from '../../../service/features/triage/index.js';
import type { Happening } from '../../support/happenings.js';
import { BOT, deriveTicket, type World } from '../../support/ticket-builder.js';
import { ASKER, BERLIN, EXPERT, FACILITATOR, MEMBER, WORLD, asked, at, berlin } from './clocks-story.js';

const START = Date.parse(at('07:30:00'));
const timeArbitrary = fc.oneof(
  fc.integer({ min: 1, max: 300 }).map((quarter) => new Date(START + quarter * 900_000).toISOString()),
  fc.integer({ min: 300, max: 270_000_000 }).map((ms) => new Date(START + ms).toISOString()),
);
const POSTS = 12;
const postArbitrary = fc.integer({ min: 101, max: 100 + POSTS });
const repliesArbitrary = fc.array(fc.record({ at: timeArbitrary, by: fc.constantFrom(ASKER, ASKER, EXPERT, FACILITATOR, MEMBER, BOT) }), {
  minLength: 1,
  maxLength: POSTS,
});
const changeArbitrary: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({
    at: timeArbitrary,
    type: fc.constant('shown' as const),
    post: postArbitrary,
    visibility: fc.constantFrom('visible' as const, 'deleted' as const, 'held' as const),
  }),
  fc.record({ at: timeArbitrary, type: fc.constant('accepted' as const), post: fc.option(postArbitrary) }),
  fc.record({ at: timeArbitrary, type: fc.constant('flagged' as const), flag: fc.constant('deleted' as const), value: fc.boolean() }),
  fc.record({
    at: timeArbitrary,
    type: fc.constant('tagged' as const),
    tags: fc.constantFrom(['discussion'], ['incident'], ['policy'], []),
  }),
  fc.record({ at: timeArbitrary, type: fc.constant('moved' as const), category: fc.constantFrom(5, 7, 99) }),
);
const historyArbitrary = fc
  .tuple(repliesArbitrary, fc.array(changeArbitrary, { maxLength: 8 }))
  .map(([replies, changes]): Happening[] => [
    asked,
    ...replies.map((one, index): Happening => ({ ...one, type: 'replied', post: 101 + index })),
    ...new Map(changes.map((change) => [`${change.type} ${change.at}`, change])).values(),
  ]);
const WITH_VERSIONS: World = {
  ...WORLD,
  versions: [
    ...(berlin({ targets: { firstReplyMinutes: 240, nextReplyMinutes: 60, updateMinutes: 90, resolutionMinutes: 600 } }).versions ?? []),
    {
      version: 2,
      at: at('12:00:00.500'),
      recompute: true,
      features: { clocks: { calendar: BERLIN, reopen: 'new_cycle', targets: { updateMinutes: 30 } } },
    },
    { version: 3, at: at('09:00:00.500', '2025-06-03'), features: { clocks: { calendar: BERLIN, responders: 'any_member' } } },
  ],
};
const nowArbitrary = fc.integer({ min: 0, max: 400_000_000 }).map((ms) => new Date(START + 300 + ms).toISOString());

describe('clocks that were followed event by event', () => {
  it('CL-01.2 are those that all events give at once', () => {
    fc.assert(
      fc.property(historyArbitrary, nowArbitrary, (history, now) => {
        const { views } = deriveTicket([triage, clocks], history, { world: WITH_VERSIONS, now });
        const followed = views['clocks'] as ClocksView;
        const anew = replayed(initialClocks, { ...followed, cycles: [] });

        expect(atTheEnd(anew)).toEqual(atTheEnd(followed));
      }),
      { numRuns: 300 },
    );
  });

  it('CL-07.3 are the same whether we woke at every instant or only now', () => {
    fc.assert(
      fc.property(historyArbitrary, nowArbitrary, (history, now) => {
        const at = (wakes: 'punctual' | 'late') =>
          deriveTicket([triage, clocks], history, { world: WITH_VERSIONS, now, wakes }).views['clocks'];

        expect(at('late')).toEqual(at('punctual'));
      }),
    );
  });
});

/** With everything behind it, however far time had passed. */
function atTheEnd(view: ClocksView): ClocksView['cycles'] {
  const ticket = null as never;
  const context = null as never;
  return clocks.pass?.(view, ticket, '2025-07-30T00:00:00.000Z', context).cycles ?? [];
}
