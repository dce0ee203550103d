// Runs before `npm start` and `npm test`. Built-in imports only: nothing may be installed yet.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const STAMP = join(ROOT, 'generated', '.made-from');
const PURPOSES = ['start', 'test', 'generate'];

const purpose = process.argv[2] ?? 'test';
if (!PURPOSES.includes(purpose)) fail(`usage: node scripts/prepare.mjs ${PURPOSES.join(' | ')}`);
const missing = missingPackage();
if (missing) {
  await step(`Installing packages (${missing}); about a minute`, npmCommand(['install', '--no-audit', '--no-fund', '--loglevel=error']), {
    next: 'This needs the package registry: check the network or the proxy settings of npm, then start again.',
  });
}
if (purpose === 'generate' || generationIsStale()) {
  await step('Generating the database client', [process.execPath, join('node_modules', 'prisma', 'build', 'index.js'), 'generate'], {
    // Generating needs no schema engine, but Prisma would download one unless it is told that there is one.
    env: { PRISMA_SCHEMA_ENGINE_BINARY: process.execPath, CHECKPOINT_DISABLE: '1', PRISMA_HIDE_UPDATE_MESSAGE: '1' },
    next: 'The message above is from Prisma; prisma/schema.prisma is the place to look.',
  });
  mkdirSync(join(ROOT, 'generated'), { recursive: true });
  writeFileSync(STAMP, generationInputs());
}

/** Compares what is installed with the lock by version; times of files say nothing after a clone or a copy. */
function missingPackage() {
  const installed = readJson('node_modules/.package-lock.json')?.packages;
  if (!installed) return 'none are installed';
  const wanted = Object.entries(readJson('package-lock.json')?.packages ?? {});
  const changed = wanted.find(([path, entry]) => path !== '' && isNeeded(entry) && installed[path]?.version !== entry.version);
  return changed ? `${changed[0].replace(/^.*node_modules\//, '')} ${changed[1].version} is missing` : null;
}

/** Optional packages are binaries for other systems, mostly; a production install leaves out what only tests need. */
function isNeeded(entry) {
  return !entry.optional && !entry.devOptional && !(entry.dev && purpose === 'start');
}

function generationIsStale() {
  return !existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== generationInputs();
}

function generationInputs() {
  const hash = createHash('sha256');
  hash.update(readJson('node_modules/prisma/package.json')?.version ?? '');
  const schemas = readdirSync(join(ROOT, 'prisma'), { recursive: true })
    .filter((name) => name.endsWith('.prisma'))
    .sort();
  for (const name of schemas) hash.update(`\0${name}\0`).update(readFileSync(join(ROOT, 'prisma', name)));
  if (existsSync(join(ROOT, 'prisma.config.ts'))) hash.update(readFileSync(join(ROOT, 'prisma.config.ts')));
  return `${hash.digest('hex')}\n`;
}

function npmCommand(words) {
  const npm = process.env.npm_execpath;
  return npm ? [process.execPath, npm, ...words] : ['npm', ...words];
}

/** One line when a step begins and one when it ends; what the command says is shown only when it fails. */
async function step(title, [command, ...words], { env = {}, next }) {
  const started = Date.now();
  process.stdout.write(`${title} ...\n`);
  const beat = setInterval(() => process.stdout.write(`  still at it after ${seconds(started)} s\n`), 15_000);
  const child = spawn(command, words, { cwd: ROOT, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const said = [];
  child.stdout.on('data', (chunk) => said.push(chunk));
  child.stderr.on('data', (chunk) => said.push(chunk));
  const code = await new Promise((resolve) => {
    child.on('error', (error) => resolve(error.message));
    child.on('close', resolve);
  });
  clearInterval(beat);
  if (code !== 0) fail(`${Buffer.concat(said).toString()}\n${title}: failed (${code}). ${next}`);
  process.stdout.write(`  done in ${seconds(started)} s\n`);
}

function seconds(since) {
  return ((Date.now() - since) / 1000).toFixed(1);
}

function readJson(path) {
  return existsSync(join(ROOT, path)) ? JSON.parse(readFileSync(join(ROOT, path), 'utf8')) : null;
}

function fail(text) {
  process.stderr.write(`${text}\n`);
  process.exit(1);
}
