import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chromium, type Browser } from 'playwright-core';
import { EXPERT, PUBLIC, learnPrivate, openConsoleForum, postOf, topicOf, type ConsoleForum } from '../support/console-forum.js';
import { testStore } from '../support/database.js';

const opened = testStore();
const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const PAGES = ['/', `/tickets/${PUBLIC}?still`, '/tickets/21?still', '/tickets/404', '/doctor'];
const LONG_WORD = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen'.repeat(3);

// The check of CI always has a browser. On a machine without one there is nothing to look with, and the pages are only fetched.
const executablePath = process.env['CHROMIUM'] ?? BROWSERS.find((path) => existsSync(path)) ?? (process.env['CI'] ? 'chromium' : null);

let browser: Browser;
let forum: ConsoleForum;

beforeAll(async () => {
  forum = await openConsoleForum(opened.store, await opened.newForum('observe'));
  const answer = postOf({
    id: 101,
    number: 2,
    author: EXPERT,
    createdAt: '2026-11-03T11:00:00.000Z',
    raw: `See https://forum.example.org/${LONG_WORD}`,
  });
  await forum.learn(topicOf({ title: `May I sublet? ${LONG_WORD}` }), [
    postOf(),
    answer,
    postOf({ id: 102, number: 3, visibility: 'hidden' }),
  ]);
  await learnPrivate(forum);
  await opened.store.note(forum.forumId, { kind: 'settings', thing: 'housing', text: LONG_WORD, at: '2026-11-03T10:00:00.000Z' });
}, 120_000);

afterAll(() => forum.server.close());

it.each(PAGES)('the page %s is made for narrow screens and needs no scripts', async (path) => {
  const text = await (await fetch(`http://127.0.0.1:${forum.server.port}${path}`)).text();

  expect(text).toContain('<meta name="viewport" content="width=device-width');
  expect(text).not.toContain('<script');
});

function inTheBrowser(path: string): void {
  beforeAll(async () => {
    browser = await chromium.launch({
      executablePath: path,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  }, 60_000);
  afterAll(() => browser.close());

  it.each(PAGES.flatMap((path) => (['light', 'dark'] as const).map((scheme) => [path, scheme] as const)))(
    'fits %s into 320 px in %s colours',
    async (path, colorScheme) => {
      const context = await browser.newContext({ viewport: { width: 320, height: 640 }, colorScheme });
      const page = await context.newPage();

      await page.goto(`http://127.0.0.1:${forum.server.port}${path}`);
      const width = await page.evaluate<number>('document.documentElement.scrollWidth');
      const colours = await page.evaluate<string[]>(
        '[getComputedStyle(document.body).color, getComputedStyle(document.body).backgroundColor]',
      );

      expect(width).toBe(320);
      expect(colours).toEqual(
        colorScheme === 'light' ? ['rgb(28, 30, 33)', 'rgb(255, 255, 255)'] : ['rgb(230, 230, 227)', 'rgb(23, 25, 28)'],
      );
      await context.close();
    },
  );

  it('leads from the list to a ticket and to its topic in the forum', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();

    await page.goto(`http://127.0.0.1:${forum.server.port}/`);
    await page.getByRole('link', { name: `HD-${PUBLIC}`, exact: true }).click();

    expect(await page.getByRole('heading', { level: 1 }).innerText()).toContain('HD-20: May I sublet?');
    expect(await page.getByRole('link', { name: 'The topic in the forum' }).getAttribute('href')).toBe('https://forum.example.org/t/20');
    await context.close();
  });

  it('loads a ticket again by itself, and stops when told to', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    let loads = 0;
    page.on('domcontentloaded', () => (loads += 1));

    await page.goto(`http://127.0.0.1:${forum.server.port}/tickets/${PUBLIC}`);
    await page.waitForEvent('domcontentloaded', { timeout: 10_000 });
    await page.getByRole('link', { name: 'stop that' }).click();
    await page.waitForURL(/still/);
    const before = loads;
    await page.waitForTimeout(4000);

    expect(loads).toBe(before);
    await context.close();
  });
}

if (executablePath !== null) {
  describe('the console in a browser without scripts', () => {
    inTheBrowser(executablePath);
  });
}
