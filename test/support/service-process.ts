import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SAMPLE_BOT, SAMPLE_KEYS } from '../../service/sandbox/sample.js';
import type { Sandbox } from '../../service/sandbox/sandbox.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const HOOK_SECRET = 'secret-of-the-tests';
const READY = 'Stop with Ctrl-C';
const READY_SECONDS = 120;

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface StartOptions {
  /** `point#n`: where the process kills itself. */
  readonly crashAt?: string;
  readonly words?: readonly string[];
  /** Added to the environment; undefined takes a variable away. */
  readonly variables?: Readonly<Record<string, string | undefined>>;
}

export interface ServiceProcess {
  readonly folder: string;
  readonly port: number;
  /** Of its own sandbox forum, where it plays one. */
  readonly sandboxUrl: string;
  readonly pid: number;
  /** Everything that was written so far, by all processes on this folder. */
  output(): string;
  isRunning(): boolean;
  /** Resolves with true when the service said where it is to be found, with false when it ended before that. */
  start(options?: StartOptions): Promise<boolean>;
  kill(signal: NodeJS.Signals): void;
  ended(): Promise<Ending>;
  /** `hybrid-desk …`: a command of the desk, which asks the running service over its socket. */
  ask(...words: readonly string[]): Promise<{ readonly code: number; readonly text: string }>;
  /** Ends what runs and removes the folder. */
  clear(): Promise<void>;
}

export interface ServiceProcessParts {
  /** Started already; its hook is pointed at the service. Null: the service plays its own sandbox forum. */
  readonly sandbox: Sandbox | null;
  /** Text of the settings file. */
  readonly communities?: string;
  /** A data folder to begin with, which is copied. */
  readonly template?: string;
  readonly variables?: Readonly<Record<string, string>>;
}

/** The real service, as `npm start` runs it, in a process and a data folder of its own; port and folder stay over restarts. */
export async function createServiceProcess(parts: ServiceProcessParts): Promise<ServiceProcess> {
  const home = await mkdtemp(join(tmpdir(), 'hybrid-desk-process-'));
  const folder = join(home, 'data');
  if (parts.template !== undefined) await cp(parts.template, folder, { recursive: true });
  const file = join(home, 'communities.yaml');
  if (parts.communities !== undefined) await writeFile(file, parts.communities);
  const port = await freePort();
  parts.sandbox?.admin.setOnlyHook({ url: `http://127.0.0.1:${port}/hooks/all`, secret: HOOK_SECRET });
  const variables = {
    ...inherited(),
    DATA_DIR: folder,
    PORT: String(port),
    LOG_LEVEL: 'warn',
    SANDBOX_PLAYS: 'day',
    // As under npm: left alone (a test run that was killed) it ends itself.
    npm_lifecycle_event: 'start',
    ...(parts.communities !== undefined && { COMMUNITIES_FILE: file }),
    ...(parts.sandbox ? forumVariables(parts.sandbox) : { SANDBOX_PORT: String(await freePort()) }),
    ...parts.variables,
  };
  return new StartedService({ home, folder, port, variables });
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

interface Home {
  readonly home: string;
  readonly folder: string;
  readonly port: number;
  readonly variables: Readonly<Record<string, string>>;
}

class StartedService implements ServiceProcess {
  private child: ChildProcess | null = null;
  private ending: Promise<Ending> = Promise.resolve({ code: 0, signal: null });
  private said = '';

  constructor(private readonly own: Home) {}

  get folder(): string {
    return this.own.folder;
  }

  get port(): number {
    return this.own.port;
  }

  get sandboxUrl(): string {
    return `http://127.0.0.1:${this.own.variables['SANDBOX_PORT'] ?? ''}`;
  }

  get pid(): number {
    return this.child?.pid ?? 0;
  }

  output(): string {
    return this.said;
  }

  isRunning(): boolean {
    return this.child !== null && this.child.exitCode === null && this.child.signalCode === null;
  }

  async start({ crashAt, words = [], variables = {} }: StartOptions = {}): Promise<boolean> {
    if (this.isRunning()) throw new Error('the service runs already');
    const from = this.said.length;
    const env = defined({ ...this.own.variables, ...variables, ...(crashAt !== undefined && { HD_CRASH_AT: crashAt }) });
    const child = spawn(process.execPath, ['scripts/start.mjs', ...words], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.child = child;
    // Not `exit`: the last words are still on their way then.
    this.ending = new Promise((resolve) => child.once('close', (code, signal) => resolve({ code, signal })));
    return new Promise<boolean>((resolve, reject) => {
      const late = setTimeout(
        () => reject(new Error(`the service was not ready in time:\n${this.said.slice(from)}`)),
        READY_SECONDS * 1000,
      );
      const settle = (isReady: boolean): void => {
        clearTimeout(late);
        resolve(isReady);
      };
      const listen = (text: string): void => {
        this.said += text;
        if (this.said.indexOf(READY, from) >= 0) settle(true);
      };
      child.stdout.setEncoding('utf8').on('data', listen);
      child.stderr.setEncoding('utf8').on('data', listen);
      void this.ending.then(({ code, signal }) => {
        this.said += `(ended: ${String(signal ?? code)})\n`;
        settle(false);
      });
    });
  }

  kill(signal: NodeJS.Signals): void {
    this.child?.kill(signal);
  }

  ended(): Promise<Ending> {
    return this.ending;
  }

  ask(...words: readonly string[]): Promise<{ code: number; text: string }> {
    return new Promise((resolve) => {
      execFile(process.execPath, ['bin/hybrid-desk.js', ...words], { cwd: ROOT, env: this.own.variables }, (error, out, errors) => {
        resolve({ code: error === null ? 0 : typeof error.code === 'number' ? error.code : -1, text: out + errors });
      });
    });
  }

  async clear(): Promise<void> {
    if (this.isRunning()) this.kill('SIGKILL');
    await this.ending;
    await rm(this.own.home, { recursive: true, force: true });
  }
}

/** Nothing of the environment of the tests but what a process needs to run at all. */
function inherited(): Record<string, string> {
  return defined(Object.fromEntries(['PATH', 'HOME', 'TMPDIR', 'SystemRoot'].map((name) => [name, process.env[name]])));
}

function forumVariables(sandbox: Sandbox): Record<string, string> {
  return {
    DISCOURSE_URL: sandbox.url,
    DISCOURSE_API_KEY: SAMPLE_KEYS.bot,
    DISCOURSE_API_USERNAME: SAMPLE_BOT,
    WEBHOOK_SECRET: HOOK_SECRET,
  };
}

function defined(variables: Readonly<Record<string, string | undefined>>): Record<string, string> {
  return Object.fromEntries(Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== undefined));
}
