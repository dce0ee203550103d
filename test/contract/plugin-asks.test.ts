import { readFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import express from 'express';
import { z } from 'zod';
import { CONTRACT } from '../../shared/contracts/plugin/common.js';
import { commandAnswer, designationAnswer, helloAnswer, type CommandRequest } from '../../shared/contracts/plugin/requests.js';
import { SIGNATURE_HEADERS } from '../../shared/contracts/plugin/signature.js';
import { pluginRoute } from '../../service/http/plugin.js';
import { send } from '../support/plugin-requests.js';
import { keepingLog } from '../support/keeping-log.js';

const ANSWERS = { command: commandAnswer, designation: designationAnswer, hello: helloAnswer } as const;

/** What the plugin's own specs make, byte by byte: `plugin/spec/pure/service_client_spec.rb` reads the same file. */
const { secret, asks } = z
  .object({
    secret: z.string(),
    asks: z.array(
      z.object({
        name: z.enum(['command', 'designation', 'hello']),
        fields: z.record(z.string(), z.unknown()),
        body: z.string(),
        timestamp: z.string(),
        nonce: z.string(),
        signature: z.string(),
      }),
    ),
  })
  .parse(JSON.parse(readFileSync(new URL('../fixtures/plugin-asks.json', import.meta.url), 'utf8')));

const AT = '2026-11-29T10:00:00.000Z';
const given: CommandRequest[] = [];
const server = express()
  .use(
    '/plugin',
    pluginRoute({
      secret,
      version: '0.3.0',
      clock: { now: () => AT, sleep: () => Promise.resolve() },
      log: keepingLog().log,
      site: () => 'https://forum.example.org',
      useNonce: () => Promise.resolve(true),
      requests: {
        command(request) {
          given.push(request);
          return Promise.resolve({ contract: CONTRACT, outcome: 'done', text: null });
        },
        designation: () => Promise.resolve({ contract: CONTRACT, designated: false, community: null, text: 'Write it in the file.' }),
        hello: () => {
          const effects = { waiting: 0, refused: 0 };
          return Promise.resolve({ contract: CONTRACT, service: '0.3.0', at: AT, lastDeliveryAt: null, effects, console: null });
        },
      },
    }),
  )
  .listen(0, '127.0.0.1');

beforeAll(() => new Promise<void>((resolve) => (server.listening ? resolve() : server.once('listening', resolve))));
afterAll(() => new Promise((resolve) => server.close(resolve)));

it.each(asks)(
  'the service takes what the plugin makes, as it is ($name, $nonce)',
  async ({ name, fields, body, timestamp, nonce, signature }) => {
    const { port } = server.address() as AddressInfo;
    const headers = {
      [SIGNATURE_HEADERS.timestamp]: timestamp,
      [SIGNATURE_HEADERS.nonce]: nonce,
      [SIGNATURE_HEADERS.signature]: signature,
      'content-type': 'application/json',
    };

    const response = await fetch(`http://127.0.0.1:${port}/plugin/${name}`, { method: 'POST', headers, body });

    expect(response.status).toBe(200);
    expect(ANSWERS[name].safeParse(await response.json()).success).toBe(true);
    if (name === 'command') expect(given.at(-1)).toEqual({ contract: CONTRACT, ...fields });
  },
);

it.each([
  { what: 'of this forum', site: 'https://forum.example.org', status: 200, json: { contract: CONTRACT } },
  { what: 'of a copy with the same secret', site: 'https://staging.example.org', status: 409, json: { error_type: 'other_forum' } },
])('a request $what is answered with $status', async ({ site, status, json }) => {
  const { port } = server.address() as AddressInfo;
  const body = JSON.stringify({ contract: CONTRACT, plugin: '0.1.0', forum: '2.9.0.beta4', at: AT, site });

  const answer = await send(`http://127.0.0.1:${port}`, { path: '/plugin/hello', body }, { secret, at: AT });

  expect(answer).toMatchObject({ status, json });
});
