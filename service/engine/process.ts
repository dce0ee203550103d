import type { EffectKind } from '../ports/store.js';

export interface CurrentWant {
  readonly key: string;
  readonly kind: EffectKind;
  readonly value: unknown;
  readonly valueHash: string;
  readonly because: string;
}

/** What a derivation of one ticket gave. `wants` holds what is wanted now from features that are `on`, by key. */
export interface Processed {
  readonly topicId: number;
  readonly wants: ReadonlyMap<string, CurrentWant>;
}

/** Derives tickets and writes what follows, one transaction each. */
export interface TicketProcessor {
  process(forumId: string, topicId: number): Promise<Processed>;
  /** Derives whatever is dirty or whose next moment has come, until nothing is left or `signal` aborts. Returns how many. */
  processWaiting(forumId: string, signal?: AbortSignal): Promise<number>;
}
