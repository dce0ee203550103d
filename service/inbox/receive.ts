import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { Webhooks } from '@octokit/webhooks';
import type { Clock } from '../ports/clock.js';
import type { DeliveryReader } from '../ports/forum.js';
import type { Log } from '../ports/log.js';
import type { Queue } from '../ports/queue.js';
import type { NewDelivery, Store } from '../ports/store.js';

/** The largest hook body that is stored; what is beyond is left to the sweep (OP-15). */
export const HOOK_BODY_LIMIT = 8 * 1024 * 1024;

export interface RawDelivery {
  /** Which hook, by its address. */
  readonly hook: string;
  readonly eventId: string;
  readonly event: string;
  readonly signature: string | undefined;
  /** The bytes as they came. */
  readonly body: Buffer;
}

/** 401 wrong, missing or empty signature; 400 no JSON; 503 not stored, so that the forum can send it again. Never 404 or 410. */
export type Receipt = { readonly status: 200; readonly what: 'stored' } | { readonly status: 400 | 401 | 503; readonly problem: string };

export interface ReceiverParts {
  readonly forumId: string;
  readonly botId: () => number;
  /** Several at once while a secret is being rotated. */
  readonly secrets: readonly string[];
  readonly store: Store;
  readonly queue: Queue;
  readonly clock: Clock;
  readonly reader: DeliveryReader;
  readonly log: Log;
  readonly crashPoint?: (name: string) => void;
}

export type Receive = (delivery: RawDelivery) => Promise<Receipt>;

/** Verify over the raw bytes, keep what may be kept, one insert, answer. What it means is worked out later. */
export function createReceiver(parts: ReceiverParts): Receive {
  const verifiers = parts.secrets.map((secret) => new Webhooks({ secret }));
  const insert = createGatheringInsert(parts.store);
  return async (delivery) => {
    const receivedAt = parts.clock.now();
    const text = decode(delivery.body);
    if (text === null || !(await isSigned(verifiers, text, delivery.signature))) {
      return {
        status: 401,
        problem: 'The signature is missing or is not that of this body. Check that the secret of the webhook is one of WEBHOOK_SECRET.',
      };
    }
    const json = parse(text);
    if (json === undefined) return { status: 400, problem: 'The body is not JSON. Send the delivery as the forum made it.' };
    const isPublic = parts.reader.privacyOf(delivery.event, json) === 'public';
    const body = isPublic ? text : JSON.stringify(parts.reader.keepOfPrivate(delivery.event, json, parts.botId()));
    const bodyHash = createHash('sha256').update(delivery.body).digest('hex');
    const { hook, eventId, event } = delivery;
    parts.crashPoint?.('inbox:before-commit');
    try {
      await insert({ forumId: parts.forumId, hook, eventId, event, bodyHash, body, receivedAt });
    } catch (error) {
      parts.log.error(
        { error: error instanceof Error ? error.message : 'unknown' },
        'a delivery could not be stored and was answered with 503',
      );
      return { status: 503, problem: 'The delivery could not be stored. Send it again later.' };
    }
    parts.crashPoint?.('inbox:after-commit');
    parts.queue.ring('inbox');
    return { status: 200, what: 'stored' };
  };
}

async function isSigned(verifiers: readonly Webhooks[], text: string, signature: string | undefined): Promise<boolean> {
  if (!signature || text === '') return false;
  for (const verifier of verifiers) if (await verifier.verify(text, signature)) return true;
  return false;
}

/** Bytes that are no UTF-8 never verify. */
function decode(body: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return null;
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** The next turn of the event loop but one: what has already arrived comes along, nobody waits for a timer. */
async function gather(): Promise<void> {
  await setImmediate();
  await setImmediate();
}

/**
 * While one insert is under way the next deliveries gather, and go into the database together: one commit serves many, and each
 * is answered only after its own (design section 6).
 */
function createGatheringInsert(store: Store): (row: NewDelivery) => Promise<void> {
  let waiting: Array<{ row: NewDelivery; resolve: () => void; reject: (reason: unknown) => void }> = [];
  let isRunning = false;
  const flush = async (): Promise<void> => {
    isRunning = true;
    while (waiting.length > 0) {
      await gather();
      const batch = waiting;
      waiting = [];
      try {
        await store.storeDeliveries(batch.map((one) => one.row));
        for (const one of batch) one.resolve();
      } catch (error) {
        for (const one of batch) one.reject(error);
      }
    }
    isRunning = false;
  };
  return (row) =>
    new Promise<void>((resolve, reject) => {
      waiting.push({ row, resolve, reject });
      if (!isRunning) void flush();
    });
}
