import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MessageValue, StatusValue } from '../../service/engine/effects.js';
import { intervals } from '../../service/reads/sweep-plan.js';
import { bothCommunities, DESK_MILLISECONDS, startDesk, until, type Desk } from '../support/desk.js';

let desk: Desk;

const groupId = (name: string): number => desk.sandbox.state.groups.find((group) => group.name === name)?.id ?? 0;

function withRule(category: (name: string) => number, escalation = ''): string {
  const rule = `{ name: deposits, when: { words: [deposit] }, set: { kind: policy, group: ${groupId('housing_experts')} } }`;
  const features = `{ triage: { settings: { rules: [${rule}] } }, official: {}, clocks: {}, escalation: { ${escalation} }, faq: {} }`;
  return bothCommunities(category, `, features: ${features}`).replace('settleSeconds: 0', 'settleSeconds: 1');
}

beforeAll(async () => {
  desk = await startDesk();
  const applied = await desk.apply(withRule(desk.category));
  if (!applied.ok) throw new Error(applied.text);
}, DESK_MILLISECONDS);

afterAll(() => desk.stop());

const meToo = async (topic: number): Promise<readonly number[]> => {
  const { triage } = (await desk.view(topic)).features;
  return triage.likers.map(({ user }) => user);
};
const topicsOfBot = () => desk.sandbox.state.topics.filter(({ userId }) => userId === desk.id('desk_bot'));

describe('a question that a rule sends to a group', () => {
  it('TR-07.1 is in the queue of that group, names it in its status post, and tells it within a minute', async () => {
    const topic = await desk.ask('When do I get my deposit back');
    const group = groupId('housing_experts');
    const routed = (await desk.store.effects('desk', { topicId: topic })).find(({ key }) => key.includes(':routed:'));
    const { rows } = await desk.store.queue('desk', {
      sees: 'all',
      community: 'housing',
      states: 'open',
      owner: 'nobody',
      asker: null,
      limit: 50,
      offset: 0,
    });

    expect(rows.find(({ topicId }) => topicId === topic)?.triage).toMatchObject({ queue: 'experts', group });
    expect(desk.statusPost(topic).raw).toContain('(`@housing_experts`)');
    expect(routed).toMatchObject({ state: 'done', kind: 'message' });
    expect((routed?.value as MessageValue).groups).toEqual([group]);
    expect(Date.parse(routed?.endedAt ?? '') - Date.parse(routed?.createdAt ?? '')).toBeLessThan(60_000);
    expect(topicsOfBot().some(({ id }) => id === routed?.forumTopicId)).toBe(true);
  });

  it('TR-11.3 says who decides in the very text that is posted first: that is what notification mails hold', async () => {
    const topic = await desk.ask('May the deposit be paid in parts');
    const [first] = (await desk.store.effects('desk', { topicId: topic })).filter(
      ({ kind, state }) => kind === 'status' && state === 'done',
    );

    expect((first?.value as StatusValue).raw).toContain('An official answer will follow; your experience is welcome.');
  });
});

describe('a like of the first post of the bot', () => {
  it('TR-26.5 counts as me too, and counts no more when it is taken back', async () => {
    const topic = await desk.ask('The lift stands still between two floors');
    const { id } = desk.statusPost(topic);
    desk.sandbox.as('timo').like(id);
    await until(async () => (await meToo(topic)).includes(desk.id('timo')));
    await desk.quiet();
    const liked = desk.statusPost(topic).raw;
    // Taking a like back is silent: the next read of the topic shows it.
    desk.sandbox.as('timo').unlike(id);
    desk.sandbox.as('sofia').reply(topic, 'It stands still here, too.');
    await desk.service.sweep.sweepAll();
    await desk.store.addNeeds('desk', [{ thing: `topic:${topic}`, why: 'bell', by: new Date().toISOString() }]);
    await until(async () => !(await meToo(topic)).includes(desk.id('timo')));
    await desk.quiet();

    expect(liked).toContain('One more person has this question.');
    expect(desk.statusPost(topic).raw).not.toContain('has this question');
    expect(desk.sandbox.state.posts.filter(({ topicId, deletedAt }) => topicId === topic && deletedAt !== null)).toEqual([]);
  });
});

describe('who was invited into a room by name', () => {
  it('ES-16.1 leaves it when she loses the role, by that event alone', async () => {
    const topic = await desk.ask('Water comes through the ceiling');
    desk.sandbox.as('ute').reply(topic, '@desk_bot escalate');
    await desk.quiet();
    const room = (await desk.store.effects('desk', { topicId: topic })).find(({ kind }) => kind === 'room')?.forumTopicId ?? 0;
    desk.sandbox.as('ute').reply(room, '@desk_bot invite @yara');
    await desk.quiet();
    const isThere = () => desk.sandbox.state.topics.find(({ id }) => id === room)?.allowedUsers.includes(desk.id('yara'));
    const before = isThere();
    desk.sandbox.admin.leave('facilitators', 'yara');
    await until(() => isThere() === false);

    expect(before).toBe(true);
  });

  it('is asked for by a facilitator where a group has more members than the setting says, as the forum counts them', async () => {
    await desk.apply(withRule(desk.category, 'settings: { largeGroup: 3 }'));
    const topic = await desk.ask('Bricks fall from the roof');
    const room = async () => (await desk.store.effects('desk', { topicId: topic })).findLast(({ kind }) => kind === 'room');
    desk.sandbox.as('ute').reply(topic, 'Please look up.\n@desk_bot escalate');
    await desk.quiet();
    const refused = await room();
    const told = topicsOfBot().find(({ title }) => title.includes('refused something'));
    desk.sandbox.as('xaver').reply(topic, '@desk_bot escalate');
    await desk.quiet();

    expect(refused).toMatchObject({ state: 'refused', reason: 'group_too_large' });
    expect(told?.allowedGroups).toContain(groupId('facilitators'));
    expect(await room()).toMatchObject({ state: 'done', forumTopicId: expect.any(Number) });
  });

  it('ES-16.1 is read from the members of each group every five minutes where no hook tells it', () => {
    expect(intervals({ groups: 5, deskGroups: 2, topics: 200 }).members).toBeLessThanOrEqual(300);
  });
});
