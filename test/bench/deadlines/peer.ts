import type { Written } from '../../features/clocks/calendars.js';

export interface Question {
  readonly start: string;
  readonly minutes: number;
  readonly pauses: ReadonlyArray<readonly [string, string | null]>;
  /** The end of the time whose business seconds are asked. */
  readonly until: string;
}

/** Questions about one calendar, asked again and again for so long, once for due and once for elapsed. */
export interface Group {
  readonly calendar: Written;
  readonly questions: readonly Question[];
  readonly milliseconds: number;
}

/** What a peer says to a group; instants to the second, `null` where a pause holds the clock. */
export interface Said {
  readonly due: ReadonlyArray<string | null>;
  readonly elapsed: readonly number[];
  /** Nanoseconds per question. */
  readonly dueCost: number;
  readonly elapsedCost: number;
}

/** Or why it says nothing: it has no such notion, or it failed. */
export type Reply = Said | { readonly cannot: string };

/** A package under test: whatever can be made ready before a question is made ready outside the measured time. */
export interface Peer {
  prepare(calendar: Written): (question: Question) => Ready;
}

export interface Ready {
  due(): unknown;
  elapsed(): number;
  /** The answer of `due` as text. */
  shown(due: unknown): string | null;
}

export class Cannot extends Error {}
