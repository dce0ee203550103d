import fc from 'fast-check';
import { PROPERTIES } from './derive-properties.js';

const AT_ONCE = 100;

/** `npm run long -- derive --minutes N`: the properties of a derivation over new histories until the time is over. */
export async function run({
  minutes,
  seed,
}: {
  minutes: number;
  seed: number;
}): Promise<{ seed: number; count: number; failures: string[] }> {
  const until = Date.now() + minutes * 60_000;
  const failures: string[] = [];
  let count = 0;
  for (let round = 0; Date.now() < until && failures.length === 0; round += 1) {
    for (const { name, property } of PROPERTIES) {
      const details = fc.check(property, { numRuns: AT_ONCE, seed: seed + round });
      count += details.numRuns;
      if (details.failed) failures.push(`${name}: ${fc.defaultReportMessage(details)}`);
    }
  }
  return { seed, count, failures };
}
