import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CALLS_PER_MINUTE, intervals } from '../../service/reads/sweep-plan.js';
import { DESK_MILLISECONDS, type ShownView } from '../support/desk.js';
import { openRestingDesk, type RestingDesk } from '../support/resting-desk.js';

/** Discourse: `max_admin_api_reqs_per_minute`. */
const LIMIT_OF_THE_FORUM = 60;

let desk: RestingDesk;
const perMinute: number[] = [];

beforeAll(async () => {
  desk = await openRestingDesk();
  await desk.settle();
}, DESK_MILLISECONDS);

afterAll(() => desk.stop());

async function pass(minutes: number): Promise<void> {
  perMinute.push(...(await desk.minutes(minutes)));
}

async function view(topic: number): Promise<ShownView> {
  return (await desk.ticket(topic)).view;
}

describe('with all hooks off', () => {
  it('SU-01.2 OP-07.1 a new topic has its ticket, and a new post is known, within five minutes', async () => {
    const asked = desk.sandbox
      .as('paula')
      .ask({ category: 'Housing Desk', title: 'Who paints the stairs', raw: 'The paint comes off. Who paints it?' });
    await pass(5);
    const reply = desk.sandbox.as('ute').reply(asked.topicId, 'The painter comes in spring.');
    const known = await view(asked.topicId);
    await pass(5);

    expect(known.visiblePosts).toEqual([asked.id]);
    expect((await view(asked.topicId)).visiblePosts).toEqual([asked.id, reply.id]);
    expect((await view(asked.topicId)).state).toBe('answered');
  }, 60_000);

  it('OP-07.2 edits, deletions, solutions, assignments, members, moves and tags are known within sixty minutes', async () => {
    const { sandbox } = desk;
    const ask = (title: string) => sandbox.as('paula').ask({ category: 'Housing Desk', title, raw: `I do not know what to do. ${title}` });
    const [edited, shrunk, solved, assigned, moved, tagged, split] = [
      ask('The gutter of the roof leaks'),
      ask('The cellar smells of gas'),
      ask('The lock of the bin is broken'),
      ask('The hedge is too high for me'),
      ask('The printer in the hall is empty'),
      ask('The stairs are slippery in winter'),
      ask('The door squeaks and the bell rings'),
    ];
    const deleted = sandbox.as('timo').reply(shrunk.topicId, 'I smell it too, since Monday.');
    const answer = sandbox.as('timo').reply(solved.topicId, 'Take the key of the other one, it fits.');
    const part = sandbox.as('timo').reply(split.topicId, 'And who mends the bell, by the way?');
    const member = sandbox.as('sofia').reply(moved.topicId, 'I have paper for it.');
    await pass(65);
    const before = await Promise.all(
      [edited, shrunk, solved, assigned, moved, tagged, split].map(({ topicId }) => desk.store.ticket('desk', topicId)),
    );

    desk.clock.pass(600);
    sandbox.as('paula').edit(edited.id, 'The gutter of the roof leaks at both ends now. Who mends it?');
    sandbox.as('xaver').delete(deleted.id);
    sandbox.as('paula').accept(answer.id);
    sandbox.as('ute').assign({ topic: assigned.topicId }, 'ute');
    sandbox.as('xaver').editTopic(moved.topicId, { categoryId: desk.category('IT-Hilfe') });
    sandbox.as('xaver').editTopic(tagged.topicId, { tags: ['incident'] });
    const target = sandbox.as('xaver').move(split.topicId, [part.id], { title: 'Who mends the bell of the door' });
    sandbox.admin.join('it_experts', 'sofia');
    const late = sandbox.as('sofia').reply(moved.topicId, 'Now I am an expert and say: it was filled.');
    await pass(60);

    expect(before.filter((row) => row === null)).toEqual([]);
    expect(await textOf(edited.id)).toContain('at both ends now');
    expect((await view(shrunk.topicId)).visiblePosts).toEqual([shrunk.id]);
    expect((await view(solved.topicId)).accepted).toBe(answer.id);
    expect((await view(assigned.topicId)).owner).toBe(sandbox.state.users.find(({ username }) => username === 'ute')?.id);
    expect((await view(moved.topicId)).community).toBe('it');
    expect((await view(tagged.topicId)).tags).toEqual(['incident']);
    expect((await view(split.topicId)).visiblePosts).toEqual([split.id]);
    expect((await view(target.id)).visiblePosts).toEqual([part.id]);
    expect((await view(moved.topicId)).visiblePosts).toEqual([moved.id, member.id, late.id]);
    expect((await view(moved.topicId)).features.clocks.cycles.find(({ metric }) => metric === 'fr')).toMatchObject({ endedBy: late.id });
  }, 120_000);

  it('OP-07.3 the sixty minutes hold up to 250 open tickets and grow in proportion beyond', () => {
    const seconds = (topics: number): number => intervals({ groups: 3, deskGroups: 2, topics }).topics;
    const [atMost, double, ten] = [seconds(250), seconds(1000), seconds(2000)];

    expect(atMost).toBe(3600);
    expect(double).toBeGreaterThan(3600);
    expect(ten / double).toBeCloseTo(2, 5);
  });

  it('OP-07.6 OP-07.8 at rest makes at most six calls a minute, less than half of what the forum allows', () => {
    expect(perMinute.length).toBeGreaterThan(100);
    expect(Math.max(...perMinute.slice(-30))).toBeLessThanOrEqual(CALLS_PER_MINUTE);
    expect(perMinute.slice(-30).filter((calls) => calls > 0).length).toBeGreaterThan(5);
    expect(Math.max(...perMinute)).toBeLessThan(LIMIT_OF_THE_FORUM / 2);
  });
});

async function textOf(post: number): Promise<string | undefined> {
  const topic = (await desk.store.topicsOfPosts('desk', [post])).get(post) ?? 0;
  return (await desk.store.material('desk', topic)).texts.get(`post:${post}`);
}
