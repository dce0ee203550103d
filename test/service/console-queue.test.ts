import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  ASKER,
  EXPERT,
  PEOPLE,
  learnPeople,
  learnPrivate,
  openConsoleForum,
  postOf,
  topicOf,
  type ConsoleForum,
} from '../support/console-forum.js';
import { testStore } from '../support/database.js';

const opened = testStore();
let forum: ConsoleForum;

const OLGA = { id: 31, name: 'olga' };

beforeEach(async () => {
  const deskSeconds = (calendar: unknown, from: string, to: string): number | null =>
    calendar === null ? null : (Date.parse(to) - Date.parse(from)) / 1000 / 3;
  forum = await openConsoleForum(opened.store, await opened.newForum('observe'), { people: PEOPLE, deskSeconds });
  await learnPeople(opened.store, forum.forumId);
  await ask(40, '2026-11-03T10:30:00.000Z');
  await ask(41, '2026-11-02T16:00:00.000Z', OLGA);
  await ask(42, '2026-11-03T09:30:00.000Z');
});

afterEach(() => forum.server.close());

async function ask(id: number, createdAt: string, author = ASKER): Promise<void> {
  await forum.learn(topicOf({ id, createdAt, author, title: `Question ${id}` }), [postOf({ id: id * 10, topicId: id, createdAt, author })]);
}

async function take(topicId: number, owner: number): Promise<void> {
  const row = await opened.store.ticket(forum.forumId, topicId);
  if (!row) throw new Error('there is no ticket');
  const rows = await opened.store.rows(forum.forumId, topicId);
  await opened.store.withTicket(forum.forumId, topicId, (transaction) =>
    transaction.save(
      { ticket: { ...row, owner }, rows, effects: { add: [], cancel: [], overrule: [] }, needs: [], errors: [] },
      row.derivedAt,
    ),
  );
}

/** One more row of a projection, as a feature would write it. */
async function project(
  topicId: number,
  added: { projection: 'queue' | 'clock'; key: string; row: Record<string, string | number | boolean | null> },
): Promise<void> {
  const row = await opened.store.ticket(forum.forumId, topicId);
  if (!row) throw new Error('there is no ticket');
  const rows = [...(await opened.store.rows(forum.forumId, topicId)), added];
  await opened.store.withTicket(forum.forumId, topicId, (transaction) =>
    transaction.save({ ticket: row, rows, effects: { add: [], cancel: [], overrule: [] }, needs: [], errors: [] }, row.derivedAt),
  );
}

async function shown(path: string, name = 'carla'): Promise<string[]> {
  const { text } = await forum.page(path, { Cookie: `console_person=${name}` });
  return [...text.matchAll(/>HD-(\d+)</g)].map((found) => found[1] ?? '');
}

describe('the queue', () => {
  it('UI-02.1 has what is due first at the top', async () => {
    const rows = await Promise.all([40, 41, 42].map((id) => opened.store.rows(forum.forumId, id)));
    const dues = rows.map((of) => of.find(({ key }) => key === 'fr:1')?.row as { due: string });

    expect(await shown('/queue')).toEqual(['41', '42', '40']);
    expect([dues[1]?.due, dues[2]?.due, dues[0]?.due]).toEqual(dues.map(({ due }) => due).sort());
  });

  it('UI-02.1 has what nobody waits for at the end, the oldest first', async () => {
    const row = await opened.store.ticket(forum.forumId, 41);
    for (const topicId of [41, 42])
      await opened.store.withTicket(forum.forumId, topicId, (transaction) =>
        transaction.save(
          {
            ticket: row && { ...row, topicId },
            rows: [
              { projection: 'clock', key: 'cr:1', row: { metric: 'cr', due: '2026-11-01T00:00:00.000Z', endedAt: null, pages: false } },
              {
                projection: 'clock',
                key: 'fr:1',
                row: { metric: 'fr', due: '2026-11-01T00:00:00.000Z', endedAt: '2026-11-01T00:00:00.000Z' },
              },
            ],
            effects: { add: [], cancel: [], overrule: [] },
            needs: [],
            errors: [],
          },
          '2026-11-03T12:00:00.000Z',
        ),
      );

    expect(await shown('/queue')).toEqual(['40', '41', '42']);
  });

  it('CL-08 has its red part first, under a heading of its own', async () => {
    await project(42, { projection: 'queue', key: 'ladder', row: { red: true, since: '2026-11-03T11:00:00.000Z' } });

    const { text } = await forum.page('/queue');

    expect((await shown('/queue'))[0]).toBe('42');
    expect(text.indexOf('Long overdue')).toBeLessThan(text.indexOf('>HD-42<'));
    expect(text.indexOf('All others')).toBeGreaterThan(text.indexOf('>HD-42<'));
  });

  it('CL-21 lists what was written after a solution for those who lead, with what to write, and for nobody else', async () => {
    const row = { metric: 'nr', number: 1, state: 'tentative', startedAt: '2026-11-03T11:00:00.000Z', due: null, endedAt: null };
    await project(42, { projection: 'clock', key: 'nr:1', row });

    const { text } = await forum.page('/queue?state=follow_ups', { Cookie: 'console_person=carla' });

    expect(await shown('/queue?state=follow_ups')).toEqual(['42']);
    expect(text).toMatch(/<code>@\w+ still need help<\/code>.*<code>@\w+ all good<\/code>/s);
    expect(await shown('/queue?state=follow_ups', 'erik')).toEqual([]);
    expect((await forum.page('/queue', { Cookie: 'console_person=carla' })).text).toContain('Show and decide');
    expect((await forum.page('/queue', { Cookie: 'console_person=erik' })).text).not.toContain('Show and decide');
  });

  it('UI-02.4 is narrowed by a plain form: community, state, owner, and what the viewer asked', async () => {
    await take(42, EXPERT.id);

    expect(await shown('/queue?owner=nobody')).toEqual(['41', '40']);
    expect(await shown('/queue?owner=me', 'erik')).toEqual(['42']);
    expect(await shown('/queue?owner=me', 'nobody')).toEqual([]);
    expect(await shown('/queue?mine=1', 'olga')).toEqual(['41']);
    expect(await shown('/queue?mine=1', 'nobody')).toEqual([]);
    expect(await shown('/queue?community=housing')).toHaveLength(3);
    expect(await shown('/queue?state=solved')).toEqual([]);
    expect(await shown('/queue?state=new&owner=&community=')).toHaveLength(3);
  });

  it('UI-02.4 keeps what was chosen, and says in words when nothing is like that', async () => {
    const { text } = await forum.page('/queue?state=solved&owner=nobody');

    expect(text).toContain('<option value="solved" selected>Solved</option>');
    expect(text).toContain('<option value="nobody" selected>nobody</option>');
    expect(text).toContain('No ticket is like that. <a href="/queue">Show all open tickets</a>');
  });

  it.each(['community=atlantis', 'state=mystery', 'owner=everybody', 'colour=blue', 'state=new&state=solved'])(
    'says that it does not understand %s, leaves it out and shows the way back',
    async (query) => {
      const { status, text } = await forum.page(`/queue?${query}`);

      expect(status).toBe(200);
      expect(text).toMatch(/Not understood, and left out: \w+\. <a href="\/queue">/);
      expect([...text.matchAll(/>HD-\d+</g)]).toHaveLength(3);
    },
  );

  it.each(['0', '-1', '1.5', 'x', '99999999999999999999'])('takes page %s as the first or the last', async (page) => {
    expect(await shown(`/queue?page=${page}`)).toHaveLength(3);
  });

  it('shows a due in the zone of the community, with the time of the desk that is left, never with time of the calendar', async () => {
    const { text } = await forum.page('/queue');

    expect(text).toMatch(/Tue 3 Nov 2026, 16:00<\/time> <span class="quiet">UTC<\/span>, 1 h 20 min of desk time left/);
    expect(text).not.toMatch(/\(in \d/);
  });

  it('CL-03.2 shows the official reply and the first one by anybody side by side, neither due nor late, and of no private question', async () => {
    const reply = (number: number, author: typeof OLGA, createdAt: string) =>
      postOf({ id: 410 + number, topicId: 41, number, author, createdAt });
    const replies = [reply(2, { id: 33, name: 'max' }, '2026-11-02T17:00:00.000Z'), reply(3, EXPERT, '2026-11-03T11:00:00.000Z')];
    const asked = postOf({ id: 410, topicId: 41, createdAt: '2026-11-02T16:00:00.000Z', author: OLGA });
    await forum.learn(topicOf({ id: 41, createdAt: '2026-11-02T16:00:00.000Z', author: OLGA }), [asked, ...replies]);
    await learnPrivate(forum);

    const { text } = await forum.page('/queue', { Cookie: 'console_person=carla' });
    const cells = new Map(
      [...text.matchAll(/>HD-(\d+)<.*?data-name="First replies">(.*?)<\/td>/gs)].map(([, id, cell]) => [
        id,
        cell?.replace(/<\/div>/g, '; ').replace(/<[^>]+>/g, ''),
      ]),
    );

    expect(cells.get('41')).toBe('Official: Tue 3 Nov 2026, 11:00 UTC; Anybody: Mon 2 Nov 2026, 17:00 UTC; ');
    expect(cells.get('42')).toBe('Official: not yet; Anybody: not yet; ');
    expect(cells.get('21')).toBe('Official: not yet; ');
  });

  it('shows the date only, where the hours of the desk are not known', async () => {
    await forum.server.close();
    forum = await openConsoleForum(opened.store, await opened.newForum('observe'));
    await ask(40, '2026-11-03T10:30:00.000Z');

    const { text } = await forum.page('/queue');

    expect(text).toContain('Wed 4 Nov 2026, 10:30');
    expect(text).not.toContain('time left');
  });
});
