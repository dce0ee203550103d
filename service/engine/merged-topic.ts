import type { Instant } from '../../shared/instant.js';

/** `meToo`: who said there, with a button, that she has the same question; what was said in posts came along with them. */
export interface MergedTopic {
  readonly topic: number;
  readonly asker: number | null;
  readonly meToo: readonly number[];
  readonly at: Instant;
}
