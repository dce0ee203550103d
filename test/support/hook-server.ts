import { createHmac } from 'node:crypto';
import { discourseDeliveries } from '../../service/adapters/discourse/delivery-reader.js';
import { createHttpServer } from '../../service/http/server.js';
import { createReceiver } from '../../service/inbox/receive.js';
import { StoreError, type NewDelivery } from '../../service/ports/store.js';
import { keepingLog } from './keeping-log.js';
import { partialStore } from './partial-store.js';

export const SECRETS = ['the secret of today', 'the secret of tomorrow'] as const;
export const BODY = JSON.stringify({ category: { id: 5, name: 'Housing' } });
export const RECEIVED_AT = '2026-03-02T09:00:00.000Z';

export interface Sending {
  readonly body?: string;
  readonly path?: string;
  /** A header given as null is left out. */
  readonly headers?: Readonly<Record<string, string | null>>;
}

export interface HookServer {
  readonly port: number;
  readonly stored: readonly NewDelivery[];
  readonly rings: readonly string[];
  readonly lines: readonly string[];
  setStoreDown(isDown: boolean): void;
  /** A delivery as the forum sends it. */
  deliver(sending?: Sending): Promise<{ readonly status: number; readonly json: unknown; readonly text: string }>;
  close(): Promise<void>;
}

/** The real routes and the real receiver, over a store that keeps deliveries in memory and can be down. */
export async function openHookServer(): Promise<HookServer> {
  const stored: NewDelivery[] = [];
  const rings: string[] = [];
  const { log, lines } = keepingLog();
  let isStoreDown = false;
  const store = partialStore({
    storeDeliveries: async (rows) => {
      if (isStoreDown) throw new StoreError('unavailable', '57P03');
      for (const row of rows) if (!stored.some((one) => isSame(one, row))) stored.push(row);
    },
  });
  const receive = createReceiver({
    forumId: 'forum',
    botId: () => 5,
    secrets: SECRETS,
    store,
    queue: { ring: (bell) => rings.push(bell), listen: () => async () => undefined },
    clock: { now: () => RECEIVED_AT, sleep: async () => undefined },
    reader: discourseDeliveries,
    log,
  });
  const server = await createHttpServer({ receive, store, consolePages: null, log, host: '127.0.0.1', port: 0 });
  return {
    port: server.port,
    stored,
    rings,
    lines,
    setStoreDown: (isDown) => {
      isStoreDown = isDown;
    },
    deliver: (sending = {}) => deliver(server.port, sending),
    close: () => server.close(),
  };
}

function isSame(a: NewDelivery, b: NewDelivery): boolean {
  return a.hook === b.hook && a.eventId === b.eventId && a.bodyHash === b.bodyHash;
}

export function sign(body: string, secret: string = SECRETS[0]): string {
  return `sha256=${createHmac('sha256', secret).update(body, 'utf8').digest('hex')}`;
}

async function deliver(
  port: number,
  { body = BODY, path = '/hooks/main', headers = {} }: Sending,
): Promise<{ status: number; json: unknown; text: string }> {
  const all: Record<string, string | null> = {
    'Content-Type': 'application/json',
    'X-Discourse-Event-Id': '17',
    'X-Discourse-Event': 'category_updated',
    'X-Discourse-Event-Signature': sign(body),
    ...headers,
  };
  const sent = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null);
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { method: 'POST', headers: sent, body });
  const text = await response.text();
  return { status: response.status, json: JSON.parse(text) as unknown, text };
}
