import { settingsTimeline } from '../engine/communities.js';
import type { TicketProcessor } from '../engine/process.js';
import type { Clock } from '../ports/clock.js';
import type { Log } from '../ports/log.js';
import type { Store } from '../ports/store.js';

export interface MissingTicketsParts {
  readonly forumId: string;
  readonly store: Pick<Store, 'settings' | 'parents' | 'topicsWithoutTicket' | 'note'>;
  readonly processor: Pick<TicketProcessor, 'process'>;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * TR-01, every night: topics of a community, and private questions, that have no ticket. Each is derived again; one that is a
 * ticket had been missed, which `doctor` shows. The list should be empty.
 */
export async function findMissingTickets(parts: MissingTicketsParts, signal?: AbortSignal): Promise<readonly number[]> {
  const { forumId, store, processor, clock, log } = parts;
  const settings = settingsTimeline(await store.settings(forumId), await store.parents(forumId));
  const now = clock.now();
  const missing: number[] = [];
  for (const { topic, category } of await store.topicsWithoutTicket(forumId)) {
    if (signal?.aborted) break;
    if (category !== null && settings.ofCategory(category, now) === null) continue;
    // A topic older than its community is none, and stays none.
    if (!(await processor.process(forumId, topic)).isTicket) continue;
    missing.push(topic);
    await store.note(forumId, { kind: 'missing ticket', thing: `topic:${topic}`, text: 'it had no ticket and has one now', at: now });
  }
  if (missing.length > 0) log.warn({ topics: missing.length }, 'topics of a community had no ticket');
  return missing;
}
