import { AsyncLocalStorage } from 'node:async_hooks';
import { describe, expect, it } from '@jest/globals';
import { createMemoryQueue } from '../../service/adapters/memory/memory-queue.js';
import { systemClock } from '../../service/adapters/memory/system-clock.js';
import type { LogFields } from '../../service/ports/log.js';
import type { Queue } from '../../service/ports/queue.js';

interface Opened {
  readonly queue: Queue;
  readonly logged: LogFields[];
}

function openQueue(): Opened {
  const logged: LogFields[] = [];
  return { queue: createMemoryQueue({ error: (fields) => void logged.push(fields) }), logged };
}

/** A run that ends when the test says so. */
function gate(): { readonly opened: Promise<void>; open(): void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the queue in memory', () => {
  it('runs one at a time, and once more for all rings during a run', async () => {
    const { queue } = openQueue();
    const gates = [gate(), gate(), gate()];
    let runs = 0;
    const stop = queue.listen('inbox', async () => {
      runs += 1;
      await gates[runs - 1]?.opened;
    });

    queue.ring('inbox');
    await settled();
    for (let rings = 0; rings < 5; rings += 1) queue.ring('inbox');
    await settled();
    expect(runs).toBe(1);

    gates[0]?.open();
    await settled();
    expect(runs).toBe(2);

    gates[1]?.open();
    await settled();
    expect(runs).toBe(2);
    await stop();
  });

  it('keeps rings while nobody listens as one, and bells apart', async () => {
    const { queue } = openQueue();
    const runs: string[] = [];
    for (let rings = 0; rings < 3; rings += 1) queue.ring('outbox');

    const stops = (['outbox', 'reads'] as const).map((bell) => queue.listen(bell, () => Promise.resolve(void runs.push(bell))));
    await settled();

    expect(runs).toEqual(['outbox']);
    await Promise.all(stops.map((stop) => stop()));
  });

  it('goes on after work that failed, and says so without its cause being lost', async () => {
    const { queue, logged } = openQueue();
    let runs = 0;
    const stop = queue.listen('tickets', () => {
      runs += 1;
      return runs === 1 ? Promise.reject(new Error('no database')) : Promise.resolve();
    });

    queue.ring('tickets');
    await settled();
    queue.ring('tickets');
    await settled();

    expect(runs).toBe(2);
    expect(logged).toEqual([{ bell: 'tickets', error: 'Error: no database' }]);
    await stop();
  });

  it('stops after the run that is under way, and rings no more', async () => {
    const { queue } = openQueue();
    const running = gate();
    let runs = 0;
    let stopped = false;
    const stop = queue.listen('reads', () => {
      runs += 1;
      return running.opened;
    });
    queue.ring('reads');
    await settled();
    queue.ring('reads');

    const stopping = stop().then(() => (stopped = true));
    await settled();
    expect(stopped).toBe(false);
    running.open();
    await stopping;

    queue.ring('reads');
    await settled();
    expect(runs).toBe(1);
  });

  it('runs the work outside of whatever surrounds the ring', async () => {
    const { queue } = openQueue();
    const surrounding = new AsyncLocalStorage<string>();
    const seen: Array<string | undefined> = [];
    const stop = queue.listen('inbox', () => Promise.resolve(void seen.push(surrounding.getStore())));

    surrounding.run('a transaction', () => queue.ring('inbox'));
    await settled();

    expect(seen).toEqual([undefined]);
    await stop();
  });
});

describe('the clock of the machine', () => {
  it('tells instants, and sleeps until its time or until it is woken', async () => {
    const before = Date.now();
    await systemClock.sleep(20);
    expect(Date.now() - before).toBeGreaterThanOrEqual(19);
    expect(systemClock.now()).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

    const waking = new AbortController();
    const asleep = systemClock.sleep(60_000, waking.signal);
    waking.abort();
    await asleep;
    await systemClock.sleep(60_000, waking.signal);
    expect(Date.now() - before).toBeLessThan(20_000);
  });
});
