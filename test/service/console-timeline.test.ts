import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Fact } from '../../shared/facts.js';
import type { Claim, NewEffect, TicketResult } from '../../service/ports/store.js';
import { NOW, PEOPLE, PUBLIC, learnPeople, openConsoleForum, postOf, topicOf, type ConsoleForum } from '../support/console-forum.js';
import { testStore } from '../support/database.js';
import { claimOne } from '../support/claim-one.js';

const opened = testStore();
let forum: ConsoleForum;

beforeEach(async () => {
  forum = await openConsoleForum(opened.store, await opened.newForum('live'), { people: PEOPLE });
  await learnPeople(opened.store, forum.forumId);
  await forum.learn(topicOf(), [postOf()]);
});

afterEach(() => forum.server.close());

async function save(effects: Partial<TicketResult['effects']>): Promise<void> {
  const ticket = await opened.store.ticket(forum.forumId, PUBLIC);
  await opened.store.withTicket(forum.forumId, PUBLIC, (transaction) =>
    transaction.save({ ticket, rows: [], effects: { add: [], cancel: [], overrule: [], ...effects }, needs: [], errors: [] }, NOW),
  );
}

function effect(part: Partial<NewEffect>): NewEffect {
  return {
    key: 'notice:post:100',
    revision: 1,
    kind: 'notice',
    value: { post: 100, text: 'Expected on Wednesday' },
    valueHash: 'h',
    because: 'somebody waits',
    state: 'waiting',
    reason: null,
    priority: 3,
    notBefore: NOW,
    notAfter: null,
    postId: null,
    forumTopicId: null,
    ...part,
  };
}

/** Features may want other things as well, and more urgently. */
async function claimStatus(): Promise<Claim> {
  for (;;) {
    const claim = await claimOne(opened.store, forum.forumId, NOW);
    if (!claim) throw new Error('there is no status post to claim');
    if (claim.effect.kind === 'status') return claim;
  }
}

const timelineIn = (text: string): string => text.slice(text.indexOf('<section id="timeline"'));

describe('the timeline of a ticket', () => {
  it('UI-04.1 opens the reason of every derived value', async () => {
    const { text } = await forum.page(`/tickets/${PUBLIC}`);

    for (const name of ['State', 'Owner', 'Due', 'Kind', 'Lane', 'Who decides', 'Queue'])
      expect(text).toMatch(
        new RegExp(`<dt>${name}</dt><dd>(?:(?!<dt>).)*<summary>Why is this so\\?(?:(?!<dt>).)*</summary>[^<]*[A-Z]\\w+`),
      );
  });

  it('TR-01.2 tells facts, clocks, wants and acts in one order of time, each with where it comes from', async () => {
    const claim = await claimStatus();
    await opened.store.endAttempt(claim, { outcome: 'done', postId: 500, topicId: PUBLIC }, '2026-11-03T12:00:05.000Z');

    const text = timelineIn((await forum.page(`/tickets/${PUBLIC}`)).text);
    const times = [
      ...text.matchAll(/<li class="(fact|clock|want|act)">.*?dateTime="|<li class="(?:fact|clock|want|act)">.*?datetime="([^"]+)"/g),
    ].map((found) => found[2] ?? '');

    expect(text).toMatch(/class="kind">Fact<\/span> The topic was opened by ada \(asker\).*?from a read of topic 20/);
    expect(text).toMatch(/class="kind">Clock<\/span> <span[^>]*>First official response: the clock started/);
    expect(text).toMatch(
      /class="kind">Want<\/span> <strong>the status post<\/strong>.*?<dt>State<\/dt><dd>done<\/dd>.*?<dt>Why<\/dt><dd>\w+/,
    );
    expect(text).toMatch(
      /class="kind">Act<\/span> the status post: <strong>done<\/strong> <a href="https:\/\/forum.example.org\/t\/20">post 500/,
    );
    expect(times.length).toBeGreaterThan(10);
    expect(times).toEqual([...times].sort());
  });

  it.each([
    ['facts', ['fact', 'clock']],
    ['wants', ['want']],
    ['acts', []],
  ])('UI-04.1 can be narrowed to %s, by a link', async (shown, kinds) => {
    const { text } = await forum.page(`/tickets/${PUBLIC}?show=${shown}`);

    expect([...new Set([...text.matchAll(/<li class="(fact|clock|want|act)">/g)].map((found) => found[1]))]).toEqual(kinds);
    expect(text).toMatch(new RegExp(`<a href="/tickets/20\\?show=${shown}#timeline" aria-current="true">`));
    if (kinds.length === 0) expect(text).toContain('Nothing was written to the forum yet.');
  });

  it('says why something was refused, in words', async () => {
    const claim = await claimOne(opened.store, forum.forumId, NOW);
    if (!claim) throw new Error('there is nothing to claim');
    await opened.store.endAttempt(claim, { outcome: 'refused', reason: 'not_permitted (422)' }, NOW);

    const { text } = await forum.page(`/tickets/${PUBLIC}`);

    expect(text).toContain('<strong>the forum refused it</strong>, the bot may not do that (422)');
  });

  it('names what is of a kind that it does not know', async () => {
    const body = { type: 'MoonSeen', topic: PUBLIC } as unknown as Fact['body'];
    const fact: Fact = {
      key: 'topic:20/MoonSeen/x/y',
      thing: 'topic:20',
      at: '2026-11-03T11:00:00.000Z',
      learntAt: '2026-11-03T11:00:00.000Z',
      source: 'command:post 100',
      unconfirmed: false,
      body,
    };
    await opened.store.learn(forum.forumId, {
      facts: [fact],
      texts: [],
      labels: [],
      needs: [],
      confirmations: [],
      cause: { type: 'none' },
    });
    await save({ add: [effect({ key: 'halo:post:100', kind: 'goldenHalo' as NewEffect['kind'] })] });

    const { status, text } = await forum.page(`/tickets/${PUBLIC}`);

    expect(status).toBe(200);
    expect(text).toMatch(/Moon seen.*?from a command in post 100/);
    expect(text).toContain('<strong>golden halo</strong>');
  });

  it('tells nobody else of a message to a person, and nothing of what a room is told', async () => {
    const secret = { title: 'Canaryblue', raw: 'Canarygreen', users: [7], groups: [] };
    await save({
      add: [
        effect({ key: 'refusal:post:100', kind: 'message', value: secret, because: 'Canaryred' }),
        effect({ key: 'room:ticket:20:1', kind: 'room', value: secret, because: 'Canarypink' }),
        effect({ key: 'open:post:100', because: 'told to all' }),
      ],
    });
    const page = async (name: string) => (await forum.page(`/tickets/${PUBLIC}`, { Cookie: `console_person=${name}` })).text;
    const [outside, inside] = [await page('olga'), await page('carla')];

    expect(outside).toContain('told to all');
    for (const key of ['refusal:post:100', 'room:ticket:20:1']) expect(outside).not.toContain(key);
    for (const canary of ['blue', 'green', 'red', 'pink']) expect(outside).not.toContain(`Canary${canary}`);
    expect(inside).toContain('Canarypink');
  });
});
