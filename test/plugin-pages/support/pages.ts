import { existsSync, readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { axeFindings } from '../../support/axe-findings.js';
import { openBrowser } from './browser.js';
import type { Scene } from './scenes.js';

const BUILT = fileURLToPath(new URL('../../../plugin/test/harness/dist/', import.meta.url));
const TYPES: Readonly<Record<string, string>> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
/** A question of the page to the server of the plugin; answered when the test says so. */
export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  answer(body: unknown, status?: number): void;
}

/** A page of the forum as one person sees it. */
export interface Shown {
  readonly page: Page;
  /** The next question of the page, in their order. */
  asked(): Promise<Asked>;
  /** How many questions nobody has looked at yet. */
  unasked(): number;
  /** What axe finds, of any weight, also in dark colours. */
  axe(): Promise<string[]>;
  /** What the forum tells the open pages of the topic. */
  tell(message: object, options?: { readonly isFlat: boolean }): Promise<void>;
  /** Errors and warnings of the page, and texts that are missing. */
  problems(): Promise<string[]>;
  close(): Promise<void>;
}

export interface Pages {
  show(scene: Scene, options?: BrowserContextOptions): Promise<Shown>;
  close(): Promise<void>;
}

/** One browser and one server for a file of tests. */
export async function openPages(): Promise<Pages> {
  if (!existsSync(join(BUILT, 'index.html'))) throw new Error('The page is not built: run `npm run pages`.');
  const [browser, served] = await Promise.all([openBrowser(), serve()]);
  const tabs = new Map<string, Promise<OpenPage>>();
  const tabOf = (options: BrowserContextOptions) => {
    const look = JSON.stringify(options);
    const tab = tabs.get(look) ?? openPage(browser, options);
    tabs.set(look, tab);
    return tab;
  };
  return {
    show: (scene, options = {}) => show({ served, scene, open: () => tabOf(options) }),
    async close() {
      await browser.close();
      served.server.closeAllConnections();
      await new Promise((resolve) => served.server.close(resolve));
    },
  };
}

interface Served {
  readonly server: Server;
  readonly address: string;
  /** By the page that asks. */
  readonly listeners: Map<string, (asked: Asked) => void>;
}

async function serve(): Promise<Served> {
  const listeners: Served['listeners'] = new Map();
  const server = createServer((request, response) => {
    const [path = '/'] = (request.url ?? '/').split('?');
    if (path === '/' || /^\/[\w.-]+\.(js|css)$/.test(path)) sendFile(path === '/' ? '/index.html' : path, response);
    else void hold(request, response, listeners);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, address: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, listeners };
}

function sendFile(path: string, response: ServerResponse): void {
  const file = join(BUILT, path);
  if (!existsSync(file)) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'text/plain', 'cache-control': 'max-age=600' }).end(readFileSync(file));
}

async function hold(request: IncomingMessage, response: ServerResponse, listeners: Served['listeners']): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  listeners.get(String(request.headers['x-page']))?.({
    method: request.method ?? '',
    path: request.url ?? '',
    body: text === '' ? null : (JSON.parse(text) as unknown),
    answer(body, status = 200) {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    },
  });
}

interface Showing {
  readonly served: Served;
  readonly scene: Scene;
  readonly open: () => Promise<OpenPage>;
}

/** A tab of the browser that is used again: a new one costs most of the time of a test. */
interface OpenPage {
  readonly id: string;
  readonly page: Page;
  readonly errors: string[];
}

let pagesOpened = 0;

async function openPage(browser: Browser, options: BrowserContextOptions): Promise<OpenPage> {
  const id = String((pagesOpened += 1));
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    colorScheme: 'light',
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    extraHTTPHeaders: { 'x-page': id },
    ...options,
  });
  const page = await context.newPage();
  page.setDefaultTimeout(5_000);
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    // The browser itself writes every answer that is no success.
    const isAnswer = message.text().startsWith('Failed to load resource');
    if (['error', 'warning'].includes(message.type()) && !isAnswer) errors.push(message.text());
  });
  return { id, page, errors };
}

async function show({ served, scene, open }: Showing): Promise<Shown> {
  const { id, page, errors } = await open();
  const waiting: Asked[] = [];
  const takers: Array<(asked: Asked) => void> = [];
  await page.clock.setFixedTime(scene.now ?? '2026-11-30T09:00:00.000Z');
  await page.goto(served.address);
  errors.length = 0;
  served.listeners.set(id, (asked) => {
    const take = takers.shift();
    if (take) take(asked);
    else waiting.push(asked);
  });
  await page.evaluate(`window.forum.open(${JSON.stringify(scene)})`).catch((error: unknown) => {
    throw new Error([...errors, String(error)].join('\n'));
  });
  return {
    page,
    asked: () => {
      const first = waiting.shift();
      return first ? Promise.resolve(first) : new Promise((resolve) => takers.push(resolve));
    },
    unasked: () => waiting.length,
    axe: () => axeFindings(page),
    async tell(message, how = { isFlat: true }) {
      await page.evaluate(`window.forum.tell(${JSON.stringify(message)}, ${JSON.stringify(how)})`);
    },
    async problems() {
      const text = await page.evaluate<string>('document.documentElement.textContent');
      return [...errors, ...(text.match(/\[(?:en|de)\.[^\]]*\]|\[missing [^\]]*\]/g) ?? [])];
    },
    close: () => Promise.resolve(void served.listeners.delete(id)),
  };
}
