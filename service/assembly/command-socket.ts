import { chmodSync, mkdirSync, rmSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';

/** What a command answers, whoever carried it out. */
export interface CommandAnswer {
  readonly code: 0 | 1 | 2;
  readonly text: string;
  readonly json?: unknown;
}

export type OnProgress = (done: number, of: number) => void;
export type RunCommand = (
  name: string,
  words: Readonly<Record<string, string | undefined>>,
  onProgress: OnProgress,
) => Promise<CommandAnswer>;

const requestSchema = z.object({ name: z.string(), words: z.record(z.string(), z.string().optional()) });
const progressSchema = z.object({ done: z.number(), of: z.number() });
const answerSchema = z.object({
  code: z.union([z.literal(0), z.literal(1), z.literal(2)]),
  text: z.string(),
  json: z.unknown().optional(),
});
/** OP-15: a command and what it carries. */
const MOST_BYTES = 1024 * 1024;

export function socketOf(folder: string): string {
  return join(folder, 'service.sock');
}

/** One process holds the data folder; other commands ask it over this socket, which only this account can open. */
export async function listenForCommands(folder: string, run: RunCommand): Promise<{ close(): Promise<void> }> {
  mkdirSync(folder, { recursive: true });
  const path = socketOf(folder);
  rmSync(path, { force: true });
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MOST_BYTES) chunks.push(chunk);
    });
    incoming.on('end', () => {
      // A line for each step that is told, and at last the answer.
      outgoing.setHeader('content-type', 'application/x-ndjson');
      const onProgress: OnProgress = (done, of) => void outgoing.write(`${JSON.stringify({ done, of })}\n`);
      const body = size > MOST_BYTES ? null : Buffer.concat(chunks).toString('utf8');
      void answerTo(body, (name, words) => run(name, words, onProgress)).then((answer) => {
        outgoing.end(`${JSON.stringify(answer)}\n`);
      });
    });
  });
  await listen(server, path);
  chmodSync(path, 0o600);
  return {
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, resolve);
  });
}

async function answerTo(
  body: string | null,
  run: (name: string, words: Parameters<RunCommand>[1]) => Promise<CommandAnswer>,
): Promise<CommandAnswer> {
  if (body === null) return { code: 2, text: `The command is larger than ${MOST_BYTES} bytes and was not carried out.` };
  const parsed = requestSchema.safeParse(parse(body));
  if (!parsed.success) return { code: 2, text: 'The command was not understood; the running service may be of another version.' };
  try {
    return await run(parsed.data.name, parsed.data.words);
  } catch (error) {
    return { code: 1, text: `The command failed: ${error instanceof Error ? error.message : String(error)}` };
  }
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

/** Null: nothing listens there, so no service runs on this folder. */
export function askService(
  folder: string,
  asked: { readonly name: string; readonly words: Parameters<RunCommand>[1] },
  onProgress: OnProgress = () => undefined,
): Promise<CommandAnswer | null> {
  return new Promise((resolve, reject) => {
    const asking = request({ socketPath: socketOf(folder), method: 'POST', path: '/' }, (response) => {
      const lines = createInterface({ input: response });
      let last = '';
      lines.on('line', (line) => {
        last = line;
        const step = progressSchema.safeParse(parse(line));
        if (step.success) onProgress(step.data.done, step.data.of);
      });
      lines.on('close', () => {
        const { code, text, json } = answerSchema.parse(JSON.parse(last));
        resolve({ code, text, json });
      });
    });
    asking.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT' || error.code === 'ECONNREFUSED') resolve(null);
      else reject(error);
    });
    asking.end(JSON.stringify(asked));
  });
}
