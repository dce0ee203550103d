import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { stageSandbox, type SandboxStage } from '../support/sandbox.js';

let stage: SandboxStage;
let topicId: number;
let postId: number;

beforeEach(async () => {
  stage = await stageSandbox();
  const post = stage.sandbox.as('ada').ask({ category: 'Housing Desk', title: 'Heating is cold', raw: 'The radiators are cold.' });
  topicId = post.topicId;
  postId = post.id;
});

afterEach(() => stage.stop());

const asPerson = (username: string): Record<string, string> => (username === '' ? {} : { Cookie: `other=1; sandbox_person=${username}` });

async function look(path: string, username: string) {
  const response = await fetch(`${stage.sandbox.url}${path}`, {
    headers: { Accept: 'text/html', ...asPerson(username) },
    redirect: 'manual',
  });
  return { status: response.status, text: await response.text(), location: response.headers.get('location') };
}

async function send(path: string, username: string, given: { fields?: Record<string, string>; headers?: Record<string, string> } = {}) {
  const response = await fetch(`${stage.sandbox.url}${path}`, {
    method: 'POST',
    headers: {
      Origin: stage.sandbox.url,
      'Content-Type': 'application/x-www-form-urlencoded',
      ...asPerson(username),
      ...given.headers,
    },
    body: new URLSearchParams(given.fields).toString(),
    redirect: 'manual',
  });
  const { status, headers } = response;
  return { status, text: await response.text(), location: headers.get('location'), cookie: headers.get('set-cookie') };
}

const textsIn = (id: number): string[] => stage.sandbox.state.posts.filter((post) => post.topicId === id).map((post) => post.raw);

describe('forms of the sandbox forum', () => {
  it.each([
    ['a foreign page', { Origin: 'https://evil.example' }],
    ['another port of this machine', { Origin: 'http://127.0.0.1:1' }],
    ['a page without an origin', { Origin: 'null' }],
    ['a site that only the browser knows to be another one', { 'Sec-Fetch-Site': 'cross-site' }],
  ])('are not taken from %s', async (_whose, headers) => {
    const reply = await send(`/web/topics/${topicId}/reply`, 'ada', { fields: { raw: 'Written by somebody else.' }, headers });
    const person = await send('/web/person', '', { fields: { person: 'dana' }, headers });
    const control = await send('/sandbox/act', '', { fields: { as: 'ada', do: 'close', with: String(topicId) }, headers });

    expect([reply.status, person.status, control.status]).toEqual([403, 403, 403]);
    expect(person.cookie).toBeNull();
    expect(textsIn(topicId)).toEqual(['The radiators are cold.']);
  });

  it('need to say where they come from', async () => {
    const response = await fetch(`${stage.sandbox.url}/web/posts/${postId}/like`, { method: 'POST', headers: asPerson('bo') });

    expect(response.status).toBe(403);
    expect(stage.sandbox.state.likes).toEqual([]);
  });

  it('are carried out once, however often they are sent, unless something else was written into them', async () => {
    const fields = { once: 'token-1', as: 'bo', raw: 'Tell the landlord.' };

    const first = await send(`/web/topics/${topicId}/reply`, 'bo', { fields });
    const second = await send(`/web/topics/${topicId}/reply`, 'bo', { fields });

    const another = await send(`/web/topics/${topicId}/reply`, 'bo', { fields: { ...fields, raw: 'In writing.' } });

    expect([first, second, another].map(({ location }) => location)).toEqual([2, 2, 3].map((number) => `/t/${topicId}#post_${number}`));
    expect(textsIn(topicId)).toEqual(['The radiators are cold.', 'Tell the landlord.', 'In writing.']);
  });

  it('show the reason of the forum and keep what was typed', async () => {
    const short = await send(`/web/topics/${topicId}/reply`, 'ada', { fields: { once: 'token-1', as: 'ada', raw: '<b>?' } });
    const untitled = await send('/web/ask', 'ada', {
      fields: { title: 'Short', raw: 'A text that is kept.', category: '5', tags: 'how-to' },
    });
    const again = await send(`/web/topics/${topicId}/reply`, 'ada', { fields: { once: 'token-1', as: 'ada', raw: 'Longer now.' } });

    expect(short.status).toBe(422);
    expect(short.text).toMatch(/role="alert"[\s\S]*Body is too short \(minimum is 5 characters\)/);
    expect(short.text).toMatch(/<textarea[^>]*>&lt;b>\?<\/textarea>/);
    expect(untitled.text).toMatch(/Title is too short \(minimum is 8 characters\)/);
    expect(untitled.text).toMatch(/value="Short"[\s\S]*A text that is kept\.<\/textarea>[\s\S]*value="how-to"/);
    expect(again.location).toBe(`/t/${topicId}#post_2`);
  });

  it('keep a text whose page is gone, and one of another person', async () => {
    stage.sandbox.as('chris').close(topicId);
    const closed = await send(`/web/topics/${topicId}/reply`, 'ada', { fields: { as: 'ada', raw: 'Too late, yet not lost.' } });
    const other = await send('/web/message', 'bo', {
      fields: { as: 'ada', to: 'ute', title: 'For Ute', raw: 'Made by Ada in another tab.' },
    });
    const hidden = await send('/web/topics/4711/reply', 'ada', { fields: { as: 'ada', raw: 'Into the void.' } });

    expect(closed).toMatchObject({ status: 422, text: expect.stringMatching(/What you wrote[\s\S]*Too late, yet not lost\./) });
    expect(other).toMatchObject({ status: 409, text: expect.stringMatching(/made for @ada[\s\S]*Made by Ada in another tab\./) });
    expect(hidden).toMatchObject({ status: 404, text: expect.stringContaining('Into the void.') });
  });

  it('notice that somebody else changed the text meanwhile, and not that browsers write line ends in their way', async () => {
    stage.sandbox.as('ada').edit(postId, 'One line.\nAnother line.');
    const edit = (before: string) =>
      send(`/web/posts/${postId}/edit`, 'ada', { fields: { as: 'ada', before, raw: 'One line.\r\nA new line.', reason: 'better' } });

    const stale = await edit('The radiators are cold.');
    const fresh = await edit('One line.\r\nAnother line.');

    expect(stale).toMatchObject({ status: 409, text: expect.stringContaining('edited by another user') });
    expect(stale.text).toContain('A new line.');
    expect(fresh.status).toBe(303);
    expect(textsIn(topicId)).toEqual(['One line.\nA new line.']);
  });

  it('do nothing for nobody, and nothing that a person may not do', async () => {
    const nobody = await send(`/web/posts/${postId}/like`, '');
    const close = await send(`/web/topics/${topicId}/close`, 'bo');
    const own = await send(`/web/posts/${postId}/like`, 'ada');
    const unknown = await send(`/web/posts/${postId}/explode`, 'ada');

    expect([nobody.status, close.status, own.status, unknown.status]).toEqual([403, 403, 403, 404]);
    expect(close.text).toContain('You are not permitted');
    expect(stage.sandbox.state.topics.find(({ id }) => id === topicId)?.closed).toBe(false);
    expect(stage.sandbox.state.likes).toEqual([]);
  });

  it('make the visitor a person or nobody, and lead back to this forum only', async () => {
    const ada = await send('/web/person', '', { fields: { person: 'ada', back: `/t/${topicId}` } });
    const away = await send('/web/person', 'ada', { fields: { person: '', back: '//evil.example' } });
    const system = await send('/web/person', '', { fields: { person: 'system', back: '/' } });

    expect(ada).toMatchObject({ status: 303, location: `/t/${topicId}`, cookie: expect.stringMatching(/^sandbox_person=ada;.*HttpOnly/) });
    expect(away).toMatchObject({ location: '/', cookie: expect.stringMatching(/^sandbox_person=;/) });
    expect(system.cookie).not.toContain('system');
  });
});

describe('pages of the sandbox forum', () => {
  it('show each person the buttons that this person may use', async () => {
    const buttons = async (username: string): Promise<string[]> => {
      const { text } = await look(`/t/${topicId}`, username);
      return [...text.matchAll(/action="\/web\/(?:posts|topics)\/\d+\/(\w+)"/g)].map((found) => found[1] ?? '');
    };
    stage.sandbox.as('timo').reply(topicId, 'Same here, since Sunday.');

    expect(await buttons('')).toEqual([]);
    expect(await buttons('ada')).toEqual(['like', 'accept', 'reply']);
    expect(await buttons('bo')).toEqual(['like', 'like', 'reply', 'assign']);
    expect(await buttons('chris')).toEqual(['like', 'delete', 'like', 'accept', 'delete', 'reply', 'close', 'delete', 'assign']);
  });

  it('show a whisper to staff, what the author took back to nobody else, and a hidden text to who may read it', async () => {
    stage.sandbox.as('chris').reply(topicId, 'WHISPER-1 among us.', { whisper: true });
    const taken = stage.sandbox.as('bo').reply(topicId, 'FIRSTTEXT is wrong.');
    stage.sandbox.as('bo').edit(taken.id, { raw: 'SECONDTEXT is wrong too.', reason: 'x' });
    stage.sandbox.as('bo').delete(taken.id);
    const hidden = stage.sandbox.as('timo').reply(topicId, 'HIDDEN-1 is rude.');
    stage.sandbox.as('chris').hide(hidden.id);
    const seen = async (username: string): Promise<string> => {
      const pages = [`/t/${topicId}`, `/web/posts/${taken.id}/revisions`, `/t/${topicId}?quote=${hidden.id}`];
      const texts = await Promise.all(pages.map(async (path) => (await look(path, username)).text));
      return ['WHISPER-1', 'FIRSTTEXT', 'SECONDTEXT', 'HIDDEN-1'].filter((word) => texts.join('').includes(word)).join(' ');
    };

    expect(await seen('ada')).toBe('');
    expect(await seen('bo')).toBe('FIRSTTEXT SECONDTEXT');
    expect(await seen('timo')).toBe('HIDDEN-1');
    expect(await seen('chris')).toBe('WHISPER-1 FIRSTTEXT SECONDTEXT HIDDEN-1');
  });

  it('show the inbox of a group to its members and admins', async () => {
    stage.sandbox.as('ada').message({ to: ['housing_experts'], title: 'My contract', raw: 'The contract is long.' });
    const statuses = await Promise.all(
      ['', 'ada', 'bo', 'chris', 'dana'].map(async (one) => (await look('/web/messages/group/housing_experts', one)).status),
    );

    expect(statuses).toEqual([404, 404, 200, 404, 200]);
    expect((await look('/web/messages/group/housing_experts', 'bo')).text).toContain('My contract');
    expect((await look('/web/messages', 'ada')).text).toContain('My contract');
    expect((await look('/web/messages', 'bo')).text).not.toContain('My contract');
  });

  it('know the addresses that the forum writes into posts', async () => {
    const [post, titled, form] = await Promise.all(
      [`/t/${topicId}/2`, `/t/heating-is-cold/${topicId}/2`, `/web/topics/${topicId}/reply`].map((path) => look(path, '')),
    );

    expect([post?.location, titled?.location, form?.location]).toEqual([`/t/${topicId}#post_2`, `/t/${topicId}#post_2`, `/t/${topicId}`]);
    expect((await look(`/t/heating-is-cold/${topicId}`, '')).text).toContain('Heating is cold');
  });

  it('are not shown under a foreign name that leads here', async () => {
    const { port } = new URL(stage.sandbox.url);
    const { request } = await import('node:http');
    const status = await new Promise<number | undefined>((resolve, reject) => {
      request({ port, host: '127.0.0.1', path: '/', headers: { Host: `evil.example:${port}` } }, (response) => {
        response.resume();
        resolve(response.statusCode);
      })
        .on('error', reject)
        .end();
    });

    expect(status).toBe(403);
  });
});
