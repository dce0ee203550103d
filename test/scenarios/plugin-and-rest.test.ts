import { describe, expect, it } from '@jest/globals';
import { withoutMarker } from '../../shared/marker.js';
import { sampleCommunities } from '../../service/assembly/sample-communities.js';
import type { Post, Topic } from '../../service/sandbox/state.js';
import { testStore } from '../support/database.js';
import { playWeek, type PlayedWeek } from '../support/undisturbed.js';
import { act, ask, edit, reply, type Scene, type WeekAct } from '../support/week.js';

const tests = testStore();

const line = (by: string, text: string, to: string): WeekAct =>
  act(`${by} says ${text} below ${to}`, (scene: Scene) => {
    const number = scene.sandbox.state.posts.find(({ id }) => id === scene.post(to))?.number ?? 1;
    scene.remember(`${by}: ${text}`, scene.as(by).reply(scene.topic(to), `@desk ${text}`, { to: number }));
  });

const inRoomOf = (topic: string, by: string, text: string): WeekAct =>
  act(`${by} says ${text} in the room of ${topic}`, (scene: Scene) => {
    const room = scene.sandbox.state.topics.find(
      ({ title, archetype }) => archetype === 'private_message' && title.includes(`HD-${scene.topic(topic)}`),
    );
    scene.remember(`${by}: ${text}`, scene.as(by).reply(room?.id ?? 0, `@desk ${text}`));
  });

/** Status posts, tags, labels that end, a room until it is closed, messages and likes. */
const STORY: readonly WeekAct[] = [
  ask('heating', { by: 'paula', tags: ['incident'] }),
  reply('two days', { by: 'ute', to: 'heating' }),
  line('ute', 'official', 'two days'),
  ask('wifi', { by: 'ravi', category: 'IT-Hilfe', tags: ['how-to'] }),
  line('xaver', 'escalate to it_experts because the router is ours', 'wifi'),
  inRoomOf('wifi', 'wanda', 'accept'),
  inRoomOf('wifi', 'wanda', 'end escalation because the router was changed'),
  edit('two days', 'ute'),
];

const communities = (category: (name: string) => number): string =>
  sampleCommunities(category).replaceAll('settleSeconds: 1', 'settleSeconds: 0');

describe('the same story through the plugin and over REST', () => {
  it('leaves the same forum: posts, revisions, tags, labels, owners and who takes part', async () => {
    const rest = await playWeek(tests, STORY, { seed: 5, communities });
    await rest.stop();
    const plugin = await playWeek(tests, STORY, { seed: 5, communities, hasPlugin: true });
    await plugin.stop();
    const applied = Object.values(plugin.sandbox.state.plugin?.effects ?? {});
    const [one, other] = [shownBy(rest), shownBy(plugin)];

    expect(other).toEqual(one);
    expect(one.filter(({ closed, archetype }) => closed && archetype === 'private_message')).toHaveLength(1);
    expect(one.length).toBeGreaterThan(2);
    expect(applied.filter(({ outcome }) => outcome !== 'done')).toEqual([]);
    expect(applied.length).toBeGreaterThan(10);
    expect(plugin.sandbox.state.posts.some(({ notice }) => notice !== null)).toBe(false);
  }, 240_000);
});

/** Without ids, which depend on the order in which things were made. */
function shownBy({ sandbox: { state } }: PlayedWeek) {
  const nameOf = (id: number): string => state.users.find((user) => user.id === id)?.username ?? '?';
  const topics = [...state.topics].sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  return topics.map((topic) => ({
    title: without(topic.title),
    ...{ archetype: topic.archetype, categoryId: topic.categoryId, closed: topic.closed, tags: [...topic.tags].sort() },
    owner: typeof topic.assignment?.userId === 'number' ? nameOf(topic.assignment.userId) : null,
    users: topic.allowedUsers.map(nameOf).sort(),
    groups: topic.allowedGroups.map((id) => state.groups.find((group) => group.id === id)?.name).sort(),
    posts: state.posts
      .filter(({ topicId }) => topicId === topic.id)
      .map((post) => ({ ...textOf(post), author: nameOf(post.userId), label: labelOf(post) }))
      .sort((a, b) => a.number - b.number),
  }));

  function textOf({ raw, number, type, version, revisions, actionCode, actionWho }: Post) {
    return { raw: without(raw), number, type, version, revisions: revisions.length, actionCode, actionWho };
  }

  function labelOf({ id, topicId, notice }: Post): string | null {
    const labels = state.plugin?.tickets[topicId]?.everyone.labels ?? [];
    const shown = labels.find(({ postId, label }) => postId === id && (label === 'official' || label === 'voided'));
    const block =
      notice
        ?.replace(/<!-- \/?hd -->\n?/g, '')
        .replaceAll('**', '')
        .trim() ?? null;
    return without(shown?.text ?? block ?? '') || null;
  }

  function keyOf({ title, id }: Topic): string {
    const first = state.posts.find(({ topicId, number }) => topicId === id && number === 1);
    return `${without(title)}/${without(first?.raw ?? '')}`;
  }
}

/** Markers and numbers of topics and posts differ. */
function without(text: string): string {
  return withoutMarker(text)
    .replace(/HD-\d+/g, 'HD-#')
    .replace(/\/(p|t)\/\d+/g, '/$1/#')
    .replace(/\b127\.0\.0\.1:\d+\b/g, 'forum');
}
