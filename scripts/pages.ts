// Runs the tests of the plugin's pages with one browser for all files: to start one takes longer than most tests.
import { spawn } from 'node:child_process';
import { startBrowser } from '../test/plugin-pages/support/browser.js';

const TESTS = ['--runInBand', '--testPathIgnorePatterns', '/node_modules/', '--testPathPatterns', 'test/plugin-pages'];

const browser = await startBrowser();
const tests = spawn('npm', ['run', '--silent', 'test', '--', ...TESTS, ...process.argv.slice(2)], {
  stdio: 'inherit',
  env: { ...process.env, PAGES_BROWSER: browser.wsEndpoint() },
});
const code = await new Promise<number | null>((resolve) => tests.on('close', resolve));
await browser.close();
process.exitCode = code ?? 1;
