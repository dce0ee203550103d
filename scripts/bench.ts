import { burst } from '../test/bench/burst.js';
import { ingest } from '../test/bench/ingest.js';
import { refold } from '../test/bench/refold.js';
import { scale } from '../test/bench/scale.js';
import type { Measure } from '../test/bench/measure.js';

/** `npm run bench -- <name> [--json]`: figures as ratios to a floor or peer in the same run. */
const BENCHES: Readonly<Record<string, () => Promise<Measure>>> = { ingest, burst, scale, refold };

const [name, ...rest] = process.argv.slice(2);
const bench = name === undefined ? undefined : BENCHES[name];
if (!bench) {
  process.stderr.write(`usage: npm run bench -- ${Object.keys(BENCHES).join(' | ')} [--json]\n`);
  process.exit(2);
}
const measure = await bench();
if (!rest.includes('--json')) for (const line of measure.lines) process.stdout.write(`${line}\n`);
const { lines: _lines, ...figures } = measure;
process.stdout.write(`${JSON.stringify(figures)}\n`);
process.exit(0);
