import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../../ports/clock.js';

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => new Date().toISOString(),
  async sleep(milliseconds, signal) {
    if (signal?.aborted === true) return;
    // An aborted pause rejects; for us it is an early end.
    await pause(milliseconds, undefined, signal ? { signal } : {}).catch(() => undefined);
  },
};
