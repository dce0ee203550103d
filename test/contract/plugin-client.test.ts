import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createPluginClient } from '../../service/adapters/discourse/plugin-client.js';
import type { ForumError } from '../../service/ports/forum.js';
import { SAMPLE_BOT } from '../../service/sandbox/sample.js';
import { stageSandbox, type SandboxStage } from '../support/sandbox.js';

const SECRET = 'secret-of-the-plugin';
let stage: SandboxStage;

beforeAll(async () => {
  stage = await stageSandbox();
});

afterAll(() => stage.stop());

afterEach(() => {
  stage.sandbox.behave();
  stage.sandbox.admin.installPlugin(SECRET, SAMPLE_BOT);
});

const client = (secret = SECRET, url = stage.sandbox.url, timeoutMilliseconds = 400) =>
  createPluginClient({ url, secret, clock: stage.clock, timeoutMilliseconds });

const like = { type: 'like', key: 'like:1', revision: 1, postId: 1 } as const;

async function failureOf(answer: Promise<unknown>): Promise<Pick<ForumError, 'kind' | 'detail'>> {
  const { kind, detail } = await answer.then(
    () => Promise.reject(new Error('it did not fail')),
    (error: unknown) => error as ForumError,
  );
  return { kind, detail };
}

async function withServer<T>(listener: RequestListener, use: (url: string) => Promise<T>): Promise<T> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

describe('the client of the plugin', () => {
  it('is told by a forum without plugin that there is none', async () => {
    stage.sandbox.admin.switchPlugin(false);
    stage.sandbox.state.plugin = null;

    expect(await failureOf(client().ping())).toMatchObject({ kind: 'missing' });
  });

  it('signs what it sends, so that the plugin answers', async () => {
    stage.sandbox.admin.installPlugin(SECRET, SAMPLE_BOT);

    expect(await client().ping()).toMatchObject({ contract: 1, bot: { username: SAMPLE_BOT, problem: null } });
    expect(await client().state([999_999])).toEqual([{ id: 999_999, gone: true }]);
    expect(await client().apply([{ ...like, postId: 999_999 }])).toEqual([
      { key: 'like:1', revision: 1, outcome: 'refused', reason: 'closed_or_gone' },
    ]);
  });

  it('names the forum that it knows, so that another with the same secret does nothing', async () => {
    const plugin = stage.sandbox.admin.installPlugin(SECRET, SAMPLE_BOT);
    plugin.site = 'https://forum.example.org';
    const known = client();
    await known.ping();
    const before = await known.state([999_999]);
    plugin.site = 'https://staging.example.org';

    expect(before).toHaveLength(1);
    expect(await failureOf(known.apply([like]))).toEqual({ kind: 'unavailable', detail: { status: 409, plugin: 'other_forum' } });
    expect(plugin.effects).toEqual({});
  });

  it.each([
    ['another secret', 'bad_signature', () => client('another secret')],
    ['a clock that is far away', 'old_timestamp', () => otherClock()],
  ])('with %s hears %s, and nothing was done', async (_, plugin, made) => {
    expect(await failureOf(made().apply([like]))).toEqual({ kind: 'unavailable', detail: { status: 403, plugin } });
  });

  it('hears of another contract, of an account that is suspended and of a forum that is read-only', async () => {
    stage.sandbox.admin.installPlugin(SECRET, SAMPLE_BOT).contract = 2;
    expect(await failureOf(client().apply([like]))).toMatchObject({ detail: { plugin: 'version_mismatch' } });

    stage.sandbox.admin.installPlugin(SECRET, SAMPLE_BOT);
    stage.sandbox.admin.suspend(SAMPLE_BOT);
    expect(await failureOf(client().apply([like]))).toMatchObject({ detail: { plugin: 'bot_unfit' } });
    stage.sandbox.admin.suspend(SAMPLE_BOT, false);

    stage.sandbox.misbehave({ readOnly: true });
    expect(await failureOf(client().apply([like]))).toMatchObject({ kind: 'unavailable', detail: { plugin: 'read_only' } });
  });

  it('does not take a request that something in between sent twice for one that did nothing', async () => {
    const repeating: RequestListener = (request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const names = ['content-type', 'x-hybrid-desk-timestamp', 'x-hybrid-desk-nonce', 'x-hybrid-desk-signature'];
        const headers = names.map((name): [string, string] => [name, String(request.headers[name])]);
        const ask = () => fetch(`${stage.sandbox.url}${request.url ?? ''}`, { method: 'POST', headers, body: Buffer.concat(chunks) });
        void ask()
          .then(ask)
          .then(async (second) => response.writeHead(second.status).end(await second.text()));
      });
    };
    const ticket = { type: 'ticket', key: 'ticket:1', revision: 1, topicId: 1, value: null } as const;

    const failure = await withServer(repeating, (url) => failureOf(client(SECRET, url, 5_000).apply([ticket])));

    expect(stage.sandbox.state.plugin?.effects['ticket:1#1']).toMatchObject({ outcome: 'done' });
    expect(failure).toMatchObject({ kind: 'unavailable', detail: { plugin: 'used_nonce', outcomeUnknown: true } });
  });

  it('takes no answer, a page and an answer of another form for unavailable; of a write nobody knows what came of it', async () => {
    const unknown = { kind: 'unavailable', detail: { outcomeUnknown: true } };
    const answering = (status: number, text: string) => (use: (url: string) => Promise<unknown>) =>
      withServer((_, response) => response.writeHead(status, { 'Content-Type': 'text/html' }).end(text), use);
    const failing = (url: string) => failureOf(client(SECRET, url).apply([like]));

    expect(await withServer(() => undefined, failing)).toMatchObject(unknown);
    expect(await answering(502, '<h1>Bad gateway</h1>')(failing)).toMatchObject(unknown);
    expect(await answering(200, '<h1>Welcome</h1>')(failing)).toMatchObject(unknown);
    expect(await answering(404, '<h1>Not here</h1>')(failing)).toEqual({ kind: 'unavailable', detail: { status: 404 } });
    expect(await answering(200, '{"contract":1}')((url) => failureOf(client(SECRET, url).ping()))).toMatchObject({ kind: 'unavailable' });
  });

  it('asks for 200 topics at a time', async () => {
    stage.sandbox.admin.installPlugin(SECRET, SAMPLE_BOT);
    let calls = 1;
    const topics = Array.from({ length: 450 }, (_, index) => index + 1);

    const states = await client().state(topics, () => Promise.resolve(void (calls += 1)));

    expect([states.length, calls]).toEqual([450, 3]);
  });
});

function otherClock() {
  const clock = { ...stage.clock, now: () => '2026-11-23T11:00:00.000Z', sleep: () => Promise.resolve() };
  return createPluginClient({ url: stage.sandbox.url, secret: SECRET, clock });
}
