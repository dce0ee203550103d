import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aftermath, type Aftermath } from '../support/after-crashes.js';
import { dieAll, nameOf, type Death } from '../support/crash-chain.js';
import { createCrashStage, createTemplate, goLive, type CrashStage } from '../support/crash-stage.js';

/** Before and after each commit; after sending, before the answer; after the answer, before its row; in drain. */
const POINTS = [
  'inbox:before-commit',
  'inbox:after-commit',
  'learn:before-commit',
  'learn:after-commit',
  'read:before-commit',
  'read:after-commit',
  'ticket:before-commit',
  'ticket:after-commit',
  'outbox:claimed',
  'outbox:before-send',
  'outbox:after-send',
  'outbox:after-answer',
  'outbox:after-row',
  'drain',
] as const;
/** A further round is 1 or 2: each kills at later moments. More random kills: `npm run long -- crash`. */
const ROUNDS = [0];
/** Each point is reached for the first, the second and the fourth time. */
const TIMES = [1, 2, 4];

const deathsOf = (round: number): Death[] => POINTS.map((point) => ({ point, round, times: point === 'drain' ? 1 : (TIMES[round] ?? 1) }));

interface Chain {
  readonly stage: CrashStage;
  readonly dying: ReadonlyMap<string, string | null>;
  readonly after: Aftermath;
}

const chains: Chain[] = [];
let removeTemplate: () => Promise<void> = () => Promise.resolve();

beforeAll(async () => {
  const template = await createTemplate();
  removeTemplate = template.remove;
  chains.push(...(await Promise.all(ROUNDS.map((round) => playChain(template.folder, round)))));
}, 840_000);

afterAll(async () => {
  for (const { stage } of chains) await stage.clear();
  await removeTemplate();
}, 60_000);

async function playChain(template: string, round: number): Promise<Chain> {
  const stage = await createCrashStage(template, round + 1);
  try {
    await goLive(stage);
    const dying = await dieAll(stage, deathsOf(round));
    return { stage, dying, after: await aftermath(stage) };
  } catch (error) {
    await stage.clear();
    throw error;
  }
}

describe.each(ROUNDS)('a service killed at every point in turn, round %#', (round) => {
  it.each(deathsOf(round).map((death) => [nameOf(death)] as const))('%s: nothing is missing and nothing doubled', (name) => {
    const chain = chains[round];
    const topicId = [...(chain?.stage.asked ?? [])].find(([, title]) => title === `Cold at ${name}`)?.[0] ?? 0;

    expect(chain?.dying.get(name)).toBeNull();
    expect(chain?.after.byTopic.get(topicId)).toEqual([]);
  });

  it('OP-06.6 leaves no act open, no post twice in the forum, and every delivery that was answered with 200 in the inbox', () => {
    expect(chains[round]?.after.problems).toEqual([]);
    expect(chains[round]?.after.deliveries).toBeGreaterThan(10);
  });

  it('had acts whose outcome was unknown and was looked up', () => {
    expect(chains[round]?.after.lostAttempts).toBeGreaterThanOrEqual(3);
  });
});
