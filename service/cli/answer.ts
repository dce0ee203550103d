/** Exit codes of every command: done, fell short, wrong usage. */
export const DONE = 0;
export const FELL_SHORT = 1;
export const WRONG_USAGE = 2;

/** What a command says: text for people, and with `--json` the same as one JSON value. */
export interface Answer {
  readonly code: typeof DONE | typeof FELL_SHORT | typeof WRONG_USAGE;
  readonly text: string;
  readonly json?: unknown;
}
