// What `npm start` and `bin/hybrid-desk.js` run: the sources of the service as one bundle, made again when one of them differs. Bundling
// takes half a second, once; every later start saves two, since nothing is compiled and some hundred files are one.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const BUNDLES = join(ROOT, 'generated', 'bundles');
const SOURCES = ['service', 'shared', 'generated/prisma', 'package-lock.json', 'scripts/built.mjs'];
const ENTRIES = { service: 'service/main.ts', cli: 'service/cli/main.ts' };
/** A process that still runs from an older bundle may load parts of it late. */
const KEPT_MS = 24 * 3600 * 1000;

/** @param {keyof typeof ENTRIES} entry */
export async function importBuilt(entry) {
  const folder = join(BUNDLES, fingerprint());
  if (!existsSync(folder)) await bundle(folder);
  process.setSourceMapsEnabled(true);
  return import(pathToFileURL(join(folder, `${entry}.mjs`)).href);
}

/** By content: times of files say nothing after a clone or a copy. */
function fingerprint() {
  const hash = createHash('sha256').update(ROOT);
  for (const place of SOURCES) for (const path of filesIn(place)) hash.update(`\0${path}\0`).update(readFileSync(join(ROOT, path)));
  return hash.digest('hex').slice(0, 20);
}

function filesIn(place) {
  if (!statSync(join(ROOT, place)).isDirectory()) return [place];
  return readdirSync(join(ROOT, place), { recursive: true })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `${place}/${name}`)
    .sort();
}

/** Made beside and then renamed: of several processes that start at once one wins, and nobody loads half a bundle. */
async function bundle(folder) {
  const { build } = await import('esbuild');
  mkdirSync(BUNDLES, { recursive: true });
  const unfinished = mkdtempSync(join(BUNDLES, 'unfinished-'));
  await build({
    absWorkingDir: ROOT,
    entryPoints: ENTRIES,
    outdir: unfinished,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    packages: 'external',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    sourcemap: 'linked',
    logLevel: 'error',
    plugins: [{ name: 'own places', setup: keepOwnPlaces }],
  });
  try {
    renameSync(unfinished, folder);
  } catch (error) {
    rmSync(unfinished, { recursive: true });
    if (!existsSync(folder)) throw error;
  }
  removeOld(folder);
}

/** A source that asks where it lies is told its own place, not that of the bundle. */
function keepOwnPlaces(made) {
  made.onLoad({ filter: /\.tsx?$/ }, ({ path }) => {
    const contents = readFileSync(path, 'utf8').replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href));
    return { contents, loader: path.endsWith('x') ? 'tsx' : 'ts' };
  });
}

function removeOld(current) {
  for (const name of readdirSync(BUNDLES)) {
    const folder = join(BUNDLES, name);
    const age = Date.now() - (statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (folder !== current && age > KEPT_MS) rmSync(folder, { recursive: true, force: true });
  }
}
