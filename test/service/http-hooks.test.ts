import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { discourseDeliveries } from '../../service/adapters/discourse/delivery-reader.js';
import { createHttpServer, type HttpServer } from '../../service/http/server.js';
import { createReceiver, HOOK_BODY_LIMIT } from '../../service/inbox/receive.js';
import { StoreError, type NewDelivery } from '../../service/ports/store.js';
import { keepingLog } from '../support/keeping-log.js';
import { partialStore } from '../support/partial-store.js';

const SECRETS = ['the secret of today', 'the secret of tomorrow'] as const;
const BODY = JSON.stringify({ ping: 'OK' });
const LATER = new Date('2026-03-02T09:00:00.000Z').toISOString();

let server: HttpServer;
let stored: NewDelivery[];
let rings: string[];
let isStoreDown: boolean;
let lines: string[];

beforeEach(async () => {
  [stored, rings, isStoreDown] = [[], [], false];
  const kept = keepingLog();
  lines = kept.lines;
  const store = partialStore({
    storeDeliveries: async (rows) => {
      if (isStoreDown) throw new StoreError('unavailable', '57P03');
      for (const row of rows) if (!stored.some((one) => sameDelivery(one, row))) stored.push(row);
    },
  });
  const receive = createReceiver({
    forumId: 'forum',
    botId: () => 5,
    secrets: SECRETS,
    store,
    queue: { ring: (bell) => rings.push(bell), listen: () => async () => undefined },
    clock: { now: () => LATER, sleep: async () => undefined },
    reader: discourseDeliveries,
  });
  server = await createHttpServer({ receive, store, consolePages: null, log: kept.log, host: '127.0.0.1', port: 0 });
});

afterEach(() => server.close());

function sameDelivery(a: NewDelivery, b: NewDelivery): boolean {
  return a.hook === b.hook && a.eventId === b.eventId && a.bodyHash === b.bodyHash;
}

function sign(body: string, secret: string = SECRETS[0]): string {
  return `sha256=${createHmac('sha256', secret).update(body, 'utf8').digest('hex')}`;
}

interface Sending {
  readonly body?: string;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string | null>>;
}

/** A delivery as the forum sends it; a header given as null is left out. */
async function deliver({ body = BODY, path = '/hooks/main', headers = {} }: Sending = {}): Promise<{
  status: number;
  json: unknown;
  text: string;
}> {
  const all: Record<string, string | null> = {
    'Content-Type': 'application/json',
    'X-Discourse-Event-Id': '17',
    'X-Discourse-Event': 'ping',
    'X-Discourse-Event-Signature': sign(body),
    ...headers,
  };
  const sent = Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null);
  const response = await fetch(`http://127.0.0.1:${server.port}${path}`, { method: 'POST', headers: sent, body });
  const text = await response.text();
  return { status: response.status, json: JSON.parse(text) as unknown, text };
}

function bodyOfBytes(bytes: number): string {
  const frame = JSON.stringify({ ping: '' });
  return JSON.stringify({ ping: 'x'.repeat(bytes - frame.length) });
}

describe('a delivery that is signed', () => {
  it('is stored and answered with 200', async () => {
    const { status, json } = await deliver();

    expect([status, json]).toEqual([200, { status: 200, what: 'stored' }]);
    expect(stored).toMatchObject([{ forumId: 'forum', hook: 'main', eventId: '17', event: 'ping', body: BODY, receivedAt: LATER }]);
    expect(rings).toEqual(['inbox']);
  });

  it('may come with the content type of a form: its body is JSON all the same', async () => {
    const { status } = await deliver({ headers: { 'Content-Type': 'application/x-www-form-urlencoded' } });

    expect(status).toBe(200);
    expect(stored.map((row) => row.body)).toEqual([BODY]);
  });

  it('keeps letters of all scripts, because the bytes are taken as they came', async () => {
    const body = JSON.stringify({ ping: 'Grüße 日本 🎈' });

    const { status } = await deliver({ body });

    expect(status).toBe(200);
    expect(stored.map((row) => row.body)).toEqual([body]);
  });

  it('may be signed with any of several secrets, while one is being changed', async () => {
    const first = await deliver({ headers: { 'X-Discourse-Event-Id': '1' } });
    const second = await deliver({ headers: { 'X-Discourse-Event-Id': '2', 'X-Discourse-Event-Signature': sign(BODY, SECRETS[1]) } });

    expect([first.status, second.status]).toEqual([200, 200]);
    expect(stored).toHaveLength(2);
  });

  it('is answered with 200 again when it comes twice', async () => {
    const answers = [await deliver(), await deliver()];

    expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
    expect(stored).toHaveLength(1);
  });

  it.each(['/hooks/never-heard-of', '/hooks/one/two', '/hooks/main/'])('is stored under the address %s, known or not', async (path) => {
    const { status } = await deliver({ path });

    expect(status).toBe(200);
    expect(stored.map((row) => row.hook)).toEqual([path.replace(/^\/hooks\/|\/$/g, '')]);
  });

  it('is refused with 400 when the headers that tell it apart are missing', async () => {
    const answers = [
      await deliver({ headers: { 'X-Discourse-Event': null } }),
      await deliver({ headers: { 'X-Discourse-Event-Id': null } }),
    ];

    expect(answers.map((answer) => answer.status)).toEqual([400, 400]);
    expect(answers[0]?.json).toMatchObject({ status: 400, problem: expect.stringContaining('X-Discourse-Event') });
    expect(stored).toEqual([]);
  });

  it('is refused with 400 when its body is no JSON', async () => {
    const { status, json } = await deliver({ body: 'no json' });

    expect([status, json]).toEqual([400, { status: 400, problem: expect.stringContaining('not JSON') }]);
    expect(stored).toEqual([]);
  });

  it.each(['/hooks', '/hooks/', `/hooks/${'x'.repeat(101)}`])('is refused with 400, never 404, at %s', async (path) => {
    const { status } = await deliver({ path });

    expect(status).toBe(400);
  });
});

describe('a delivery whose signature does not prove it', () => {
  it.each([
    ['missing', null],
    ['empty', ''],
    ['made with another secret', sign(BODY, 'a secret that nobody set')],
    ['that of another body', sign('{"ping":"KO"}')],
    ['without its prefix', sign(BODY).slice('sha256='.length)],
  ])('is refused with 401 when the signature is %s', async (_what, signature) => {
    const { status, json } = await deliver({ headers: { 'X-Discourse-Event-Signature': signature } });

    expect([status, json]).toEqual([401, { status: 401, problem: expect.stringContaining('WEBHOOK_SECRET') }]);
    expect(stored).toEqual([]);
  });

  it('is refused with 401 also when other headers are missing, or the body', async () => {
    const withoutHeaders = await deliver({ headers: { 'X-Discourse-Event': null, 'X-Discourse-Event-Signature': null } });
    const withoutBody = await deliver({ body: '' });

    expect([withoutHeaders.status, withoutBody.status]).toEqual([401, 401]);
  });

  it('leaves no secret, signature or body in the answer or the log', async () => {
    const { text } = await deliver({
      body: JSON.stringify({ canary: 'heliotrope' }),
      headers: { 'X-Discourse-Event-Signature': sign(BODY) },
    });

    for (const said of [text, lines.join('\n')]) {
      expect(said).not.toMatch(/heliotrope|secret of today|sha256=/);
    }
    expect(lines).toHaveLength(1);
  });
});

describe('OP-15 limits of a delivery', () => {
  it('OP-15.1 stores a body of exactly 8 MB', async () => {
    const { status } = await deliver({ body: bodyOfBytes(HOOK_BODY_LIMIT) });

    expect(status).toBe(200);
    expect(stored[0]?.body).toHaveLength(HOOK_BODY_LIMIT);
  });

  it('OP-15.2 refuses one byte more with 413 and says that the sweep will read it', async () => {
    const { status, json } = await deliver({ body: bodyOfBytes(HOOK_BODY_LIMIT + 1) });

    expect([status, json]).toEqual([413, { status: 413, problem: expect.stringMatching(/larger than 8 MB.*the sweep will read/) }]);
    expect(stored).toEqual([]);
    expect(lines.join()).toContain('too large');
  });
});

describe('a database that is down', () => {
  it('makes the answer 503, and the delivery is stored when it is sent again', async () => {
    isStoreDown = true;
    const during = await deliver();
    isStoreDown = false;
    const after = await deliver();

    expect(during).toMatchObject({ status: 503, json: { status: 503, problem: expect.stringContaining('Send it again') } });
    expect(during.text).not.toContain('57P03');
    expect(after.status).toBe(200);
    expect(stored).toHaveLength(1);
  });
});

describe('other methods', () => {
  it.each(['GET', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH'])('%s is answered with 405', async (method) => {
    const response = await fetch(`http://127.0.0.1:${server.port}/hooks/main`, { method });

    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
  });
});
