import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Environment } from '../config/environment.js';
import type { Clock } from '../ports/clock.js';
import { SAMPLE_BOT, SAMPLE_KEYS, setUpSample } from '../sandbox/sample.js';
import { createSandbox, type Sandbox } from '../sandbox/sandbox.js';
import { sampleCommunities } from './sample-communities.js';

const WEBHOOK_SECRET = 'secret-of-the-sandbox';

export interface StartedSandbox {
  readonly sandbox: Sandbox;
  readonly forum: NonNullable<Environment['forum']>;
  readonly communities: string;
}

/** The sandbox forum with its sample organisation; its state is in the data folder, so that the next start continues. */
export async function startSandbox(environment: Environment, clock: Clock): Promise<StartedSandbox> {
  const sandbox = createSandbox({ clock, port: environment.SANDBOX_PORT, dataFile: dataFileOf(environment) });
  if (!sandbox.continued) setUpSample(sandbox);
  await startOrSay(sandbox, environment.SANDBOX_PORT);
  const category = (name: string): number => sandbox.state.categories.find((one) => one.name === name)?.id ?? 0;
  return {
    sandbox,
    forum: { url: sandbox.url, apiKey: SAMPLE_KEYS.bot, apiUsername: SAMPLE_BOT, secrets: [WEBHOOK_SECRET] },
    communities: sampleCommunities(category),
  };
}

/** A sandbox forum that was never started before, and in which the week before is to be played. */
export function playsWeek(environment: Environment): boolean {
  return environment.forum === null && environment.SANDBOX_PLAYS === 'week' && !existsSync(dataFileOf(environment));
}

function dataFileOf({ DATA_DIR }: Environment): string {
  return join(DATA_DIR, 'sandbox-forum.json');
}

async function startOrSay(sandbox: Sandbox, port: number): Promise<void> {
  try {
    await sandbox.start();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new Error(`Port ${port} is in use by another program. Stop that program, or set SANDBOX_PORT to a free port.`, {
        cause: error,
      });
    }
    throw error;
  }
}

/** Deliveries of the sandbox go to this service, under whichever port it has now. */
export function pointHook({ sandbox, forum }: StartedSandbox, servicePort: number): void {
  sandbox.admin.setOnlyHook({ url: `http://127.0.0.1:${servicePort}/hooks/all`, secret: forum.secrets[0] ?? WEBHOOK_SECRET });
}
