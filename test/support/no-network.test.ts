import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, it, expect } from '@jest/globals';
import axios from 'axios';
import nock from 'nock';
import { takeUnmatched } from './no-network.js';

describe('requests that nothing answers', () => {
  it('are refused and remembered, from axios', async () => {
    await expect(axios.get('https://forum.example.org/t/1.json')).rejects.toThrow(/Disallowed net connect/);

    expect(takeUnmatched()).toEqual(['GET forum.example.org:443/t/1.json']);
  });

  it('are refused and remembered, from fetch', async () => {
    await expect(fetch('https://forum.example.org/t/1.json')).rejects.toThrow();

    expect(takeUnmatched()).toHaveLength(1);
  });

  it('are refused and remembered where a reply for another path is waiting', async () => {
    nock('https://forum.example.org').get('/t/1.json').reply(200, {});

    await expect(axios.get('https://forum.example.org/t/2.json')).rejects.toThrow(/No match for request/);

    expect(takeUnmatched()).toHaveLength(1);
    nock.cleanAll();
  });
});

describe('requests that are answered', () => {
  it('pass when nock has a reply', async () => {
    nock('https://forum.example.org').get('/t/1.json').reply(200, { id: 1 });

    const answer = await axios.get<unknown>('https://forum.example.org/t/1.json');

    expect(answer.data).toEqual({ id: 1 });
    expect(takeUnmatched()).toEqual([]);
  });

  it('pass to a server on 127.0.0.1', async () => {
    const server = createServer((_request, response) => response.end('hello')).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;

    const answer = await fetch(`http://127.0.0.1:${port}/`);

    expect(await answer.text()).toBe('hello');
    expect(takeUnmatched()).toEqual([]);
    server.close();
  });
});
