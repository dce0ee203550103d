import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { bothCommunities, DESK_MILLISECONDS, PLUGIN_SECRET, startDesk, until, type Desk } from '../support/desk.js';
import { looking } from './support/look.js';
import type { Shown } from './support/pages.js';
import { playedPlugin } from './support/played-plugin.js';

// The stories of section 0.4, clicked through: pages of the forum, the running service and the sandbox forum, with nothing made up between.
const look = looking();
let desk: Desk;

beforeAll(async () => {
  desk = await startDesk({
    hasPlugin: true,
    pluginSecret: PLUGIN_SECRET,
    communities: (category) =>
      bothCommunities(category, `, signers: housing_experts, deskLeads: desk_leads, faqCategory: ${category('FAQ')}`),
  });
}, DESK_MILLISECONDS);
afterAll(() => desk.stop());

/** Opens a topic as a person sees it in the forum; what the page asks, plugin and service answer. */
async function as(username: string, topicId: number, at: (shown: Shown) => Promise<void>): Promise<void> {
  const plugin = playedPlugin(desk, username);
  await look(plugin.topicScene(topicId), async (shown) => {
    plugin.answer(shown);
    await at(shown);
  });
}

const label = ({ page }: Shown, number: number) => page.locator(`[data-post="${number}"] .hybrid-desk-label`);
const texts = async (shown: Shown, number: number) => (await label(shown, number).allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
const lane = async ({ page }: Shown, name: string) => (await page.locator(`[data-lane=${name}]`).innerText()).replace(/\s+/g, ' ');

it('UI-22.1 UI-22.3 from the list to the question it is one button and one form, and title and text are enough', async () => {
  const plugin = playedPlugin(desk, 'paula');
  const title = 'How long may my guests stay?';
  await look(plugin.listScene('Housing Desk'), async (shown) => {
    plugin.answer(shown);
    await shown.page.getByRole('button', { name: 'Ask', exact: true }).click();
    await shown.page.getByLabel('Title').fill(title);
    await shown.page.getByLabel('Text').fill('They come for a week in December.');

    expect(await shown.page.locator('.hybrid-desk-note').first().innerText()).toMatch(
      /^When you can expect an answer: The desk means to answer within \d+ \w+/,
    );
    await shown.page.getByRole('button', { name: 'Send' }).click();
    await shown.page.getByLabel('Title').waitFor({ state: 'detached' });
  });
  await desk.quiet();
  const asked = desk.sandbox.state.topics.find((topic) => topic.title === title)?.id ?? 0;

  await as('paula', asked, async (shown) => {
    expect(await shown.page.locator('.hybrid-desk-status').innerText()).toContain(`HD-${asked}`);
    expect(await lane(shown, 'desk')).toMatch(/Official answer by \w+/);
  });
}, 60_000);

it('story 2: who asks sees who has it, who decides, when an answer comes and why then', async () => {
  const topic = await desk.ask('May I sublet my room?');

  await as('paula', topic, async (shown) => {
    const status = shown.page.locator('.hybrid-desk-status');
    await shown.page.locator('[data-lane=desk] summary').first().click();

    expect(await status.innerText()).toContain(`HD-${topic}`);
    expect(await status.innerText()).toContain('Nobody has it yet');
    expect(await status.locator('.hybrid-desk-status__next').innerText()).toMatch(/What happens next: \S/);
    expect(await lane(shown, 'desk')).toMatch(/Official answer by \w+, \w+ \d+/);
    expect(await shown.page.locator('[data-lane=desk] details li').count()).toBeGreaterThan(1);
    expect(await shown.page.getByRole('link', { name: 'this post' }).getAttribute('href')).toMatch(/^\/p\/\d+$/);
  });
}, 60_000);

it('stories 3 and 4: a member answers, then an expert under her own name, who signs; an edit ends it, and she signs again', async () => {
  const topic = await desk.ask('Who pays for the broken window?');
  desk.sandbox.as('sofia').reply(topic, 'I had to pay myself, two years ago.');
  await desk.quiet();
  await as('paula', topic, async (shown) => {
    expect(await lane(shown, 'community')).toContain('given');
    expect(await lane(shown, 'desk')).toMatch(/Official answer by /);
  });

  const answer = desk.sandbox.as('ute').reply(topic, 'The house pays, if you report it within a week.');
  await desk.quiet();
  await as('paula', topic, async (shown) => {
    expect(await lane(shown, 'desk')).toMatch(/Official answer done/);
    expect(await shown.page.locator(`[data-post="${answer.number}"] .names`).innerText()).toBe('ute');
    expect(await label(shown, answer.number).getAttribute('data-label')).toBe('expert');
  });

  const sign = async (shown: Shown) => {
    await shown.page.locator(`[data-post="${answer.number}"]`).getByRole('button', { name: 'Sign' }).click();
    await shown.page.getByLabel('What it is valid for').fill('rented rooms');
    await shown.page.getByRole('button', { name: 'Send' }).click();
    await shown.page.locator('dialog [data-outcome=done]').waitFor({ timeout: 15_000 });
  };
  await as('ute', topic, sign);
  await desk.quiet();
  await as('paula', topic, async (shown) => {
    expect(await label(shown, answer.number).getAttribute('data-label')).toBe('official');
    expect((await texts(shown, answer.number))[0]).toMatch(/^Official answer · @ute On \S.* For rented rooms Valid until /);

    desk.sandbox.as('ute').edit(answer.id, 'The house pays, if you report it within a month.');
    await until(() => desk.sandbox.state.plugin?.tickets[topic]?.everyone.labels.some((one) => one.label === 'voided') === true);
    await shown.tell({ type: 'hybrid_desk' });
    await shown.page.locator('[data-label=voided]').waitFor();
    expect((await texts(shown, answer.number))[0]).toMatch(/^Was an official answer until .*text changed since/);
  });

  await as('ute', topic, async (shown) => {
    await shown.page.getByRole('button', { name: 'Sign again' }).click();
    await shown.page.locator('.topic-post .hybrid-desk-answer [data-outcome=done]').waitFor({ timeout: 15_000 });
  });
  await desk.quiet();
  await as('sofia', topic, async (shown) => {
    expect(await label(shown, answer.number).getAttribute('data-label')).toBe('official');
    const buttons = shown.page.locator(`[data-post="${answer.number}"]`).getByRole('button');
    expect(await buttons.evaluateAll((found) => found.map((one) => one.getAttribute('data-word')))).toEqual(['faq']);
  });
}, 90_000);

it('story 5, by hand: nobody answers, the asker reads from when she may ask an expert, an expert takes it by a button', async () => {
  const topic = await desk.ask('The heating is cold, and it is winter');
  await as('paula', topic, async (shown) => {
    const button = shown.page.locator('.hybrid-desk-status [data-word=escalate]');
    expect(await button.isDisabled()).toBe(true);
    expect(await button.innerText()).toMatch(/^Ask an expert \(from \w+, \w+ \d+/);
    expect(await shown.page.locator('.hybrid-desk-status [data-word="all good"]').count()).toBe(0);
  });
  await as('ute', topic, async (shown) => {
    await shown.page.locator('.hybrid-desk-status [data-word=escalate]').click();
    await shown.page.getByLabel('Reason').fill('nobody answered');
    await shown.page.getByRole('button', { name: 'Send' }).click();
    await shown.page.locator('dialog [data-outcome=done]').waitFor({ timeout: 15_000 });
  });
  await desk.quiet();
  const messages = desk.sandbox.state.topics.filter((one) => one.archetype === 'private_message').map(({ id }) => `/t/${id}`);

  await as('ute', topic, async (shown) => {
    await shown.page.locator('.hybrid-desk-status [data-word=accept]').click();
    await shown.page.locator('.hybrid-desk-status [data-outcome=done]').waitFor({ timeout: 15_000 });
  });
  await desk.quiet();
  await as('paula', topic, async (shown) => {
    expect(await shown.page.locator('.hybrid-desk-status').innerText()).toContain('With @ute');
    // A room is for those who take part in it.
    const links = await shown.page.getByRole('link').evaluateAll((found) => found.map((one) => one.getAttribute('href')));
    expect(links.filter((href) => messages.includes(String(href)))).toEqual([]);
  });
}, 60_000);

it('story 6: who asks the desk privately finds her ticket in the message, and nobody else a trace', async () => {
  const { topicId } = desk.sandbox
    .as('ravi')
    .message({ to: ['housing_experts'], title: 'About my neighbour', raw: 'It is a delicate matter.' });
  await desk.quiet();

  await as('ravi', topicId, async (shown) => {
    expect(await shown.page.locator('.hybrid-desk-status').innerText()).toMatch(/Private/);
  });
  await as('ute', topicId, async (shown) => {
    expect(await shown.page.locator('.hybrid-desk-status [data-word=accept]').count()).toBe(1);
  });
  expect(playedPlugin(desk, 'sofia').seen(topicId)).toBe(null);
}, 60_000);

it('story 7: an answer becomes an article by a button, and the next asker finds it while she types', async () => {
  const topic = await desk.ask('When is the laundry open?');
  const answer = desk.sandbox.as('ute').reply(topic, 'From eight to eight, on all days.');
  await desk.quiet();
  for (const name of ['Make it an article', 'Publish']) {
    await as('yara', topic, async (shown) => {
      await shown.page.locator(`[data-post="${answer.number}"]`).getByRole('button', { name }).click();
      await shown.page.getByRole('button', { name: 'Send' }).click();
      await shown.page.locator('dialog [data-outcome=done], dialog [data-outcome=told]').waitFor({ timeout: 15_000 });
    });
    await desk.quiet();
  }

  const plugin = playedPlugin(desk, 'sofia');
  await look(plugin.listScene('Housing Desk'), async (shown) => {
    plugin.answer(shown);
    await shown.page.getByRole('button', { name: 'Ask', exact: true }).click();
    await shown.page.getByLabel('Title').fill('Until when may I use the laundry?');
    await shown.page.evaluate('window.forum.appEvents.trigger("composer:find-similar")');
    const found = shown.page.getByRole('region', { name: 'Answered before' });
    await found.getByRole('link', { name: /When is the laundry open/ }).waitFor();

    expect(await found.getByRole('listitem').first().innerText()).toContain('Article');
  });
}, 60_000);

it('what may not be said is refused in words, and what was said can be taken back', async () => {
  const topic = await desk.ask('May I keep a cat?');
  const answer = desk.sandbox.as('sofia').reply(topic, 'I have two.');
  await desk.quiet();
  await as('yara', topic, async (shown) => {
    expect(await shown.page.locator(`[data-post="${answer.number}"] [data-word=official]`).count()).toBe(0);
    await shown.page.getByText('More').first().click();
    await shown.page.locator('.hybrid-desk-status [data-word=assign]').click();
    await shown.page.getByLabel('Person').fill('paula');
    await shown.page.getByRole('button', { name: 'Send' }).click();
    await shown.page.locator('dialog [data-outcome=refused]').waitFor({ timeout: 15_000 });
    expect(await shown.page.locator('dialog [data-outcome=refused]').innerText()).toMatch(/\w+ \w+/);
    await shown.page.keyboard.press('Escape');
  });
  await as('paula', topic, async (shown) => {
    await shown.page.locator('.hybrid-desk-status [data-word="all good"]').click();
    await shown.page.getByRole('button', { name: 'Undo' }).click({ timeout: 15_000 });
    await shown.page
      .locator('.hybrid-desk-status [data-outcome=done], .hybrid-desk-status [data-outcome=told]')
      .waitFor({ timeout: 15_000 });
  });
}, 60_000);
