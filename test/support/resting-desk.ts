import { createMemoryQueue } from '../../service/adapters/memory/memory-queue.js';
import { createTicketProcessor } from '../../service/engine/process.js';
import { rules } from '../../service/features/list.js';
import { createWatching } from '../../service/assembly/watching.js';
import type { Forum } from '../../service/ports/forum.js';
import { createReader } from '../../service/reads/reader.js';
import { createSweep } from '../../service/reads/sweep.js';
import { secondsBetween } from '../../shared/instant.js';
import { openDesk, type DeskOptions } from './desk.js';
import { keepingLog } from './keeping-log.js';
import { settableClock } from './settable-clock.js';

const START = '2026-11-24T09:00:00.000Z';

/** Store, reads, sweep and rules beside the sample forum, on a clock that is the test's. No hook, no timer: what is learnt was read. */
export async function openRestingDesk(options: Pick<DeskOptions, 'communities'> = {}) {
  const clock = settableClock(START);
  const calls: string[] = [];
  const desk = await openDesk(clock, { ...options, around: (forum) => counting(forum, calls) });
  const { store, forum, row } = desk;
  const { log } = keepingLog();
  const queue = createMemoryQueue(log);
  const watching = await createWatching({ store, forumId: 'desk', botId: () => row.botId, botName: row.botName, clock });
  const context = () => watching.context();
  const reads = { store, forum, clock, log, queue, context };
  const reader = createReader(reads);
  const sweep = createSweep({ ...reads, reader });
  const onProcessed = ({ topicId, isTicket }: { topicId: number; isTicket: boolean }): void => {
    if (isTicket) watching.sawTicket(topicId);
  };
  const processor = createTicketProcessor({ store, rules, clock, queue, log, onProcessed });
  const minute = async (): Promise<void> => {
    const began = clock.now();
    await sweep.tick();
    for (let second = 0; second < 60; second += 10) {
      await reader.work();
      await processor.processWaiting('desk');
      clock.pass(Math.max(0, Math.min(10, 60 - secondsBetween(began, clock.now()))));
    }
  };
  return {
    ...desk,
    clock,
    calls,
    sweep,
    /** Everything once; what is there already is known afterwards. */
    async settle() {
      await sweep.sweepAll();
      await processor.processWaiting('desk');
    },
    /** Minutes of the service at rest; tells how many calls were made in each. */
    async minutes(count: number): Promise<number[]> {
      const made: number[] = [];
      for (let number = 0; number < count; number += 1) {
        const before = calls.length;
        await minute();
        made.push(calls.length - before);
      }
      return made;
    },
    async stop() {
      await desk.sandbox.stop();
      await store.close();
    },
  };
}

export type RestingDesk = Awaited<ReturnType<typeof openRestingDesk>>;

/** Notes the name of every call to the forum. */
function counting(forum: Forum, calls: string[]): Forum {
  return new Proxy(forum, {
    get(target, name: keyof Forum) {
      const method: unknown = target[name];
      if (typeof method !== 'function') return method;
      return (...given: unknown[]): unknown => {
        calls.push(name);
        return (method as (...given: unknown[]) => unknown).apply(target, given);
      };
    },
  });
}
