import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createMemoryQueue } from '../../service/adapters/memory/memory-queue.js';
import { systemClock } from '../../service/adapters/memory/system-clock.js';
import { sql } from '../../service/adapters/prisma/rows.js';
import { createTicketProcessor } from '../../service/engine/process.js';
import { rules } from '../../service/features/list.js';
import { findMissingTickets } from '../../service/wake/missing-tickets.js';
import { bothCommunities, DESK_MILLISECONDS, startDesk, until, type Desk } from '../support/desk.js';
import { keepingLog } from '../support/keeping-log.js';

let desk: Desk;

beforeAll(async () => {
  desk = await startDesk({ communities: (category) => bothCommunities(category, ', locale: de') });
}, DESK_MILLISECONDS);

afterAll(() => desk.stop());

/** The page of a ticket as a person reads it. */
async function page(topic: number): Promise<string> {
  const html = await (await fetch(`${desk.url}/tickets/${topic}?still`)).text();
  return html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
}

describe('every topic of a community', () => {
  it('TR-01.1 has its ticket: the nightly check lists none, and finds and mends one that is missing', async () => {
    const topic = await desk.ask('Who cleans the windows of the hall');
    const { log, lines } = keepingLog();
    const processor = createTicketProcessor({ store: desk.store, rules, clock: systemClock, queue: createMemoryQueue(log), log });
    const check = () => findMissingTickets({ forumId: 'desk', store: desk.store, processor, clock: systemClock, log });
    const known = (await desk.store.tickets('desk')).length;
    const list = await check();
    await desk.database.run(sql`delete from projection_row where topic_id = ${topic}::bigint`);
    await desk.database.run(sql`delete from ticket where topic_id = ${topic}::bigint`);
    const missing = await check();

    expect(known).toBeGreaterThan(0);
    expect(list).toEqual([]);
    expect(missing).toEqual([topic]);
    expect((await desk.ticket(topic)).community).toBe('housing');
    expect(await desk.store.notes('desk')).toContainEqual(expect.objectContaining({ kind: 'missing ticket', thing: `topic:${topic}` }));
    expect(lines).toHaveLength(1);
    expect(await check()).toEqual([]);
  });

  it('TR-01.2 has a history that tells of each change the person, the role at that time, the time and the source', async () => {
    const topic = await desk.ask('The swing in the yard is broken', { category: 'IT-Hilfe' });
    const replies = ['timo', 'wanda'].map((name) => desk.sandbox.as(name).reply(topic, `I looked at it, says ${name}. It is the rope.`));
    desk.sandbox.as('wanda').assign({ topic }, 'wanda');
    await desk.quiet();
    desk.sandbox.admin.leave('it_experts', 'wanda');
    await desk.quiet();
    const text = await page(topic);
    desk.sandbox.admin.join('it_experts', 'wanda');
    await desk.quiet();

    expect(text).toMatch(/The topic was opened by paula \(asker\) .*?\d{4}.*?from delivery \d+/);
    expect(text).toMatch(new RegExp(`Post ${replies[0]?.id ?? 0} is by timo \\(member\\) .*?from delivery \\d+`));
    expect(text).toMatch(new RegExp(`Post ${replies[1]?.id ?? 0} is by wanda \\(expert\\) .*?from delivery \\d+`));
    expect(text).toMatch(/wanda \(expert\): assigned .*?from (?:delivery \d+|a read of topic \d+)/);
  });

  it('TR-01.3 leads to the target when it was merged', async () => {
    const [old, target] = [await desk.ask('The clock in the hall is slow'), await desk.ask('The clock in the hall is late')];
    desk.sandbox.as('xaver').merge(old, target);
    await desk.quiet();
    const html = await (await fetch(`${desk.url}/tickets/HD-${old}`)).text();

    expect(await desk.ticket(old)).toMatchObject({ state: 'closed', outcome: 'duplicate', view: { merged: { into: target } } });
    expect(html).toContain(`<a href="/tickets/${target}">HD-${target}</a>`);
    expect((await fetch(`${desk.url}/tickets/${target}`)).status).toBe(200);
  });

  it('TR-02.1 has a state that is at most five seconds older than the last event', async () => {
    const topic = await desk.ask('The post box does not close', { as: 'ravi', category: 'IT-Hilfe', tags: ['how-to'] });
    const state = async (): Promise<string> => (await desk.view(topic)).state;
    const seen = [await state()];
    const answer = desk.sandbox.as('wanda').reply(topic, 'Push it up a little, then it closes.');
    const steps: ReadonlyArray<readonly [string, () => unknown]> = [
      ['answered', () => undefined],
      ['waiting_for_desk', () => desk.sandbox.as('ravi').reply(topic, 'I did, and it opens again.')],
      ['solved', () => desk.sandbox.as('ravi').accept(answer.id)],
      ['closed', () => desk.sandbox.as('xaver').close(topic)],
    ];
    for (const [wanted, act] of steps) {
      act();
      expect(await until(async () => (await state()) === wanted)).toBeLessThan(5);
      seen.push(wanted);
    }

    expect(seen).toEqual(['waiting_for_desk', 'answered', 'waiting_for_desk', 'solved', 'closed']);
  });
});

describe('what the asker reads', () => {
  it.each(['Housing Desk', 'IT-Hilfe'])('TR-03.1 is plain words only, of every kind of question (%s)', async (category) => {
    const jargon = /incident|service.?request|how.?to|policy|discussion|triage|lane\b|kind\b|queue|waiting_for|SLA|ITIL|cycle|escalat/i;
    const tags = ['incident', 'how-to', 'policy', 'service-request', null];
    const topics: number[] = [];
    for (const tag of tags)
      topics.push(
        await desk.ask(`What is to be done about this in ${category} (${topics.length})`, { category, tags: tag === null ? [] : [tag] }),
      );
    desk.sandbox.as('timo').reply(topics[0] ?? 0, `I have the same in ${category}, since the weekend.`);
    await desk.quiet();
    const said = topics.map((topic) => desk.statusPost(topic).raw);

    expect(new Set((await Promise.all(topics.map((topic) => desk.view(topic)))).map(({ features }) => features.triage.kind)).size).toBe(4);
    expect(said.filter((text) => text.length < 50)).toEqual([]);
    expect(said.filter((text) => jargon.test(text.replace(/<!--.*-->/, '')))).toEqual([]);
  });

  it('TR-11.2 says in the first post of the bot who decides', async () => {
    const [open, official] = [
      await desk.ask('My keyboard lost a letter', { category: 'IT-Hilfe', tags: ['how-to'] }),
      await desk.ask('May I use my own laptop here', { category: 'IT-Hilfe', tags: ['policy'] }),
    ];

    expect(desk.statusPost(open).raw).toContain('The community decides this one.');
    expect(desk.statusPost(official).raw).toContain('An official answer will follow; your experience is welcome.');
    expect(desk.statusPosts(official)[0]?.number).toBe(2);
  });
});
