import type { CALLS } from '../../service/adapters/discourse/calls.js';
import { createDiscourseForum } from '../../service/adapters/discourse/discourse-forum.js';
import type { Forum } from '../../service/ports/forum.js';
import { ForumError } from '../../service/ports/forum.js';

export const URL_OF_FORUM = 'https://forum.example';
export const NOW = '2026-11-22T05:00:00.000Z';
export const forum = (): Forum =>
  createDiscourseForum({
    url: URL_OF_FORUM,
    apiKey: 'key',
    apiUsername: 'desk_bot',
    clock: { now: () => NOW, sleep: () => Promise.resolve() },
  });

/** Who likes a post was never recorded; what is known of that call is tested by itself (discourse-likers.test.ts). */
export type CallName = Exclude<keyof typeof CALLS, 'likers'>;
export interface Replay {
  readonly ask: (forum: Forum) => Promise<unknown>;
  /** Exactly what must be requested. */
  readonly request: string;
  readonly body?: unknown;
  /** A recorded success, and what the port must give for it. */
  readonly success: readonly [recording: string, value: unknown];
  /** All recorded answers to this call that are no success, by our kind and code. */
  readonly refusals: Readonly<Record<string, string>>;
}

/** The `ForumError` that a call must fail with. */
export async function failure(asked: Promise<unknown>): Promise<ForumError> {
  const error = await asked.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ForumError)) throw new Error(`no ForumError but ${String(error)}`);
  return error;
}
