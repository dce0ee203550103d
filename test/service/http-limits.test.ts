import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HOOK_BODY_LIMIT } from '../../service/inbox/receive.js';
import { openHookServer, type HookServer } from '../support/hook-server.js';

let hooks: HookServer;

beforeEach(async () => {
  hooks = await openHookServer();
});

afterEach(() => hooks.close());

function bodyOfBytes(bytes: number): string {
  const frame = JSON.stringify({ category: { name: '' } });
  return JSON.stringify({ category: { name: 'x'.repeat(bytes - frame.length) } });
}

describe('OP-15 limits of a delivery', () => {
  it('OP-15.1 stores a body of exactly 8 MB', async () => {
    const { status } = await hooks.deliver({ body: bodyOfBytes(HOOK_BODY_LIMIT) });

    expect(status).toBe(200);
    expect(hooks.stored[0]?.body).toHaveLength(HOOK_BODY_LIMIT);
  });

  it('OP-15.1 refuses one byte more with 413 and says that the sweep will read it', async () => {
    const { status, json } = await hooks.deliver({ body: bodyOfBytes(HOOK_BODY_LIMIT + 1) });

    expect([status, json]).toEqual([413, { status: 413, problem: expect.stringMatching(/larger than 8 MB.*the sweep will read/) }]);
    expect(hooks.stored).toEqual([]);
    expect(hooks.lines.join()).toContain('too large');
  });
});

describe('a database that is down', () => {
  it('makes the answer 503, and the delivery is stored when it is sent again', async () => {
    hooks.setStoreDown(true);
    const during = await hooks.deliver();
    hooks.setStoreDown(false);
    const after = await hooks.deliver();

    expect(during).toMatchObject({ status: 503, json: { status: 503, problem: expect.stringContaining('Send it again') } });
    expect(during.text).not.toContain('57P03');
    expect(after.status).toBe(200);
    expect(hooks.stored).toHaveLength(1);
  });
});

describe('other methods', () => {
  it.each(['GET', 'PUT', 'DELETE', 'HEAD', 'OPTIONS', 'PATCH'])('%s is answered with 405', async (method) => {
    const response = await fetch(`http://127.0.0.1:${hooks.port}/hooks/main`, { method });

    expect(response.status).toBe(405);
    expect(response.headers.get('allow')).toBe('POST');
  });
});
