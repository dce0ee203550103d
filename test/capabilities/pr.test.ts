import { createHmac, randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { serviceJobs } from '../../service/adapters/cron/schedules.js';
import { replay } from '../../service/cli/replay/replay.js';
import { loadReplaySettings } from '../../service/cli/replay/settings.js';
import { loadStory } from '../../service/cli/replay/story.js';
import { rules } from '../../service/features/list.js';
import { addSeconds } from '../../shared/instant.js';
import { MAIL_ADDRESS, rowsWith, scanDatabase } from '../support/database-scan.js';
import { DESK_MILLISECONDS, startDesk, type Desk } from '../support/desk.js';
import { settableClock } from '../support/settable-clock.js';

const STORIES = fileURLToPath(new URL('../fixtures/recordings/stories/', import.meta.url));
const DAY = 24 * 3600;

let desk: Desk;

beforeAll(async () => {
  desk = await startDesk({ secrets: ['the old secret', 'the new secret'] });
  await desk.sandbox.playStory({ speed: 60 });
  desk.sandbox
    .as('paula')
    .message({ to: ['timo'], title: 'Canaryblue and the party', raw: 'Canaryred: the party is at nine, tell nobody.' });
  await desk.quiet();
}, DESK_MILLISECONDS);

afterAll(() => desk.stop());

async function otherForum(): Promise<string> {
  const id = `forum-${randomUUID()}`;
  await desk.store.openForum({ id, botId: 999, botName: 'desk', mode: 'live', secret: 'markers' });
  return id;
}

function sentWith(word: string): unknown[] {
  return desk.sandbox.sent().filter(({ body }) => body.includes(word));
}

async function deliver(event: string, json: unknown): Promise<number> {
  const body = JSON.stringify(json);
  const headers = {
    'X-Discourse-Event': event,
    'X-Discourse-Event-Type': event.split('_')[0] ?? '',
    'X-Discourse-Event-Id': '900001',
    'X-Discourse-Event-Signature': `sha256=${createHmac('sha256', 'the old secret').update(body).digest('hex')}`,
  };
  return (await fetch(`${desk.url}/hooks/all`, { method: 'POST', headers, body })).status;
}

describe('the database after the story of the sandbox', () => {
  it('PR-01.1 holds no mail address and no text of a private message', async () => {
    const person = { id: 77, username: 'zoe', email: 'zoe@example.org', created_at: '2026-11-24T09:00:00.000Z' };
    const status = await deliver('user_created', { user: person });
    await desk.quiet();
    const rows = await scanDatabase(desk.database);

    expect(status).toBe(200);
    expect(rowsWith(rows, /"event":"user_created"/)).not.toEqual([]);
    expect(sentWith('Canaryred')).not.toEqual([]);
    expect(rowsWith(rows, /radiators/)).not.toEqual([]);
    expect(rowsWith(rows, MAIL_ADDRESS)).toEqual([]);
    expect(rowsWith(rows, /canary/i)).toEqual([]);
  });

  it('PR-01.3 holds of a delivery of what was asked in private ids, versions and times, and no word; what the bot may read of the ticket is marked private', async () => {
    const asked = desk.sandbox.state.posts.find((post) => post.raw.includes('leave by May'));
    const rows = await scanDatabase(desk.database);

    expect((await desk.ticket(asked?.topicId ?? 0)).isPrivate).toBe(true);
    expect(sentWith('leave by May')).not.toEqual([]);
    expect(rowsWith(rows, /\\"kept\\":\\"ids\\",\\"post\\":\{\\"id\\":\d+.*\\"version\\":1/).map(({ table }) => table)).toContain(
      'delivery',
    );
    const found = rowsWith(rows, /leave by May|about my landlord|do not have to leave/);
    expect(found.map(({ table }) => table)).toEqual(['text', 'text', 'text']);
    for (const { row } of found) expect(row).toContain('"is_private":true');
  });

  it('PR-12.1 no canary word of a private message or ticket is in the log, whatever goes wrong', async () => {
    const privately = desk.sandbox.state.posts.find((post) => post.raw.includes('leave by May'))?.topicId ?? 0;
    desk.sandbox.misbehave({ down: '503', requests: 3 });
    desk.sandbox.as('ravi').reply(privately, 'Canarygreen: the letter of my landlord is from Monday.');
    await desk.quiet();
    desk.sandbox.misbehave({ limit: 'address', requests: 2, waitSeconds: 1 });
    desk.sandbox.as('viktor').reply(privately, 'Canaryyellow: then the time runs from Tuesday.');
    await desk.quiet();
    const refused = await fetch(`${desk.url}/hooks/all`, { method: 'POST', body: '{"post":{"raw":"Canarywhite"}}' });

    expect(refused.status).toBe(401);
    expect(desk.lines.length).toBeGreaterThan(0);
    expect(desk.lines.filter((line) => /canary|leave by May|my landlord/i.test(line))).toEqual([]);
  });
});

describe('the database after the recorded main story', () => {
  it('PR-01.1 PR-01.3 holds no mail address and no text of a private message', async () => {
    const settings = loadReplaySettings(`${STORIES}main.settings.yaml`, rules.features);
    if (!settings.ok) throw new Error(JSON.stringify(settings.problems));
    const story = loadStory(`${STORIES}main.jsonl`, { hook: settings.settings.hook, until: null });
    const forumId = await otherForum();
    await replay({
      story,
      settings: settings.settings,
      store: desk.store,
      rules,
      forumId,
      now: story.lastAt,
      shuffleSeed: null,
      duplicateRate: 0,
    });
    const rows = (await scanDatabase(desk.database)).filter(({ row }) => row.includes(forumId));

    expect(story.deliveries.filter(({ body }) => MAIL_ADDRESS.test(body))).not.toEqual([]);
    expect(story.deliveries.filter(({ body }) => body.includes('SECRET'))).not.toEqual([]);
    expect(rows.filter(({ table }) => table === 'delivery').length).toBeGreaterThan(100);
    expect(rowsWith(rows, MAIL_ADDRESS)).toEqual([]);
    // These two stood in public until somebody moved them into a message.
    expect(rowsWith(rows, /SECRET/).filter(({ row }) => !/SECRET-MAIN-(?:7|10)\b/.test(row))).toEqual([]);
  });
});

describe('bodies of deliveries', () => {
  it('PR-01.2 are empty after seven days, and stay until then', async () => {
    const forumId = await otherForum();
    const clock = settableClock('2026-11-24T10:00:00.000Z');
    const [forget] = serviceJobs({
      forumId,
      store: desk.store,
      clock,
      queue: { ring: () => undefined, listen: () => () => Promise.resolve() },
      sweepTick: () => Promise.resolve(),
      findMissing: () => Promise.resolve(),
    }).filter((job) => job.name === 'forget-bodies');
    if (!forget) throw new Error('nothing forgets bodies');
    await desk.store.storeDeliveries([
      { forumId, hook: '/hooks/all', eventId: '1', event: 'post_created', bodyHash: 'h', body: '{"a":"word"}', receivedAt: clock.now() },
    ]);
    const [stored] = await desk.store.waitingDeliveries(forumId, 1);
    const bodyNow = async (): Promise<string | undefined> => (await desk.store.delivery(stored?.id ?? 0))?.body;

    clock.pass(7 * DAY - 1);
    await forget.run(new AbortController().signal);
    const before = await bodyNow();
    clock.pass(2);
    await forget.run(new AbortController().signal);

    expect(before).toBe('{"a":"word"}');
    expect(await bodyNow()).toBe('');
    expect(addSeconds(stored?.receivedAt ?? '', 7 * DAY) < clock.now()).toBe(true);
  });
});

describe('a secret of the webhook', () => {
  it('PR-12.2 is changed while both are taken, without a lost delivery', async () => {
    const from = desk.sandbox.sent().length;
    const ask = (title: string) =>
      desk.sandbox.as('sofia').ask({ category: 'Housing Desk', title, raw: `How do I do that? ${title}` }).topicId;
    const topics = [ask('Who sweeps the snow before the house')];
    desk.sandbox.admin.setOnlyHook({ url: `${desk.url}/hooks/all`, secret: 'the new secret' });
    topics.push(ask('Who sweeps the snow behind the house'));
    await desk.quiet();

    const sent = desk.sandbox.sent().slice(from);
    expect(sent.length).toBeGreaterThan(4);
    expect(sent.filter(({ status }) => status !== 200)).toEqual([]);
    for (const topic of topics) expect((await desk.ticket(topic)).community).toBe('housing');
  });
});
