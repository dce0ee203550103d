import { rules } from '../../../service/features/list.js';
import { play } from './history.js';
import { SEEDED_LEAKS } from './leaks.js';

/** What came of many histories; the seed of the first one gives them all again. */
export interface CanaryRun {
  readonly seed: number;
  readonly histories: number;
  readonly steps: number;
  readonly leaks: number;
  /** What leaked first in each of the first few histories that leak. */
  readonly found: readonly string[];
  /** Canaries seen by those who may read them, by what showed them. */
  readonly seen: Readonly<Record<string, number>>;
}

export interface Asked {
  readonly histories: number;
  readonly seed: number;
  /** Stops here, whatever is left. */
  readonly until?: number;
}

export const MOST_FOUND = 20;

/** ES-02, ports: histories one after the other. */
export async function playMany({ histories, seed, until = Infinity }: Asked): Promise<CanaryRun> {
  const sums = { histories: 0, steps: 0, leaks: 0 };
  const found: string[] = [];
  const seen = new Map<string, number>();
  for (let index = 0; index < histories && Date.now() < until; index += 1) {
    const played = await play(seed + index, rules);
    sums.histories += 1;
    sums.steps += played.steps;
    for (const [kind, count] of played.seen) seen.set(kind, (seen.get(kind) ?? 0) + count);
    const [leak] = played.leaks;
    if (!leak) continue;
    sums.leaks += 1;
    if (found.length < MOST_FOUND) found.push(`seed ${played.seed}, after ${played.foundAfter ?? 0} steps: ${leak.where}: ${leak.what}`);
  }
  return { seed, ...sums, found, seen: Object.fromEntries(seen) };
}

/** The history, counted from 1, in which just this seeded leak is found first; null: in none of the first so many. */
export async function findSeeded(
  name: string,
  { histories, seed }: Asked,
): Promise<{ readonly history: number; readonly leak: string } | null> {
  const seeded = SEEDED_LEAKS.find((one) => one.name === name);
  if (!seeded) throw new Error(`no such leak: ${name}`);
  for (let index = 0; index < histories; index += 1) {
    const leak = (await play(seed + index, rules, seeded.holes)).leaks.find(seeded.isIt);
    if (leak) return { history: index + 1, leak: `${leak.where}: ${leak.what}` };
  }
  return null;
}
