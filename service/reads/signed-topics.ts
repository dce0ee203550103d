import { secondsBetween, type Instant } from '../../shared/instant.js';
import type { Store } from '../ports/store.js';

/** OP-07: each is read again before a day is over, whatever else there is to read. */
export const SIGNED_SECONDS = 23 * 3600;
const LOOK_SECONDS = 3600;

/** Topics in which a label of ours stands: what it vouches for may be changed where no delivery tells of it, long after the topic has ended. */
export function signedTopics(store: Pick<Store, 'effects'>, forumId: string): (now: Instant) => Promise<readonly number[]> {
  let known: readonly number[] = [];
  let lookedAt: Instant | null = null;
  return async (now) => {
    if (lookedAt !== null && secondsBetween(lookedAt, now) < LOOK_SECONDS) return known;
    lookedAt = now;
    const labels = new Map<string, { topicId: number; isThere: boolean }>();
    for (const { key, kind, topicId, value } of await store.effects(forumId, { states: ['done'] }))
      if (kind === 'notice') labels.set(key, { topicId, isThere: (value as { readonly text?: string }).text !== '' });
    known = [...new Set([...labels.values()].flatMap(({ topicId, isThere }) => (isThere ? [topicId] : [])))];
    return known;
  };
}
