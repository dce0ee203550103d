import fc from 'fast-check';
import { agreement } from './oracle-cases.js';

const AT_ONCE = 2_000;
const AT_LEAST = 20_000;

/** `npm run long -- oracle --minutes N`: the engine against counting second by second, 20,000 cases and then until the time is over. */
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
  for (let round = 0; (count < AT_LEAST || Date.now() < until) && failures.length === 0; round += 1) {
    const details = fc.check(agreement, { numRuns: AT_ONCE, seed: seed + round });
    count += details.numRuns;
    if (details.failed) failures.push(fc.defaultReportMessage(details) ?? 'no report');
  }
  return Promise.resolve({ seed, count, failures });
}
