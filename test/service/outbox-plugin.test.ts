import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { markerIn } from '../../shared/marker.js';
import { sampleCommunities } from '../../service/assembly/sample-communities.js';
import { DESK_MILLISECONDS, startDesk, until, type Desk } from '../support/desk.js';

let desk: Desk;

beforeAll(async () => {
  const communities = (category: (name: string) => number) =>
    sampleCommunities(category)
      .replaceAll('settleSeconds: 1', 'settleSeconds: 0')
      .replace('official: {}', 'official: { settings: { riskTags: [policy] } }');
  desk = await startDesk({ hasPlugin: true, communities });
}, DESK_MILLISECONDS);

afterAll(() => desk.stop());

const effects = (topic: number) => desk.store.effects('desk', { topicId: topic });
const plugin = () => {
  const { plugin: found } = desk.sandbox.state;
  if (!found) throw new Error('there is no plugin');
  return found;
};
/** By way of the plugin. */
const applied = (topic: number) => plugin().effects[`status:ticket:${topic}#1`] !== undefined;
const noticeOf = (post: number) => desk.sandbox.state.posts.find(({ id }) => id === post)?.notice ?? null;

/** The plugin is switched, and the service has found out. */
async function switchPlugin(isOn: boolean): Promise<void> {
  desk.sandbox.admin.switchPlugin(isOn);
  await until(async () => {
    await desk.store.markDirty('desk', [0]);
    await desk.quiet();
    return ((await desk.store.material('desk', 0)).plugin !== null) === isOn;
  });
  await desk.quiet();
}

describe('the outbox of a forum with the plugin', () => {
  it('writes through it, with the marker in the text, and nothing twice', async () => {
    const topic = await desk.ask('The heating is cold');

    const [post, ...others] = desk.statusPosts(topic);
    expect(others).toEqual([]);
    expect(markerIn(post?.raw ?? '')).toMatch(/^hd1-/);
    expect(applied(topic)).toBe(true);
    expect((await effects(topic)).find(({ kind }) => kind === 'status')).toMatchObject({ state: 'done', postId: post?.id });
  });

  it('edits its own post, found by what the store knows', async () => {
    const topic = await desk.ask('The window does not close');
    const before = desk.statusPost(topic);

    desk.sandbox.as('ute').reply(topic, 'Somebody comes tomorrow and mends it.');
    await desk.quiet();

    const after = desk.statusPost(topic);
    expect([after.id, markerIn(after.raw)]).toEqual([before.id, markerIn(before.raw)]);
    expect(after.version).toBe(2);
  });

  it('finds what came of a batch whose answer was lost', async () => {
    desk.sandbox.misbehave({ down: 'answerLost', requests: 1 });

    const topic = await desk.ask('The lift stands still');

    expect(desk.statusPosts(topic)).toHaveLength(1);
    expect((await effects(topic)).filter(({ kind }) => kind === 'status')).toEqual([expect.objectContaining({ state: 'done' })]);
  });

  it('tells the plugin of each community what it must know, and of each ticket what to show', async () => {
    const topic = await desk.ask('Who sweeps the stairs?', { tags: ['incident'] });

    expect(plugin().configs).toMatchObject({
      housing: { version: 1, locale: 'en', riskTags: ['policy'], texts: { notYetChecked: 'Not yet checked by the experts' } },
      it: { locale: 'de', riskTags: [] },
    });
    expect(plugin().tickets[topic]).toMatchObject({
      reference: `HD-${topic}`,
      askerId: desk.id('paula'),
      everyone: { stateText: 'Waiting for the desk', ownerId: null, labels: [] },
      maySay: { member: expect.arrayContaining(['me too']) as unknown, expert: expect.arrayContaining(['accept', 'escalate']) as unknown },
      desk: { kind: 'incident' },
    });
    expect(plugin().tickets[topic]?.everyone.clocks.map(({ metric, lane }) => [metric, lane])).toEqual([
      ['fr', 'desk'],
      ['res', 'desk'],
      ['cr', 'community'],
    ]);
  });

  it('OF-27.1 shows a label or a notice, never both; all is converted while the plugin comes and goes, and writing goes on over REST', async () => {
    const topic = await desk.ask('May I keep a cat?');
    const answer = desk.sandbox.as('ute').reply(topic, 'You may keep a cat if nobody minds.');
    desk.sandbox.as('ute').reply(topic, '@desk official', { to: answer.number });
    await desk.quiet();
    const labels = () => plugin().tickets[topic]?.everyone.labels.map(({ postId, label, text }) => [postId, label, text]);
    const label = labels();
    const withPlugin = noticeOf(answer.id);
    await switchPlugin(false);
    const without = noticeOf(answer.id);
    const asked = await desk.ask('The door bell is silent');
    const overRest = [applied(asked), desk.statusPosts(asked).length];
    await switchPlugin(true);
    desk.sandbox.as('ute').reply(asked, 'I will have a look at the bell.');
    await desk.quiet();

    expect(overRest).toEqual([false, 1]);
    expect(desk.statusPosts(asked)).toHaveLength(1);
    expect(plugin().effects[`status:ticket:${asked}#2`]).toMatchObject({ outcome: 'done' });
    expect(label).toEqual([[answer.id, 'official', expect.stringContaining('signed by @ute')]]);
    expect(withPlugin).toBeNull();
    expect(without).toContain('<!-- hd -->');
    expect(noticeOf(answer.id)).toBeNull();
    expect(labels()).toEqual(label);
  });

  it('OF-27.1 keeps the notice where the pages of the forum have no place for labels', async () => {
    const topic = await desk.ask('May I keep a parrot?');
    desk.sandbox.as('ute').reply(topic, 'Birds are welcome as long as they are quiet at night.\n\n@desk official');
    const isNoticed = () => desk.sandbox.state.posts.some((post) => post.topicId === topic && post.notice !== null);
    await desk.quiet();
    await switchPlugin(false);
    plugin().abilities = plugin().abilities.filter((name) => name !== 'labels');

    await switchPlugin(true);
    await until(() => isNoticed() && plugin().tickets[topic]?.everyone.labels.length === 1);
    plugin().abilities.push('labels');

    await until(async () => {
      await desk.store.markDirty('desk', [0]);
      await desk.quiet();
      return !isNoticed();
    });
  });

  it('tells everything once more to a plugin that has lost its tables', async () => {
    const topic = await desk.ask('The gate is locked');
    plugin().tickets = {};
    plugin().configs = {};
    plugin().effects = {};
    plugin().newest = {};

    await until(async () => {
      await desk.store.markDirty('desk', [topic]);
      await desk.quiet();
      return plugin().tickets[topic] !== undefined;
    });

    expect(Object.keys(plugin().configs)).toEqual(['housing', 'it']);
  });

  it('says of a ticket that is deleted that there is nothing to show', async () => {
    const topic = await desk.ask('The hedge is too high');
    desk.sandbox.as('xaver').deleteTopic(topic);
    await desk.quiet();
    await desk.service.sweep.sweepAll();
    await desk.quiet();

    expect(plugin().tickets[topic]).toBeNull();
  });
});
