import { aftermath } from '../support/after-crashes.js';
import { createCrashStage, createTemplate, goLive } from '../support/crash-stage.js';
import { killAtRandom, numbersOf } from '../support/random-kills.js';

const KILLS = 10;
const MOST_FAILURES = 20;

/** Further rounds of random kills, each with a seed of its own: the same checks as in `random-kills.test.ts`. */
export async function run({ minutes, seed }: { readonly minutes: number; readonly seed: number }) {
  const end = performance.now() + minutes * 60_000;
  const failures: string[] = [];
  const template = await createTemplate();
  let count = 0;
  for (let current = seed; performance.now() < end && failures.length < MOST_FAILURES; current += 1) {
    failures.push(...(await killRound(template.folder, current)).map((problem) => `seed ${current}: ${problem}`));
    count += 1;
  }
  await template.remove();
  return { seed, count, failures };
}

async function killRound(template: string, seed: number): Promise<string[]> {
  const stage = await createCrashStage(template, seed);
  try {
    await goLive(stage);
    const inFlight = await killAtRandom(stage, { random: numbersOf(seed), times: KILLS });
    process.stderr.write(`crash: seed ${seed}, ${inFlight} of ${KILLS} kills with an attempt in flight\n`);
    const { problems, byTopic } = await aftermath(stage);
    return [...problems, ...[...byTopic].flatMap(([topic, own]) => own.map((problem) => `topic ${topic}: ${problem}`))];
  } finally {
    await stage.clear();
  }
}
