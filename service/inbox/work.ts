import type { DeliveryReader } from '../ports/forum.js';
import type { Log } from '../ports/log.js';
import type { Queue } from '../ports/queue.js';
import type { Delivery, Lesson, Store } from '../ports/store.js';
import { interpret, type InterpretContext } from './interpret.js';

export interface InboxParts {
  readonly forumId: string;
  readonly store: Store;
  readonly queue: Queue;
  readonly log: Log;
  readonly reader: DeliveryReader;
  /** What is watched and kept follows the settings of the moment. */
  readonly context: () => Promise<InterpretContext>;
  readonly crashPoint?: (name: string) => void;
}

const BATCH = 100;

/** Works through stored deliveries in the order of arrival: births become facts, bells ask for reads. Returns how many. */
export function createInboxWorker(parts: InboxParts): (signal?: AbortSignal) => Promise<number> {
  return async (signal) => {
    let count = 0;
    for (;;) {
      const deliveries = await parts.store.waitingDeliveries(parts.forumId, BATCH);
      if (deliveries.length === 0) break;
      const context = await parts.context();
      for (const delivery of deliveries) {
        if (signal?.aborted) return count;
        parts.crashPoint?.('learn:before-commit');
        await parts.store.learn(parts.forumId, lessonOf(delivery, parts.reader, context));
        parts.crashPoint?.('learn:after-commit');
        count += 1;
      }
    }
    if (count > 0) {
      parts.queue.ring('tickets');
      parts.queue.ring('reads');
    }
    return count;
  };
}

/** What a delivery teaches. One that cannot be read is kept, marked and shown; whatever it may be about is read. */
export function lessonOf(delivery: Delivery, reader: DeliveryReader, context: InterpretContext): Lesson {
  const reading = reader.readDelivery(delivery.event, JSON.parse(delivery.body));
  const source = `delivery:${delivery.id}`;
  if (!reading.ok) {
    const { topicId, postId } = reading.ids;
    const thing = topicId !== null ? (`topic:${topicId}` as const) : postId !== null ? (`post:${postId}` as const) : null;
    return {
      facts: [], texts: [], labels: [], confirmations: [],
      needs: thing ? [{ thing, why: 'bell', by: delivery.receivedAt }] : [],
      cause: { type: 'delivery', id: delivery.id, state: 'broken', note: reading.problem },
    };
  }
  const { notebook, needs } = interpret(reading.seen, { receivedAt: delivery.receivedAt, source }, context);
  const { facts, texts, labels, confirmations } = notebook;
  return { facts, texts, labels, confirmations, needs, cause: { type: 'delivery', id: delivery.id, state: 'done', note: null } };
}
