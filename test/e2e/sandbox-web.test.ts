import { existsSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from '@jest/globals';
import axe from 'axe-core';
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core';
import { setUpSample } from '../../service/sandbox/sample.js';
import { createSandbox, type Sandbox } from '../../service/sandbox/sandbox.js';

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
// The check of CI always has a browser. On a machine without one there is nothing to look with: test/sandbox fetches the pages.
const executablePath = process.env['CHROMIUM'] ?? BROWSERS.find((path) => existsSync(path)) ?? (process.env['CI'] ? 'chromium' : null);
const LONG_WORD = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen'.repeat(3);

let browser: Browser;
let sandbox: Sandbox;
let context: BrowserContext;
let page: Page;

beforeAll(async () => {
  const sleep = (milliseconds: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, milliseconds));
  sandbox = createSandbox({ clock: { now: () => new Date().toISOString(), sleep } });
  setUpSample(sandbox);
  await sandbox.start();
});

afterAll(() => sandbox.stop());

/** A visitor on a fresh browser, as somebody. */
async function visitAs(username: string, options: Parameters<Browser['newContext']>[0] = {}): Promise<Page> {
  const own = await browser.newContext(options);
  if (username !== '') await own.addCookies([{ name: 'sandbox_person', value: username, url: sandbox.url }]);
  return own.newPage();
}

async function be(name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).click();
  await page.getByRole('button', { name, exact: true, pressed: true }).waitFor();
}

const button = (name: string | RegExp) => page.getByRole('button', { name });
const link = (name: string | RegExp) => page.getByRole('link', { name });
const topicAddress = (id: number): string => `${sandbox.url}/t/${id}`;

async function reply(text: string): Promise<void> {
  await page.getByLabel('Text', { exact: true }).pressSequentially(text);
  await button('Send').click();
  await page.waitForURL(/#post_\d+$/);
}

function inTheBrowser(path: string): void {
  beforeAll(async () => {
    const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking'];
    browser = await chromium.launch({ executablePath: path, args });
  }, 60_000);
  afterAll(() => browser.close());

  beforeEach(async () => {
    context = await browser.newContext();
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
  });
  afterEach(() => context.close());

  it('lets four people play a question to its end', async () => {
    await page.goto(sandbox.url);
    await be('Ada (member)');
    await link('Ask a question').click();
    await page.getByLabel('Category').selectOption('Housing Desk');
    await page.getByLabel('Title').fill('May I sublet my room in August?');
    await page.getByLabel('Question').fill('I am away for four weeks and would like to let the room to a friend.');
    await page.getByLabel(/^Tags/).fill('policy');
    await button('Ask').click();
    await page.getByRole('heading', { level: 1, name: 'May I sublet my room in August?' }).waitFor();
    const topic = page.url();

    await be('Bo (expert)');
    await link('Quote post 1').click();
    await reply('You need the consent of the landlord.');

    expect(await page.locator('#post_2 blockquote').innerText()).toMatch(/ada, post 1\s+I am away for four weeks/);

    await be('Ada (member)');
    await button(/^Like \(post 2\)/).click();
    await page.locator('#post_2').getByText('Liked by 1: Ada Voss').waitFor();
    await button('Mark as solution (post 2)').click();
    await page.locator('#facts').getByText('Solved by post 2').waitFor();
    await link('Edit post 1').click();
    await page.getByLabel('Text', { exact: true }).fill('I am away for six weeks and would like to let the room to a friend.');
    await page.getByLabel(/^Reason/).fill('It is longer');
    await button('Save').click();
    await link(/^edited \(version 2\)/).click();

    expect(await page.locator('.difference del').innerText()).toBe('four');
    expect(await page.locator('.difference ins').innerText()).toBe('six');
    expect(await page.getByText('reason: It is longer').count()).toBe(1);

    await link('Back to the topic').click();
    await page.getByLabel('Text', { exact: true }).focus();
    await reply('Thank you, I shall ask him.');
    await button('Delete (post 3)').click();
    await page.locator('#post_3').getByText('(post deleted by author)').waitFor();
    await button('Recover (post 3)').click();
    await page.locator('#post_3').getByText('Thank you, I shall ask him.').waitFor();

    await be('Chris (facilitator)');
    await page.getByText('Assign to somebody').click();
    await page.getByLabel('Assign to', { exact: true }).selectOption('bo');
    await page.getByLabel(/^Note/).fill('Please look again.');
    await button('Assign').click();
    await page.locator('#facts').getByText('assigned to Bo Lindqvist (@bo), note: Please look again.').waitFor();
    await link('Move posts').click();
    await page.getByLabel(/^Post 3 by Ada Voss/).check();
    await page.getByLabel('Title of the new topic').fill('How do I ask my landlord?');
    await button('Move').click();
    await page.getByRole('heading', { level: 1, name: 'How do I ask my landlord?' }).waitFor();
    await page.goto(topic);
    await button('Close').click();
    await button('Open again').waitFor();

    expect(await page.getByText(/Chris Adler moved posts/).count()).toBe(1);
    expect(await page.getByText(/Chris Adler closed this topic/).count()).toBe(1);

    await be('Ada (member)');
    expect(await page.getByText('This topic is closed; only staff can reply.').count()).toBe(1);
  }, 60_000);

  it('brings a message to the inbox of a group and hides it from everybody else', async () => {
    await page.goto(sandbox.url);
    await be('Ada (member)');
    await link('People and groups').click();
    await link('Housing experts').click();
    await link('Write to the group').click();
    await page.getByLabel('Title').fill('In private: my contract');
    await page.getByLabel('Text', { exact: true }).fill('The secret of my contract is long.');
    await button('Send').click();
    await page.getByText('Between Ada Voss, @housing_experts').waitFor();
    const address = page.url();

    await be('Bo (expert)');
    await link('Messages').click();
    await link('Housing experts').click();
    await link('In private: my contract').click();
    await reply('We have read it.');

    await be('nobody');
    expect((await page.goto(address))?.status()).toBe(404);
    expect(await page.content()).not.toMatch(/In private|secret of my contract/);
    expect((await page.goto(`${sandbox.url}/web/messages/group/housing_experts`))?.status()).toBe(404);
    await be('Chris (facilitator)');
    expect((await page.goto(address))?.status()).toBe(404);
  }, 60_000);

  it('shows within three seconds what is written elsewhere, and leaves a text that is being written and the focus alone', async () => {
    const { topicId } = sandbox
      .as('paula')
      .ask({ category: 'IT-Hilfe', title: 'Where is the scanner?', raw: 'I cannot find the scanner.' });
    const visitor = await visitAs('ada');
    await visitor.goto(topicAddress(topicId));
    await visitor.getByLabel('Text', { exact: true }).fill('I am still thinking about ');
    await visitor.getByRole('button', { name: 'Like (post 1)' }).focus();

    const written = sandbox.as('desk_bot').reply(topicId, 'Expect an answer by Friday.\n\n<!-- hd1-abcdefghijklmnopqrstuvwxyz -->');
    sandbox.as('bo').like(written.id);
    sandbox.as('paula').edit(written.id - 1, { raw: 'I cannot find the scanner of the library.', reason: 'Which one' });

    await visitor.getByText('Expect an answer by Friday.').waitFor({ timeout: 3_000 });
    await visitor.getByText('I cannot find the scanner of the library.').waitFor({ timeout: 1_000 });
    expect(await visitor.getByRole('status').innerText()).toBe('One post is new.');
    expect(await visitor.getByLabel('Text', { exact: true }).inputValue()).toBe('I am still thinking about ');
    expect(await visitor.evaluate<string>('document.activeElement.getAttribute("aria-label")')).toBe('Like (post 1)');
    await visitor.context().close();
  });

  it('posts once when the button is clicked twice', async () => {
    const { topicId } = sandbox
      .as('paula')
      .ask({ category: 'IT-Hilfe', title: 'Where is the plotter?', raw: 'I cannot find the plotter.' });
    const visitor = await visitAs('dana');
    await visitor.goto(topicAddress(topicId));

    await visitor.getByLabel('Text', { exact: true }).fill('It is in the cellar.');
    await visitor.getByRole('button', { name: 'Send' }).dblclick();
    // The second click may overtake the page that the first one called: what counts is the post, not which navigation ends.
    await visitor.locator('#post_2').waitFor();

    expect(sandbox.state.posts.filter((post) => post.raw === 'It is in the cellar.')).toHaveLength(1);
    await visitor.context().close();
  });

  it('works with the keyboard alone', async () => {
    const { topicId } = sandbox.as('paula').ask({ category: 'IT-Hilfe', title: 'Where is the beamer?', raw: 'I cannot find the beamer.' });
    const visitor = await visitAs('ada');
    await visitor.goto(topicAddress(topicId));
    const keys = visitor.keyboard;

    await keys.press('Tab');
    await keys.press('Enter');
    for (let presses = 0; presses < 20; presses += 1) {
      await keys.press('Tab');
      const label = await visitor.evaluate<string | null>('document.activeElement.getAttribute("aria-label")');
      if (label === 'Quote post 1') break;
    }
    await keys.press('Enter');
    await keys.type('Room 12.');
    await keys.press('Tab');
    await keys.press('Enter');
    await visitor.waitForURL(/#post_2$/);

    expect(await visitor.locator('#post_2').innerText()).toMatch(/paula, post 1[\s\S]*Room 12\./);
    await visitor.context().close();
  });

  it('works without scripts: quoting, mentioning the bot, and refreshing', async () => {
    const { topicId } = sandbox.as('paula').ask({ category: 'IT-Hilfe', title: 'Where is the camera?', raw: 'I cannot find the camera.' });
    const visitor = await visitAs('ada', { javaScriptEnabled: false });
    await visitor.goto(topicAddress(topicId));

    await visitor.getByRole('link', { name: 'Quote post 1' }).click();
    const quoted = await visitor.getByLabel('Text', { exact: true }).inputValue();
    await visitor.getByRole('link', { name: '@desk_bot' }).click();
    await visitor.getByLabel('Text', { exact: true }).fill(`${await visitor.getByLabel('Text', { exact: true }).inputValue()}please help`);
    await visitor.getByRole('button', { name: 'Send' }).click();

    expect(quoted).toBe(`[quote="paula, post:1, topic:${topicId}"]\nI cannot find the camera.\n[/quote]\n\n`);
    expect(sandbox.state.posts.at(-1)).toMatchObject({ topicId, raw: '@desk_bot please help' });
    expect(await visitor.getByRole('link', { name: 'Refresh this page' }).count()).toBe(1);
    await visitor.context().close();
  });

  it('runs nothing that is written in titles and posts', async () => {
    const evil =
      '<script>window.bad = 1</script><img src=x onerror="window.bad = 1"> [quote="<b onclick=x>, post:1, topic:1"]<i>no</i>[/quote]';
    const post = sandbox.as('paula').ask({
      category: 'IT-Hilfe',
      title: 'A title <script>window.bad = 1</script>',
      raw: `${evil}\n\n[click](javascript:window.bad=1) [details="<img src=x onerror=window.bad=1>"]x[/details]`,
    });
    const visitor = await visitAs('ada');
    await visitor.goto(topicAddress(post.topicId));

    const counts = await visitor.evaluate<number[]>(
      `['#posts script', '#posts img', '#posts i', '[onclick], [onerror]', 'a[href^="javascript"]', 'h1 script'].map((one) => document.querySelectorAll(one).length)`,
    );
    await visitor.getByRole('link', { name: 'Quote post 1' }).click();

    expect(counts).toEqual([0, 0, 0, 0, 0, 0]);
    expect(await visitor.evaluate<unknown>('window.bad ?? null')).toBeNull();
    expect(await visitor.getByRole('heading', { level: 1 }).innerText()).toBe('A title <script>window.bad = 1</script>');
    await visitor.context().close();
  });

  looksAtEveryPage();
}

function looksAtEveryPage(): void {
  let paths: ReadonlyArray<readonly [path: string, who: string]>;

  beforeAll(() => {
    const { topicId, id } = sandbox.as('paula').ask({ category: 'Housing Desk', title: `Long ${LONG_WORD}`, raw: `See ${LONG_WORD}` });
    sandbox.as('paula').edit(id, { raw: `Look at ${LONG_WORD}`, reason: LONG_WORD });
    const bo = sandbox
      .as('bo')
      .reply(topicId, `[quote="paula, post:1, topic:${topicId}"]\nSee\n[/quote]\n\nYes. [details="More"]It is.[/details]`);
    sandbox.as('desk_bot').notice(bo.id, '**Checked** by the experts.');
    sandbox.as('paula').accept(bo.id);
    sandbox.as('chris').like(bo.id);
    sandbox.as('chris').assign({ topic: topicId }, 'bo', 'a note');
    sandbox.as('chris').reply(topicId, 'A whisper among staff.', { whisper: true });
    sandbox.as('dana').delete(sandbox.as('timo').reply(topicId, 'This will be deleted.').id);
    paths = [
      ['/', ''],
      [`/t/${topicId}`, ''],
      [`/t/${topicId}`, 'chris'],
      [`/t/${topicId}?quote=${bo.id}`, 'ada'],
      ['/t/4711', ''],
      ['/web/ask', 'ada'],
      ['/web/ask', ''],
      ['/web/message', 'ada'],
      ['/web/messages', 'ada'],
      ['/web/messages/group/housing_experts', 'bo'],
      ['/web/people', 'ada'],
      ['/web/people/paula', 'ada'],
      ['/web/groups/housing_experts', 'bo'],
      [`/web/posts/${id}/edit`, 'dana'],
      [`/web/posts/${id}/revisions`, 'ada'],
      [`/web/topics/${topicId}/edit`, 'chris'],
      [`/web/topics/${topicId}/move`, 'chris'],
    ];
  });

  it.each(['light', 'dark'] as const)(
    'fits every page into 320 px in %s colours, and axe finds nothing to complain about',
    async (colorScheme) => {
      const found: unknown[] = [];
      const visitor = await visitAs('', { viewport: { width: 320, height: 640 }, colorScheme, bypassCSP: true });
      for (const [path, who] of paths) {
        await visitor.context().addCookies([{ name: 'sandbox_person', value: who, url: sandbox.url }]);
        await visitor.goto(`${sandbox.url}${path}`);
        await visitor.addScriptTag({ content: axe.source });
        const width = await visitor.evaluate<number>('document.documentElement.scrollWidth');
        const violations = await visitor.evaluate<unknown[]>(
          `axe.run().then(({ violations }) => violations.map(({ id, nodes }) => [id, nodes.map((node) => node.html)]))`,
        );
        if (width !== 320 || violations.length > 0) found.push({ path, who, width, violations });
      }
      await visitor.context().close();

      expect(found).toEqual([]);
    },
    120_000,
  );
}

if (executablePath !== null) {
  describe('the sandbox forum in a browser', () => {
    inTheBrowser(executablePath);
  });
} else {
  it('has no browser here to look with', () => {
    expect(process.env['CI']).toBeUndefined();
  });
}
