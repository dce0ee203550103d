import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DatabaseRefused } from './migrate.js';

export const LOCK_FILE = 'hybrid-desk.lock';

interface Holder {
  readonly pid: number;
  /** When the process began, where the system tells: a number of a dead process may be given again. */
  readonly began: string | null;
  readonly since: string;
  readonly token: string;
}

/** Locks of this process: its own number in a lock file proves nothing, containers give the same number at every start. */
const held = new Set<string>();

/** An exclusive lock file; that of a dead process is taken over. Resolves with the way to release it. */
export async function takeLock(folder: string): Promise<() => Promise<void>> {
  const path = join(resolve(folder), LOCK_FILE);
  const own: Holder = { pid: process.pid, began: await beganAt(process.pid), since: new Date().toISOString(), token: randomUUID() };
  for (let tries = 0; tries < 5; tries += 1) {
    if (await create(path, own)) {
      held.add(own.token);
      return () => release(path, own.token);
    }
    const holder = await readHolder(path);
    if (holder !== null && (await isAlive(holder))) throw refusal(folder, holder);
    await removeStale(path, holder);
  }
  throw new DatabaseRefused(`The data folder ${folder} is being opened by several processes at once: start one of them again.`);
}

/** The file appears with its content at one go: nobody reads half a lock. */
async function create(path: string, own: Holder): Promise<boolean> {
  const draft = `${path}.${own.token}`;
  await writeFile(draft, JSON.stringify(own));
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** Moves the stale file away and looks at what was moved: if another process was quicker its lock is put back. */
async function removeStale(path: string, stale: Holder | null): Promise<void> {
  const aside = `${path}.${randomUUID()}`;
  try {
    await rename(path, aside);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return;
    throw error;
  }
  const moved = await readHolder(aside);
  if (moved !== null && moved.token !== stale?.token) await link(aside, path).catch(() => undefined);
  await rm(aside, { force: true });
}

async function release(path: string, token: string): Promise<void> {
  held.delete(token);
  if ((await readHolder(path))?.token === token) await rm(path, { force: true });
}

async function readHolder(path: string): Promise<Holder | null> {
  try {
    const value: unknown = JSON.parse(await readFile(path, 'utf8'));
    if (typeof value !== 'object' || value === null) return null;
    const [pid, began, since, token] = ['pid', 'began', 'since', 'token'].map((name): unknown => Reflect.get(value, name));
    if (typeof pid !== 'number' || typeof since !== 'string' || typeof token !== 'string') return null;
    return { pid, began: typeof began === 'string' ? began : null, since, token };
  } catch {
    return null;
  }
}

async function isAlive(holder: Holder): Promise<boolean> {
  if (holder.pid === process.pid) return held.has(holder.token);
  try {
    process.kill(holder.pid, 0);
  } catch (error) {
    // EPERM: it lives and belongs to somebody else.
    if (codeOf(error) !== 'EPERM') return false;
  }
  const began = await beganAt(holder.pid);
  return began === null || holder.began === null || began === holder.began;
}

/** The start time of a process in ticks since the machine's start (Linux); null where there is no such file. */
async function beganAt(pid: number): Promise<string | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8');
    // The name of the command may hold blanks and brackets; the fields are counted from its last bracket.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

function refusal(folder: string, holder: Holder): DatabaseRefused {
  return new DatabaseRefused(
    `The data folder ${folder} is in use by process ${holder.pid} since ${holder.since}: stop that process first, or use another folder.`,
  );
}

function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
