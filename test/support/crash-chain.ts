import { ANSWER_DELAY_MS, until, type CrashStage, type Story } from './crash-stage.js';

/** Where the process dies, for the how-manieth time, and in which round of the chain. */
export interface Death {
  readonly point: string;
  readonly times: number;
  readonly round: number;
}

const STEP_MS = 700;
const MOST_STEPS = 40;

export function nameOf({ point, times, round }: Death): string {
  return `${point}#${times} in round ${round + 1}`;
}

/**
 * Starts the service again and again, each time to die at another point, while people write. Each death is also what the next
 * start has to recover from. What people still had to do is done while nothing runs (first round), while the service starts
 * (second), or when it works again (third). Returns for each death what went wrong with the dying itself.
 */
export async function dieAll(stage: CrashStage, deaths: readonly Death[]): Promise<ReadonlyMap<string, string | null>> {
  const results = new Map<string, string | null>();
  let left: Story | null = null;
  for (const death of deaths) {
    if (death.round === 0) left?.rest();
    const starting = stage.service.start({ crashAt: `${death.point}#${death.times}` });
    if (death.round === 1) left?.rest();
    const isReady = await starting;
    if (death.round === 2) left?.rest();
    left = stage.story(`Cold at ${nameOf(death)}`);
    const isDead = await (death.point === 'drain' ? drain(stage, left, death.round) : write(stage, left));
    const { signal } = isDead ? await stage.service.ended() : { signal: null };
    if (!isDead) stage.service.kill('SIGKILL');
    results.set(
      nameOf(death),
      signal === 'SIGKILL' ? null : `the point was not reached (${isReady ? 'ready' : 'never ready'}, ${String(signal)})`,
    );
    stage.sandbox.behave();
  }
  left?.rest();
  return results;
}

async function write({ service }: CrashStage, story: Story): Promise<boolean> {
  for (let step = 0; step < MOST_STEPS && service.isRunning(); step += 1) {
    if (await until(() => !service.isRunning(), STEP_MS)) return true;
    story.next();
  }
  return !service.isRunning();
}

/** Told to end: at once after something happened; while an attempt is in flight; or when all is quiet. */
async function drain({ service, sandbox, underWay }: CrashStage, story: Story, round: number): Promise<boolean> {
  if (round === 1) {
    sandbox.misbehave({ answerDelayMs: ANSWER_DELAY_MS });
    story.next();
    story.next();
    await until(() => underWay() > 0, 10_000);
  }
  if (round === 2) await until(() => false, 2 * STEP_MS);
  service.kill('SIGTERM');
  return until(() => !service.isRunning(), 10_000);
}
