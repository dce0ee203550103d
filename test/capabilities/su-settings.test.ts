import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bothCommunities, DESK_MILLISECONDS, startDesk, type Desk } from '../support/desk.js';
import { rules } from '../../service/features/list.js';
import { parseCommunities, problemsText } from '../../service/config/communities.js';

let desk: Desk;

beforeAll(async () => {
  desk = await startDesk();
}, DESK_MILLISECONDS);

afterAll(() => desk.stop());

describe('a settings file', () => {
  const refusal = (text: string): string => {
    const parsed = parseCommunities(text, rules.features);
    return parsed.ok ? '' : problemsText('settings.yaml', parsed.problems);
  };

  it.each([
    ['  - { category: 5, settelSeconds: 3 }', 'the key settelSeconds is not known. Did you mean settleSeconds?'],
    ['  - { category: 5, features: { clock: {} } }', 'the key clock is not known. Did you mean clocks?'],
    ['  - { category: 5, features: { clocks: { settings: { targets: { firstReplyMinute: 3 } } } } }', 'Did you mean firstReplyMinutes?'],
    ['  - { category: 5, words: { exprt: guru } }', 'the key exprt is not known. Did you mean expert?'],
  ])('SU-08.1 is refused with the nearest valid name: %s', (line, text) => {
    expect(refusal(`communities:\n${line}\n`)).toContain(text);
  });

  it.each([
    ['  - { category: 5, settleSeconds: 46 }', /settleSeconds.*45/],
    ['  - { category: 5, settleSeconds: -1 }', /settleSeconds.*0/],
    [
      '  - { category: 5, features: { clocks: { settings: { targets: { firstReplyMinutes: 0 } } } } }',
      /firstReplyMinutes.*at least one minute/,
    ],
  ])('SU-08.2 is refused with the limit that a value is beyond: %s', (line, text) => {
    expect(refusal(`communities:\n${line}\n`)).toMatch(text);
  });
});

describe('a community whose features are in shadow', () => {
  const shadowed = (mode: string): string =>
    bothCommunities(desk.category) +
    `  - { id: yard, category: ${desk.category('Yard')}, experts: housing_experts, facilitators: facilitators, settleSeconds: 0, features: { triage: { mode: ${mode} }, clocks: { mode: ${mode} } } }\n`;
  let topic = 0;

  it('SU-10.1 gets no write of theirs in the forum', async () => {
    desk.sandbox.admin.addCategory({ name: 'Yard' });
    await desk.quiet();
    await desk.apply(shadowed('shadow'));
    topic = await desk.ask('The gate of the yard is stuck', { category: 'Yard', tags: ['incident'] });
    desk.sandbox.as('ute').reply(topic, 'The smith looks at it on Monday.');
    await desk.quiet();
    const effects = await desk.store.effects('desk', { topicId: topic });

    expect(effects.map(({ key }) => key)).toContain(`status:ticket:${topic}`);
    expect(effects.filter(({ state, attempts }) => attempts > 0 || !['shadow', 'cancelled'].includes(state))).toEqual([]);
    expect(await desk.store.acts('desk', topic)).toEqual([]);
    expect(desk.statusPosts(topic)).toEqual([]);
  });

  it('SU-10.2 shows on the page of the ticket what they would have said, why, and when', async () => {
    const html = await (await fetch(`${desk.url}/tickets/${topic}?still`)).text();
    const text = html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');

    expect(text).toContain('In shadow: shown only, never carried out');
    expect(text).toMatch(
      /State shown only: the feature is in shadow Why .*the first official reply.* Wanted \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/,
    );
    expect(text).toMatch(/What it says.* Raw .*First reply by the desk/);
  });

  it('SU-10.3 is not told their old decisions when they are switched on, only what changes from then on', async () => {
    await desk.apply(shadowed('on'));
    await desk.quiet();
    const afterSwitch = desk.statusPosts(topic).length;
    const wanted = (await desk.view(topic)).wants.map(({ key }) => key);
    desk.sandbox.as('paula').reply(topic, 'And who pays the smith?');
    await desk.quiet();

    expect(wanted).toEqual([`status:ticket:${topic}`]);
    expect(afterSwitch).toBe(0);
    expect(desk.statusPosts(topic)).toHaveLength(1);
    await desk.apply(bothCommunities(desk.category));
    await desk.quiet();
  });
});

describe('two communities', () => {
  it('SU-24.1 do not change each other: with every setting of one changed, the other is derived byte for byte as before', async () => {
    const own = await desk.ask('The heating makes a noise at night');
    const other = await desk.ask('The mouse moves by itself', { as: 'ravi', category: 'IT-Hilfe', tags: ['incident'] });
    desk.sandbox.as('wanda').reply(other, 'Clean the glass below it, then it stands still.');
    await desk.quiet();
    const seen = async (topic: number): Promise<string> => JSON.stringify((await desk.ticket(topic)).view);
    const before = [await seen(own), await seen(other)];
    const changed = `, name: House, locale: de, words: { desk: Büro, expert: Kenner, experts: Kenner, asker: Gast, member: Nachbar, members: Nachbarn, facilitator: Lotse, facilitators: Lotsen, community: Haus, officialAnswer: Bescheid, question: Anliegen }, signers: it_experts, deskLeads: it_experts, faqCategory: ${desk.category('FAQ')}, libraryCategory: ${desk.category('Expert Library')}, features: { triage: { settings: { starterRules: true, defaultLane: community, defaultMode: official_decides, kindTags: { incident: policy }, rules: [{ name: all, when: { channel: board }, set: { kind: policy } }] } }, clocks: { settings: { responders: any_member, targets: { firstReplyMinutes: 1, communityReplyMinutes: 2 }, calendar: { tz: Asia/Tokyo, hours: { sun: [['01:00', '02:00']] } } } } }`;
    const applied = await desk.apply(bothCommunities(desk.category, changed).replace('settleSeconds: 0,', 'settleSeconds: 1,'));
    desk.sandbox.as('paula').reply(own, 'It is louder today.');
    desk.sandbox.as('ravi').reply(other, 'I did, and it helped.');
    await desk.quiet();
    const replied = await seen(other);
    await desk.apply(bothCommunities(desk.category));
    await desk.quiet();

    expect(applied).toMatchObject({ ok: true, changed: ['housing'] });
    expect(await seen(own)).not.toBe(before[0]);
    expect(replied).not.toBe(before[1]);
    expect(await seen(other)).toBe(replied);
    expect(replied).toContain('"version":1');
  });
});
