import type { DeliveryReader } from '../ports/forum.js';
import type { Log } from '../ports/log.js';
import type { Queue } from '../ports/queue.js';
import { StoreError, type Delivery, type Lesson, type Store } from '../ports/store.js';
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
  /** Told what was learnt, after its commit. */
  readonly onLearnt?: (lesson: Lesson, deliveries: readonly Delivery[]) => Promise<void>;
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
      if (signal?.aborted) return count;
      parts.crashPoint?.('learn:before-commit');
      await learnAll(parts, deliveries, context);
      parts.crashPoint?.('learn:after-commit');
      count += deliveries.length;
    }
    if (count > 0) {
      parts.queue.ring('tickets');
      parts.queue.ring('reads');
    }
    return count;
  };
}

/** All in one transaction. If that fails, one by one: a delivery that the store refuses is marked and does not hold up the others. */
async function learnAll(parts: InboxParts, deliveries: readonly Delivery[], context: InterpretContext): Promise<void> {
  const lessons = deliveries.map((delivery) => lessonOf(delivery, parts.reader, context));
  try {
    const lesson = together(lessons);
    await parts.store.learn(parts.forumId, lesson);
    await parts.onLearnt?.(lesson, deliveries);
  } catch (error) {
    if (!(error instanceof StoreError) || error.kind !== 'broken') throw error;
    for (const [index, delivery] of deliveries.entries()) await learnOne(parts, delivery, lessons[index]);
  }
}

async function learnOne(parts: InboxParts, delivery: Delivery, lesson: Lesson | undefined): Promise<void> {
  try {
    if (!lesson) return;
    await parts.store.learn(parts.forumId, lesson);
    await parts.onLearnt?.(lesson, [delivery]);
  } catch (error) {
    if (!(error instanceof StoreError) || error.kind !== 'broken') throw error;
    parts.log.error({ delivery: delivery.id, code: error.code }, 'a delivery could not be learnt and was marked');
    const end = { type: 'delivery', id: delivery.id, state: 'broken', note: `the store refused it (${error.code})` } as const;
    await parts.store.learn(parts.forumId, { ...NOTHING, cause: end });
  }
}

const NOTHING = { facts: [], texts: [], labels: [], needs: [], confirmations: [] } as const;

function together(lessons: readonly Lesson[]): Lesson {
  const ends = lessons.flatMap(({ cause }) => (cause.type === 'delivery' ? [cause] : []));
  return {
    facts: lessons.flatMap((lesson) => lesson.facts),
    texts: lessons.flatMap((lesson) => lesson.texts),
    labels: lessons.flatMap((lesson) => lesson.labels),
    needs: lessons.flatMap((lesson) => lesson.needs),
    confirmations: lessons.flatMap((lesson) => lesson.confirmations),
    cause: { type: 'deliveries', ends },
  };
}

/** What a delivery teaches. One that cannot be read is kept, marked and shown; whatever it may be about is read. */
function lessonOf(delivery: Delivery, reader: DeliveryReader, context: InterpretContext): Lesson {
  try {
    return readLesson(delivery, reader, context);
  } catch (error) {
    // What nobody foresaw of one delivery must not hold up the others. The message may hold parts of the body: its name does not.
    const note = `it could not be understood (${error instanceof Error ? error.name : 'unknown'})`;
    return { ...NOTHING, cause: { type: 'delivery', id: delivery.id, state: 'broken', note } };
  }
}

function readLesson(delivery: Delivery, reader: DeliveryReader, context: InterpretContext): Lesson {
  const reading = reader.readDelivery(delivery.event, JSON.parse(delivery.body));
  const source = `delivery:${delivery.id}`;
  if (!reading.ok) {
    const { topicId, postId } = reading.ids;
    const thing = topicId !== null ? (`topic:${topicId}` as const) : postId !== null ? (`post:${postId}` as const) : null;
    return {
      ...NOTHING,
      needs: thing ? [{ thing, why: 'bell', by: delivery.receivedAt }] : [],
      cause: { type: 'delivery', id: delivery.id, state: 'broken', note: reading.problem },
    };
  }
  const { notebook, needs } = interpret(reading.seen, { receivedAt: delivery.receivedAt, source }, context);
  const { facts, texts, labels, confirmations } = notebook;
  return { facts, texts, labels, confirmations, needs, cause: { type: 'delivery', id: delivery.id, state: 'done', note: null } };
}
