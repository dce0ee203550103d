import type { Instant } from '../../shared/instant.js';
import type { Clock } from '../ports/clock.js';
import type { Log } from '../ports/log.js';
import type { Queue } from '../ports/queue.js';
import type { ForumRow, Store, TicketResult } from '../ports/store.js';
import type { CurrentWant } from './effects.js';
import { judge, type Judgement, type Rules } from './judge.js';
import { reconcile } from './reconcile.js';
import { viewForPages } from './view-for-pages.js';

/** What a derivation of one ticket gave. `wants` holds what is wanted now from features that are `on`, by key. */
export interface Processed {
  readonly topicId: number;
  readonly isTicket: boolean;
  readonly wants: ReadonlyMap<string, CurrentWant>;
}

/** Derives tickets and writes what follows, one transaction each. */
export interface TicketProcessor {
  process(forumId: string, topicId: number): Promise<Processed>;
  /** Derives whatever is dirty or whose next moment has come, until nothing is left or `signal` aborts. Returns how many. */
  processWaiting(forumId: string, signal?: AbortSignal): Promise<number>;
}

export interface ProcessorParts {
  readonly store: Store;
  readonly rules: Rules;
  readonly clock: Clock;
  readonly queue: Queue;
  readonly log: Log;
  /** Told after each derivation. */
  readonly onProcessed?: (processed: Processed) => void;
  /** Names a point at which a test may end the process; does nothing otherwise. */
  readonly crashPoint?: (name: string) => void;
}

const BATCH = 50;

export function createTicketProcessor(parts: ProcessorParts): TicketProcessor {
  const { store, clock, queue, log } = parts;
  const process = async (forumId: string, topicId: number): Promise<Processed> => {
    const forum = await store.forum(forumId);
    if (!forum) throw new Error(`no forum ${forumId} is known`);
    const now = clock.now();
    const judgement = await store.withTicket(forumId, topicId, async (transaction) => {
      const material = await transaction.load();
      const result = judge(parts.rules, { topicId, botId: forum.botId, now, material }, material.effects);
      const row = toResult({ judgement: result, effects: material.effects, forum, now });
      parts.crashPoint?.('ticket:before-commit');
      await transaction.save(row, now);
      return result;
    });
    parts.crashPoint?.('ticket:after-commit');
    for (const { feature } of judgement.failures) log.error({ topic: topicId, feature }, 'a feature failed on a ticket and was isolated');
    const processed = { topicId, isTicket: judgement.state !== null, wants: new Map(judgement.wants.map((want) => [want.key, want])) };
    parts.onProcessed?.(processed);
    return processed;
  };
  return {
    process,
    async processWaiting(forumId, signal) {
      let count = 0;
      for (;;) {
        const waking = await store.wakingTopics(forumId, clock.now(), BATCH);
        const topics = new Set([...(await store.dirtyTopics(forumId, BATCH)), ...waking]);
        if (topics.size === 0 || signal?.aborted) break;
        for (const topicId of topics) {
          if (signal?.aborted) return count;
          await process(forumId, topicId);
          count += 1;
        }
      }
      if (count > 0) queue.ring('outbox');
      return count;
    },
  };
}

interface ToResult {
  readonly judgement: Judgement;
  readonly effects: Parameters<typeof reconcile>[0]['effects'];
  readonly forum: ForumRow;
  readonly now: Instant;
}

function toResult({ judgement, effects, forum, now }: ToResult): TicketResult {
  const { derived, state, failures } = judgement;
  const change = reconcile({
    wants: judgement.wants,
    shadows: judgement.shadows,
    effects,
    topic: derived.topic,
    mode: forum.mode,
    now,
    settleSeconds: derived.community === null ? 30 : (derived.settings.newest(derived.community)?.settings.settleSeconds ?? 30),
    isFrozen: failures.length > 0,
  });
  const ticket = state && {
    topicId: derived.topic.id,
    community: derived.community,
    state: state.state,
    outcome: state.outcome,
    owner: state.owner,
    isPrivate: derived.topic.isPrivate,
    view: viewForPages(judgement),
    nextWakeAt: derived.nextWakeAt,
    derivedAt: now,
  };
  return { ticket, rows: judgement.rows, effects: change, needs: [], errors: failures };
}
