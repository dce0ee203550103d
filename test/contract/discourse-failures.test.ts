import { describe, expect, it } from '@jest/globals';
import nock from 'nock';
import type { ForumError } from '../../service/ports/forum.js';
import { failure, forum as newForum, URL_OF_FORUM } from './discourse-replay.js';
import { recordedCall } from './discourse-recordings.js';

const forum = newForum();
const reply = { topicId: 20, raw: 'A reply.', quiet: false };

function answerRead(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Promise<ForumError> {
  nock(URL_OF_FORUM).get('/posts/27.json').reply(status, body, headers);
  return failure(forum.readPost(27));
}

function answerWrite(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Promise<ForumError> {
  nock(URL_OF_FORUM).post('/posts.json').reply(status, body, headers);
  return failure(forum.createPost(reply));
}

function recorded(number: string): readonly [number, string, Readonly<Record<string, string>>] {
  const { status, body, headers } = recordedCall(number).response;
  return [status, body, headers];
}

describe('limits', () => {
  it.each([
    ['0569', 20],
    ['0571', 20],
    ['0575', 10],
    ['0576', 10],
    ['0577', 10],
    ['0494', 85_782],
  ])('of recording %s say to wait %s seconds', async (number, seconds) => {
    const error = await answerRead(...recorded(number));

    expect(error).toMatchObject({ kind: 'throttled', detail: { status: 429, retryAfterSeconds: seconds } });
  });

  it.each([
    ['{"errors":["x"],"error_type":"rate_limit","extras":{"wait_seconds":29}}', 29],
    ['Slow down, too many requests.\nPlease retry again in 10 seconds.', 10],
    ['<html>too many</html>', 60],
    ['', 60],
  ])('without a header are read from %s', async (body, seconds) => {
    expect((await answerWrite(429, body)).detail).toEqual({ status: 429, retryAfterSeconds: seconds });
  });
});

describe('a forum that is down', () => {
  it('is read-only: nothing was written', async () => {
    expect(await answerWrite(...recorded('0532'))).toMatchObject({ kind: 'unavailable', detail: { status: 503 } });
    expect((await answerWrite(...recorded('0532'))).detail.outcomeUnknown).toBeUndefined();
  });

  it.each([500, 502, 503, 504])('with %s may have carried out a write, never a read', async (status) => {
    const page = '<html><body>Bad Gateway</body></html>';

    expect(await answerWrite(status, page)).toMatchObject({ kind: 'unavailable', detail: { status, outcomeUnknown: true } });
    expect(await answerRead(status, page)).toMatchObject({ kind: 'unavailable', detail: { status } });
    expect((await answerRead(status, page)).detail.outcomeUnknown).toBeUndefined();
  });

  it('may say when to come back', async () => {
    expect((await answerRead(503, '', { 'Retry-After': '120' })).detail).toEqual({ status: 503, retryAfterSeconds: 120 });
  });

  it.each([403, 404])('behind a page with %s says nothing about the thing', async (status) => {
    expect(await answerRead(status, '<html>Access denied</html>')).toMatchObject({ kind: 'unavailable', detail: { status } });
  });
});

describe('refusals in all their forms', () => {
  it.each([
    [403, '["BAD CSRF"]', 'unauthorised', undefined],
    [403, 'You are not permitted to view the requested resource. The API username or key is invalid.', 'unauthorised', undefined],
    [401, '', 'unauthorised', undefined],
    [403, '{"errors":["You are not permitted to view the requested resource."],"error_type":"invalid_access"}', 'refused', 'not_permitted'],
    [403, '', 'refused', 'not_permitted'],
    [404, '{"status":404,"error":"Not Found"}', 'missing', undefined],
    [410, '', 'missing', undefined],
    [400, '{"error":"Sorry, alma_b can not be assigned."}', 'refused', 'invalid'],
    [422, '{"failed":"FAILED"}', 'refused', 'invalid'],
    [422, '{"errors":["Body is too short (minimum is 5 characters)"]}', 'refused', 'too_short'],
    [422, '{"errors":{"raw":["Body is too similar to what you recently posted"]}}', 'refused', 'too_similar'],
    [200, '{"success":false,"errors":{"raw":["is too short"]},"message":"no"}', 'refused', 'invalid'],
    [200, '{"failed":"FAILED","message":"no"}', 'refused', 'invalid'],
    [409, '{"errors":["There was an update conflict."]}', 'refused', 'edit_conflict'],
    [413, '<html>too large</html>', 'refused', 'too_long'],
    [301, '<html>moved</html>', 'refused', 'unreadable_answer'],
  ])('%s %s is %s %s', async (...[status, body, kind, code]) => {
    const error = await answerWrite(status, body, { 'Content-Type': 'application/json' });

    expect({ kind: error.kind, code: error.detail.code }).toEqual({ kind, code });
    expect(error.detail.outcomeUnknown).toBeUndefined();
  });

  it('include a success that cannot be read: after a write its outcome is unknown', async () => {
    expect(await answerWrite(200, '<html>please log in</html>')).toMatchObject({
      kind: 'refused',
      detail: { status: 200, code: 'unreadable_answer', outcomeUnknown: true },
    });
    expect((await answerRead(200, '{"id":"27"}')).detail).toEqual({ status: 200, code: 'unreadable_answer' });
  });

  it('tell nothing but the call, our kind and code: no text of the forum, no key, no library error', async () => {
    const error = await answerWrite(422, '{"errors":["Body of SECRET is too short"]}');

    expect(error.message).toBe('create post: refused (422) too_short');
    expect(JSON.stringify(error)).not.toMatch(/SECRET|"key"/);
    expect(error.cause).toBeUndefined();
  });

  it('follow no redirect', async () => {
    const error = await answerRead(301, '', { Location: `${URL_OF_FORUM}/login` });

    expect(error).toMatchObject({ kind: 'refused', detail: { status: 301, code: 'unreadable_answer' } });
  });

  it('of a key are no absence of what was looked for', async () => {
    nock(URL_OF_FORUM).get('/t/external_id/hd1-x.json').reply(403, recordedCall('0482').response.body);

    expect(await failure(forum.findByExternalId('hd1-x'))).toMatchObject({ kind: 'unauthorised' });
  });
});
