// Everything that CI runs, each part with its time. All parts run, so that one look shows all that is wrong. One after the other, but
// for those that run beside others: the lint beside the other checks of the source, those of the plugin's pages beside those of its
// Ruby, and the faults, which mostly wait for services to start, beside the tests. The canary takes both cores, and is alone.
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// What checks the plugin: its Ruby, and its pages.
const PLUGIN = ['plugin:syntax', 'plugin:lint', 'plugin:pure', 'pages:check', 'pages'];
const PARTS = ['types', 'rules:imports', 'rules:unused', 'format:check', 'docs:check', 'lint', ...PLUGIN, 'canary', 'test', 'faults'];
/** By the part with which it begins. */
const BESIDE = new Map([
  ['types', 'lint'],
  ['plugin:syntax', 'pages:check'],
  ['test', 'faults'],
]);
// Those that kill services or lose deliveries.
const FAULTS = ['test/e2e/crash-points.test.ts', 'test/e2e/random-kills.test.ts', 'test/e2e/drops.test.ts'];
// What plays ten thousand histories takes both cores for minutes.
const CANARY = ['test/properties/canary.test.ts'];
// Need what the plugin's own package.json installs.
const PAGES = ['test/plugin-pages/'];
const COUNTED = ['test', 'canary', 'faults', 'plugin:pure', 'pages'];
const LONGEST_MINUTES = 18;
const folder = mkdtempSync(join(tmpdir(), 'hybrid-desk-check-'));
const wanted = process.argv.slice(2);
const failed = [];

const begun = Date.now();
const parts = wanted.length > 0 ? wanted : PARTS;
const begunParts = new Map();
for (const part of parts) {
  const other = BESIDE.get(part);
  if (parts.includes(other)) begunParts.set(other, play(other));
  await (begunParts.get(part) ?? play(part));
}
rmSync(folder, { recursive: true });
process.stdout.write(`== check: ${failed.length === 0 ? 'passed' : `FAILED: ${failed.join(', ')}`} in ${seconds(begun)} s\n`);
process.exitCode = failed.length === 0 ? 0 : 1;

async function play(part) {
  const started = Date.now();
  const code = await run(wordsOf(part));
  if (code !== 0) failed.push(part);
  process.stdout.write(`== ${part}: ${code === 0 ? 'passed' : `FAILED (${code})`} in ${seconds(started)} s\n`);
  if (COUNTED.includes(part) && !report(part)) failed.push(`${part} (none ran, or none could be counted)`);
}

function resultsOf(part) {
  return join(folder, `${part}.json`);
}

function wordsOf(part) {
  const counted = ['test', '--', '--json', `--outputFile=${resultsOf(part)}`];
  // On the production database, which is also the faster one; what starts services has the embedded one all the same.
  if (part === 'test')
    return ['run', 'test:services', ...counted.slice(1), `--testPathIgnorePatterns=${[...FAULTS, ...CANARY, ...PAGES].join('|')}`];
  if (part === 'canary') return [...counted, ...CANARY];
  if (part === 'pages') return ['run', 'pages', ...counted.slice(1)];
  if (part === 'faults') return [...counted, '--runInBand', ...FAULTS];
  if (part === 'plugin:pure') return ['run', part, '--', '--format', 'progress', '--format', 'json', '--out', resultsOf(part)];
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
function report(part) {
  const counts = readResults(part);
  if (!counts) return false;
  // A file that cannot be loaded has no tests to count, and is a failure all the same.
  const failures = counts.numFailedTests + counts.numRuntimeErrorTestSuites;
  process.stdout.write(`tests: ${counts.numPassedTests} passed, ${failures} failed\n`);
  return counts.numPassedTests > 0;
}

function readResults(part) {
  try {
    const results = JSON.parse(readFileSync(resultsOf(part), 'utf8'));
    return part === 'plugin:pure' ? countsOfRuby(results.summary) : results;
  } catch {
    return null;
  }
}

function countsOfRuby({ example_count: all, failure_count: failed, pending_count: pending, errors_outside_of_examples_count: errors }) {
  return { numPassedTests: all - failed - pending, numFailedTests: failed, numRuntimeErrorTestSuites: errors };
}

function seconds(since) {
  return ((Date.now() - since) / 1000).toFixed(1);
}
