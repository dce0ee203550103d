import { setTimeout as pause } from 'node:timers/promises';
import { ANSWER_DELAY_MS, until, type CrashStage, type Story } from './crash-stage.js';

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function numbersOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** Every third kill comes at any moment, also while the service starts; the others while the forum answers a write. */
const ANY_MOMENT = 3;
/** Later than the answer: else the post itself comes back first and confirms its act, and nothing is in flight any more. */
const DELIVERY_DELAY_MS = 1_500;
const MOST_WAIT_MS = 15_000;

/** Kills the service again and again while people write. Returns how often an attempt was in flight at that moment. */
export async function killAtRandom(stage: CrashStage, { random, times }: { random: () => number; times: number }): Promise<number> {
  const { service, sandbox } = stage;
  let inFlight = 0;
  sandbox.misbehave({ answerDelayMs: ANSWER_DELAY_MS, deliveryDelayMs: DELIVERY_DELAY_MS });
  for (let number = 1; number <= times; number += 1) {
    const starting = service.start();
    const story = stage.story(`Cold at kill ${number}`);
    if (number % ANY_MOMENT === 0) await pause(random() * 4_000);
    else {
      await starting;
      await talkUntil(() => stage.underWay() > 0, story);
      await pause(random() * ANSWER_DELAY_MS * 0.9);
    }
    if (stage.underWay() > 0 && service.isRunning()) inFlight += 1;
    service.kill('SIGKILL');
    await service.ended();
    await starting;
    while (story.next());
    await until(() => stage.underWay() === 0, 2_000);
  }
  sandbox.behave();
  return inFlight;
}

async function talkUntil(isTrue: () => boolean, story: Story): Promise<void> {
  if (await until(isTrue, MOST_WAIT_MS / 3)) return;
  story.next();
  await until(isTrue, MOST_WAIT_MS);
}
