import { AsyncResource } from 'node:async_hooks';
import type { Log } from '../../ports/log.js';
import type { Bell, Queue } from '../../ports/queue.js';

interface Listener {
  wake(): void;
}

/** Bells inside one process: the embedded default. */
export function createMemoryQueue(log: Pick<Log, 'error'>): Queue {
  const listeners = new Map<Bell, Set<Listener>>();
  const unheard = new Set<Bell>();

  return {
    ring(bell) {
      const listening = listeners.get(bell);
      if (!listening || listening.size === 0) unheard.add(bell);
      else for (const listener of listening) listener.wake();
    },
    listen(bell, work) {
      const worker = createWorker(work, (error) => log.error({ bell, error: nameOf(error) }, 'the work of a bell failed'));
      const listening = listeners.get(bell) ?? new Set<Listener>();
      listeners.set(bell, listening.add(worker));
      if (unheard.delete(bell)) worker.wake();
      return async () => {
        listening.delete(worker);
        await worker.stop();
      };
    },
  };
}

/** Runs one at a time; rings during a run are kept as one more run. */
function createWorker(work: () => Promise<void>, failed: (error: unknown) => void): Listener & { stop(): Promise<void> } {
  let rung = false;
  let stopped = false;
  let running: Promise<void> | null = null;

  async function run(): Promise<void> {
    while (rung && !stopped) {
      rung = false;
      await work().catch(failed);
    }
    running = null;
  }
  // Whoever rings may be inside a transaction; the work is not.
  const start = AsyncResource.bind(() => {
    running = Promise.resolve().then(run);
  });

  return {
    wake() {
      rung = true;
      if (running === null && !stopped) start();
    },
    async stop() {
      stopped = true;
      await running;
    },
  };
}

function nameOf(error: unknown): string {
  return error instanceof Error ? `${error.name}: ${error.message}` : 'unknown error';
}
