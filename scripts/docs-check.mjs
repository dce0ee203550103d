// Generates the pages again and compares: a page that differs is stale. What was there before is put back, since a check changes nothing.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PLACES = ['docs', 'shared/contracts', 'README.md'];

const before = readAll();
const made = spawnSync(process.execPath, [process.env.npm_execpath ?? failWithoutNpm(), '--silent', 'run', 'docs'], {
  cwd: ROOT,
  encoding: 'utf8',
});
const after = readAll();
const stale = [...new Set([...before.keys(), ...after.keys()])].filter((path) => before.get(path) !== after.get(path)).sort();
for (const path of stale) putBack(path);

if (made.status !== 0) {
  process.stderr.write(`${made.stdout}${made.stderr}\nThe pages could not be generated.\n`);
  process.exitCode = 1;
} else if (stale.length > 0) {
  process.stderr.write(
    `Stale generated pages:\n${stale.map((path) => `  ${path}\n`).join('')}Run \`npm run docs\` and commit what it changes.\n`,
  );
  process.exitCode = 1;
}

function readAll() {
  const paths = PLACES.flatMap((place) => filesUnder(place));
  return new Map(paths.map((path) => [path, readFileSync(join(ROOT, path), 'latin1')]));
}

function filesUnder(place) {
  const full = join(ROOT, place);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return [place];
  return readdirSync(full, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length));
}

function putBack(path) {
  const old = before.get(path);
  if (old === undefined) rmSync(join(ROOT, path));
  else writeFileSync(join(ROOT, path), old, 'latin1');
}

function failWithoutNpm() {
  process.stderr.write('Call this as `npm run docs:check`.\n');
  process.exit(1);
}
