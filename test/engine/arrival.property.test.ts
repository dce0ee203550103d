import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Fact } from '../../shared/facts.js';
import { createTicketProcessor } from '../../service/engine/process.js';
import { rules } from '../../service/features/list.js';
import { testStore } from '../support/database.js';
import { keepingLog } from '../support/keeping-log.js';
import { ASKER, BOT, EXPERT, MEMBER, TOPIC, at, fact, nameOf } from './engine-story.js';
import { LAST, historyArbitrary, inFoldingOrder, rearranged, type History } from './histories.js';

const tests = testStore();
const RUNS = 12;
const AT_ONCE = 5;
const NAMES = [ASKER, EXPERT, MEMBER, BOT].map((user) =>
  fact(at('00:00', '2026-01-01'), { type: 'PersonNamed', user, name: nameOf(user) }),
);

/** Learns in lessons of a few facts, derives now and then, and gives what the store holds in the end. */
async function arrive({ settings, ...history }: History, mayDerive: (lesson: number) => boolean) {
  const forumId = await tests.newForum('observe');
  const queue = { ring: () => undefined, listen: () => () => Promise.resolve() };
  const clock = { now: () => LAST, sleep: () => Promise.resolve() };
  const processor = createTicketProcessor({ store: tests.store, rules, clock, queue, log: keepingLog().log });
  await tests.store.applySettings(forumId, settings);
  const facts = [...history.facts, ...history.memberships];
  for (let from = 0; from < facts.length; from += AT_ONCE) {
    await tests.store.learn(forumId, lesson(facts.slice(from, from + AT_ONCE)));
    if (mayDerive(from / AT_ONCE)) await processor.processWaiting(forumId);
  }
  await processor.processWaiting(forumId);
  const ticket = await tests.store.ticket(forumId, TOPIC);
  return {
    facts: inFoldingOrder(await tests.store.allFacts(forumId)),
    view: ticket?.view ?? null,
    state: ticket?.state ?? null,
    rows: await tests.store.rows(forumId, TOPIC),
    errors: await tests.store.featureErrors(forumId),
    wanted: await wantedOf(forumId),
  };
}

/** What is to be done at the end; how often it changed on the way is told by nobody but the revisions. */
async function wantedOf(forumId: string) {
  const effects = await tests.store.effects(forumId, { topicId: TOPIC, states: ['held'] });
  return effects.map(({ key, value }) => ({ key, value })).sort((a, b) => (a.key < b.key ? -1 : 1));
}

function lesson(facts: readonly Fact[]) {
  return { facts, texts: [], labels: [], needs: [], confirmations: [], cause: { type: 'none' } as const };
}

describe('facts that arrive through the store', () => {
  it('in any order, some of them twice, with derivations between, come to the same facts, view, rows and wants', async () => {
    await fc.assert(
      fc.asyncProperty(historyArbitrary, fc.infiniteStream(fc.nat()), async (history, keys) => {
        const named = { ...history, memberships: [...history.memberships, ...NAMES] };
        const other = { ...rearranged(named, keys), settings: named.settings };

        expect(await arrive(other, (count) => count % 3 === 0)).toEqual(await arrive(named, () => false));
      }),
      { numRuns: RUNS },
    );
  }, 120_000);
});
