import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from '@jest/globals';
import nock from 'nock';
import { takeUnmatched } from '../support/no-network.js';
import { fetchText } from '../../service/adapters/ical/fetch-text.js';

let server: Server | null = null;

afterEach(() => {
  server?.closeAllConnections();
  server?.close();
  server = null;
});

async function serve(listener: RequestListener): Promise<string> {
  const one = createServer(listener);
  server = one;
  await new Promise<void>((resolve) => one.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(one.address() as AddressInfo).port}`;
}

const here = { isPrivateAllowed: true, timeoutSeconds: 1 };

async function refusal(address: string, fetching = here): Promise<string> {
  try {
    return `taken: ${await fetchText(address, fetching)}`;
  } catch (error) {
    return error instanceof Error ? `${error.name} ${error.message}` : '';
  }
}

describe('a calendar at an address', () => {
  it('is read, also after three redirects', async () => {
    const at = await serve((request, response) => {
      const left = Number(request.url?.slice(1));
      if (left > 0) response.writeHead(302, { location: `/${left - 1}` }).end();
      else response.end('BEGIN:VCALENDAR');
    });

    expect(await refusal(`${at}/3`)).toBe('taken: BEGIN:VCALENDAR');
    expect(await refusal(`${at}/4`)).toMatch(/redirected more than 3 times/);
  });

  it.each([
    [
      'larger than 1 MB',
      (_: unknown, response: { end(body: string): unknown }) => void response.end('x'.repeat(1_000_001)),
      'is larger than 1 MB',
    ],
    ['that never answers', () => undefined, 'did not answer in time'],
  ] satisfies Array<[string, RequestListener, string]>)('is refused %s', async (_how, listener, told) => {
    expect(await refusal(await serve(listener))).toContain(`HolidayError ${told}`);
  });

  it('is refused where the forum of others wants a login, without a word of what it said', async () => {
    const at = await serve((_request, response) => void response.writeHead(403).end('the secret of somebody'));

    expect(await refusal(`${at}/private-token.ics`)).toBe(
      'HolidayError was answered with 403; check the address, and whether it can be read without a login',
    );
  });

  it('is told without its path, which may be a secret, where nobody answers', async () => {
    const told = await refusal('http://127.0.0.1:1/private-token.ics');

    expect(told).toMatch(/^HolidayError could not be reached \(ECONNREFUSED\)/);
    expect(told).not.toContain('private-token');
  });

  it.each([['file:///etc/passwd'], ['ftp://example.org/a.ics'], ['gopher://example.org/'], ['nonsense']])(
    'is asked over http and https only, not %s',
    async (address) => {
      expect(await refusal(address)).toContain('is at no address that begins with http:// or https://');
    },
  );

  it('leads to no other protocol by a redirect', async () => {
    const at = await serve((_request, response) => void response.writeHead(302, { location: 'file:///etc/passwd' }).end());

    expect(await refusal(at)).toContain('is at no address that begins with http');
  });
});

describe('an address inside a private network', () => {
  const outside = { isPrivateAllowed: false, timeoutSeconds: 1 };
  const told = 'is at an address inside a private network';

  it.each([
    'http://127.0.0.1/a.ics',
    'http://127.1/a.ics',
    'http://2130706433/a.ics',
    'http://0.0.0.0/a.ics',
    'http://10.0.0.7/a.ics',
    'http://172.20.1.1/a.ics',
    'http://192.168.1.1/a.ics',
    'http://169.254.169.254/latest/meta-data',
    'http://100.64.0.1/a.ics',
    'http://[::1]/a.ics',
    'http://[fd00::1]/a.ics',
    'http://[fe80::1]/a.ics',
    'http://[::ffff:10.0.0.7]/a.ics',
    'http://[64:ff9b::a00:7]/a.ics',
  ])('is not asked: %s', async (address) => {
    expect(await refusal(address, outside)).toContain(told);
  });

  it('is not connected to by a name that leads there', async () => {
    // No reply is at hand for it: the real connection begins, and is refused when the name is looked up.
    nock.enableNetConnect(/^localhost/);

    const refused = await refusal('http://localhost:1/a.ics', outside);
    nock.enableNetConnect(/^127\.0\.0\.1(:\d+)?$/);

    expect(takeUnmatched()).toEqual(['GET localhost:1/a.ics']);
    expect(refused).toContain(told);
  });

  it('is not asked by a redirect either', async () => {
    nock('http://calendars.example.org').get('/a.ics').reply(302, '', { location: 'http://169.254.169.254/latest/meta-data' });

    expect(await refusal('http://calendars.example.org/a.ics', outside)).toContain(told);
  });

  it('is asked where the operator allows it', async () => {
    const at = await serve((_request, response) => void response.end('BEGIN:VCALENDAR'));

    expect(await refusal(at, outside)).toContain(told);
    expect(await refusal(at)).toBe('taken: BEGIN:VCALENDAR');
  });
});
