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
const CHAINS = [
  { name: 'over REST', round: 0, hasPlugin: false },
  { name: 'through the plugin', round: 0, hasPlugin: true },
] as const;
type ChainPlan = (typeof CHAINS)[number];
/** Through the plugin only what is about writing differs. */
const isOfOutbox = (point: string): boolean => point.startsWith('outbox:');
/** Each point is reached for the first, the second and the fourth time. */
const TIMES = [1, 2, 4];

const deathsOf = ({ round, hasPlugin }: ChainPlan): Death[] =>
  POINTS.filter((point) => !hasPlugin || isOfOutbox(point)).map((point) => ({
    point,
    round,
    times: point === 'drain' ? 1 : (TIMES[round] ?? 1),
  }));

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
  chains.push(...(await Promise.all(CHAINS.map((plan) => playChain(template.folder, plan)))));
}, 840_000);

afterAll(async () => {
  for (const { stage } of chains) await stage.clear();
  await removeTemplate();
}, 60_000);

async function playChain(template: string, plan: ChainPlan): Promise<Chain> {
  const stage = await createCrashStage(template, plan.round + 1, plan.hasPlugin);
  try {
    await goLive(stage);
    const dying = await dieAll(stage, deathsOf(plan));
    return { stage, dying, after: await aftermath(stage) };
  } catch (error) {
    await stage.clear();
    throw error;
  }
}

describe.each(CHAINS.map((plan, index) => ({ ...plan, plan, index })))(
  'a service killed at every point in turn, $name',
  ({ plan, index }) => {
    it.each(deathsOf(plan).map((death) => [nameOf(death)] as const))('%s: nothing is missing and nothing doubled', (name) => {
      const chain = chains[index];
      const topicId = [...(chain?.stage.asked ?? [])].find(([, title]) => title === `Cold at ${name}`)?.[0] ?? 0;

      expect(chain?.dying.get(name)).toBeNull();
      expect(chain?.after.byTopic.get(topicId)).toEqual([]);
    });

    it('OP-06.6 leaves no act open, no post twice in the forum, and every delivery that was answered with 200 in the inbox', () => {
      expect(chains[index]?.after.problems).toEqual([]);
      // The chain through the plugin is a third as long.
      expect(chains[index]?.after.deliveries).toBeGreaterThan(plan.hasPlugin ? 5 : 10);
    });

    it('had acts whose outcome was unknown and was looked up', () => {
      expect(chains[index]?.after.lostAttempts).toBeGreaterThanOrEqual(3);
    });
  },
);
