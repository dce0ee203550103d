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
    const title = `Cold at ${nameOf(death)}`;
    left = stage.story(title);
    const isDead = await (death.point === 'drain' ? drain(stage, left, death.round) : write(stage, left, title));
    const { signal } = isDead ? await stage.service.ended() : { signal: null };
    if (!isDead) {
      stage.service.kill('SIGKILL');
      await stage.service.ended();
    }
    results.set(
      nameOf(death),
      signal === 'SIGKILL' ? null : `the point was not reached (${isReady ? 'ready' : 'never ready'}, ${String(signal)})`,
    );
    stage.sandbox.behave();
  }
  left?.rest();
  return results;
}

/** Where one story is not enough for the how-manieth time, another one is told. */
async function write(stage: CrashStage, story: Story, title: string): Promise<boolean> {
  const { service } = stage;
  let told = story;
  for (let step = 1; step <= MOST_STEPS && service.isRunning(); step += 1) {
    if (await until(() => !service.isRunning(), STEP_MS)) return true;
    if (told.next()) continue;
    told = stage.story(`${title}, once more (${step})`);
  }
  return until(() => !service.isRunning(), 5_000);
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
