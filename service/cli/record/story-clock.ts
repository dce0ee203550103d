import type { Instant } from '../../../shared/instant.js';
import type { Clock } from '../../ports/clock.js';

/**
 * A clock that moves only when told, so that hours pass at once and two recordings of one scenario show the same times.
 * The forum's stands still between two moves; the service's never shows the same instant twice; the recorder's stamps count on.
 */
export interface StoryClock {
  readonly ofForum: Clock;
  readonly ofService: Clock;
  /** The service's time, without moving anything. */
  readonly peek: () => Instant;
  /** The time of the next thing that is recorded: later than that of the one before. */
  readonly stamp: () => Instant;
  readonly passTo: (at: Instant) => void;
}

export function createStoryClock(start: Instant): StoryClock {
  const { sleepUntil, wakeUntil } = createSleepers();
  let base = Date.parse(start);
  let ticks = 0;
  let stamps = 0;
  const sleep = (milliseconds: number, signal?: AbortSignal): Promise<void> => sleepUntil(base + ticks + milliseconds, signal);
  return {
    ofForum: { now: () => textOf(base), sleep },
    ofService: {
      now() {
        ticks += 1;
        wakeUntil(base + ticks);
        return textOf(base + ticks);
      },
      sleep,
    },
    peek: () => textOf(base + ticks),
    stamp: () => textOf(base + ++stamps),
    passTo(at) {
      const time = Date.parse(at);
      if (time < base + Math.max(ticks, stamps)) throw new Error(`the clock of the story does not go back to ${at}`);
      base = time;
      ticks = 0;
      stamps = 0;
      wakeUntil(base);
    },
  };
}

interface Sleepers {
  readonly sleepUntil: (at: number, signal?: AbortSignal) => Promise<void>;
  readonly wakeUntil: (time: number) => void;
}

function createSleepers(): Sleepers {
  const sleepers = new Map<() => void, number>();
  return {
    sleepUntil: (at, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted === true) return resolve();
        const wake = (): void => {
          sleepers.delete(wake);
          signal?.removeEventListener('abort', wake);
          resolve();
        };
        sleepers.set(wake, at);
        signal?.addEventListener('abort', wake);
      }),
    wakeUntil(time) {
      for (const [wake, at] of [...sleepers]) if (at <= time) wake();
    },
  };
}

const GRID_SECONDS = 5;

/** The next instant of a grid of five seconds: how often the service asks for the time must not show in a recording. */
export function nextOnGrid(at: Instant): Instant {
  return textOf(Math.ceil(Date.parse(at) / (GRID_SECONDS * 1000)) * GRID_SECONDS * 1000);
}

function textOf(milliseconds: number): Instant {
  return new Date(milliseconds).toISOString();
}
