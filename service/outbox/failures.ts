import { addSeconds, type Instant } from '../../shared/instant.js';
import { type ForumError } from '../ports/forum.js';
import type { Log } from '../ports/log.js';
import { StoreError, type AttemptEnd, type Effect } from '../ports/store.js';

export const MOST_ATTEMPTS = 50;
/** The forum may still be writing what it did not answer (design section 3). */
export const LOOK_UP_SECONDS = 25;
const UNAUTHORISED_SECONDS = 300;
const FIRST_SECONDS = 2;
const MOST_SECONDS = 600;

/** What an error of the forum makes of an attempt; the outbox alone decides about retries (house style, section 7). */
export function endOfError(
  error: ForumError,
  effect: Effect,
  { now, lookUpSeconds }: { readonly now: Instant; readonly lookUpSeconds: number },
): AttemptEnd {
  const { code, status, retryAfterSeconds, outcomeUnknown } = error.detail;
  const reason = `${code ?? error.kind}${status === null ? '' : ` (${status})`}`;
  const unknown = (): AttemptEnd => ({ outcome: 'unknown', notBefore: addSeconds(now, Math.max(lookUpSeconds, backOff(effect))), reason });
  switch (error.kind) {
    case 'refused':
      // Something was answered and we cannot tell what: it may have been done.
      if (code === 'unreadable_answer') return unknown();
      if (code === 'edit_conflict') return again(effect, reason, { now, seconds: backOff(effect) });
      return { outcome: 'refused', reason };
    case 'missing':
      return isTopicOfOurs(effect) ? { outcome: 'lost', reason } : { outcome: 'refused', reason };
    case 'unauthorised':
      // Not the effect's fault: it waits with all others until the key works again.
      return { outcome: 'retry', notBefore: addSeconds(now, UNAUTHORISED_SECONDS), reason };
    case 'throttled':
      return again(effect, reason, { now, seconds: retryAfterSeconds ?? backOff(effect) });
    case 'unavailable':
      if (outcomeUnknown === true) return unknown();
      return again(effect, reason, { now, seconds: retryAfterSeconds ?? backOff(effect) });
  }
}

export function isTopicOfOurs({ kind, forumTopicId }: Effect): boolean {
  return (kind === 'message' || kind === 'room' || kind === 'article') && forumTopicId !== null;
}

/** Two seconds, doubled with every attempt, up to ten minutes. */
export function backOff({ attempts }: Pick<Effect, 'attempts'>): number {
  return Math.min(MOST_SECONDS, FIRST_SECONDS * 2 ** Math.min(20, Math.max(0, attempts - 1)));
}

export function again(effect: Effect, reason: string, { now, seconds }: { now: Instant; seconds: number }): AttemptEnd {
  if (effect.attempts >= MOST_ATTEMPTS) return { outcome: 'dead', reason: `given up after ${effect.attempts} attempts: ${reason}` };
  return { outcome: 'retry', notBefore: addSeconds(now, seconds), reason };
}

/** This attempt did nothing, at once or for good: what an earlier one left unknown stays unknown. */
export function notDone({ state }: Pick<Effect, 'state'>, reason: string, notBefore: Instant): AttemptEnd {
  return { outcome: state === 'unknown' ? 'unknown' : 'retry', notBefore, reason };
}

/**
 * An error that is none of the forum. Null: left open, what the database refuses once it may take the next time; that it is away is for
 * whoever waits for it.
 */
export function endOfFailure(error: unknown, { id, topicId, kind }: Effect, log: Log): AttemptEnd | null {
  const fields = { effect: id, topic: topicId, kind };
  if (error instanceof StoreError) {
    if (error.kind !== 'broken' && error.kind !== 'taken') throw error;
    log.error({ ...fields, error: error.message }, 'an effect met an error of the database and is tried again');
    return null;
  }
  log.error({ ...fields, error: error instanceof Error ? error.name : 'unknown' }, 'an effect failed in a way that nobody expected');
  return { outcome: 'dead', reason: 'an error of ours' };
}
