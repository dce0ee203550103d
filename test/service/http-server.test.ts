import { connect, type Socket } from 'node:net';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { RequestHandler } from 'express';
import { createHttpServer, type HttpServer } from '../../service/http/server.js';
import type { Receive } from '../../service/inbox/receive.js';
import { StoreError } from '../../service/ports/store.js';
import { keepingLog } from '../support/keeping-log.js';

const open: HttpServer[] = [];
const sockets: Socket[] = [];

afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const server of open.splice(0)) await server.close();
});

interface Starting {
  readonly receive?: Receive;
  readonly ping?: () => Promise<void>;
  readonly consolePages?: RequestHandler;
  readonly port?: number;
}

async function start({ receive, ping, consolePages, port = 0 }: Starting = {}): Promise<{
  server: HttpServer;
  lines: string[];
  at: (path: string) => string;
}> {
  const { log, lines } = keepingLog();
  const server = await createHttpServer({
    receive: receive ?? (async () => ({ status: 200, what: 'stored' })),
    store: { ping: ping ?? (async () => undefined) },
    consolePages: consolePages ?? null,
    log,
    host: '127.0.0.1',
    port,
  });
  open.push(server);
  return { server, lines, at: (path) => `http://127.0.0.1:${server.port}${path}` };
}

const HEADERS = { 'X-Discourse-Event-Id': '1', 'X-Discourse-Event': 'ping', 'X-Discourse-Event-Signature': 'sha256=0' };

describe('health', () => {
  it('is live as soon as the process answers', async () => {
    const { at } = await start({ ping: () => Promise.reject(new StoreError('unavailable', '08006')) });

    const response = await fetch(at('/health/live'));

    expect([response.status, await response.json()]).toEqual([200, { status: 200, what: 'live' }]);
  });

  it('is ready when the database answers', async () => {
    const { at } = await start();

    const response = await fetch(at('/health/ready'));

    expect([response.status, await response.json()]).toEqual([200, { status: 200, what: 'ready' }]);
  });

  it('is not ready when the database refuses', async () => {
    const { at } = await start({ ping: () => Promise.reject(new StoreError('unavailable', '08006')) });

    const response = await fetch(at('/health/ready'));

    expect(response.status).toBe(503);
    expect(await response.json()).toEqual({ status: 503, problem: expect.stringContaining('database does not answer') });
  });

  it('is not ready when the database takes more than two seconds', async () => {
    const { at } = await start({ ping: () => new Promise(() => undefined) });
    const begun = performance.now();

    const response = await fetch(at('/health/ready'));

    expect(response.status).toBe(503);
    expect(performance.now() - begun).toBeGreaterThan(1900);
  });
});

describe('every answer', () => {
  it('does not say what it was made with', async () => {
    const { at } = await start();

    const response = await fetch(at('/health/live'));

    expect(response.headers.has('x-powered-by')).toBe(false);
  });

  it('is JSON with a next step where nothing is found', async () => {
    const { at } = await start();

    const response = await fetch(at('/nowhere'));

    expect(response.status).toBe(404);
    expect(await response.json()).toEqual({ status: 404, problem: expect.stringContaining('/hooks/<name>') });
  });

  it('holds nothing of an unexpected error, and neither does the log', async () => {
    const { at, lines } = await start({
      receive: () => Promise.reject(new RangeError('heliotrope was in the body')),
    });

    const response = await fetch(at('/hooks/main'), { method: 'POST', headers: HEADERS, body: '{}' });
    const text = await response.text();

    expect(response.status).toBe(500);
    expect(JSON.parse(text)).toEqual({ status: 500, problem: expect.stringContaining('the page /doctor') });
    expect(lines).toEqual([expect.stringContaining('RangeError')]);
    expect(text + lines.join()).not.toMatch(/heliotrope|at .*\.ts/);
  });

  it('says so when a body is packed in an unknown way', async () => {
    const { at } = await start();

    const response = await fetch(at('/hooks/main'), { method: 'POST', headers: { ...HEADERS, 'Content-Encoding': 'zpaq' }, body: '{}' });

    expect([response.status, await response.json()]).toEqual([415, { status: 415, problem: expect.stringContaining('content encoding') }]);
  });
});

describe('the server', () => {
  it('names the port and the setting when the port is in use', async () => {
    const { server } = await start();

    await expect(start({ port: server.port })).rejects.toThrow(
      `Port ${server.port} of 127.0.0.1 is in use by another program. Stop that program, or set PORT to a free port.`,
    );
  });

  it('serves the pages of the console beside the hooks', async () => {
    const { at } = await start({
      consolePages: (request, response, next) => (request.path === '/' ? void response.send('pages') : next()),
    });

    const [page, hook] = [await fetch(at('/')), await fetch(at('/hooks/main'), { method: 'POST', headers: HEADERS, body: '{}' })];

    expect([await page.text(), hook.status]).toEqual(['pages', 200]);
  });

  it('finishes a request under way before it closes, and takes no new one', async () => {
    let finish: (() => void) | undefined;
    const begun = new Promise<void>((resolveBegun) => {
      finish = resolveBegun;
    });
    let release: (() => void) | undefined;
    const { server, at } = await start({
      receive: async () => {
        finish?.();
        await new Promise<void>((resolve) => {
          release = resolve;
        });
        return { status: 200, what: 'stored' };
      },
    });
    const underWay = fetch(at('/hooks/main'), { method: 'POST', headers: HEADERS, body: '{}' });
    await begun;

    const closed = server.close();
    await expect(fetch(at('/health/live'))).rejects.toThrow();
    release?.();

    expect((await underWay).status).toBe(200);
    await closed;
  });

  it('ends a connection that would hold it up for more than five seconds', async () => {
    const { server } = await start();
    const socket = connect(server.port, '127.0.0.1');
    sockets.push(socket);
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    socket.write('POST /hooks/main HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 10\r\n\r\n{');
    const ended = once(socket, 'close');
    const begun = performance.now();

    await server.close();
    await ended;

    expect(performance.now() - begun).toBeLessThan(7000);
  });
});
