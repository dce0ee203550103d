import { createHmac } from 'node:crypto';
import { createServer, Agent, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { discourseDeliveries } from '../../service/adapters/discourse/delivery-reader.js';
import { createMemoryQueue } from '../../service/adapters/memory/memory-queue.js';
import { systemClock } from '../../service/adapters/memory/system-clock.js';
import { openEmbedded } from '../../service/adapters/prisma/open.js';
import { createStore } from '../../service/adapters/prisma/prisma-store.js';
import { createApp } from '../../service/http/app.js';
import { createReceiver } from '../../service/inbox/receive.js';
import { createFloor } from './ingest-floor.js';
import { median, round, spreadOf, type Measure } from './measure.js';

const SECRET = 'secret-of-the-benchmark';
const ROUNDS = 5;
const PER_ROUND = 1_000;
const CONNECTIONS = 16;
const RECORDED = new URL('../fixtures/recordings/webhooks/', import.meta.url);

/** Deliveries stored and answered per second against the floor, alternated, on databases in folders. */
export async function ingest(): Promise<Measure> {
  const folder = mkdtempSync(join(tmpdir(), 'hybrid-desk-bench-'));
  const bodies = recordedBodies();
  const floorDatabase = await PGlite.create(join(folder, 'floor'));
  await floorDatabase.exec(
    'create table floor_delivery (id bigserial primary key, event_id text, event text, body text, received_at timestamptz default now())',
  );
  const ours = await openOurs(join(folder, 'ours'));
  const floor = await listen(createServer(createFloor(floorDatabase, SECRET)));
  const results: Array<{ ours: number; floor: number }> = [];
  for (let index = 0; index <= ROUNDS; index += 1) {
    const measured = { floor: await load(floor.port, bodies, index), ours: await load(ours.port, bodies, index) };
    // The first round warms both up.
    if (index > 0) results.push(measured);
  }
  await Promise.all([floor.close(), ours.close()]);
  await floorDatabase.close();
  rmSync(folder, { recursive: true, force: true });
  const ratios = results.map((one) => one.ours / one.floor);
  const value = round(median(results.map((one) => one.ours)));
  const least = round(median(results.map((one) => one.floor)));
  return {
    name: 'ingest',
    value,
    unit: 'deliveries/s',
    floor: least,
    ratio: round(median(ratios)),
    spread: spreadOf(ratios),
    lines: [
      `${value} deliveries/s stored and answered; floor ${least}; ratio ${round(median(ratios))} (aim 0.8), rounds ${ratios.map(round).join(' ')}`,
    ],
  };
}

function recordedBodies(): Array<{ event: string; body: Buffer; signature: string }> {
  return readdirSync(RECORDED)
    .sort()
    .slice(200, 500)
    .flatMap((name) => {
      const file = JSON.parse(readFileSync(new URL(name, RECORDED), 'utf8')) as {
        path: string;
        headers: Array<[string, string]>;
        body: string;
      };
      if (file.path !== '/hooks/all') return [];
      const body = Buffer.from(file.body, 'utf8');
      const event = file.headers.find(([key]) => key.toLowerCase() === 'x-discourse-event')?.[1] ?? '';
      return [{ event, body, signature: `sha256=${createHmac('sha256', SECRET).update(body).digest('hex')}` }];
    });
}

async function openOurs(folder: string) {
  const store = createStore(await openEmbedded({ folder }));
  await store.openForum({ id: 'bench', botId: 2, botName: 'desk_bot', mode: 'observe', secret: 'x' });
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const receive = createReceiver({
    forumId: 'bench',
    botId: () => 2,
    secrets: [SECRET],
    store,
    queue: createMemoryQueue(log),
    clock: systemClock,
    reader: discourseDeliveries,
    log,
  });
  const server = await listen(createServer(createApp({ receive, store, consolePages: null, log })));
  return {
    port: server.port,
    close: async () => {
      await server.close();
      await store.close();
    },
  };
}

async function listen(server: Server): Promise<{ port: number; close(): Promise<void> }> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

/** So many posts over kept-alive connections; deliveries per second. */
async function load(port: number, bodies: ReturnType<typeof recordedBodies>, round: number): Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  let next = 0;
  const started = process.hrtime.bigint();
  await Promise.all(
    Array.from({ length: CONNECTIONS }, async () => {
      while (next < PER_ROUND) {
        const index = next++;
        const delivery = bodies[index % bodies.length];
        if (delivery) await post({ port, agent, delivery, eventId: `${round}-${index}` });
      }
    }),
  );
  agent.destroy();
  return PER_ROUND / (Number(process.hrtime.bigint() - started) / 1e9);
}

function post({
  port,
  agent,
  delivery,
  eventId,
}: {
  port: number;
  agent: Agent;
  delivery: ReturnType<typeof recordedBodies>[number];
  eventId: string;
}): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': delivery.body.length,
      'x-discourse-event': delivery.event,
      'x-discourse-event-id': eventId,
      'x-discourse-event-signature': delivery.signature,
    };
    const sending = request({ host: '127.0.0.1', port, agent, method: 'POST', path: '/hooks/all', headers }, (response) => {
      response.resume();
      response.on('end', () => {
        if (response.statusCode === 200) resolve();
        else reject(new Error(`answered ${response.statusCode ?? 0}`));
      });
    });
    sending.on('error', reject);
    sending.end(delivery.body);
  });
}
