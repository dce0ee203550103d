import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { startOfDate } from '../../service/features/clocks/desk-seconds.js';
import { rules } from '../../service/features/list.js';
import { runDeskCommand } from '../../service/cli/desk-commands.js';
import {
  ASKER,
  EXPERT,
  EXPERTS,
  learnPeople,
  NOW,
  openConsoleForum,
  PEOPLE,
  postOf,
  topicOf,
  type ConsoleForum,
} from '../support/console-forum.js';
import { playMonth, TOPICS } from '../support/desk-month.js';
import { testStore } from '../support/database.js';

const tests = testStore();
const as = (person: string) => ({ cookie: `console_person=${person}` });
let forum: ConsoleForum;

beforeAll(async () => {
  forum = await openConsoleForum(tests.store, await tests.newForum(), { people: PEOPLE, startOfDate });
  await playMonth(tests.store, forum);
}, 60_000);

afterAll(() => forum.server.close());

interface Line {
  readonly of: { readonly audience: string; readonly metric: string };
  readonly figures: { readonly counts: Readonly<Record<string, number>>; readonly rate: number | null } | null;
  readonly list: ReadonlyArray<{ readonly topicId: number; readonly outcome: string }>;
}
interface Report {
  readonly lines: readonly Line[];
  readonly firstReplies: ReadonlyArray<Readonly<Record<string, unknown>>>;
  readonly followUps: ReadonlyArray<{ readonly counts: unknown }>;
}

async function asked(words: Readonly<Record<string, string>> = {}, { forumId }: Pick<ConsoleForum, 'forumId'> = forum) {
  const desk = { store: tests.store, forumId, rules, clock: { now: () => NOW, sleep: async () => undefined }, forum: null };
  return runDeskCommand(desk, 'report compliance', { since: '2026-10-01', ...words });
}

async function report(words: Readonly<Record<string, string>> = {}): Promise<Report> {
  return (await asked(words)).json as Report;
}

async function lineOf(metric: string, audience = 'public', words = {}): Promise<Line | undefined> {
  return (await report(words)).lines.find(({ of }) => of.metric === metric && of.audience === audience);
}

interface StoredCycle {
  readonly metric: string;
  readonly state: string;
  readonly startedAt: string;
  readonly breachedAt: string | null;
}

/** Counts again from the views of the tickets, without anything of the report. */
async function recount(metric: string): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (const { view, isPrivate } of await tests.store.tickets(forum.forumId)) {
    const { features } = view as { features: { clocks: { cycles: readonly StoredCycle[] } } };
    for (const cycle of features.clocks.cycles) {
      if (isPrivate || cycle.metric !== metric || cycle.startedAt < '2026-10-01') continue;
      const isLate = cycle.breachedAt !== null && (cycle.state === 'late' || cycle.state === 'breached_open');
      const name = isLate ? 'late' : cycle.state === 'running' ? 'open' : cycle.state;
      counts[name] = (counts[name] ?? 0) + 1;
    }
  }
  return counts;
}

describe('the compliance report', () => {
  it.each(['fr', 'cr', 'nr', 'pu'])('counts %s as a recount from the tickets does', async (metric) => {
    const counts = (await lineOf(metric))?.figures?.counts ?? {};

    expect(Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0))).toEqual(await recount(metric));
  });

  it('tells every outcome of the first official reply apart, and rates only what was in time or late', async () => {
    const line = await lineOf('fr');

    expect(line?.figures?.counts).toMatchObject({ met: 1, late: 2, open: 1, ['met_by_resolution']: 4, dismissed: 1 });
    expect(line?.figures?.rate).toBe(1 / 3);
  });

  it('lists behind each number exactly as many tickets as the number says', async () => {
    const { lines } = await report();

    for (const { figures, list } of lines.filter(({ of }) => of.audience === 'public'))
      for (const [outcome, count] of Object.entries(figures?.counts ?? {}))
        expect(list.filter((entry) => entry.outcome === outcome)).toHaveLength(count);
  });

  it('CL-03.3 shows community and official replies side by side, each with n and median', async () => {
    const { firstReplies } = await report();
    const { text } = await forum.page('/reports?since=2026-10-01', as('operator'));

    expect(firstReplies).toContainEqual({
      community: 'housing',
      // 2 h, and 11 h over night and until noon; 30 min, 11 h, and one hour each of the four that members solved.
      official: { answered: 2, medianSeconds: 6.5 * 3600 },
      members: { answered: 6, medianSeconds: 3600 },
    });
    expect(text).toContain('<td data-name="Official reply">n = 2, median 6 h 30 min</td>');
    expect(text).toContain('<td data-name="First reply by anybody">n = 6, median 1 h</td>');
  });

  it('CL-21.1 tells posts after a solution apart: confirmed, dismissed, lapsed', async () => {
    expect((await report()).followUps).toEqual([
      { community: 'housing', audience: 'public', counts: { confirmed: 1, dismissed: 1, lapsed: 1, waiting: 0, other: 0 } },
    ]);
  });

  it('CL-21.2 leaves dismissed and lapsed ones out of rates, and says how many', async () => {
    const line = await lineOf('nr');
    const { text } = await forum.page('/reports?since=2026-10-01', as('operator'));

    expect(line?.figures).toMatchObject({ counts: { dismissed: 1, lapsed: 1, met: 0, late: 1 }, rate: 0 });
    expect(text).toContain('1 dismissed');
    expect(text).toContain('1 let go: nobody said that help was needed');
  });

  it('says in text what the page of the docs shows', async () => {
    expect(readFileSync('docs/operating/reports.md', 'utf8')).toContain((await asked()).text);
  });

  it('refuses a date that is none, and a community that is none', async () => {
    expect(await asked({ since: '2026-02-30' })).toMatchObject({ code: 2, text: expect.stringContaining('A date is none') });
    expect(await asked({ community: 'hosing' })).toMatchObject({ code: 2, text: 'There is no community hosing. There are: housing.' });
  });

  it('counts a clock in the period in which it started, by the days of the community', async () => {
    const before = await lineOf('fr', 'public', { since: '2026-10-05', until: '2026-10-05' });
    const after = await lineOf('fr', 'public', { since: '2026-10-06', until: '2026-10-06' });

    expect(before?.list.map(({ topicId }) => topicId)).toEqual([TOPICS.inTime]);
    expect(after?.list.map(({ topicId }) => topicId)).toEqual([TOPICS.late]);
  });
});

describe('time waited for outside parties', () => {
  let waiting: ConsoleForum;

  beforeAll(async () => {
    waiting = await openConsoleForum(tests.store, await tests.newForum(), { people: PEOPLE, startOfDate });
    await learnPeople(tests.store, waiting.forumId);
    await waits(300, ['pause vendor Acme', '12T10:00'], ['resume', '12T12:30']);
    await waits(301, ['pause vendor Acme', '13T10:00'], ['resume', '13T11:00'], ['pause vendor City Water', '30T15:00']);
    await waits(302, ['pause vendor Lift & Sons', '14T10:00'], ['resume', '14T11:00']);
  });

  afterAll(() => waiting.server.close());

  /** 302 is private. */
  async function waits(id: number, ...lines: ReadonlyArray<readonly [string, string]>): Promise<void> {
    const isPrivate = id === 302;
    const place = { archetype: 'private_message', categoryId: null, participants: { users: [ASKER], groups: [EXPERTS] } } as const;
    const createdAt = '2026-10-12T09:00:00.000Z';
    const said = lines.map(([line, at], index) =>
      postOf({
        id: id * 10 + index + 1,
        topicId: id,
        number: index + 2,
        author: EXPERT,
        createdAt: `2026-10-${at}:00.000Z`,
        raw: `@desk ${line}`,
      }),
    );
    const posts = [postOf({ id: id * 10, topicId: id, createdAt }), ...said];
    // A line counts from when it is seen.
    for (const [index, { createdAt: seenAt }] of posts.entries())
      await waiting.learn(topicOf({ id, createdAt, ...(isPrivate && place) }), posts.slice(0, index + 1), seenAt);
  }

  it('CL-14.1 is told in all and by vendor, of private questions only where enough of them are, with the list behind each number', async () => {
    const told = await asked({}, waiting);
    const { waits: lines } = told.json as { waits: ReadonlyArray<{ of: object; figures: unknown; list: readonly unknown[] }> };

    expect(lines.map(({ of, figures, list }) => ({ ...of, figures, list: list.length }))).toEqual([
      { community: 'housing', audience: 'private', figures: null, list: 0 },
      { community: 'housing', audience: 'public', vendor: 'Acme', figures: { count: 2, lasting: 0, seconds: 3.5 * 3600 }, list: 2 },
      { community: 'housing', audience: 'public', vendor: 'City Water', figures: { count: 1, lasting: 1, seconds: 0 }, list: 1 },
      { community: 'housing', audience: 'public', figures: { count: 3, lasting: 1, seconds: 3.5 * 3600 }, list: 3 },
    ]);
    expect(told.text).toContain('housing, Acme: 2 times, 3 h 30 min of desk time; still waiting 0');
    expect(told.text).not.toContain('Lift');
  });

  it('CL-14.1 leads on the page from a vendor to the tickets', async () => {
    const { text } = await waiting.page('/reports?since=2026-10-01', as('carla'));
    const address = /href="(\/reports[^"#]*)#list">Acme</.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const { text: list } = await waiting.page(address, as('carla'));

    expect([...list.slice(list.indexOf('id="list"')).matchAll(/>HD-(\d+)</g)].map(([, id]) => id)).toEqual(['300', '301']);
    expect(text).toContain('fewer than 5');
    expect(text).not.toContain('Lift');
  });
});

describe('private tickets in the report', () => {
  it('are counted apart, and told only where every figure rests on five tickets and askers', async () => {
    const both = await lineOf('fr', 'private');
    const lone = await lineOf('fr', 'private', { until: '2026-10-20' });

    expect(both).toMatchObject({ figures: null, list: [] });
    expect(lone).toMatchObject({ figures: null, list: [] });
  });

  it('are listed for those who may read them, and for nobody else', async () => {
    const address = `/reports?since=2026-10-01&line=${encodeURIComponent('["housing","private","default","fr","normal"]')}`;
    const [lead, operator] = [await forum.page(address, as('carla')), await forum.page(address, as('operator'))];

    expect(lead.text).toContain(`HD-${TOPICS.privateLate[0]}`);
    expect(operator.text).not.toContain(`HD-${TOPICS.privateLate[0]}`);
    expect(operator.text).toContain('0 clocks');
  });

  it('shows the page to those who run the desk only', async () => {
    for (const person of ['ada', 'erik', 'olga', 'nobody']) expect((await forum.page('/reports', as(person))).status).toBe(403);
  });
});
