/** How long a `*.long.ts` goes on: `npm run long -- <name> --minutes N` sets it. */
export const LONG_MINUTES = Number(process.env['HD_LONG_MINUTES'] ?? 5);

export function firstSeed(): number {
  return Number(process.env['SEED'] ?? Date.now() % 1_000_000);
}

/** Does the work with one seed after the other until the time is up; the last one may take longer. Returns how many. */
export async function untilTimeIsUp(name: string, work: (seed: number) => Promise<void>): Promise<number> {
  const end = performance.now() + LONG_MINUTES * 60_000;
  let count = 0;
  for (let seed = firstSeed(); performance.now() < end; seed += 1) {
    process.stdout.write(`${name}: SEED=${seed}, number ${count + 1}\n`);
    await work(seed);
    count += 1;
  }
  process.stdout.write(`${name}: ${count} seeds in ${LONG_MINUTES} minutes\n`);
  return count;
}
