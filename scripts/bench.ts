import { parseArgs } from 'node:util';
import { apply } from '../test/bench/apply.js';
import { burst } from '../test/bench/burst.js';
import { deadlines } from '../test/bench/deadlines.js';
import { ingest } from '../test/bench/ingest.js';
import { previewing } from '../test/bench/preview.js';
import { refold } from '../test/bench/refold.js';
import { scale } from '../test/bench/scale.js';
import { playInProcesses } from '../test/properties/canary/processes.js';

/** What a bench found; the lines are for people. */
interface Found {
  readonly lines: readonly string[];
}

/** `npm run bench -- <name> [--json]`: figures as ratios to a floor or peer in the same run. */
const BENCHES: Readonly<Record<string, () => Promise<Found>>> = {
  ingest,
  burst,
  scale,
  refold,
  preview: previewing,
  deadlines,
  apply,
  canary,
};

const { values, positionals } = options();
const bench = BENCHES[positionals[0] ?? ''];
if (!bench || positionals.length > 1) usage();
const { lines, ...figures } = await bench();
if (!values.json) for (const line of lines) process.stdout.write(`${line}\n`);
process.stdout.write(`${JSON.stringify(figures)}\n`);
process.exit(0);

/** `canary [--histories N] [--seed S]`: not a measure of speed but of leaks (ES-02). */
async function canary(): Promise<Found> {
  const asked = { histories: Number(values.histories ?? 10_000), seed: Number(values.seed ?? 1) };
  if (!Number.isInteger(asked.histories) || asked.histories < 1 || !Number.isInteger(asked.seed)) usage();
  const started = performance.now();
  const run = await playInProcesses(asked);
  const seconds = Math.round((performance.now() - started) / 1000);
  return {
    ...run,
    lines: [`${run.histories} histories, ${run.steps} steps, seed ${run.seed}, ${seconds} s: ${run.leaks} leaks`, ...run.found],
  };
}

function options() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        histories: { type: 'string' },
        seed: { type: 'string' },
      },
    });
  } catch {
    return usage();
  }
}

function usage(): never {
  process.stderr.write(`usage: npm run bench -- ${Object.keys(BENCHES).join(' | ')} [--json] [--histories N] [--seed S]\n`);
  process.exit(2);
}
