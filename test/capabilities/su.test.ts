import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { bothCommunities, cycleIn, DESK_MILLISECONDS, startDesk, until, type Desk } from '../support/desk.js';

let desk: Desk;

beforeAll(async () => {
  desk = await startDesk();
}, DESK_MILLISECONDS);

afterAll(() => desk.stop());

describe('a designated category', () => {
  it('SU-01.1 gives a new topic its ticket within five seconds with a live hook, in a subcategory too', async () => {
    const topics = ['Housing Desk', 'Rent'].map(
      (category) =>
        desk.sandbox
          .as('paula')
          .ask({ category, title: `Who reads the meter, I ask in ${category}`, raw: `Nobody came this year. Who does it in ${category}?` })
          .topicId,
    );

    for (const topic of topics) expect(await until(async () => (await desk.store.ticket('desk', topic)) !== null)).toBeLessThan(5);
    await desk.quiet();
    for (const topic of topics) expect((await desk.ticket(topic)).community).toBe('housing');
  });

  it('SU-01.3 leaves an old topic alone until a member posts in it', async () => {
    const category = desk.sandbox.admin.addCategory({ name: 'Garden' }).id;
    const old = desk.sandbox
      .as('ravi')
      .ask({ category, title: 'Where may I plant a tree', raw: 'The yard is empty. May I plant a tree in it?' });
    await desk.quiet();
    const applied = await desk.apply(
      `${bothCommunities(desk.category)}  - { id: garden, category: ${category}, facilitators: facilitators, settleSeconds: 0 }\n`,
    );
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
    const file = `${bothCommunities(desk.category)}  - { id: again, category: ${desk.category('IT-Hilfe')} }\n`;

    expect(await desk.apply(file)).toEqual({
      ok: false,
      text: expect.stringContaining(`the category ${desk.category('IT-Hilfe')} is designated twice`),
    });
  });

  it.each(['faqCategory', 'libraryCategory'])('SU-01.5 is refused when it is the %s of a community', async (name) => {
    const faq = desk.category('FAQ');
    const file = `${bothCommunities(desk.category, `, ${name}: ${faq}`)}  - { id: faq, category: ${faq} }\n`;

    expect(await desk.apply(file)).toEqual({ ok: false, text: expect.stringContaining(`category ${faq} is a FAQ or library category`) });
  });

  it('SU-01.6 is refused when the bot cannot see it', async () => {
    const hidden = desk.sandbox.admin.addCategory({ name: 'Board of the house', readGroups: ['facilitators'] }).id;
    await desk.service.sweep.sweepAll();
    const file = `${bothCommunities(desk.category)}  - { id: board, category: ${hidden} }\n`;

    expect(await desk.apply(file)).toEqual({
      ok: false,
      text: expect.stringContaining(`the forum has no category ${hidden}, or the bot may not see it`),
    });
  });
});

describe('un-designated and designated again', () => {
  it('SU-03.3 finds the old tickets and starts no clock in the past', async () => {
    const both = bothCommunities(desk.category);
    const housingOnly = both.split('\n').slice(0, 2).join('\n');
    const topic = await desk.ask('The tap of my neighbour drips', { as: 'ravi', category: 'IT-Hilfe' });
    await desk.apply(housingOnly);
    await desk.quiet();
    const between = await desk.ticket(topic);
    const meanwhile = await desk.ask('The screen stays dark today', { as: 'ravi', category: 'IT-Hilfe' });
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
