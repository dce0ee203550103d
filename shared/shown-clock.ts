import type { Instant } from './instant.js';

/** A clock as pages show it: in words, and as a picture of the same. */
export interface ShownClock {
  readonly metric: string;
  readonly number: number;
  /** `experts`: what the experts count among themselves. */
  readonly of: 'question' | 'experts';
  readonly title: string;
  readonly state: string;
  readonly isOpen: boolean;
  readonly due: Instant | null;
  readonly lines: readonly string[];
  /** What the counted lines add up to, beside the target. */
  readonly sum: string;
  readonly picture: ClockPicture;
}

export interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
}

/** What is to be drawn, from left to right in time. */
export interface ClockPicture extends Stretch {
  readonly zone: string;
  /** When the desk is open. */
  readonly open: readonly Stretch[];
  readonly counted: readonly Stretch[];
  /** What will be counted until due, from now on. */
  readonly ahead: readonly Stretch[];
  /** Paused while the desk is open. */
  readonly held: readonly Stretch[];
  readonly due: Instant | null;
  readonly end: Instant | null;
  /** Null: it has ended, or now lies beyond the picture. */
  readonly now: Instant | null;
  readonly isNowBeyond: boolean;
  readonly ticks: ReadonlyArray<{ readonly at: Instant; readonly label: string }>;
}
