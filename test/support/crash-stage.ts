import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../../service/adapters/memory/system-clock.js';
import { openEmbedded } from '../../service/adapters/prisma/open.js';
import { sql } from '../../service/adapters/prisma/rows.js';
import { sampleCommunities } from '../../service/assembly/sample-communities.js';
import type { SandboxClock } from '../../service/sandbox/world.js';
import { SAMPLE_BOT, setUpSample } from '../../service/sandbox/sample.js';
import { createSandbox, type Sandbox } from '../../service/sandbox/sandbox.js';
import { createServiceProcess, type ServiceProcess } from './service-process.js';

/** How long the forum thinks before it answers a write, where a test wants attempts in flight. */
export const ANSWER_DELAY_MS = 401;

const PLUGIN_SECRET = 'secret-of-the-plugin';

export interface CrashStage {
  readonly sandbox: Sandbox;
  readonly service: ServiceProcess;
  /** Writes that the forum has done and not yet answered. */
  underWay(): number;
  /** Topics in which a status post is expected, with what they are for. */
  readonly asked: Map<number, string>;
  /** People ask, reply, edit and solve, one step at a time, in a topic of their own. */
  story(title: string): Story;
  clear(): Promise<void>;
}

export interface Story {
  readonly topicId: number;
  /** One more thing happens; false when the story is over. */
  next(): boolean;
  /** What is left of the story proper. */
  rest(): void;
}

/** A forum in this process and the service beside it, already writing, each test on its own copy of an empty data folder. */
export async function createCrashStage(template: string, seed: number, hasPlugin = false): Promise<CrashStage> {
  const clock = countingClock();
  const sandbox = createSandbox({ clock, seed });
  setUpSample(sandbox);
  // Else nobody but the experts could read what is asked in private.
  sandbox.admin.join('housing_experts', SAMPLE_BOT);
  if (hasPlugin) sandbox.admin.installPlugin(PLUGIN_SECRET, SAMPLE_BOT);
  await sandbox.start();
  const category = (name: string): number => sandbox.state.categories.find((one) => one.name === name)?.id ?? 0;
  const service = await createServiceProcess({
    sandbox,
    communities: sampleCommunities(category).replaceAll('settleSeconds: 1', 'settleSeconds: 0'),
    template,
    variables: { HD_LEASE_SECONDS: '2', HD_LOOKUP_SECONDS: '1', ...(hasPlugin && { PLUGIN_SECRET }) },
  });
  await widenBudget(service.folder, new URL(sandbox.url).host);
  const asked = new Map<number, string>();
  return {
    sandbox,
    service,
    underWay: clock.underWay,
    asked,
    story: (title) => createStory(sandbox, { title, asked }),
    async clear() {
      await service.clear();
      await sandbox.stop();
    },
  };
}

/** Switches writing on as a person would; the process then ends in peace. */
export async function goLive({ service }: CrashStage): Promise<void> {
  if (!(await service.start())) throw new Error(`the service did not start:\n${service.output()}`);
  const answer = await service.ask('go');
  if (answer.code !== 0) throw new Error(answer.text);
  service.kill('SIGTERM');
  const { code } = await service.ended();
  if (code !== 0) throw new Error(`the service ended with ${String(code)}:\n${service.output()}`);
}

/** An empty data folder, made once: creating a database takes seconds, copying one does not. */
export async function createTemplate(): Promise<{ readonly folder: string; remove(): Promise<void> }> {
  const home = await mkdtemp(join(tmpdir(), 'hybrid-desk-template-'));
  const folder = join(home, 'data');
  await (await openEmbedded({ folder })).close();
  return { folder, remove: () => rm(home, { recursive: true, force: true }) };
}

/** So many restarts within a minute are not what the budget of calls is made for. */
async function widenBudget(folder: string, forumId: string): Promise<void> {
  const database = await openEmbedded({ folder });
  await database.run(sql`
    insert into bucket (forum_id, capacity, per_seconds, tokens, refilled_at) values (${forumId}, 100000, 60, 100000, now())`);
  await database.close();
}

function countingClock(): SandboxClock & { underWay(): number } {
  let count = 0;
  return {
    now: () => systemClock.now(),
    underWay: () => count,
    async sleep(milliseconds, signal) {
      const isAnswer = milliseconds === ANSWER_DELAY_MS;
      if (isAnswer) count += 1;
      await systemClock.sleep(milliseconds, signal);
      if (isAnswer) count -= 1;
    },
  };
}

interface Telling {
  readonly title: string;
  readonly asked: Map<number, string>;
}

function createStory(sandbox: Sandbox, { title, asked }: Telling): Story {
  const question = sandbox
    .as('paula')
    .ask({ category: 'Housing Desk', title, raw: `What can I do about this? ${title}`, tags: ['incident'] });
  const { topicId } = question;
  asked.set(topicId, title);
  let answer = 0;
  const steps = [
    () => sandbox.as('timo').reply(topicId, `Same here: ${title}`),
    () => void (answer = sandbox.as('ute').reply(topicId, `The landlord must mend it: ${title}`, { to: 1 }).id),
    () => sandbox.as('ute').edit(answer, `The landlord must mend it within two days: ${title}`),
    () => sandbox.as('paula').accept(answer),
    () => sandbox.as('xaver').assign({ topic: topicId }, 'xaver'),
  ];
  return {
    topicId,
    next() {
      const step = steps.shift();
      step?.();
      return step !== undefined;
    },
    rest() {
      for (const step of steps.splice(0)) step();
    },
  };
}

export async function until(isTrue: () => boolean, milliseconds: number): Promise<boolean> {
  const end = performance.now() + milliseconds;
  while (!isTrue()) {
    if (performance.now() > end) return false;
    await pause(10);
  }
  return true;
}
