import { existsSync } from 'node:fs';
import { chromium, type Browser, type BrowserServer } from 'playwright-core';

const BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const ARGUMENTS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function launchOptions(): { readonly executablePath: string; readonly args: string[] } {
  return { executablePath: process.env['CHROMIUM'] ?? BROWSERS.find((path) => existsSync(path)) ?? 'chromium', args: ARGUMENTS };
}

export function startBrowser(): Promise<BrowserServer> {
  return chromium.launchServer(launchOptions());
}

/** The one that `npm run pages` started for all files; where a file is run alone, one of its own. */
export function openBrowser(): Promise<Browser> {
  const started = process.env['PAGES_BROWSER'];
  return started === undefined ? chromium.launch(launchOptions()) : chromium.connect(started);
}
