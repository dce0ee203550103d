import { addSeconds, type Instant } from '../../shared/instant.js';
import type { Clock } from '../../service/ports/clock.js';

export interface SettableClock extends Clock {
  pass(seconds: number): void;
  /** How long was slept so far, in seconds: a sleep ends at once and moves the time. */
  readonly slept: number;
}

export function settableClock(start: Instant): SettableClock {
  let now = start;
  let slept = 0;
  return {
    now: () => now,
    pass(seconds) {
      now = addSeconds(now, seconds);
    },
    get slept() {
      return slept;
    },
    async sleep(milliseconds, signal) {
      await Promise.resolve();
      if (signal?.aborted === true) return;
      now = addSeconds(now, milliseconds / 1000);
      slept += milliseconds / 1000;
    },
  };
}
