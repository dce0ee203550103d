import { openEmbedded } from '../../service/adapters/prisma/open.js';
import { createStore } from '../../service/adapters/prisma/prisma-store.js';
import { judge } from '../../service/engine/judge.js';
import { rules } from '../../service/features/list.js';
import type { Store } from '../../service/ports/store.js';
import { foldEvents } from './clock-events.js';
import { median, round, type Measure } from './measure.js';
import { busyTopic, sampleVersions } from './material.js';

const SIZES = [100, 1_000, 5_000] as const;
const RUNS = 7;
const EVENTS = 1_000;

/** Deriving one ticket from its first fact, loading included, against reading the rows alone. */
export async function refold(): Promise<Measure> {
  const store = createStore(await openEmbedded({ folder: 'memory' }));
  const results: Array<{ facts: number; all: number; load: number; spread: readonly [number, number] }> = [];
  for (const facts of SIZES) results.push({ facts, ...(await measure(store, facts)) });
  await store.close();
  const folds = Array.from({ length: RUNS }, () => foldEvents(EVENTS));
  const last = results.at(-1) ?? { all: 0, load: 1, spread: [0, 0] as const, facts: 0 };
  return {
    name: 'refold',
    value: round(last.all),
    unit: 'ms for 5000 facts',
    floor: round(last.load),
    ratio: round(last.all / last.load),
    spread: last.spread,
    ratios: Object.fromEntries(results.map(({ facts, all, load }) => [String(facts), round(all / load)])),
    details: { [`clocks of ${EVENTS} events, ms`]: round(median(folds)), [`least ms`]: round(Math.min(...folds)) },
    lines: [
      ...results.map(
        ({ facts, all, load }) =>
          `${facts} facts: ${round(all)} ms with loading, ${round(load)} ms to read the rows alone, ratio ${round(all / load)}`,
      ),
      `clocks of a ticket with ${EVENTS} events: ${round(median(folds))} ms (least ${round(Math.min(...folds))}, most ${round(Math.max(...folds))})`,
    ],
  };
}

async function measure(store: Store, facts: number) {
  const forumId = `refold-${facts}`;
  await store.openForum({ id: forumId, botId: 2, botName: 'desk_bot', mode: 'observe', secret: 'x' });
  await store.applySettings(forumId, sampleVersions());
  const lesson = { facts: busyTopic(20, facts), texts: [], labels: [], needs: [], confirmations: [], cause: { type: 'none' } as const };
  await store.learn(forumId, lesson);
  const now = '2026-11-24T12:00:00.000Z';
  const all: number[] = [];
  const load: number[] = [];
  for (let run = 0; run <= RUNS; run += 1) {
    const started = performance.now();
    await store.material(forumId, 20);
    const read = performance.now() - started;
    const again = performance.now();
    const material = await store.material(forumId, 20);
    const judgement = judge(rules, { topicId: 20, botId: 2, now, material }, []);
    if (!judgement.state) throw new Error('the busy topic is no ticket');
    if (run > 0) {
      load.push(read);
      all.push(performance.now() - again);
    }
  }
  return { all: median(all), load: median(load), spread: [round(Math.min(...all)), round(Math.max(...all))] as const };
}
