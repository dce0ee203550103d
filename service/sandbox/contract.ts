import type { Admin } from './admin.js';
import type { Sent } from './hooks.js';
import type { Misbehaviour } from './misbehaviour.js';
import type { Person } from './people.js';
import type { SandboxState } from './state.js';
import type { SandboxClock } from './world.js';

export interface SandboxOptions {
  readonly clock: SandboxClock;
  readonly seed?: number;
  /** 0: any free port. */
  readonly port?: number;
  /** Where the state is kept; without it the forum forgets everything at stop. */
  readonly dataFile?: string;
  readonly title?: string;
  /** False: deliveries are not waited for, so an answer may come before them (fact 1 the other way round). */
  readonly deliverFirst?: boolean;
}

/** A forum that behaves like Discourse 2.9 with Solved and Assign for the calls that the service makes. */
export interface Sandbox {
  readonly state: SandboxState;
  /** Base address; the forum has to be started. */
  readonly url: string;
  readonly admin: Admin;
  /** True when the state came from the data file. */
  readonly continued: boolean;
  readonly as: (username: string) => Person;
  readonly start: () => Promise<void>;
  readonly stop: () => Promise<void>;
  /** Resolves when all deliveries that are due have been sent. */
  readonly settled: () => Promise<void>;
  readonly sent: () => readonly Sent[];
  readonly misbehave: (change: Partial<Misbehaviour>) => void;
  readonly behave: () => void;
  /** The port is closed: connections are refused until `acceptConnections`. People go on writing. */
  readonly refuseConnections: () => Promise<void>;
  readonly acceptConnections: () => Promise<void>;
  /** Plays the story from where it was left; resolves at its end, or when the signal aborts. */
  playStory(options?: { readonly speed?: number; readonly signal?: AbortSignal }): Promise<void>;
}
