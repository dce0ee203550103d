import { beforeAll, describe, expect, it } from '@jest/globals';
import { STEPS } from './canary/history.js';
import { SEEDED_LEAKS } from './canary/leaks.js';
import { playInProcesses } from './canary/processes.js';
import { findSeeded, type CanaryRun } from './canary/run.js';

const HISTORIES = 10_000;
const SEED = 1;
/** ES-02: each seeded leak is found within so many. */
const MOST_HISTORIES = 200;

describe('what goes out of a forum with private questions', () => {
  let run: CanaryRun;

  beforeAll(async () => {
    run = await playInProcesses({ histories: HISTORIES, seed: SEED });
  }, 1_200_000);

  it('ES-02.1 holds no canary but for those who may read it, in 10,000 histories of at least 30 steps', () => {
    expect(run.found).toEqual([]);
    expect(run.leaks).toBe(0);
    expect(run.histories).toBe(HISTORIES);
    expect(run.steps).toBe(HISTORIES * STEPS);
  });

  it.each([
    'effect status',
    'effect message',
    'effect room',
    'effect post',
    'effect notice',
    'effect article',
    'effect ticket',
    'page tickets',
    'page queue',
  ])('ES-02.1 shows canaries to those who may read them by: %s', (kind) => {
    expect(run.seen[kind]).toBeGreaterThan(0);
  });
});

describe('a seeded leak', () => {
  it.each(SEEDED_LEAKS.map(({ name }) => [name]))(
    'ES-02.3 is found within 200 histories, it and no other: %s',
    async (name) => {
      expect(await findSeeded(name, { histories: MOST_HISTORIES, seed: SEED })).not.toBeNull();
    },
    120_000,
  );
});
