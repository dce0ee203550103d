import type { Clock } from '../../ports/clock.js';
import { systemClock } from './system-clock.js';
import { addSeconds, type Instant } from '../../../shared/instant.js';

/** A clock that began in the past and leaps towards the present; between two leaps its seconds are as long as any. */
export interface LeapingClock extends Clock {
  /** To this instant, if it is still ahead; never past the present. Whoever sleeps until then wakes. */
  leapTo(at: Instant): void;
  /** From now on it is the machine's clock. */
  arrive(): void;
}

export function leapingClock(start: Instant): LeapingClock {
  let behind = Math.max(0, Date.parse(systemClock.now()) - Date.parse(start));
  const leaps = new Set<(milliseconds: number) => void>();
  const leap = (milliseconds: number): void => {
    const far = Math.min(behind, Math.max(0, milliseconds));
    behind -= far;
    for (const told of [...leaps]) told(far);
  };
  const now = (): Instant => addSeconds(systemClock.now(), -behind / 1000);
  return {
    now,
    leapTo: (at) => leap(Date.parse(at) - Date.parse(now())),
    arrive: () => leap(behind),
    async sleep(milliseconds, signal) {
      let left = milliseconds;
      while (left > 0 && signal?.aborted !== true) {
        const began = Date.parse(systemClock.now());
        const rest = new AbortController();
        const end = (far = 0): void => {
          left -= far;
          rest.abort();
        };
        const onAbort = (): void => end();
        leaps.add(end);
        signal?.addEventListener('abort', onAbort);
        await systemClock.sleep(left, rest.signal);
        leaps.delete(end);
        signal?.removeEventListener('abort', onAbort);
        left -= Date.parse(systemClock.now()) - began;
      }
    },
  };
}
