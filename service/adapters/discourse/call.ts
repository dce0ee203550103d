import type { z } from 'zod';
import type { Refusal } from './refusals.js';

/** A call that we make. `sends` are all parameters that we ever send with it: in the query of a GET, else in the body. */
export interface Call<Answer, Sends extends string = string> {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly sends: readonly Sends[];
  /** Posts are sent as forms: keys bound to a topic accept nothing else, and flags must be texts (discourse.md 9.1, 2 and 13). */
  readonly body?: 'form' | 'json';
  readonly answer: z.ZodType<Answer>;
  /** The forum answers with a redirect; the answer is where to. */
  readonly isRedirect?: true;
  /** Known refusals; the first that fits counts. What is the same for every call is in `refusals.ts`. */
  readonly refusals: readonly Refusal[];
}

export function call<Answer, const Sends extends string>(one: Call<Answer, Sends>): Call<Answer, Sends> {
  return one;
}
