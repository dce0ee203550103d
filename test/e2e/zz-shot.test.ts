import { it } from '@jest/globals';
import { chromium } from 'playwright-core';
import { EXPERT, PUBLIC, openConsoleForum, postOf, topicOf } from '../support/console-forum.js';
import { testStore } from '../support/database.js';
const opened = testStore();
it('shoots', async () => {
  const forum = await openConsoleForum(opened.store, await opened.newForum('live'));
  await forum.learn(topicOf(), [postOf(), postOf({ id: 101, number: 2, author: EXPERT, createdAt: '2026-11-03T11:00:00.000Z', raw: 'Yes, with the form **S-3**.\n\nAsk the office for it.' })]);
  const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox', '--disable-gpu', '--disable-quic'] });
  for (const [name, path, width, colorScheme] of [['list', '/', 1000, 'light'], ['ticket-s', `/tickets/${PUBLIC}`, 320, 'light']] as const) {
    const page = await browser.newPage({ viewport: { width, height: name === 'list' ? 400 : 1500 }, colorScheme });
    await page.goto(`http://127.0.0.1:${forum.server.port}${path}`);
    await page.screenshot({ path: `/tmp/shot-${name}.png` });
  }
  await browser.close();
  await forum.server.close();
}, 120000);
