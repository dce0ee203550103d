import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { applyCommunities } from '../../service/assembly/apply-communities.js';
import { previewSettings } from '../../service/assembly/preview-settings.js';
import { runDeskCommand } from '../../service/cli/desk-commands.js';
import { createTicketProcessor } from '../../service/engine/process.js';
import { rules } from '../../service/features/list.js';
import type { Preview } from '../../service/reports/preview.js';
import { factOf } from '../../shared/facts.js';
import { addSeconds } from '../../shared/instant.js';
import { nameKey } from '../../shared/names.js';
import { NOW, openConsoleForum, PEOPLE, type ConsoleForum } from '../support/console-forum.js';
import { playMonth, TOPICS } from '../support/desk-month.js';
import { testStore } from '../support/database.js';
import { keepingLog } from '../support/keeping-log.js';
import { sampleInWords } from '../../service/reports/words.js';

const tests = testStore();
let now = NOW;
const clock = { now: () => now, sleep: async () => undefined };
const EVERYTHING = { counts: () => true, reads: () => true };
let forum: ConsoleForum;

beforeAll(async () => {
  const forumId = await tests.newForum();
  const applying = { store: tests.store, forumId, features: rules.features, clock, forum: null };
  forum = await openConsoleForum(tests.store, forumId, {
    people: PEOPLE,
    trySettings: (text, asked) => previewSettings({ name: 'the settings', text }, applying, asked),
  });
  await playMonth(tests.store, forum);
  const learnt = { at: NOW, learntAt: NOW, source: 'read:group:41' };
  const facts = [
    factOf({ type: 'GroupNamed', group: 41, name: nameKey('housing_experts') }, learnt),
    factOf({ type: 'GroupNamed', group: 43, name: nameKey('facilitators') }, learnt),
    factOf({ type: 'CategorySeen', category: 5, parent: null, readRestricted: false }, learnt),
  ];
  await tests.store.learn(forum.forumId, { facts, texts: [], labels: [], needs: [], confirmations: [], cause: { type: 'none' } });
}, 60_000);

afterAll(() => forum.server.close());

const parts = () => ({ store: tests.store, forumId: forum.forumId, features: rules.features, clock, forum: null });

/** A settings file as somebody would write it, with these settings of the clocks. */
function file(clocks: unknown): { readonly name: string; readonly text: string } {
  const community = {
    id: 'housing',
    name: 'Housing',
    category: 5,
    experts: 'housing_experts',
    facilitators: 'facilitators',
    settleSeconds: 0,
    features: { triage: { mode: 'on' }, clocks: { mode: 'on', settings: clocks } },
  };
  return { name: 'new.yaml', text: stringify({ communities: [community] }) };
}

async function previewOf(clocks: unknown, more: Partial<Parameters<typeof previewSettings>[2]> = {}): Promise<Preview> {
  const answer = await previewSettings(file(clocks), parts(), { since: '2026-10-01', viewer: EVERYTHING, ...more });
  if (!answer.ok) throw new Error(answer.text);
  return answer.preview;
}

interface ClockInRow {
  readonly metric: string;
  readonly number: number;
  readonly due: string | null;
  readonly endedAt: string | null;
  readonly breachedAt: string | null;
}

/** Due and breach of every open clock, as the projection has them. */
async function openClocks(): Promise<Map<string, { readonly due: string | null; readonly isLate: boolean }>> {
  const found = new Map<string, { readonly due: string | null; readonly isLate: boolean }>();
  for (const { topicId, row } of await tests.store.clockRows(forum.forumId, { from: '2000', to: '3000' })) {
    const { metric, number, due, endedAt, breachedAt } = row as ClockInRow;
    if (endedAt === null && metric !== 'cr') found.set(`${topicId} ${metric}:${number}`, { due, isLate: breachedAt !== null });
  }
  return found;
}

/** Everything in the database of this forum that a preview could touch. */
async function everything(): Promise<string> {
  const { store } = tests;
  const { forumId } = forum;
  const tickets = await store.tickets(forumId);
  const rows = await Promise.all(tickets.map(({ topicId }) => store.rows(forumId, topicId)));
  const dirty = await store.dirtyTopics(forumId, 1_000);
  return JSON.stringify([
    await store.allFacts(forumId),
    await store.settings(forumId),
    await store.effects(forumId, {}),
    await store.needs(forumId),
    await store.notes(forumId),
    tickets,
    rows,
    dirty,
  ]);
}

const SHORTER = { targets: { firstReplyMinutes: 60, updateMinutes: 300 } };
const LATER = {
  calendar: { tz: 'Europe/Berlin', hours: { mon: [['12:00', '14:00']], tue: [['12:00', '14:00']], wed: [['10:00', '12:00']] } },
  policies: [{ name: 'rent', when: { tag: ['rent'] }, targets: { firstReplyMinutes: 120 } }],
};

describe('a preview of settings', () => {
  it('CL-10.2 writes nothing', async () => {
    const before = await everything();

    await previewOf(SHORTER);

    expect(await everything()).toBe(before);
  });

  it('says how many due times move, how far and which, and what would be late by that', async () => {
    const { moves, moved } = await previewOf(SHORTER);

    // Two first and next replies, two updates, and what was overdue before; most moves the update, from 24 to 5 hours.
    expect(moves.find(({ audience }) => audience === 'public')?.figures).toMatchObject({
      earlier: 5,
      later: 0,
      late: 1,
      mostSeconds: 19 * 3600,
    });
    expect(moved).toContainEqual(
      expect.objectContaining({
        topicId: TOPICS.today,
        metric: 'fr',
        dueThen: '2026-11-03T11:00:00.000Z',
        seconds: -7 * 3600,
        isLate: true,
      }),
    );
  });

  it('says what would have been late, with the list', async () => {
    const { lookBack } = await previewOf(SHORTER);
    const first = (lines: typeof lookBack.before) =>
      lines.find(({ of }) => of.metric === 'fr' && of.audience === 'public')?.figures?.counts;

    expect(first(lookBack.before)).toMatchObject({ met: 1, late: 2, ['met_by_resolution']: 4, open: 1 });
    expect(first(lookBack.after)).toMatchObject({ met: 0, late: 8 });
    expect(lookBack.changes).toContainEqual({
      entry: expect.objectContaining({ topicId: TOPICS.inTime, metric: 'fr' }),
      before: 'met',
      after: 'late',
    });
  });

  it('CL-10.3 takes a sample above so many tickets, and says so', async () => {
    const steps: number[][] = [];
    const whole = await previewOf(SHORTER);
    const part = await previewOf(SHORTER, { mostTickets: 12, onProgress: (done, of) => steps.push([done, of]) });

    expect(whole.sample).toMatchObject({ of: 16, every: 1 });
    expect(part.sample).toMatchObject({ of: 16, open: whole.sample.open });
    expect(part.sample.every).toBeGreaterThan(1);
    expect(part.sample.topics.length).toBeLessThan(16);
    expect(sampleInWords(part.sample, 0)).toMatch(/^A sample: of 16 tickets \d+ were counted/);
    expect(part.moves).toEqual(whole.moves);
    expect(steps.at(-1)).toEqual([part.sample.topics.length, part.sample.topics.length]);
  });

  it('refuses a file with a mistake, and a day that is none', async () => {
    const wrong = await previewSettings(file({ targets: { firstReplyMinutes: 0 } }), parts(), { since: undefined, viewer: EVERYTHING });
    const date = await previewSettings(file(SHORTER), parts(), { since: '2026-02-30', viewer: EVERYTHING });

    expect(wrong).toMatchObject({ ok: false, text: expect.stringContaining('a target is at least one minute') });
    expect(date).toMatchObject({ ok: false, text: '2026-02-30 is no date; write it like 2026-11-29.' });
  });

  it('names private tickets to nobody who may not read them, and tells no figure of few of them', async () => {
    const desk = { store: tests.store, forumId: forum.forumId, rules, clock, forum: null };
    const { json, text } = await runDeskCommand(desk, 'policy preview', { ...words(SHORTER), since: '2026-10-01' });
    const ids = [...TOPICS.privateInTime, ...TOPICS.privateLate];

    for (const id of ids) expect(JSON.stringify(json)).not.toMatch(new RegExp(`"topicId":${id}\\b`));
    for (const id of ids) expect(text).not.toContain(`HD-${id}`);
    expect(text).toContain('Nothing was changed.');
  });

  it('shows the same on a page that needs no scripts, for those who run the desk only', async () => {
    const post = (person: string) =>
      fetch(`http://127.0.0.1:${forum.server.port}/preview`, {
        method: 'POST',
        headers: { cookie: `console_person=${person}`, origin: `http://127.0.0.1:${forum.server.port}` },
        body: new URLSearchParams({ text: file(SHORTER).text, since: '2026-10-01' }),
      });
    const shown = await (await post('carla')).text();

    expect(shown).toContain('Tue 3 Nov 2026, 11:00 UTC<span class="bad">, late by that</span>');
    expect(shown).toContain('All 16 tickets were counted');
    expect(shown).not.toContain('<script');
    for (const person of ['ada', 'erik', 'nobody']) expect((await post(person)).status).toBe(403);
  });

  // Last: it applies what it previewed.
  it.each([
    ['first replies that are not measured any more', { targets: { firstReplyMinutes: null } }],
    ['first replies that are measured again', { targets: { firstReplyMinutes: 480 } }],
    ['shorter targets', SHORTER],
    ['another calendar and a policy of its own', LATER],
  ])('CL-10.1 agrees with what is derived when it is applied and recomputed: %s', async (_name, clocks) => {
    now = addSeconds(now, 3_600);
    const before = await openClocks();
    const { moved } = await previewOf(clocks);
    const applied = await applyCommunities(file(clocks), { ...parts(), recompute: true });
    const queue = { ring: () => undefined, listen: () => async () => undefined };
    await createTicketProcessor({ store: tests.store, rules, clock, queue, log: keepingLog().log }).processWaiting(forum.forumId);
    const after = await openClocks();

    expect(applied).toMatchObject({ ok: true });
    expect(moved.length).toBeGreaterThan(0);
    for (const { topicId, metric, number, dueNow, dueThen, isLate } of moved) {
      const key = `${topicId} ${metric}:${number}`;
      expect({ key, due: before.get(key)?.due ?? null }).toEqual({ key, due: dueNow });
      expect({ key, due: after.get(key)?.due ?? null }).toEqual({ key, due: dueThen });
      // What is not measured any more is neither.
      if (dueThen === null) expect(after.has(key)).toBe(false);
      else expect(after.get(key)?.isLate ?? false).toBe(isLate || (before.get(key)?.isLate ?? false));
      before.delete(key);
      after.delete(key);
    }
    // What did not move in the preview did not move in truth.
    expect(after).toEqual(before);
  });
});

function words(clocks: unknown) {
  const { name, text } = file(clocks);
  return { file: name, text };
}
