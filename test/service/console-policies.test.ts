import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clocks } from '../../service/features/clocks/index.js';
import type { Store } from '../../service/ports/store.js';
import { testStore } from '../support/database.js';
import {
  CANARIES,
  learnPeople,
  learnPrivate,
  openConsoleForum,
  PEOPLE,
  postOf,
  PRIVATE,
  topicOf,
  type ConsoleForum,
} from '../support/console-forum.js';

const LIFTS = { name: 'lifts', when: { tag: 'lift' }, targets: { firstReplyMinutes: 30 } };
const RENT = {
  name: 'rent',
  when: { tag: ['rent', 'deposit'] },
  targets: { firstReplyMinutes: 60, byPriority: { urgent: { firstReplyMinutes: 15 } } },
};
const NOTHING = 'Conditions left empty match nothing';

const tests = testStore();
let store: Store;
let forum: ConsoleForum;

beforeAll(async () => {
  ({ store } = tests);
  const id = await tests.newForum();
  forum = await openConsoleForum(store, id, { people: PEOPLE, clocks: { policies: [LIFTS, RENT] } });
  await learnPeople(store, id);
  for (const [topic, tags] of [
    [20, ['rent']],
    [30, ['lift']],
    [31, ['lift', 'rent']],
    [32, []],
    [33, ['garden']],
  ] as const)
    await forum.learn(topicOf({ id: topic, tags }), [postOf({ id: 100 + topic, topicId: topic })]);
  await learnPrivate(forum);
}, 60_000);

afterAll(() => forum.server.close());

function textOf(html: string): string {
  return html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ')
    .replace(/ ([,.:;])/g, '$1');
}

const get = async (query = '', person = 'carla') => (await forum.page(`/policies${query}`, { cookie: `console_person=${person}` })).text;

/** Presses a button of the form, with what else is in it. */
async function press(deed: string, fields: Readonly<Record<string, string | readonly string[]>> = {}): Promise<string> {
  const form = new URLSearchParams({ community: 'housing', do: deed });
  for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) form.append(name, value);
  const response = await fetch(`http://127.0.0.1:${forum.server.port}/policies`, {
    method: 'POST',
    body: form,
    headers: { cookie: 'console_person=carla', 'sec-fetch-site': 'same-origin' },
  });
  return response.text();
}

const draftIn = (html: string) =>
  (/<textarea[^>]*>([\s\S]*?)<\/textarea>/.exec(html)?.[1] ?? '')
    .replaceAll('&lt;', '<')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .trim();
const orderIn = (html: string) => [...html.matchAll(/<strong>([^<]+)<\/strong><\/td><td data-name="For/g)].map(([, name]) => name);
const countsIn = (html: string): Readonly<Record<string, number>> =>
  Object.fromEntries(
    [...html.matchAll(/<strong>([^<]+)<\/strong><\/td>[\s\S]*?data-name="Open tickets now">(\d+)/g)].map(
      ([, name = '', count]) => [name, Number(count)] as const,
    ),
  );
const valueOf = (html: string, name: string) => new RegExp(`name="${name.replaceAll('.', '\\.')}"[^>]*value="([^"]*)"`).exec(html)?.[1];

describe('the page of policies', () => {
  it('shows the order, the conditions in words, the targets per priority and the open tickets of each', async () => {
    const html = await get();

    expect(orderIn(html)).toEqual(['lifts', 'rent', 'default']);
    expect(textOf(html)).toContain('2. rent with the tag rent or deposit first official reply: 15 / 60 / 60 / 960');
    expect(countsIn(html)).toEqual({ lifts: 2, rent: 1, default: 3 });
    expect(html).not.toContain('<script');
  });

  it('CL-09.1 counts for a draft what the questions get when it is applied and they are matched', async () => {
    const draft = [RENT, { name: 'green', when: { tag: 'garden' } }, LIFTS];
    const preview = countsIn(await press('look', { text: JSON.stringify({ policies: draft }) }));
    const settings = (await store.settings(forum.forumId)).at(-1)?.settings;
    if (!settings) throw new Error('no settings');
    const features = { ...settings.features, clocks: { mode: 'on' as const, settings: clocks.settings.parse({ policies: draft }) } };
    const [before] = await store.settings(forum.forumId);
    await store.applySettings(forum.forumId, [
      { community: 'housing', version: 2, at: '2026-11-03T11:00:00.000Z', recompute: true, settings: { ...settings, features } },
    ]);
    // The next event, a question of its own, lets all of them be derived.
    await forum.learn(topicOf({ id: 34, tags: ['garden'] }), [postOf({ id: 134, topicId: 34 })]);
    const rows = (await store.rowsOfAll(forum.forumId, 'clock', 100)).map(({ row }) => row as { metric: string; policyName: string });
    const got = rows.filter(({ metric }) => metric === 'cr').map(({ policyName }) => policyName);
    const counted = (name: string) => got.filter((one) => one === name).length;

    expect(preview).toEqual({ rent: 2, green: 1, lifts: 1, default: 2 });
    expect({ rent: counted('rent'), green: counted('green') - 1, lifts: counted('lifts'), default: counted('default') }).toEqual(preview);
    expect(countsIn(await get())).toEqual({ ...preview, green: 2 });
    if (before?.settings)
      await store.applySettings(forum.forumId, [{ ...before, version: 3, at: '2026-11-03T11:30:00.000Z', recompute: true }]);
    await forum.learn(topicOf({ id: 34, tags: [] }), [postOf({ id: 134, topicId: 34 })]);
  });

  it('CL-09.2 says that conditions left empty match nothing, and refuses a policy without any', async () => {
    const html = await press('save', { name: 'empty', text: draftIn(await get()) });

    expect(textOf(await get())).toContain(NOTHING);
    expect(textOf(html)).toContain('empty: when: conditions left empty match nothing');
    expect(orderIn(html)).toEqual(['lifts', 'rent', 'default']);
    expect(valueOf(html, 'name')).toBe('empty');
  });

  it('CL-09.3 changes the order by buttons of a plain form, which work by keyboard', async () => {
    const text = draftIn(await get());
    const down = await press('down:0', { text });
    const up = await press('up:1', { text: draftIn(down) });

    expect(await get()).toMatch(/<button type="submit" name="do" value="down:0" aria-label="Down: lifts">/);
    expect(orderIn(down)).toEqual(['rent', 'lifts', 'default']);
    expect(countsIn(down)).toMatchObject({ rent: 2, lifts: 1 });
    expect(orderIn(up)).toEqual(['lifts', 'rent', 'default']);
    // Return in a field presses the first button of the form, which moves nothing.
    expect(/<form method="post" action="\/policies"><button type="submit" name="do" value="look"/.test(up)).toBe(true);
    expect(orderIn(await press('up:0', { text }))).toEqual(['lifts', 'rent', 'default']);
  });

  it('adds, changes and removes a policy in the lines for the file, and applies nothing', async () => {
    const added = await press('save', {
      name: 'mail',
      'when.channel': ['mail'],
      'when.priority': ['urgent', 'high'],
      'target.normal.firstReplyMinutes': '45',
      'target.urgent.firstReplyMinutes': '15',
      'target.low.updateMinutes': 'none',
      thresholds: '80',
      urgent: 'yes',
      text: draftIn(await get()),
    });
    const edited = await press('edit:2', { text: draftIn(added) });
    const changed = await press('save', { index: '2', name: 'letters', 'when.channel': ['mail'], text: draftIn(added) });
    const removed = await press('remove:2', { text: draftIn(changed) });

    expect(orderIn(added)).toEqual(['lifts', 'rent', 'mail', 'default']);
    expect(draftIn(added)).toContain(
      '- name: mail\n    when:\n      channel:\n        - mail\n      priority:\n        - urgent\n        - high',
    );
    expect(valueOf(edited, 'target.urgent.firstReplyMinutes')).toBe('15');
    expect(valueOf(edited, 'target.low.updateMinutes')).toBe('none');
    expect(orderIn(changed)).toEqual(['lifts', 'rent', 'letters', 'default']);
    expect(orderIn(removed)).toEqual(['lifts', 'rent', 'default']);
    expect(orderIn(await get())).toEqual(['lifts', 'rent', 'default']);
  });

  it('loses nothing that was typed where it is refused, in the form and in the lines', async () => {
    const html = await press('save', { name: 'x', 'when.category': 'five', 'target.high.firstReplyMinutes': '0', text: 'policies: []' });
    const broken = await press('look', { name: 'half', text: 'policies: {oops' });

    expect(valueOf(html, 'when.category')).toBe('five');
    expect(valueOf(html, 'target.high.firstReplyMinutes')).toBe('0');
    expect(textOf(html)).toContain('x: targets.byPriority.high.firstReplyMinutes: a target is at least one minute');
    expect(draftIn(broken)).toBe('policies: {oops');
    expect(valueOf(broken, 'name')).toBe('half');
    expect(textOf(broken)).toContain('the lines are no list of policies');
  });

  it('tells which policy a ticket gets, and why not those before', async () => {
    const text = textOf(await press('look', { topic: 'HD-33', text: draftIn(await get()) }));

    expect(text).toContain('It gets “default”.');
    expect(text).toContain('lifts No: with the tag lift');
    expect(textOf(await get('?topic=31'))).toContain('It gets “lifts”.');
    expect(textOf(await get('?topic=4711'))).toContain('No ticket of this community');
  });

  it('is for those who run the desk, and shows nothing private', async () => {
    const stranger = await forum.page('/policies', { cookie: 'console_person=olga' });
    const operator = await get(`?topic=${PRIVATE}`, 'operator');

    expect(stranger.status).toBe(403);
    expect(stranger.text).not.toContain('lifts');
    for (const canary of CANARIES) expect(operator).not.toContain(canary);
  });

  it('takes no form from elsewhere', async () => {
    const response = await fetch(`http://127.0.0.1:${forum.server.port}/policies`, {
      method: 'POST',
      body: new URLSearchParams({ do: 'look' }),
    });

    expect(response.status).toBe(403);
  });
});
