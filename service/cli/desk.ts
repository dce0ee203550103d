import type { HolidayPorts } from '../assembly/holidays.js';
import type { Rules } from '../engine/judge.js';
import type { Clock } from '../ports/clock.js';
import type { Forum } from '../ports/forum.js';
import type { Store } from '../ports/store.js';
import type { OnProgress } from '../assembly/command-socket.js';
import type { Answer } from './answer.js';

/** What a command on the desk's own data may use: in the running service, or alone when none runs. */
export interface Desk {
  readonly store: Store;
  readonly forumId: string;
  readonly rules: Rules;
  readonly clock: Clock;
  /** Null when the service does not run: such a command makes no call to the forum. */
  readonly forum: Forum | null;
  /** How far a long command has come. */
  readonly onProgress?: OnProgress;
  /** From where holidays are looked up that settings name a source of. */
  readonly holidays?: HolidayPorts;
}

export type Words = Readonly<Record<string, string | undefined>>;
export type DeskCommand = (desk: Desk, words: Words) => Promise<Answer>;
