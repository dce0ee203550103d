import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chromium, type Browser, type Page } from 'playwright-core';
import { parse } from 'yaml';
import {
  EXPERT,
  PEOPLE,
  PUBLIC,
  learnPeople,
  learnPrivate,
  openConsoleForum,
  postOf,
  topicOf,
  type ConsoleForum,
} from '../support/console-forum.js';
import { ApplyNote } from '../../service/console/apply-note.js';
import { renderPage } from '../../service/console/layout.js';
import { axeFindings } from '../support/axe-findings.js';
import { testStore } from '../support/database.js';

const opened = testStore();
const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const PAGES = ['/', `/tickets/${PUBLIC}?still`, '/tickets/21?still', '/tickets/404', '/doctor', '/reports?since=2026-10-01', '/calendar'];
/** As a facilitator: with the switch, the private ticket and everything that was found. */
const ALL_PAGES = [...PAGES, '/queue?state=closed', '/queue?colour=blue', `/tickets/${PUBLIC}`, `/tickets/${PUBLIC}?show=acts`];
const REFUSED_PAGES = ['/queue', '/tickets/21', '/doctor', '/reports?since=2026-10-01', '/calendar'];
const LONG_WORD = 'Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen'.repeat(3);

// The check of CI always has a browser. On a machine without one there is nothing to look with, and the pages are only fetched.
const executablePath = process.env['CHROMIUM'] ?? BROWSERS.find((path) => existsSync(path)) ?? (process.env['CI'] ? 'chromium' : null);

let browser: Browser;
let forum: ConsoleForum;
let sandbox: ConsoleForum;

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

beforeAll(async () => {
  sandbox = await openConsoleForum(opened.store, await opened.newForum('live'), { people: PEOPLE });
  await learnPeople(opened.store, sandbox.forumId);
  await sandbox.learn(topicOf(), [postOf(), postOf({ id: 101, number: 2, author: EXPERT, createdAt: '2026-11-03T11:00:00.000Z' })]);
  await learnPrivate(sandbox);
  await opened.store.note(sandbox.forumId, { kind: 'settings', thing: 'housing', text: 'refused', at: '2026-11-03T10:00:00.000Z' });
}, 120_000);

afterAll(() => Promise.all([forum.server.close(), sandbox.server.close()]));

it.each(PAGES)('the page %s is made for narrow screens and needs no scripts', async (path) => {
  const text = await (await fetch(`http://127.0.0.1:${forum.server.port}${path}`)).text();

  expect(text).toContain('<meta name="viewport" content="width=device-width');
  expect(text).not.toContain('<script');
});

async function openAs(person: string, { width }: { readonly width: number }): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme: 'light' });
  await context.addCookies([{ name: 'console_person', value: person, domain: '127.0.0.1', path: '/' }]);
  return context.newPage();
}

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

  it.each([320, 1280])(
    'UI-08.1 has no finding of axe on any page at %i px in light and dark colours',
    async (width) => {
      const found: string[] = [];
      for (const [person, paths] of [
        ['carla', ALL_PAGES],
        ['nobody', REFUSED_PAGES],
      ] as const) {
        const page = await openAs(person, { width });
        for (const path of paths) {
          await page.goto(`http://127.0.0.1:${sandbox.server.port}${path}`);
          await page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })");
          found.push(...(await axeFindings(page)).map((finding) => `${person} ${path}: ${finding}`));
        }
        await page.context().close();
      }

      expect(found).toEqual([]);
    },
    120_000,
  );

  it('UI-08.1 is gone through by the keyboard in the order in which it is read', async () => {
    const page = await openAs('carla', { width: 1280 });
    await page.goto(`http://127.0.0.1:${sandbox.server.port}/queue`);
    const reached: string[] = [];
    for (let step = 0; step < 17; step += 1) {
      await page.keyboard.press('Tab');
      reached.push(
        await page.evaluate<string>("((at) => at.getAttribute('name') ?? (at.textContent ?? '').trim())(document.activeElement)"),
      );
    }
    await page.context().close();

    expect(reached).toEqual([
      'To the content',
      'Tickets',
      'Try the rules',
      'Rules to review',
      'Policies',
      'Reports',
      'Calendar',
      'Doctor',
      'person',
      'Change',
      'community',
      'state',
      'owner',
      'mine',
      'Show',
      'HD-21',
      'HD-20',
    ]);
  });

  it('UI-08.2 changes through whose eyes one looks, without scripts', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${sandbox.server.port}/queue`);
    await page.getByLabel('Sandbox: look as').selectOption('carla');
    await page.getByRole('button', { name: 'Change' }).click();
    const facilitator = await page.locator('main').innerText();
    await page.getByLabel('Sandbox: look as').selectOption('nobody');
    await page.getByRole('button', { name: 'Change' }).click();
    const nobody = await page.locator('main').innerText();
    await context.close();

    expect(facilitator).toContain('HD-21');
    expect(nobody).toContain('HD-20');
    expect(nobody).not.toContain('HD-21');
  });

  it('keeps what was opened, the place on the page and the keyboard, when it puts in what is new', async () => {
    const page = await openAs('carla', { width: 320 });
    await page.goto(`http://127.0.0.1:${sandbox.server.port}/tickets/${PUBLIC}`);
    await page.locator('#why-lane > summary').click();
    const before = await page.evaluate<number>('scrollY');
    await sandbox.learn(
      topicOf({ tags: ['rent', 'balcony'] }),
      [postOf(), postOf({ id: 101, number: 2, author: EXPERT, createdAt: '2026-11-03T11:00:00.000Z' })],
      '2026-11-03T11:40:00.000Z',
    );
    await page.getByText('The topic has the tags balcony, rent').waitFor({ timeout: 10_000 });
    const kept = {
      isOpen: await page.locator('#why-lane').getAttribute('open'),
      place: await page.evaluate<number>('scrollY'),
      focus: await page.evaluate<string>('document.activeElement.parentElement.id'),
    };
    await page.context().close();

    expect(before).toBeGreaterThan(0);
    expect(kept).toEqual({ isOpen: '', place: before, focus: 'why-lane' });
  });

  it('CL-11.3 keeps the hours of a calendar as they are typed in a browser of another zone', async () => {
    const context = await browser.newContext({ timezoneId: 'America/Los_Angeles', locale: 'en-US' });
    const page = await context.newPage();
    await page.goto(`http://127.0.0.1:${forum.server.port}/calendar`);
    await page.getByLabel('Time zone').fill('Europe/Berlin');
    await page.getByLabel('Monday').fill('22:00-06:00');
    await page.getByLabel('Special dates').fill('2026-11-05 00:30-02:00');
    const sent = page.waitForRequest((request) => request.method() === 'POST');
    await page.getByRole('button', { name: 'Check' }).click();
    const body = new URLSearchParams((await sent).postData() ?? '');
    const yaml = await page.locator('#yaml').innerText();
    const zone = await page.evaluate<string>('Intl.DateTimeFormat().resolvedOptions().timeZone');
    await context.close();

    expect(zone).toBe('America/Los_Angeles');
    expect([body.get('tz'), body.get('mon'), body.get('dateHours')]).toEqual(['Europe/Berlin', '22:00-06:00', '2026-11-05 00:30-02:00']);
    expect(parse(yaml)).toMatchObject({
      calendar: {
        tz: 'Europe/Berlin',
        hours: {
          mon: [['22:00', '24:00']],
          tue: [
            ['00:00', '06:00'],
            ['09:00', '17:00'],
          ],
        },
        dateHours: { '2026-11-05': [['00:30', '02:00']] },
      },
    });
  });

  it('a tick of the preview changes the command that is shown, without scripts', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    // The style sheet comes from the server.
    await page.goto(`http://127.0.0.1:${forum.server.port}/doctor`);
    await page.setContent(renderPage({ title: 'Preview', mode: 'live', children: ApplyNote() }));
    const [without, recomputed] = [page.getByText('apply <file>', { exact: false }).first(), page.getByText('--recompute')];
    const before = [await without.isVisible(), await recomputed.isVisible()];
    await page.getByLabel('Recompute open clocks').check();
    const after = [await without.isVisible(), await recomputed.isVisible()];
    await context.close();

    expect([before, after]).toEqual([
      [true, false],
      [false, true],
    ]);
  });

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
  describe('the console in a browser', () => {
    inTheBrowser(executablePath);
  });
}
