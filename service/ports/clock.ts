import type { Instant } from '../../shared/instant.js';

/** Our clock. Nothing else in the service asks for the time. */
export interface Clock {
  now(): Instant;
  /** Resolves after so many milliseconds, or earlier when the signal aborts. */
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}
