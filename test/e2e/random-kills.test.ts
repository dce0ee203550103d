import { expect, it } from '@jest/globals';
import { aftermath } from '../support/after-crashes.js';
import { createCrashStage, createTemplate, goLive } from '../support/crash-stage.js';
import { killAtRandom, numbersOf } from '../support/random-kills.js';

const KILLS = 10;

it('ten kills at random moments leave nothing missing and nothing doubled', async () => {
  const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
  const template = await createTemplate();
  const stage = await createCrashStage(template.folder, seed);
  try {
    await goLive(stage);
    const inFlight = await killAtRandom(stage, { random: numbersOf(seed), times: KILLS });
    process.stdout.write(`random kills: SEED=${seed}, ${inFlight} of ${KILLS} with an attempt in flight\n`);
    const after = await aftermath(stage);

    expect(after.problems).toEqual([]);
    expect([...after.byTopic].filter(([, problems]) => problems.length > 0)).toEqual([]);
    expect(inFlight).toBeGreaterThanOrEqual(KILLS / 2);
    // The others were confirmed by their own posts before their lease ran out.
    expect(after.lostAttempts).toBeGreaterThanOrEqual(1);
  } finally {
    await stage.clear();
    await template.remove();
  }
}, 600_000);
