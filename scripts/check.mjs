// Everything that CI runs, in order, each part with its time. All parts run, so that one look shows all that is wrong.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PARTS = ['types', 'lint', 'rules:imports', 'rules:unused', 'format:check', 'docs:check', 'test', 'canary', 'faults'];
// Those that kill services need the machine for themselves; `npm test` runs them among the others.
const FAULTS = ['test/e2e/crash-points.test.ts', 'test/e2e/random-kills.test.ts'];
// So does what plays ten thousand histories.
const CANARY = ['test/properties/canary.test.ts'];
const LONGEST_MINUTES = 15;
const folder = mkdtempSync(join(tmpdir(), 'hybrid-desk-check-'));
const results = join(folder, 'jest.json');
const wanted = process.argv.slice(2);
const failed = [];

const begun = Date.now();
for (const part of wanted.length > 0 ? wanted : PARTS) {
  const started = Date.now();
  const code = await run(wordsOf(part));
  if (code !== 0) failed.push(part);
  process.stdout.write(`== ${part}: ${code === 0 ? 'passed' : `FAILED (${code})`} in ${seconds(started)} s\n`);
  if ((part === 'test' || part === 'canary' || part === 'faults') && !report()) failed.push(`${part} (none ran, or none could be counted)`);
}
rmSync(folder, { recursive: true });
process.stdout.write(`== check: ${failed.length === 0 ? 'passed' : `FAILED: ${failed.join(', ')}`} in ${seconds(begun)} s\n`);
process.exitCode = failed.length === 0 ? 0 : 1;

function wordsOf(part) {
  const counted = ['test', '--', '--json', `--outputFile=${results}`];
  if (part === 'test') return [...counted, `--testPathIgnorePatterns=${[...FAULTS, ...CANARY].join('|')}`];
  if (part === 'canary') return [...counted, ...CANARY];
  if (part === 'faults') return [...counted, '--runInBand', ...FAULTS];
  return ['run', part];
}

/** Jest writes its JSON to the file; without --silent the report for people stays as it is. */
function run(words) {
  const npm = process.env.npm_execpath;
  const [command, ...first] = npm ? [process.execPath, npm] : ['npm'];
  const child = spawn(command, [...first, '--silent', ...words], { stdio: ['ignore', 'inherit', 'inherit'] });
  // A part that hangs must not eat the whole budget of CI.
  const limit = setTimeout(() => child.kill('SIGTERM'), LONGEST_MINUTES * 60_000);
  return new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', (code, signal) => {
      clearTimeout(limit);
      resolve(code ?? signal);
    });
  });
}

/** The one line that tells how many tests ran; false when there is nothing to count. */
function report() {
  const counts = readResults();
  rmSync(results, { force: true });
  if (!counts) return false;
  // A file that cannot be loaded has no tests to count, and is a failure all the same.
  const failures = counts.numFailedTests + counts.numRuntimeErrorTestSuites;
  process.stdout.write(`tests: ${counts.numPassedTests} passed, ${failures} failed\n`);
  return counts.numPassedTests > 0;
}

function readResults() {
  try {
    return JSON.parse(readFileSync(results, 'utf8'));
  } catch {
    return null;
  }
}

function seconds(since) {
  return ((Date.now() - since) / 1000).toFixed(1);
}
