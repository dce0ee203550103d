import { randomUUID } from 'node:crypto';
import { link, readFile, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { DatabaseRefused } from './migrate.js';

export const LOCK_FILE = 'hybrid-desk.lock';
/** A lock that is there and tells nothing. */
const UNREADABLE = 'unreadable';

interface Holder {
  readonly pid: number;
  /** When the process began, where the system tells: a number of a dead process may be given again. */
  readonly began: string | null;
  readonly since: string;
  readonly token: string;
}

/** Locks of this process: its own number in a lock file proves nothing, containers give the same number at every start. */
const held = new Set<string>();

const MOST_TRIES = 50;
const BETWEEN_MILLISECONDS = 20;

/** An exclusive lock file; that of a dead process is taken over. Resolves with the way to release it. */
export async function takeLock(folder: string): Promise<() => Promise<void>> {
  const taken = await take(join(resolve(folder), LOCK_FILE));
  if ('release' in taken) return taken.release;
  if (taken.holder !== null) throw refusal(folder, taken.holder);
  throw new DatabaseRefused(`The data folder ${folder} is being opened by several processes at once: start one of them again.`);
}

/** Without `release` somebody who lives has it, or (null) others were always quicker. */
type Taken = { readonly release: () => Promise<void> } | { readonly holder: Holder | null };

async function take(path: string): Promise<Taken> {
  const own: Holder = { pid: process.pid, began: await beganAt(process.pid), since: new Date().toISOString(), token: randomUUID() };
  // Before the file is there: who finds it in this process must know at once that it is no old one.
  held.add(own.token);
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    if (await create(path, own)) return { release: () => release(path, own.token) };
    const holder = await readHolder(path);
    if (holder !== null && holder !== UNREADABLE && (await isAlive(holder))) return givenUp(own, holder);
    if (holder !== null) await removeStale(path, holder);
  }
  return givenUp(own, null);
}

function givenUp({ token }: Holder, holder: Holder | null): Taken {
  held.delete(token);
  return { holder };
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

/**
 * Only who holds a lock for just that removes it, after another look: while it is there nobody can put a new one in its place, so what is
 * removed is what was seen.
 */
async function removeStale(path: string, stale: Holder | typeof UNREADABLE): Promise<void> {
  const right = await take(`${path}.${tokenOf(stale)}`);
  if (!('release' in right)) return setTimeout(BETWEEN_MILLISECONDS);
  const now = await readHolder(path);
  if (now !== null && tokenOf(now) === tokenOf(stale)) await rm(path, { force: true });
  await right.release();
}

function tokenOf(holder: Holder | typeof UNREADABLE): string {
  return holder === UNREADABLE ? UNREADABLE : holder.token;
}

async function release(path: string, token: string): Promise<void> {
  const holder = await readHolder(path);
  if (holder !== null && tokenOf(holder) === token) await rm(path, { force: true });
  held.delete(token);
}

/** Null: there is no lock. */
async function readHolder(path: string): Promise<Holder | typeof UNREADABLE | null> {
  const text = await readFile(path, 'utf8').catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return null;
    // It may be of somebody who lives.
    throw error;
  });
  return text === null ? null : (holderIn(text) ?? UNREADABLE);
}

function holderIn(text: string): Holder | null {
  try {
    const value: unknown = JSON.parse(text);
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
