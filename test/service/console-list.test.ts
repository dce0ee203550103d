import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import express from 'express';
import { factOf } from '../../shared/facts.js';
import { onlyHere } from '../../service/console/only-here.js';
import { PAGE_ROWS } from '../../service/console/queue-query.js';
import { CANARIES, EXPERT, learnPrivate, openConsoleForum, postOf, topicOf, type ConsoleForum } from '../support/console-forum.js';
import { testStore } from '../support/database.js';

const opened = testStore();
let forum: ConsoleForum;

beforeEach(async () => {
  forum = await openConsoleForum(opened.store, await opened.newForum('observe'));
});

afterEach(() => forum.server.close());

describe('the list of tickets', () => {
  it('says so when there are none', async () => {
    const { status, text } = await forum.page('/');

    expect(status).toBe(200);
    expect(text).toContain('No tickets yet');
  });

  it('shows reference, title, state in plain words, owner, due time and community', async () => {
    await forum.learn(topicOf({ acceptedNumber: null }), [postOf()]);

    const { text } = await forum.page('/');

    expect(text).toContain('<a href="/tickets/20">HD-20</a> May I sublet my room?');
    expect(text).toContain('<td data-name="State">New<span class="quiet"> because nobody has triaged it</span></td>');
    expect(text).toContain('(nobody of them yet)</span>');
    expect(text).toMatch(/First official response: .*Wed 4 Nov 2026, 10:00<\/time> <span class="quiet">UTC<\/span>/);
    expect(text).toContain('Housing');
  });

  it('calls the desk and its people as the community calls them', async () => {
    await forum.server.close();
    forum = await openConsoleForum(opened.store, await opened.newForum(), { words: { asker: 'tenant & neighbour' } });
    await forum.learn(topicOf(), [postOf(), postOf({ id: 101, number: 2, author: EXPERT, createdAt: '2026-11-03T11:00:00.000Z' })]);
    await giveExpertRole();

    const { text } = await forum.page('/');

    expect(text).toContain('Answered, the tenant &amp; neighbour has the next word');
  });

  it('lists a private ticket by its reference only', async () => {
    await learnPrivate(forum);

    const { text } = await forum.page('/');

    expect(text).toContain('<a href="/tickets/21">HD-21</a> <em>private question</em>');
    expectNoCanary(text);
  });

  it('puts what is due first at the top, and what is closed at the end', async () => {
    await forum.learn(topicOf({ id: 31, closed: true }), [postOf({ id: 310, topicId: 31 })]);
    await forum.learn(topicOf({ id: 32, createdAt: '2026-11-03T11:00:00.000Z' }), [
      postOf({ id: 320, topicId: 32, createdAt: '2026-11-03T11:00:00.000Z' }),
    ]);
    await forum.learn(topicOf({ id: 33 }), [postOf({ id: 330, topicId: 33 })]);

    const { text } = await forum.page('/queue?state=all');

    expect([...text.matchAll(/>HD-(\d+)</g)].map((found) => found[1])).toEqual(['33', '32', '31']);
  });

  it('goes on on a further page', async () => {
    for (let id = 1; id <= PAGE_ROWS + 1; id += 1) await forum.learn(topicOf({ id }), [postOf({ id: 1000 + id, topicId: id })]);

    const [first, second, beyond] = [await forum.page('/'), await forum.page('/queue?page=2'), await forum.page('/queue?page=99')];

    expect(first.text).toContain(`${PAGE_ROWS + 1} tickets, page 1 of 2`);
    expect(first.text.match(/>HD-\d+</g)).toHaveLength(PAGE_ROWS);
    expect(second.text.match(/>HD-\d+</g)).toHaveLength(1);
    expect(beyond.text).toContain('page 2 of 2');
  });

  it.each([
    ['observe', 'nothing is written to the forum', 'hybrid-desk go'],
    ['live', 'What is wanted is written to the forum', 'hybrid-desk pause'],
    ['paused', 'All writing to the forum has stopped', 'hybrid-desk go'],
  ] as const)('says what %s means and how to change it', async (mode, meaning, change) => {
    await opened.store.setMode(forum.forumId, mode);

    const { text } = await forum.page('/');

    expect(text).toContain(meaning);
    expect(text).toContain(change);
  });
});

describe('the service', () => {
  it('renders the pages also when it is started from another folder', async () => {
    const layout = new URL('../../service/console/layout.tsx', import.meta.url).href;
    const script = `import { register } from '${import.meta.resolve('tsx/esm/api')}'; register();
      const { renderPage } = await import('${layout}');
      console.log(renderPage({ title: 'here', mode: 'live', children: null }));`;

    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', script], { cwd: tmpdir() });

    expect(stdout).toContain('<h1>here</h1>');
  });
});

describe('who may open the pages', () => {
  it.each([
    ['a request that a proxy passed on', { 'X-Forwarded-For': '203.0.113.9' }],
    ['a request that says so in the standard way', { Forwarded: 'for=203.0.113.9' }],
  ])('is not %s', async (_what, headers) => {
    const { status, text } = await forum.page('/', headers);

    expect(status).toBe(403);
    expect(text).toContain('only in a browser on the machine of the service');
  });

  it('is nobody on another machine, whatever they call it', async () => {
    const app = express();
    app.use((request, _response, next) => {
      Object.defineProperty(request.socket, 'remoteAddress', { value: '203.0.113.9' });
      next();
    });
    app.get('/', onlyHere, (_request, response) => void response.send('pages'));
    const server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;

    const { status } = await fetch(`http://127.0.0.1:${port}/`);

    expect(status).toBe(403);
    await new Promise((resolve) => server.close(resolve));
  });

  it('is not a page of another name that points here', async () => {
    expect(await statusWithHost('attacker.example:8080')).toBe(403);
    expect(await statusWithHost('127.0.0.1.attacker.example')).toBe(403);
    expect(await statusWithHost('localhost')).toBe(200);
  });

  it('is told to keep nothing, run nothing and load nothing from elsewhere', async () => {
    const { headers } = await forum.page('/');

    expect(headers.get('cache-control')).toBe('no-store');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('content-security-policy')).toContain("default-src 'none'");
  });
});

function expectNoCanary(text: string): void {
  for (const canary of CANARIES) expect(text).not.toContain(canary);
}

/** `fetch` does not let a host be given. */
function statusWithHost(host: string): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port: forum.server.port, path: '/queue', headers: { Host: host } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject).end();
  });
}

async function giveExpertRole(): Promise<void> {
  const at = '2026-01-02T00:00:00.000Z';
  const began = factOf({ type: 'MembershipBegan', group: 41, user: EXPERT.id }, { at, learntAt: at, source: 'read:group:41' });
  await opened.store.learn(forum.forumId, { facts: [began], texts: [], labels: [], needs: [], confirmations: [], cause: { type: 'none' } });
  await forum.learn(topicOf({ tags: ['rent', 'again'] }), [postOf()], '2026-11-03T11:30:00.000Z');
}
