import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bothCommunities, cycleIn, DESK_MILLISECONDS, startDesk, until, type Desk } from '../support/desk.js';
import { rules } from '../../service/features/list.js';
import { parseCommunities, problemsText } from '../../service/config/communities.js';

let desk: Desk;

beforeAll(async () => {
  desk = await startDesk();
}, DESK_MILLISECONDS);

afterAll(() => desk.stop());

describe('a designated category', () => {
  it('SU-01.1 gives a new topic its ticket within five seconds with a live hook, in a subcategory too', async () => {
    const topics = ['Housing Desk', 'Rent'].map(
      (category) => desk.sandbox.as('paula').ask({ category, title: `Who reads the meter, I ask in ${category}`, raw: `Nobody came this year. Who does it in ${category}?` }).topicId,
    );

    for (const topic of topics) expect(await until(async () => (await desk.store.ticket('desk', topic)) !== null)).toBeLessThan(5);
    await desk.quiet();
    for (const topic of topics) expect((await desk.ticket(topic)).community).toBe('housing');
  });

  it('SU-01.3 leaves an old topic alone until a member posts in it', async () => {
    const category = desk.sandbox.admin.addCategory({ name: 'Garden' }).id;
    const old = desk.sandbox.as('ravi').ask({ category, title: 'Where may I plant a tree', raw: 'The yard is empty. May I plant a tree in it?' });
    await desk.quiet();
    const applied = await desk.apply(`${bothCommunities(desk.category)}  - { id: garden, category: ${category}, settleSeconds: 0 }\n`);
    desk.sandbox.as('ravi').edit(old.id, 'The yard is empty. May I plant an apple tree in it?');
    await desk.service.sweep.sweepAll();
    await desk.quiet();
    const before = await desk.store.ticket('desk', old.topicId);
    desk.sandbox.as('timo').reply(old.topicId, 'Not near the wall, the roots lift the stones.');
    await desk.quiet();

    expect(applied).toMatchObject({ ok: true, changed: ['garden'] });
    expect(before).toBeNull();
    expect((await desk.ticket(old.topicId)).community).toBe('garden');
    expect((await desk.view(old.topicId)).features.clocks.cycles).toEqual([]);
  });

  it('SU-01.4 is refused when it is designated already', async () => {
    const file = `${bothCommunities(desk.category)}  - { id: again, category: ${desk.category('IT Help')} }\n`;

    expect(await desk.apply(file)).toEqual({ ok: false, text: expect.stringContaining(`the category ${desk.category('IT Help')} is designated twice`) });
  });

  it.each(['faqCategory', 'libraryCategory'])('SU-01.5 is refused when it is the %s of a community', async (name) => {
    const faq = desk.category('FAQ');
    const file = `${bothCommunities(desk.category, `, ${name}: ${faq}`)}  - { id: faq, category: ${faq} }\n`;

    expect(await desk.apply(file)).toEqual({ ok: false, text: expect.stringContaining(`category ${faq} is a FAQ or library category`) });
  });

  it('SU-01.6 is refused when the bot cannot see it', async () => {
    const hidden = desk.sandbox.admin.addCategory({ name: 'Board of the house', readGroups: ['it_experts'] }).id;
    await desk.service.sweep.sweepAll();
    const file = `${bothCommunities(desk.category)}  - { id: board, category: ${hidden} }\n`;

    expect(await desk.apply(file)).toEqual({ ok: false, text: expect.stringContaining(`the forum has no category ${hidden}, or the bot may not see it`) });
  });
});

describe('un-designated and designated again', () => {
  it('SU-03.3 finds the old tickets and starts no clock in the past', async () => {
    const both = bothCommunities(desk.category);
    const housingOnly = both.split('\n').slice(0, 2).join('\n');
    const topic = await desk.ask('The tap of my neighbour drips', { as: 'ravi', category: 'IT Help' });
    await desk.apply(housingOnly);
    await desk.quiet();
    const between = await desk.ticket(topic);
    const meanwhile = await desk.ask('The screen stays dark today', { as: 'ravi', category: 'IT Help' });
    const noTicket = await desk.store.ticket('desk', meanwhile);
    const again = new Date().toISOString();
    await desk.apply(both);
    await desk.quiet();
    const found = await desk.ticket(topic);

    expect(between).toMatchObject({ state: 'closed', outcome: 'undesignated' });
    expect(cycleIn(between.view, 'fr')).toMatchObject({ state: 'dismissed' });
    expect(noTicket).toBeNull();
    expect(found).toMatchObject({ state: 'new', community: 'it' });
    const started = found.view.features.clocks.cycles.filter(({ state }) => state === 'running').map(({ startedAt }) => startedAt);
    expect(started.filter((at) => at < again.slice(0, 19))).toEqual([]);
  });
});

describe('roles', () => {
  it('SU-06.4 stay for an old act what they were when it was done', async () => {
    const topic = await desk.ask('The lamp over the door is out');
    const reply = desk.sandbox.as('viktor').reply(topic, 'The caretaker changes it tomorrow.');
    await desk.quiet();
    desk.sandbox.admin.leave('housing_experts', 'viktor');
    desk.sandbox.as('viktor').reply(topic, 'I am no expert any more, but it was changed.');
    const later = await desk.ask('The lamp in the cellar is out');
    desk.sandbox.as('viktor').reply(later, 'That one will be changed too.');
    await desk.quiet();
    desk.sandbox.admin.join('housing_experts', 'viktor');
    await desk.quiet();

    expect(cycleIn(await desk.view(topic), 'fr')).toMatchObject({ state: 'met', endedBy: reply.id });
    expect(cycleIn(await desk.view(later), 'fr')).toMatchObject({ state: 'running', endedBy: null });
  });

  it('SU-06.5 are corrected when a membership that was true is learnt later', async () => {
    const topic = await desk.ask('The postman does not find my door');
    desk.sandbox.misbehave({ dropRate: 1 });
    desk.sandbox.admin.join('housing_experts', 'sofia');
    await desk.sandbox.settled();
    desk.sandbox.behave();
    const reply = desk.sandbox.as('sofia').reply(topic, 'Every door gets its number next week.');
    await desk.quiet();
    const before = cycleIn(await desk.view(topic), 'fr');
    await desk.service.sweep.sweepAll();
    await desk.quiet();

    expect(before).toMatchObject({ state: 'running' });
    expect(cycleIn(await desk.view(topic), 'fr')).toMatchObject({ state: 'met', endedBy: reply.id });
  });
});

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
    ['  - { category: 5, features: { clocks: { settings: { targets: { firstReplyMinutes: 0 } } } } }', /firstReplyMinutes.*at least one minute/],
  ])('SU-08.2 is refused with the limit that a value is beyond: %s', (line, text) => {
    expect(refusal(`communities:\n${line}\n`)).toMatch(text);
  });
});

describe('a community whose features are in shadow', () => {
  const shadowed = (mode: string): string =>
    bothCommunities(desk.category) +
    `  - { id: yard, category: ${desk.category('Yard')}, experts: housing_experts, settleSeconds: 0, features: { triage: { mode: ${mode} }, clocks: { mode: ${mode} } } }\n`;
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
    expect(text).toMatch(/State shown only: the feature is in shadow Why .*the first official reply.* Wanted \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC/);
    expect(text).toMatch(/What it says Raw .*First reply by the desk/);
  });

  it('SU-10.3 is not told their old decisions when they are switched on, only what changes from then on', async () => {
    await desk.apply(shadowed('on'));
    await desk.quiet();
    const afterSwitch = desk.statusPosts(topic).length;
    const wanted = (await desk.view(topic)).wants.map(({ key }) => key);
    desk.sandbox.as('xaver').assign({ topic }, 'xaver');
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
    const other = await desk.ask('The mouse moves by itself', { as: 'ravi', category: 'IT Help', tags: ['incident'] });
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
