/** What a benchmark found. `floor` and `ratio` belong to the same run as `value`. */
export interface Measure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  readonly floor: number | null;
  readonly ratio: number | null;
  readonly ratios?: Readonly<Record<string, number>>;
  /** Least and most of the rounds. */
  readonly spread: readonly [number, number];
  readonly seed?: number;
  readonly details?: Readonly<Record<string, number | string>>;
  /** For people. */
  readonly lines: readonly string[];
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? 0;
  return sorted.length % 2 === 1 ? upper : (upper + (sorted[middle - 1] ?? 0)) / 2;
}

export function spreadOf(values: readonly number[]): [number, number] {
  return [round(Math.min(...values)), round(Math.max(...values))];
}

export function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
