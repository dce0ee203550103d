import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
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

const RULES = [
  { name: 'repairs', when: { tags: ['repair'], words: ['boiler'] }, set: { kind: 'incident' } },
  { name: 'letting', when: { words: ['sublet', 'let'] }, set: { kind: 'policy', group: 41 } },
  { name: 'rent', when: { tags: ['rent'] }, set: { kind: 'how_to' } },
  { name: 'letting again', when: { words: ['let', 'Sublet'] }, set: { kind: 'how_to' } },
];
const as = (person: string) => ({ cookie: `console_person=${person}` });

const tests = testStore();
let store: Store;
let forum: ConsoleForum;

beforeAll(async () => {
  ({ store } = tests);
  const id = await tests.newForum();
  forum = await openConsoleForum(store, id, { rules: RULES, people: PEOPLE });
  await learnPeople(store, id);
  await forum.learn(topicOf(), [postOf()]);
  await learnPrivate(forum);
}, 60_000);

afterAll(() => forum.server.close());

function textOf(html: string): string {
  return html
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ ([,.:;])/g, '$1');
}

async function trial(topic: string, person = 'operator'): Promise<string> {
  return textOf((await forum.page(`/routing?topic=${topic}`, as(person))).text);
}

describe('trying the rules', () => {
  it('TR-07.2 shows which rule matched, and why those before it did not', async () => {
    const text = await trial('HD-20');

    expect(text).toContain('The rule “letting” takes it.');
    expect(text).toContain(
      'repairs: does not take it No: it has the tags rent; the rule asks for repair No: its title and first post hold none of the words boiler',
    );
    expect(text).toContain('letting: takes it');
    expect(text).toContain('rent: not asked, because an earlier rule takes it');
  });

  it('TR-07.2 says when no rule matched', async () => {
    await forum.learn(topicOf({ id: 30, title: 'A lamp flickers', tags: [] }), [postOf({ id: 130, topicId: 30, raw: 'Since May.' })]);

    expect(await trial('30')).toContain('No rule takes it.');
  });

  it('TR-07.2 works for a topic that is no ticket, by the rules of the community that is chosen', async () => {
    await forum.learn(topicOf({ id: 31, categoryId: 99 }), [postOf({ id: 131, topicId: 31 })]);

    expect(await trial('31')).toContain('This topic is in no community.');
    expect(await trial('31&community=housing')).toContain('The rule “letting” takes it.');
  });

  it('TR-07.3 names rules that ask for the same', async () => {
    expect(await trial('20')).toContain('The rules “letting” and “letting again” ask for the same');
  });

  it('TR-07.2 tells nobody what she may not read, and needs no scripts', async () => {
    const masked = await forum.page(`/routing?topic=${PRIVATE}`, as('operator'));
    const never = await forum.page('/routing?topic=4711', as('operator'));

    expect(textOf(masked.text)).toContain('No topic of this number is known here, or it is not for you.');
    expect(masked.text.replaceAll(String(PRIVATE), '4711')).toBe(never.text);
    for (const canary of CANARIES) expect(masked.text).not.toContain(canary);
    expect(masked.text).not.toContain('<script');
    expect(await trial('20', 'olga')).toContain('it is not for you');
    expect(await trial(String(PRIVATE), 'erik')).toContain('by the rules of Housing');
  });

  it('TR-07.2 is linked from the ticket and the menu', async () => {
    const { text } = await forum.page('/tickets/20', as('operator'));

    expect(text).toContain('<a href="/routing?topic=20">Which rule takes it, and why</a>');
    expect(text).toContain('<a href="/routing">Try the rules</a>');
  });
});

describe('rules to review', () => {
  const write = (rows: ReadonlyArray<{ readonly topic: number; readonly at: string; readonly rule: string }>) =>
    Promise.all(
      [...new Set(rows.map(({ topic }) => topic))].map(async (topic) => {
        const row = await store.ticket(forum.forumId, topic);
        if (row === null) throw new Error('no ticket');
        const own = rows.filter((one) => one.topic === topic);
        const corrections = own.map(({ at, rule }, index) => ({
          projection: 'correction',
          key: String(index + 1),
          row: { at, rule, community: 'housing' },
        }));
        await store.withTicket(forum.forumId, topic, (transaction) =>
          transaction.save(
            { ticket: row, rows: corrections, effects: { add: [], cancel: [], overrule: [] }, needs: [], errors: [] },
            row.derivedAt,
          ),
        );
      }),
    );

  it('TR-10.2 lists a rule that was corrected three times in 30 days, with where that was', async () => {
    await write([
      { topic: 20, at: '2026-10-20T10:00:00.000Z', rule: 'letting' },
      { topic: 20, at: '2026-11-01T10:00:00.000Z', rule: 'letting' },
      { topic: 30, at: '2026-11-02T10:00:00.000Z', rule: 'letting' },
      { topic: 30, at: '2026-09-02T10:00:00.000Z', rule: 'rent' },
      { topic: 30, at: '2026-11-02T11:00:00.000Z', rule: 'rent' },
      { topic: PRIVATE, at: '2026-11-02T10:00:00.000Z', rule: 'rent' },
      { topic: PRIVATE, at: '2026-11-02T10:01:00.000Z', rule: 'rent' },
    ]);
    const { text } = await forum.page('/rules', as('operator'));
    const [review = '', others = ''] = text.split('Corrected less often');

    expect(review).toContain('<td data-name="Rule">letting</td>');
    expect(review).toContain('<td data-name="Corrections">3</td>');
    expect(review).toContain('<a href="/tickets/30">HD-30</a>');
    expect(review).not.toContain('>rent<');
    expect(others).toContain('<td data-name="Corrections">1</td>');
  });

  it('TR-10.2 counts what is private for those who may read it, and is for nobody outside', async () => {
    expect((await forum.page('/rules', as('carla'))).text.split('Corrected less often')[0]).toContain('>rent<');
    expect((await forum.page('/rules', as('erik'))).status).toBe(403);
    expect((await forum.page('/rules', as('olga'))).status).toBe(403);
  });
});
