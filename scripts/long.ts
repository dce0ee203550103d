import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

/** What a `<name>.long.ts` exports: it goes on with new random material until the minutes are over. */
interface LongRun {
  run(options: {
    readonly minutes: number;
    readonly seed: number;
  }): Promise<{ readonly seed: number; readonly count: number; readonly failures: readonly string[] }>;
}

const ENDING = '.long.ts';
const files = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith(ENDING))
  .sort();
const names = files.map((file) => basename(file, ENDING));

/** `npm run long -- <name> --minutes N [--seed S]`: prints one line of JSON, ends with 1 when something failed. */
async function main(): Promise<number> {
  const given = options();
  const file = files[names.indexOf(given?.name ?? '')];
  if (!given || file === undefined) {
    process.stderr.write(`usage: npm run long -- ${names.join(' | ')} --minutes N [--seed S]\n`);
    return 2;
  }
  const { minutes, seed, name } = given;
  const long = (await import(pathToFileURL(join('test', file)).href)) as LongRun;
  const result = await long.run({ minutes, seed });
  process.stdout.write(`${JSON.stringify({ name, minutes, ...result })}\n`);
  return result.failures.length > 0 ? 1 : 0;
}

function options(): { readonly name: string; readonly minutes: number; readonly seed: number } | null {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { minutes: { type: 'string' }, seed: { type: 'string' } },
    });
    const minutes = Number(values.minutes);
    // Small enough for every generator: signed 32 bits.
    const seed = Number(values.seed ?? Date.now() % 2_000_000_000);
    const [name, ...more] = positionals;
    return name === undefined || more.length > 0 || !(minutes > 0) || !Number.isInteger(seed) ? null : { name, minutes, seed };
  } catch {
    return null;
  }
}

process.exit(await main());
