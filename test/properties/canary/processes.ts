import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { MOST_FOUND, playMany, type Asked, type CanaryRun } from './run.js';

/** The same, shared out among processes, one for each core. */
export async function playInProcesses({ histories, seed, until }: Asked): Promise<CanaryRun> {
  const shares = Math.min(availableParallelism(), Math.max(1, Math.floor(histories / 100)));
  if (shares === 1) return playMany({ histories, seed, ...(until !== undefined && { until }) });
  const size = Math.ceil(histories / shares);
  const parts = Array.from({ length: shares }, (_, index) => ({
    seed: seed + index * size,
    histories: Math.min(size, histories - index * size),
  }));
  const script = await buildScript();
  try {
    return together(
      seed,
      await Promise.all(parts.map((part) => playElsewhere(script, { ...part, ...(until !== undefined && { until }) }))),
    );
  } finally {
    await rm(script, { force: true });
  }
}

/** Built into one file, without the loader and the names that it gives to every function: histories are many. */
async function buildScript(): Promise<string> {
  const outfile = join(process.cwd(), 'node_modules', '.cache', 'canary', `play-${process.pid}.mjs`);
  await build({
    stdin: {
      contents: `import { playMany } from './run.js'; process.stdout.write(JSON.stringify(await playMany(JSON.parse(process.argv[2]))));`,
      resolveDir: import.meta.dirname,
      loader: 'ts',
    },
    ...{ outfile, bundle: true, format: 'esm', platform: 'node', target: 'node20', packages: 'external', logLevel: 'error' },
  });
  return outfile;
}

function playElsewhere(script: string, asked: Asked): Promise<CanaryRun> {
  return new Promise((resolve, reject) => {
    // Histories leave much behind that is soon forgotten.
    const child = spawn(process.execPath, ['--max-semi-space-size=64', script, JSON.stringify(asked)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.setEncoding('utf8').on('data', (part: string) => (text += part));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(JSON.parse(text) as CanaryRun);
      else reject(new Error(`the histories ended with ${String(code)}`));
    });
  });
}

function together(seed: number, runs: readonly CanaryRun[]): CanaryRun {
  const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
  const merged = (maps: ReadonlyArray<Readonly<Record<string, number>>>): Record<string, number> => {
    const all: Record<string, number> = {};
    for (const map of maps) for (const [name, count] of Object.entries(map)) all[name] = (all[name] ?? 0) + count;
    return all;
  };
  return {
    seed,
    histories: sum(runs.map((run) => run.histories)),
    steps: sum(runs.map((run) => run.steps)),
    leaks: sum(runs.map((run) => run.leaks)),
    found: runs.flatMap((run) => run.found).slice(0, MOST_FOUND),
    seen: merged(runs.map((run) => run.seen)),
  };
}
