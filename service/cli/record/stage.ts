import type { Instant } from '../../../shared/instant.js';
import type { Received } from './receiver.js';
import type { Recording } from './recording.js';
import type { Scenario } from './scenario.js';

/** Whose account does something, and with which key. */
export interface Account {
  readonly username: string;
  readonly key: string;
}

/** Where a scenario is played: the sandbox forum with a clock of its own, or a real forum at real time. */
export interface Stage {
  readonly url: string;
  readonly secret: string;
  readonly bot: Account;
  /** Puts people into groups. */
  readonly admin: Account;
  /** When the communities begin. */
  readonly since: Instant;
  readonly accountOf: (person: string) => Account | null;
  /** The time of the next thing that is recorded. */
  readonly stamp: () => Instant;
  /** Text without what differs between two recordings of the same: addresses and ports. */
  readonly settled: (text: string) => string;
  /** Headers that are kept of an answer. */
  readonly keepsHeader: (name: string) => boolean;
  /** Begins with communities of these settings (YAML). */
  readonly begin: (settings: string) => Promise<void>;
  /** Between two steps, and for as long as a step waits. `atRest` is called whenever something may have been written. */
  readonly pass: (seconds: number, atRest: () => Promise<void>) => Promise<void>;
  /** Until it is enough, and no longer than so many seconds. Asks whenever something may have been written. */
  readonly until: (seconds: number, isEnough: () => Promise<boolean>) => Promise<void>;
  readonly stop: () => Promise<void>;
}

/** What a stage gets when it is set up. */
export interface StageParts {
  readonly scenario: Scenario;
  readonly recording: Recording;
  /** Records a delivery. */
  readonly take: (received: Received, at: Instant) => void;
}

/** The story cannot be recorded; the message says where, why, and what to do. */
export class RecordError extends Error {
  override readonly name = 'RecordError';
}
