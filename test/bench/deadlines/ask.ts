import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Group, Reply } from './peer.js';

/** How a peer's process is started. */
export interface Start {
  readonly command: string;
  readonly words: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
}

/** A peer that is asked one group after the other, each within a time limit, which begins when its process says `ready`; after a limit its process is started anew. */
export interface Asked {
  ask(group: Group, limitMilliseconds: number): Promise<Reply>;
  stop(): void;
}

const START_MILLISECONDS = 60_000;

export function openPeer({ command, words, env }: Start): Asked {
  let running: { child: ChildProcessWithoutNullStreams; lines: AsyncIterator<string> } | null = null;
  const start = async () => {
    const child = spawn(command, words, { env, stdio: ['pipe', 'pipe', 'pipe'] });
    child.stderr.resume();
    // A process that ended answers nothing: its lines end, and that is seen there.
    child.stdin.on('error', () => undefined);
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    await withinLimit(lines.next(), START_MILLISECONDS);
    return { child, lines };
  };
  const stop = () => {
    running?.child.kill('SIGKILL');
    running = null;
  };
  return {
    stop,
    ask: async (group, limitMilliseconds) => {
      running ??= await start();
      running.child.stdin.write(`${JSON.stringify(group)}\n`);
      const line = await withinLimit(running.lines.next(), limitMilliseconds);
      if (line !== null && line.done !== true) return JSON.parse(line.value) as Reply;
      stop();
      return { cannot: line === null ? `no answer within ${limitMilliseconds / 1000} s` : 'the process ended' };
    },
  };
}

async function withinLimit<T>(promise: Promise<T>, milliseconds: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), milliseconds);
  });
  try {
    return await Promise.race([promise, limit]);
  } finally {
    clearTimeout(timer);
  }
}
