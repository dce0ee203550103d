import { playInProcesses } from './processes.js';

/** `npm run long -- canary --minutes N`: what goes out of new histories of a forum, until the time is over (ES-02). */
export async function run({
  minutes,
  seed,
}: {
  minutes: number;
  seed: number;
}): Promise<{ seed: number; count: number; failures: readonly string[] }> {
  const { histories, found } = await playInProcesses({ histories: 100_000_000, seed, until: Date.now() + minutes * 60_000 });
  return { seed, count: histories, failures: found };
}
