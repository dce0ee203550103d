import { addSeconds, type Instant } from '../../shared/instant.js';
import type { Clock } from '../ports/clock.js';
import type { Log } from '../ports/log.js';
import type { Queue } from '../ports/queue.js';
import { StoreError, type ForumRow, type Store, type TicketResult } from '../ports/store.js';
import type { CurrentWant } from './effects.js';
import { judge, type Judgement, type Rules } from './judge.js';
import type { PressReply } from './press-replies.js';
import { reconcile } from './reconcile.js';
import { viewForPages } from './view-for-pages.js';

/** What a derivation of one ticket gave. `wants` holds what is wanted now from features that are `on`, by key. */
export interface Processed {
  readonly topicId: number;
  readonly isTicket: boolean;
  /** The rooms that serve it. */
  readonly rooms: readonly number[];
  readonly wants: ReadonlyMap<string, CurrentWant>;
  /** To those who pressed a button of the plugin here. */
  readonly replies: ReadonlyMap<string, PressReply>;
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
const SET_ASIDE_SECONDS = 300;

export function createTicketProcessor(parts: ProcessorParts): TicketProcessor {
  return new Processor(parts);
}

class Processor implements TicketProcessor {
  /** Topics whose derivation failed as a whole: tried again later, so that one of them does not hold up all others. */
  private readonly setAside = new Map<number, Instant>();

  constructor(private readonly parts: ProcessorParts) {}

  async process(forumId: string, topicId: number): Promise<Processed> {
    const { store, clock, rules, log, crashPoint, onProcessed } = this.parts;
    const forum = await store.forum(forumId);
    if (!forum) throw new Error(`no forum ${forumId} is known`);
    const now = clock.now();
    const judgement = await store.withTicket(forumId, topicId, async (transaction) => {
      const material = await transaction.load();
      const result = judge(rules, { topicId, botId: forum.botId, now, material }, material.effects);
      const row = toResult({ judgement: result, effects: material.effects, forum, now });
      crashPoint?.('ticket:before-commit');
      await transaction.save(row, now);
      return result;
    });
    crashPoint?.('ticket:after-commit');
    for (const { feature } of judgement.failures) log.error({ topic: topicId, feature }, 'a feature failed on a ticket and was isolated');
    const processed = {
      topicId,
      isTicket: judgement.state !== null,
      rooms: [...judgement.derived.ticket.rooms.keys()],
      wants: new Map(judgement.wants.map((want) => [want.key, want])),
      replies: judgement.replies,
    };
    onProcessed?.(processed);
    return processed;
  }

  async processWaiting(forumId: string, signal?: AbortSignal): Promise<number> {
    const { store, clock, queue } = this.parts;
    let count = 0;
    for (;;) {
      const waking = await store.wakingTopics(forumId, clock.now(), BATCH);
      const found = new Set([...(await store.dirtyTopics(forumId, BATCH + this.setAside.size)), ...waking]);
      const topics = [...found].filter((topicId) => (this.setAside.get(topicId) ?? '') <= clock.now());
      if (topics.length === 0 || signal?.aborted) break;
      for (const topicId of topics) {
        if (signal?.aborted) return count;
        if (await this.processGuarded(forumId, topicId)) count += 1;
      }
    }
    if (count > 0) queue.ring('outbox');
    return count;
  }

  private async processGuarded(forumId: string, topicId: number): Promise<boolean> {
    const { store, clock, log } = this.parts;
    try {
      await this.process(forumId, topicId);
      this.setAside.delete(topicId);
      return true;
    } catch (error) {
      if (error instanceof StoreError && error.kind === 'unavailable') throw error;
      const text = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
      log.error({ topic: topicId, error: text }, 'a ticket could not be derived and was set aside');
      this.setAside.set(topicId, addSeconds(clock.now(), SET_ASIDE_SECONDS));
      await store.note(forumId, { kind: 'ticket-not-derived', thing: `topic:${topicId}`, text, at: clock.now() });
      return false;
    }
  }
}

/** The last words of a community that ended wait as long as its own settings said. */
function lastSettleSeconds({ settings, community }: Judgement['derived']): number | undefined {
  return settings.changes.findLast((change) => change.community === community && change.settings !== null)?.settings?.settleSeconds;
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
    settleSeconds: derived.community === null ? 30 : (lastSettleSeconds(derived) ?? 30),
    isFrozen: judgement.isFrozen,
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
  // A topic whose facts are still in the future is no ticket yet and has no row that could wake it: it is read again then.
  const future =
    ticket === null && derived.nextWakeAt !== null
      ? [{ thing: `topic:${derived.topic.id}` as const, why: 'sweep' as const, by: derived.nextWakeAt }]
      : [];
  return { ticket, rows: judgement.rows, effects: change, needs: future, errors: failures };
}
