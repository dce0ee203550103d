import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { BODY, RECEIVED_AT, SECRETS, openHookServer, sign, type HookServer } from '../support/hook-server.js';

let hooks: HookServer;

beforeEach(async () => {
  hooks = await openHookServer();
});

afterEach(() => hooks.close());

describe('a delivery that is signed', () => {
  it('is stored and answered with 200', async () => {
    const { status, json } = await hooks.deliver();

    expect([status, json]).toEqual([200, { status: 200, what: 'stored' }]);
    expect(hooks.stored).toMatchObject([
      { forumId: 'forum', hook: 'main', eventId: '17', event: 'category_updated', body: BODY, receivedAt: RECEIVED_AT },
    ]);
    expect(hooks.rings).toEqual(['inbox']);
  });

  it('may come with the content type of a form: its body is JSON all the same', async () => {
    const { status } = await hooks.deliver({ headers: { 'Content-Type': 'application/x-www-form-urlencoded' } });

    expect(status).toBe(200);
    expect(hooks.stored.map((row) => row.body)).toEqual([BODY]);
  });

  it('keeps letters of all scripts, because the bytes are taken as they came', async () => {
    const body = JSON.stringify({ category: { id: 5, name: 'Grüße 日本 🎈' } });

    const { status } = await hooks.deliver({ body });

    expect(status).toBe(200);
    expect(hooks.stored.map((row) => row.body)).toEqual([body]);
  });

  it('may be signed with any of several secrets, while one is being changed', async () => {
    const first = await hooks.deliver({ headers: { 'X-Discourse-Event-Id': '1' } });
    const second = await hooks.deliver({ headers: { 'X-Discourse-Event-Id': '2', 'X-Discourse-Event-Signature': sign(BODY, SECRETS[1]) } });

    expect([first.status, second.status]).toEqual([200, 200]);
    expect(hooks.stored).toHaveLength(2);
  });

  it('is answered with 200 again when it comes twice', async () => {
    const answers = [await hooks.deliver(), await hooks.deliver()];

    expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
    expect(hooks.stored).toHaveLength(1);
  });

  it.each(['/hooks/never-heard-of', '/hooks/one/two', '/hooks/main/'])('is stored under the address %s, known or not', async (path) => {
    const { status } = await hooks.deliver({ path });

    expect(status).toBe(200);
    expect(hooks.stored.map((row) => row.hook)).toEqual([path.replace(/^\/hooks\/|\/$/g, '')]);
  });

  it('is refused with 400 when the headers that tell it apart are missing', async () => {
    const answers = [
      await hooks.deliver({ headers: { 'X-Discourse-Event': null } }),
      await hooks.deliver({ headers: { 'X-Discourse-Event-Id': null } }),
    ];

    expect(answers.map((answer) => answer.status)).toEqual([400, 400]);
    expect(answers[0]?.json).toMatchObject({ status: 400, problem: expect.stringContaining('X-Discourse-Event') });
    expect(hooks.stored).toEqual([]);
  });

  it('is refused with 400 when its body is no JSON', async () => {
    const { status, json } = await hooks.deliver({ body: 'no json' });

    expect([status, json]).toEqual([400, { status: 400, problem: expect.stringContaining('not JSON') }]);
    expect(hooks.stored).toEqual([]);
  });

  it.each(['/hooks', '/hooks/', `/hooks/${'x'.repeat(101)}`])('is refused with 400, never 404, at %s', async (path) => {
    const { status } = await hooks.deliver({ path });

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
    const { status, json } = await hooks.deliver({ headers: { 'X-Discourse-Event-Signature': signature } });

    expect([status, json]).toEqual([401, { status: 401, problem: expect.stringContaining('WEBHOOK_SECRET') }]);
    expect(hooks.stored).toEqual([]);
  });

  it('is refused with 401 also when other headers are missing, or the body', async () => {
    const withoutHeaders = await hooks.deliver({ headers: { 'X-Discourse-Event': null, 'X-Discourse-Event-Signature': null } });
    const withoutBody = await hooks.deliver({ body: '' });

    expect([withoutHeaders.status, withoutBody.status]).toEqual([401, 401]);
  });

  it('leaves no secret, signature or body in the answer or the log', async () => {
    const { text } = await hooks.deliver({
      body: JSON.stringify({ canary: 'heliotrope' }),
      headers: { 'X-Discourse-Event-Signature': sign(BODY) },
    });

    for (const said of [text, hooks.lines.join('\n')]) {
      expect(said).not.toMatch(/heliotrope|secret of today|sha256=/);
    }
    expect(hooks.lines).toHaveLength(1);
  });
});
