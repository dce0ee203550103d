import { openEmbedded } from '../../service/adapters/prisma/open.js';
import { createStore } from '../../service/adapters/prisma/prisma-store.js';
import { createMemoryQueue } from '../../service/adapters/memory/memory-queue.js';
import { createTicketProcessor } from '../../service/engine/process.js';
import { factOf } from '../../shared/facts.js';
import { addSeconds } from '../../shared/instant.js';
import { rules } from '../../service/features/list.js';
import { median, round, spreadOf, type Measure } from './measure.js';
import { busyTopic, sampleVersions, START } from './material.js';

const SIZES = [100, 1_000, 10_000] as const;
const EVENTS = 200;
const FACTS_PER_TICKET = 20;
const LOG = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Cost of one event (learn, derive, commit) with so many tickets in the embedded database. */
export async function scale(): Promise<Measure> {
  const store = createStore(await openEmbedded({ folder: 'memory' }));
  const forumId = 'scale';
  const now = addSeconds(START, 3600);
  await store.openForum({ id: forumId, botId: 2, botName: 'desk_bot', mode: 'observe', secret: 'x' });
  await store.applySettings(forumId, sampleVersions());
  const processor = createTicketProcessor({
    store,
    rules,
    clock: { now: () => now, sleep: () => Promise.resolve() },
    queue: createMemoryQueue(LOG),
    log: LOG,
  });
  const costs: Array<{ tickets: number; cost: number; spread: [number, number]; megabytes: number }> = [];
  let made = 0;
  for (const size of SIZES) {
    for (; made < size; made += 50) {
      const topics = Array.from({ length: 50 }, (_, index) => 1_000 + made + index);
      await store.learn(forumId, {
        facts: topics.flatMap((topic) => busyTopic(topic, FACTS_PER_TICKET)),
        texts: [],
        labels: [],
        needs: [],
        confirmations: [],
        cause: { type: 'none' },
      });
      await processor.processWaiting(forumId);
    }
    const times: number[] = [];
    for (let event = 0; event < EVENTS; event += 1) {
      const topic = 1_000 + ((event * 7919) % size);
      const at = addSeconds(START, 1_000 + event);
      const started = performance.now();
      const facts = [factOf({ type: 'TopicTags', topic, tags: [`t${size}-${event}`] }, { at, learntAt: at, source: 'bench' })];
      await store.learn(forumId, { facts, texts: [], labels: [], needs: [], confirmations: [], cause: { type: 'none' } });
      await processor.processWaiting(forumId);
      times.push(performance.now() - started);
    }
    const rounds = Array.from({ length: 5 }, (_, index) => median(times.slice(index * 40, (index + 1) * 40)));
    costs.push({ tickets: size, cost: median(times), spread: spreadOf(rounds), megabytes: Math.round(process.memoryUsage().rss / 1e6) });
  }
  await store.close();
  const [first, , last] = costs;
  const ratio = round((last?.cost ?? 0) / (first?.cost ?? 1));
  return {
    name: 'scale',
    value: round(last?.cost ?? 0),
    unit: 'ms per event at 10000 tickets',
    floor: round(first?.cost ?? 0),
    ratio,
    spread: last?.spread ?? [0, 0],
    ratios: Object.fromEntries(costs.map(({ tickets, cost }) => [String(tickets), round(cost / (first?.cost ?? 1))])),
    details: Object.fromEntries(costs.map(({ tickets, megabytes }) => [`rss at ${tickets}`, `${megabytes} MB`])),
    lines: costs.map(({ tickets, cost, megabytes }) => `${tickets} tickets: ${round(cost)} ms per event, process ${megabytes} MB`),
  };
}
