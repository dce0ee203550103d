import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { createDiscourseForum } from '../../service/adapters/discourse/discourse-forum.js';
import type { Forum } from '../../service/ports/forum.js';
import { failure, URL_OF_FORUM } from './discourse-replay.js';

const clock = { now: () => '2026-11-22T05:00:00.000Z', sleep: () => Promise.resolve() };

function forumAt(url: string, timeoutMilliseconds?: number): Forum {
  return createDiscourseForum({
    url,
    apiKey: 'key-of-the-bot',
    apiUsername: 'desk_bot',
    clock,
    ...(timeoutMilliseconds && { timeoutMilliseconds }),
  });
}

const forum = forumAt(URL_OF_FORUM);
const reply = { topicId: 20, raw: 'A reply.', quiet: false };

function listening(server: Server): Promise<number> {
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)));
}

describe('a connection that', () => {
  it.each(['ECONNRESET', 'ETIMEDOUT', 'EPIPE'])('breaks off with %s: the outcome of a write is unknown', async (code) => {
    nock(URL_OF_FORUM)
      .post('/posts.json')
      .replyWithError(Object.assign(new Error('broken'), { code }));
    const written = await failure(forum.createPost(reply));
    nock(URL_OF_FORUM)
      .get('/posts/27.json')
      .replyWithError(Object.assign(new Error('broken'), { code }));
    const read = await failure(forum.readPost(27));

    expect(written).toMatchObject({ kind: 'unavailable', detail: { status: null, outcomeUnknown: true } });
    expect(read.detail).toEqual({ status: null });
  });

  it('cannot be reached: nothing was written', async () => {
    const server = createServer();
    const port = await new Promise<number>((resolve) =>
      server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port)),
    );
    await new Promise((resolve) => server.close(resolve));

    const error = await failure(forumAt(`http://127.0.0.1:${port}`).createPost(reply));

    expect(error).toMatchObject({ kind: 'unavailable', detail: { status: null } });
    expect(error.detail.outcomeUnknown).toBeUndefined();
  });

  it('is silent until the time is up', async () => {
    nock(URL_OF_FORUM).get('/posts/27.json').delay(400).reply(200, '{}');

    const error = await failure(forumAt(URL_OF_FORUM, 100).readPost(27));

    expect(error).toMatchObject({ kind: 'unavailable', detail: { status: null } });
  });

  it('never ends its answer: the time is up although something always comes', async () => {
    const server = createServer((request, response) => {
      const trickle = setInterval(() => response.write(' '), 20);
      response.on('close', () => clearInterval(trickle));
      request.resume();
    });
    const port = await listening(server);
    // Nock holds back what trickles, so this one goes past it.
    nock.restore();

    const asked = forumAt(`http://127.0.0.1:${port}`, 150).createPost(reply);
    const hangUp = setTimeout(() => server.closeAllConnections(), 3_000);
    const started = performance.now();

    const error = await failure(asked).finally(() => {
      nock.activate();
      clearTimeout(hangUp);
      server.closeAllConnections();
      server.close();
    });

    expect(error).toMatchObject({ kind: 'unavailable', detail: { status: null, outcomeUnknown: true } });
    expect(performance.now() - started).toBeLessThan(2_500);
  });
});
