import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bothCommunities, DESK_MILLISECONDS, startDesk, type Desk } from '../support/desk.js';

let desk: Desk;

const OWN = ', signers: housing_experts, commands: { aliases: [desk] }';

beforeAll(async () => {
  desk = await startDesk({ communities: (category) => bothCommunities(category, OWN) });
}, DESK_MILLISECONDS);

afterAll(() => desk.stop());

const messagesTo = (who: string): string[] => {
  const id = desk.id(who);
  const topics = desk.sandbox.state.topics.filter((topic) => topic.archetype === 'private_message');
  const groups = desk.sandbox.state.groups.filter(({ members }) => members.some((member) => member.userId === id)).map((group) => group.id);
  return topics
    .filter(({ allowedUsers, allowedGroups }) => allowedUsers.includes(id) || allowedGroups.some((group) => groups.includes(group)))
    .map((topic) => desk.sandbox.state.posts.find(({ topicId }) => topicId === topic.id)?.raw ?? '');
};

/** All pages that a person reaches by links, and the lists and readings of the API without a key. */
async function pagesFor(who: string, extra: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const seen = new Map<string, string>();
  const waiting = ['/', '/latest.json', '/categories.json', '/groups.json', '/site.json', '/u/paula', '/u/paula.json', ...extra];
  for (const path of waiting) {
    if (seen.has(path) || seen.size >= 400) continue;
    const response = await fetch(`${desk.sandbox.url}${path}`, { headers: who === '' ? {} : { cookie: `sandbox_person=${who}` } });
    seen.set(path, response.ok ? await response.text() : '');
    waiting.push(...[...(seen.get(path) ?? '').matchAll(/href="(\/[^"#]*)/g)].flatMap(([, link]) => (link === undefined ? [] : [link])));
  }
  return seen;
}

describe('on a forum', () => {
  it('ES-01.1 nobody outside sees anything of a private ask, neither while it runs nor after', async () => {
    await desk.ask('The lift is slow');
    const asked = desk.sandbox.as('paula').message({ to: ['housing_experts'], title: 'A wombat lives here', raw: 'It is a wombat.' });
    const own = [`/t/${asked.topicId}`, `/t/${asked.topicId}.json`, `/posts/${asked.id}.json`];
    const found = async (who: string): Promise<string[]> =>
      [...(await pagesFor(who, own))].flatMap(([path, text]) => (/wombat/i.test(text) ? [path] : []));

    expect([await found(''), await found('ravi')]).toEqual([[], []]);
    await desk.quiet();
    expect([await found(''), await found('ravi')]).toEqual([[], []]);
    desk.sandbox.as('ute').reply(asked.topicId, '@desk accept\n\nThe wombat may stay.');
    await desk.quiet();
    expect((await desk.ticket(asked.topicId)).view.owner).toBe(desk.id('ute'));
    expect([await found(''), await found('ravi')]).toEqual([[], []]);
    expect((await found('ute')).length).toBeGreaterThan(0);
  });

  it('TR-06.11 a merge links both ways, and makes the asker a follower', async () => {
    const target = await desk.ask('The lamp in the hall is dark');
    const source = await desk.ask('No light in the hall', { as: 'ravi' });
    await desk.quiet();
    desk.sandbox.as('xaver').merge(source, target);
    await desk.quiet();

    // Its status post went there with all its posts; what stays is the forum's own link, and ours in the record.
    expect(desk.sandbox.state.posts.some(({ topicId, raw }) => topicId === source && raw.includes(`/${target}`))).toBe(true);
    expect(await desk.ticket(source)).toMatchObject({ state: 'closed', outcome: 'duplicate', view: { merged: { into: target } } });
    expect(desk.statusPost(target).raw).toContain(`(/t/${source})`);
    expect(desk.statusPost(target).raw).toContain('One more person has this question');
  });

  it('ES-01.4 a message to the experts is refused with a hint where private asking is off, and keeps nothing', async () => {
    await desk.apply(bothCommunities(desk.category, `${OWN}, privateAsking: false`));
    const { topicId } = desk.sandbox
      .as('paula')
      .message({ to: ['housing_experts'], title: 'A secret of mine', raw: 'My neighbour is a quokka.' });
    await desk.quiet();
    await desk.apply(bothCommunities(desk.category, OWN));

    expect(await desk.store.ticket('desk', topicId)).toBeNull();
    expect(messagesTo('paula').some((raw) => raw.includes('Please ask in public'))).toBe(true);
    expect(JSON.stringify([...(await desk.store.material('desk', topicId)).texts.values()])).not.toContain('quokka');
  });
});
