import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { aftermath } from '../support/after-crashes.js';
import { createCrashStage, createTemplate, goLive } from '../support/crash-stage.js';
import { LONG_MINUTES, untilTimeIsUp } from '../support/long-run.js';
import { killAtRandom, numbersOf } from '../support/random-kills.js';

const KILLS = 10;
let template: Awaited<ReturnType<typeof createTemplate>>;

beforeAll(async () => {
  template = await createTemplate();
}, 120_000);
afterAll(() => template.remove());

it(
  'further random kills leave nothing missing and nothing doubled',
  async () => {
    const count = await untilTimeIsUp('crash', async (seed) => {
      const stage = await createCrashStage(template.folder, seed);
      try {
        await goLive(stage);
        const inFlight = await killAtRandom(stage, { random: numbersOf(seed), times: KILLS });
        const { problems, byTopic } = await aftermath(stage);
        const wrong = [...problems, ...[...byTopic].flatMap(([topic, own]) => own.map((problem) => `topic ${topic}: ${problem}`))];
        process.stdout.write(`crash: SEED=${seed}, ${inFlight} of ${KILLS} kills with an attempt in flight\n`);
        expect({ seed, wrong }).toEqual({ seed, wrong: [] });
      } finally {
        await stage.clear();
      }
    });
    expect(count).toBeGreaterThan(0);
  },
  (LONG_MINUTES + 10) * 60_000,
);
