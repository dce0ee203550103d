import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ASKER, PUBLIC, openConsoleForum, postOf, topicOf, type ConsoleForum } from '../support/console-forum.js';
import { testStore } from '../support/database.js';

const opened = testStore();
let forum: ConsoleForum;

beforeEach(async () => {
  forum = await openConsoleForum(opened.store, await opened.newForum('observe'));
});

afterEach(() => forum.server.close());

const SCRIPT = '<script>alert(1)</script>';

describe('the page of a ticket', () => {
  it('shows posts with author, time and text beside the facts and where they come from', async () => {
    await forum.learn(topicOf(), [postOf()]);

    const { status, text } = await forum.page(`/tickets/${PUBLIC}`);

    expect(status).toBe(200);
    expect(text).toContain('<h1>HD-20: May I sublet my room?</h1>');
    expect(text).toContain('Post 100 by ada');
    expect(text).toContain('I am abroad from May to July.');
    expect(text).toMatch(
      /Post 100 was written.*2026-11-03 10:00:00 UTC<\/time>, known since <time[^>]*>2026-11-03 10:01:00 UTC<\/time>, from a read of topic 20/,
    );
    expect(text).toContain('href="https://forum.example.org/t/20"');
  });

  it('shows the view with its reasons: state, kind, lane, who decides, clocks', async () => {
    await forum.learn(topicOf(), [postOf()]);

    const { text } = await forum.page(`/tickets/${PUBLIC}`);

    expect(text).toMatch(
      /Lane<\/dt><dd>desk<details [^>]*><summary>Why is this so\?.*?<\/summary>Because the default lane of the community/,
    );
    expect(text).toMatch(/Who decides<\/dt><dd>\w+ decides<details .*?Because /);
    expect(text).toMatch(/First official response.*: <span[^>]*>running<\/span>/);
    expect(text).toContain('480 minutes of business time');
  });

  it('shows what is wanted and why, and what came of it', async () => {
    await forum.learn(topicOf(), [postOf()]);
    const [effect] = await opened.store.effects(forum.forumId, { topicId: PUBLIC });

    const { text } = await forum.page(`/tickets/${PUBLIC}`);

    expect(effect?.state).toBe('held');
    expect(text).toContain(`<code>${effect?.key ?? 'no effect'}</code>`);
    expect(text).toContain(effect?.because ?? 'no effect');
    expect(text).toContain('held: nothing is written now');
  });

  it('marks what no read has confirmed', async () => {
    await forum.learn(topicOf(), [postOf()]);
    const { facts } = await opened.store.material(forum.forumId, PUBLIC);
    const [first] = facts;
    if (!first) throw new Error('no fact was learnt');
    const body = { type: 'TopicTags', topic: PUBLIC, tags: ['later'] } as const;
    const unconfirmed = {
      ...first,
      key: 'topic:20/TopicTags/x/y',
      thing: 'topic:20',
      unconfirmed: true,
      source: 'delivery:12',
      body,
    } as const;
    await opened.store.learn(forum.forumId, {
      facts: [unconfirmed],
      texts: [],
      labels: [],
      needs: [],
      confirmations: [],
      cause: { type: 'none' },
    });

    const { text } = await forum.page(`/tickets/${PUBLIC}`);

    expect(text).toMatch(/The topic has the tags later<span class="mark">not confirmed by a read<\/span>.*from delivery 12/);
  });

  it('shows no text of a post that is hidden, held or deleted', async () => {
    const others = (['hidden', 'held', 'deleted'] as const).map((visibility, index) =>
      postOf({ id: 101 + index, number: 2 + index, visibility, raw: `gone ${visibility}` }),
    );
    await forum.learn(topicOf(), [postOf(), ...others]);

    const { text } = await forum.page(`/tickets/${PUBLIC}`);

    expect(text).not.toMatch(/gone (hidden|held|deleted)/);
    expect(text).toContain('The text of a post that is held for approval is not shown');
  });

  it('loads itself again every 3 seconds, unless it shall stand still', async () => {
    await forum.learn(topicOf(), [postOf()]);

    const [moving, still] = [await forum.page(`/tickets/${PUBLIC}`), await forum.page(`/tickets/${PUBLIC}?still`)];

    expect(moving.text).toContain('<meta http-equiv="refresh" content="3"/>');
    expect(still.text).not.toContain('http-equiv="refresh"');
  });

  it('is found by the reference too', async () => {
    await forum.learn(topicOf(), [postOf()]);

    const { status } = await forum.page('/tickets/HD-20');

    expect(status).toBe(200);
  });

  it.each(['99', 'abc', '-1', '20x', '9'.repeat(40), '%3Cscript%3E'])(
    'is a page that says so, with 404, for the unknown ticket %s',
    async (topic) => {
      const { status, text } = await forum.page(`/tickets/${topic}`);

      expect(status).toBe(404);
      expect(text).toContain('No such ticket');
      expect(text).not.toContain('<script');
    },
  );

  it('shows markup in titles, names, tags and posts as text', async () => {
    const author = { ...ASKER, name: `n${SCRIPT}` };
    await forum.learn(topicOf({ author, title: `t${SCRIPT}`, tags: [`g${SCRIPT}`] }), [postOf({ author, raw: `p${SCRIPT}` })]);

    const pages = [await forum.page('/'), await forum.page(`/tickets/${PUBLIC}`)];

    for (const { text } of pages) expect(text).not.toMatch(/<script(?! src="\/reload\.js")/);
    for (const letter of ['t', 'n', 'g', 'p']) expect(pages[1]?.text).toContain(`${letter}&lt;script>`);
  });

  it('is dealt with by a view of any other shape', async () => {
    await forum.learn(topicOf(), [postOf()]);
    const row = await opened.store.ticket(forum.forumId, PUBLIC);
    if (!row) throw new Error('there is no ticket');
    const view = {
      features: {
        triage: 7,
        clocks: { cycles: [{ metric: 3 }] },
        weather: { windSpeed: 4, seenAt: '2026-11-03T10:00:00.000Z', gusts: [true] },
      },
    };
    await opened.store.withTicket(forum.forumId, PUBLIC, (transaction) =>
      transaction.save(
        { ticket: { ...row, view }, rows: [], effects: { add: [], cancel: [], overrule: [] }, needs: [], errors: [] },
        row.derivedAt,
      ),
    );

    const { status, text } = await forum.page(`/tickets/${PUBLIC}`);

    expect(status).toBe(200);
    expect(text).toContain('<h2>Weather</h2>');
    expect(text).toMatch(/Wind speed<\/dt><dd><span>4<\/span>/);
    expect(text).toContain('2026-11-03 10:00:00 UTC');
  });
});
