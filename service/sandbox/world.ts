import type { Instant } from '../../shared/instant.js';
import type { SandboxState } from './state.js';

/** What the sandbox needs of a clock; the service's own clock fits. */
export interface SandboxClock {
  now(): Instant;
  sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
}

export interface SandboxEvent {
  /** The root key of the body and the header `X-Discourse-Event-Type`. */
  readonly type: string;
  /** The header `X-Discourse-Event`. */
  readonly event: string;
  /** Made at the moment of the action; sent later as it is. */
  readonly payload: unknown;
  /** What limited hooks are filtered by; an event without a category never passes a category filter. */
  readonly categoryId: number | null;
  readonly tags: readonly string[];
}

/** What every action works on: the state, the time and the way out for events. */
export interface World {
  readonly state: SandboxState;
  /** Base address of the forum, for links in payloads. */
  readonly baseUrl: () => string;
  readonly now: () => Instant;
  readonly emit: (event: SandboxEvent) => void;
}

/** Numbers from 0 to 1, the same for the same seed (mulberry32); its state is part of the saved data. */
export function random(state: SandboxState): number {
  state.random = (state.random + 0x6d2b79f5) >>> 0;
  let mixed = state.random;
  mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
  mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
}

/** Until the time has come or something rings; without a time, until something rings. */
export async function pause(clock: SandboxClock, milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  // A signal of its own, so that a long-lived one does not collect the listeners of every sleep.
  const sleep = new AbortController();
  await new Promise<void>((resolve) => {
    const end = (): void => {
      signal.removeEventListener('abort', end);
      sleep.abort();
      resolve();
    };
    signal.addEventListener('abort', end);
    if (milliseconds !== Infinity) clock.sleep(milliseconds, sleep.signal).then(end, end);
  });
}
