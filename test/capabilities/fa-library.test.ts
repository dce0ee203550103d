import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { SAMPLE_KEYS } from '../../service/sandbox/sample.js';
import { bothCommunities, DESK_MILLISECONDS, startDesk, type Desk } from '../support/desk.js';

let desk: Desk;

const own = (category: (name: string) => number): string =>
  `, signers: housing_experts, faqCategory: ${category('FAQ')}, libraryCategory: ${category('Expert Library')}, commands: { aliases: [desk] }`;

beforeAll(async () => {
  desk = await startDesk({ communities: (category) => bothCommunities(category, own(category)) });
}, DESK_MILLISECONDS);

afterAll(() => desk.stop());

const SECRET = 'The shelf has the form 12b';

/** An entry of the library, made by a line; its topic. */
async function entry(title: string): Promise<number> {
  const topic = await desk.ask(`Who knows ${title}?`);
  const reply = desk.sandbox.as('ute').reply(topic, `${SECRET} for ${title}.\n@desk library ${title}`);
  await desk.quiet();
  return desk.sandbox.state.topics.find(({ title: made }) => made.startsWith(title))?.id ?? (reply.id ? 0 : 0);
}

/** Everything that the forum lists or shows to somebody; null: to nobody in particular. */
async function seenBy(username: string | null, topic: number): Promise<{ listed: string; status: number; post: number }> {
  const headers: Record<string, string> = username === null ? {} : { 'Api-Key': SAMPLE_KEYS.allUsers, 'Api-Username': username };
  const get = (path: string) => fetch(`${desk.sandbox.url}${path}`, { headers });
  const pages = ['/latest.json', '/latest.json?order=created', '/posts.json', '/categories.json', '/'];
  const listed = await Promise.all(pages.map(async (path) => (await get(path)).text()));
  const first = desk.sandbox.state.posts.find(({ topicId }) => topicId === topic)?.id ?? 0;
  return { listed: listed.join('\n'), status: (await get(`/t/${topic}.json`)).status, post: (await get(`/posts/${first}.json`)).status };
}

describe('the expert library', () => {
  it('FA-03.3 FA-03.1 no list, page or JSON returns an entry to members or to nobody in particular', async () => {
    const topic = await entry('Shelf of forms');
    expect(topic).toBeGreaterThan(0);

    const expert = await seenBy('ute', topic);
    expect(expert.status).toBe(200);
    expect(expert.listed).toContain('Shelf of forms (for');
    for (const who of ['paula', 'timo', null]) {
      const seen = await seenBy(who, topic);
      expect([seen.status, seen.post].every((status) => status === 403 || status === 404)).toBe(true);
      expect(seen.listed).not.toContain('Shelf of forms (for');
    }
  });

  it('FA-03.4 an expert who is removed from the group loses it at once', async () => {
    const topic = await entry('Drawer of keys');
    expect((await seenBy('viktor', topic)).status).toBe(200);
    desk.sandbox.admin.leave('housing_experts', 'viktor');
    const after = await seenBy('viktor', topic);

    expect(after.status === 403 || after.status === 404).toBe(true);
    expect(after.listed).not.toContain('Drawer of keys (for');
    desk.sandbox.admin.join('housing_experts', 'viktor');
    await desk.quiet();
  });

  it('FA-03.3 a category that everybody can read is refused as library, with the reason', async () => {
    const open = desk.sandbox.admin.addCategory({ name: 'Open Shelf' }).id;
    const closed = own(desk.category);
    const applied = await desk.apply(bothCommunities(desk.category, closed.replace(/libraryCategory: \d+/, `libraryCategory: ${open}`)));

    expect(applied).toMatchObject({
      ok: false,
      text: expect.stringContaining(`category ${open} can be read by everybody and cannot be the library`),
    });
  });

  it('FA-03.3 nothing is put into it once it was opened to everybody, and that is reported', async () => {
    const readGroups = desk.sandbox.state.categories.find(({ name }) => name === 'Expert Library')?.readGroups ?? null;
    desk.sandbox.admin.changeCategory('Expert Library', { readGroups: null });
    await desk.service.sweep.sweepAll();
    const made = await entry('Box of stamps');
    const refused = (await desk.store.effects('desk', { states: ['refused'] })).filter(({ key }) => key.startsWith('library:'));

    expect(made).toBe(0);
    expect(refused).toMatchObject([{ reason: 'library_is_public' }]);
    expect((await desk.store.notes('desk')).filter(({ kind }) => kind === 'library_open')).toHaveLength(1);
    desk.sandbox.admin.changeCategory('Expert Library', { readGroups });
    await desk.quiet();
  });
});

it('SU-06.3 a group that was deleted in the forum is reported, once', async () => {
  const before = (await desk.store.notes('desk')).filter(({ kind }) => kind === 'group_gone');
  const { groups } = desk.sandbox.state;
  const gone = groups.find(({ name }) => name === 'it_experts');
  groups.splice(
    groups.findIndex(({ name }) => name === 'it_experts'),
    1,
  );
  await desk.service.sweep.sweepAll();
  await desk.service.sweep.sweepAll();
  const after = (await desk.store.notes('desk')).filter(({ kind }) => kind === 'group_gone');
  const doctor = await (await fetch(`${desk.url}/doctor`)).text();

  expect(before).toEqual([]);
  expect(after).toMatchObject([{ thing: `group:${gone?.id ?? 0}`, text: expect.stringContaining('it_experts') }]);
  expect(doctor).toContain('no group it_experts any more');
});
