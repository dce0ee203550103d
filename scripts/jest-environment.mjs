import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TestEnvironment } from 'jest-environment-node';

/**
 * Each test file is a world of its own, and making a database in it costs seconds: compiling PostgreSQL, creating a cluster, playing
 * the migrations. What is the same for all is made once per worker here, outside those worlds, and the cluster once per version of
 * the migrations; `test/support/embedded.ts` takes it from `globalThis`.
 */
const ROOT = fileURLToPath(new URL('..', import.meta.url));
const PGLITE = dirname(createRequire(import.meta.url).resolve('@electric-sql/pglite'));
const CACHE = join(ROOT, 'node_modules', '.cache', 'test-database');

let prepared = null;

export default class extends TestEnvironment {
  async setup() {
    await super.setup();
    this.global.preparedDatabase = {
      take: () => (prepared ??= prepare()),
      keep: keepCluster,
    };
  }
}

async function prepare() {
  return {
    pgliteWasmModule: await WebAssembly.compile(await readFile(join(PGLITE, 'pglite.wasm'))),
    fsBundle: new Blob([await readFile(join(PGLITE, 'pglite.data'))]),
    loadDataDir: readCluster(),
  };
}

function readCluster() {
  try {
    return new Blob([readFileSync(clusterFile())]);
  } catch {
    return null;
  }
}

/** Two workers may make it at once: the later one replaces it as a whole by the same. */
function keepCluster(bytes) {
  const file = clusterFile();
  mkdirSync(CACHE, { recursive: true });
  writeFileSync(`${file}.${process.pid}`, bytes);
  renameSync(`${file}.${process.pid}`, file);
  prepared = null;
}

function clusterFile() {
  const hash = createHash('sha256').update(readFileSync(join(PGLITE, '..', 'package.json')));
  const migrations = join(ROOT, 'prisma', 'migrations');
  const scripts = readdirSync(migrations, { recursive: true }).filter((name) => name.endsWith('.sql'));
  for (const name of scripts.sort()) hash.update(name).update(readFileSync(join(migrations, name)));
  return join(CACHE, `${hash.digest('hex').slice(0, 20)}.tar`);
}
