import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createSandbox } from '../../service/sandbox/sandbox.js';
import { setUpSample } from '../../service/sandbox/sample.js';
import { callSandbox, createTestClock, stageSandbox } from '../support/sandbox.js';
import type { SandboxStage } from '../support/sandbox.js';

let stage: SandboxStage;

beforeEach(async () => {
  stage = await stageSandbox();
});

afterEach(async () => {
  await stage.stop();
});

const as = (name: string) => stage.sandbox.as(name);
const ask = (title = 'Heating is cold since Sunday') =>
  as('paula').ask({ category: 'Housing Desk', title, raw: `Please help me with this: ${title}.` });

/** Event ids in the order of arrival, after so many replies. */
async function replies(count: number): Promise<string[]> {
  const { topicId } = ask();
  await stage.sandbox.settled();
  stage.receiver.clear();
  for (let number = 0; number < count; number += 1) as('timo').reply(topicId, `Reply number ${number}.`);
  await stage.sandbox.settled();
  return stage.receiver.received.map((one) => String(one.payload['post_number']));
}

/** Lets the sandbox work for a moment of real time. */
const moment = () => new Promise<void>((resolve) => setTimeout(resolve, 60));

describe('deliveries on demand', () => {
  it('come late, when the clock says so', async () => {
    stage.sandbox.misbehave({ deliveryDelayMs: 90_000 });

    ask();
    await moment();
    const before = stage.receiver.received.length;
    stage.clock.pass(91);
    await stage.sandbox.settled();
    await moment();

    expect(before).toBe(0);
    expect(stage.receiver.events()).toEqual(['topic_created', 'post_created']);
  });

  it('come twice under one event id, or under two', async () => {
    stage.sandbox.misbehave({ doubleRate: 1 });
    ask();
    await stage.sandbox.settled();
    const same = stage.receiver.received.map((one) => `${one.event} ${one.eventId}`);
    stage.receiver.clear();
    stage.sandbox.misbehave({ doubleWithNewId: true });
    ask('Another question of mine');
    await stage.sandbox.settled();

    expect(new Set(same).size).toBe(2);
    expect(same).toHaveLength(4);
    expect(new Set(stage.receiver.received.map((one) => one.eventId)).size).toBe(4);
    expect(new Set(stage.receiver.received.map((one) => one.body)).size).toBe(2);
  });

  it('overtake each other', async () => {
    stage.sandbox.misbehave({ reorderRate: 0.5, reorderMs: 5_000 });

    const early = await replies(12);
    stage.clock.pass(6);
    await moment();
    await stage.sandbox.settled();
    const all = stage.receiver.received.flatMap((one) =>
      one.payload['post_type'] === 1 && one.payload['post_number'] !== 1 ? [Number(one.payload['post_number'])] : [],
    );

    expect(early.length).toBeLessThan(12);
    expect([...all].sort((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_one, index) => index + 2));
    expect(all).not.toEqual([...all].sort((a, b) => a - b));
  });

  it('are lost at the given rate, the same ones for the same seed', async () => {
    stage.sandbox.misbehave({ dropRate: 0.4 });
    const first = await replies(20);
    await stage.stop();
    stage = await stageSandbox();
    stage.sandbox.misbehave({ dropRate: 0.4 });
    const second = await replies(20);

    expect(first.length).toBeGreaterThan(4);
    expect(first.length).toBeLessThan(18);
    expect(second).toEqual(first);
  });
});

describe('the forum being away', () => {
  const write = () => callSandbox(stage.sandbox, 'POST /posts.json', { body: { topic_id: 21, raw: 'A reply while it is away.' } });
  const postsOfBot = () => stage.sandbox.state.posts.filter((post) => post.raw === 'A reply while it is away.').length;

  beforeEach(() => void ask());

  it('answers 503 so many times and is there again', async () => {
    stage.sandbox.misbehave({ down: '503', requests: 2 });

    const statuses = [(await write()).status, (await write()).status, (await write()).status];

    expect(statuses).toEqual([503, 503, 200]);
    expect(postsOfBot()).toBe(1);
  });

  it('drops the connection before the work, or after it', async () => {
    stage.sandbox.misbehave({ down: 'reset', requests: 1 });
    await expect(write()).rejects.toThrow();
    const before = postsOfBot();
    stage.sandbox.misbehave({ down: 'answerLost', requests: 1 });
    await expect(write()).rejects.toThrow();

    expect(before).toBe(0);
    expect(postsOfBot()).toBe(1);
    expect((await write()).status).toBe(200);
    expect(postsOfBot()).toBe(1);
  });

  it('refuses connections and takes them again at the same address', async () => {
    const { url } = stage.sandbox;
    await stage.sandbox.refuseConnections();
    await expect(write()).rejects.toThrow();
    await stage.sandbox.acceptConnections();

    expect(stage.sandbox.url).toBe(url);
    expect((await write()).status).toBe(200);
  });

  it('counts the calls of keys in a minute when it is told a limit', async () => {
    stage.sandbox.admin.settings({ callsPerMinute: 2 });
    const read = async () => (await callSandbox(stage.sandbox, 'GET /latest.json')).status;

    const statuses = [await read(), await read(), await read()];
    stage.clock.pass(60);

    expect([...statuses, await read()]).toEqual([200, 200, 429, 200]);
  });

  it('is controlled from outside, also while it is away', async () => {
    const control = (route: string, body?: unknown) =>
      callSandbox(stage.sandbox, route, { as: null, ...(body === undefined ? {} : { body }) });
    await control('PUT /sandbox/misbehaviour', { down: '503', nonsense: true, waitSeconds: 'no number' });
    const away = await write();
    const acted = await control('POST /sandbox/act', { as: 'timo', do: 'reply', with: [21, 'Said through the controls.'] });
    const refused = await control('POST /sandbox/act', { as: 'timo', do: 'close', with: [21] });
    await control('DELETE /sandbox/misbehaviour');

    expect(away.status).toBe(503);
    expect(acted).toMatchObject({ status: 200, json: { raw: 'Said through the controls.', topicId: 21 } });
    expect(refused.status).toBe(403);
    expect((await write()).status).toBe(200);
  });
});

describe('pages for people', () => {
  it('show public topics and their posts, and nothing private', async () => {
    const { topicId } = ask('Heating <b>is</b> cold');
    as('desk_bot').reply(topicId, 'Expect an answer by Friday.\n\n<!-- hd1-abcdefghijklmnopqrstuvwxyz -->');
    const message = as('paula').message({ to: ['ute'], title: 'A private question', raw: 'SECRET-1 do not publish.' });
    as('xaver').reply(topicId, 'SECRET-2 for staff.', { whisper: true });
    as('ute').ask({ category: 'Expert Library', title: 'A text block for experts', raw: 'SECRET-3 for experts.' });
    const page = (path: string) => callSandbox(stage.sandbox, `GET ${path}`, { as: null, headers: { Accept: 'text/html' } });

    const [list, topic, hidden] = [await page('/'), await page(`/t/${topicId}`), await page(`/t/${message.topicId}`)];

    expect(list.text).toContain(`<a href="/t/${topicId}">Heating &lt;b>is&lt;/b> cold</a>`);
    expect(topic.text).toMatch(/<article class="status"[\s\S]*Desk Bot[\s\S]*Expect an answer by Friday/);
    expect(`${list.text}${topic.text}`).not.toMatch(/SECRET|A private question|text block|<b>|hd1-/);
    expect(hidden.status).toBe(404);
    expect((await callSandbox(stage.sandbox, `GET /t/${topicId}`)).json).toMatchObject({ id: topicId });
  });
});

describe('a restart', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sandbox-'));
  const dataFile = join(folder, 'forum.json');

  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('continues with the same things, the story where it was, and the deliveries that had not been sent', async () => {
    const clock = createTestClock();
    const first = createSandbox({ clock, dataFile });
    setUpSample(first);
    first.admin.addHook({ url: stage.receiver.url, secret: 'sandbox-secret-1' });
    await first.start();
    first.misbehave({ deliveryDelayMs: 3_600_000 });
    const aborted = new AbortController();
    const played = first.playStory({ signal: aborted.signal });
    for (let second = 0; second < 40; second += 1) await tick(clock);
    aborted.abort();
    await first.stop();
    clock.pass(1);
    await played;
    const saved = JSON.parse(readFileSync(dataFile, 'utf8')) as { story: { step: number } };

    const second = createSandbox({ clock, dataFile });
    await second.start();
    const rest = second.playStory({ speed: 10 });
    for (let ticks = 0; ticks < 30; ticks += 1) await tick(clock);
    await rest;
    clock.pass(4_000);
    await moment();
    await second.settled();
    await second.stop();

    expect(saved.story.step).toBeGreaterThan(1);
    expect(saved.story.step).toBeLessThan(8);
    expect(second.continued).toBe(true);
    expect(second.state.topics.map((topic) => topic.title)).toEqual([
      'How do I read the meter in the cellar?',
      'Heating is cold since Sunday',
      'Laptop does not find the printer',
      'A question about my landlord',
      'May the deposit be paid in parts?',
    ]);
    expect(stage.receiver.received.filter((one) => one.event === 'topic_created')).toHaveLength(4);
    expect(existsSync(`${dataFile}.new`)).toBe(false);
  });

  async function tick(clock: ReturnType<typeof createTestClock>): Promise<void> {
    clock.pass(1);
    await new Promise<void>((resolve) => setImmediate(resolve));
  }
});
