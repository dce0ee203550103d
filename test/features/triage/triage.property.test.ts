import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { triage } from '../../../service/features/triage/index.js';
import type { TriageView } from '../../../service/features/triage/view.js';
import type { Happening } from '../../support/happenings.js';
import { deriveTicket, type World } from '../../support/ticket-builder.js';

const START = Date.parse('2026-11-24T09:00:00.000Z');
const time = fc.integer({ min: 1, max: 100 }).map((minute) => new Date(START + minute * 60_000).toISOString());
const tags = fc.subarray(['incident', 'policy', 'discussion', 'heating']);
const text = fc.constantFrom('How do I pay?', 'The lift is broken', 'Nothing', 'May I paint?');
const change: fc.Arbitrary<Happening> = fc.oneof(
  fc.record({ at: time, type: fc.constant('tagged' as const), tags }),
  fc.record({ at: time, type: fc.constant('retitled' as const), title: text }),
  fc.record({ at: time, type: fc.constant('edited' as const), post: fc.constantFrom(100, 101), version: fc.constant(2), text }),
  fc.record({ at: time, type: fc.constant('moved' as const), category: fc.constantFrom(5, 7) }),
  fc.record({ at: time, type: fc.constant('replied' as const), by: fc.constantFrom(10, 11, 12), post: fc.constant(101) }),
);
const history = fc
  .tuple(fc.constantFrom(10, 12), tags, text, fc.array(change, { maxLength: 8 }))
  .map(([by, first, title, changes]): Happening[] => [
    { at: new Date(START).toISOString(), type: 'asked', by, tags: first, title, text: 'Hello' },
    ...new Map(changes.map((one) => [one.type === 'replied' ? one.type : `${one.type} ${one.at}`, one])).values(),
  ]);
const WORLD: World = {
  people: [{ user: 12, role: 'expert' }],
  versions: [
    {
      version: 1,
      at: '2000-01-01T00:00:00.000Z',
      features: { triage: { starterRules: true, rules: [{ name: 'it', when: { categories: [7] }, set: { group: 45 } }] } },
    },
    { version: 2, at: '2026-11-24T09:30:30.000Z', features: { triage: { starterRules: true } } },
  ],
};

function view(happenings: readonly Happening[]): TriageView {
  return deriveTicket([triage], happenings, { world: WORLD, now: '2026-11-25T00:00:00.000Z' }).views['triage'] as TriageView;
}

it('is the same in any order of arrival and with every fact repeated', () => {
  fc.assert(
    fc.property(history, fc.infiniteStream(fc.nat()), (happenings, random) => {
      const shuffled = [...happenings, ...happenings].map((one) => ({ one, key: random.next().value })).sort((a, b) => a.key - b.key);

      expect(view(shuffled.map(({ one }) => one))).toEqual(view(happenings));
    }),
  );
});

it('is never nowhere: always in a queue with a group, with a reason for every value (TR-08)', () => {
  fc.assert(
    fc.property(history, (happenings) => {
      const { queue, groups, why, guessed, matchedRule } = view(happenings);

      expect(groups.length).toBeGreaterThan(0);
      if (guessed && matchedRule === null) expect(queue).toBe('facilitators');
      expect(Object.values(why).every((reason) => reason !== '' && reason !== 'not looked at yet')).toBe(true);
    }),
  );
});

it('TR-08.2 the notices are the same however late we wake', () => {
  fc.assert(
    fc.property(history, (happenings) => {
      const versions = [{ version: 1, at: '2000-01-01T00:00:00.000Z', features: { triage: { noticeAfterMinutes: [30, 60, 99] } } }];
      const woken = (wakes: 'punctual' | 'late') =>
        deriveTicket([triage], happenings, { world: { ...WORLD, versions }, now: '2026-11-25T00:00:00.000Z', wakes }).views['triage'];

      expect(woken('late')).toEqual(woken('punctual'));
    }),
  );
});
