import type { Clock } from '../../service/ports/clock.js';
import { addSeconds, type Instant } from '../../shared/instant.js';

/** A clock that moves only when told, but never shows the same instant twice: what is later is shown as later. */
export interface MovableClock extends Clock {
  /** The forum's: stands still between two moves. */
  readonly ofForum: Clock;
  /** The time, without moving it. */
  peek(): Instant;
  pass(seconds: number): void;
  passTo(at: Instant): void;
}

const TICK_MS = 1;

export function movableClock(start: Instant, forumAheadSeconds = 0): MovableClock {
  let base = Date.parse(start);
  let ticks = 0;
  let sleepers: Array<{ at: number; wake: () => void }> = [];
  const shown = (): number => base + ticks * TICK_MS;
  const moveTo = (time: number): void => {
    if (time < shown()) throw new Error('this clock does not go back');
    base = time;
    ticks = 0;
    const due = sleepers.filter((sleeper) => sleeper.at <= base);
    sleepers = sleepers.filter((sleeper) => sleeper.at > base);
    for (const sleeper of due) sleeper.wake();
  };
  const sleep = (milliseconds: number, signal?: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (signal?.aborted === true) return resolve();
      const wake = (): void => {
        sleepers = sleepers.filter((one) => one !== sleeper);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      const sleeper = { at: shown() + milliseconds, wake };
      sleepers.push(sleeper);
      signal?.addEventListener('abort', wake);
    });
  return {
    now() {
      ticks += 1;
      return new Date(shown()).toISOString();
    },
    sleep,
    ofForum: { now: () => new Date(base + forumAheadSeconds * 1000).toISOString(), sleep },
    peek: () => new Date(shown()).toISOString(),
    pass: (seconds) => moveTo(Date.parse(addSeconds(new Date(shown()).toISOString(), seconds))),
    passTo: (at) => moveTo(Date.parse(at)),
  };
}
