import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LOCK_FILE, takeLock } from './folder-lock.js';
import { DatabaseRefused } from './migrate.js';

const MARKER_FILE = 'hybrid-desk.json';
const DATABASE = 'database';

export interface DataFolder {
  /** Where PGlite keeps its files. */
  readonly database: string;
  /** The first creation is complete: from now on the folder holds something worth keeping. */
  markReady(): Promise<void>;
  release(): Promise<void>;
}

/**
 * Takes the folder for this process alone. PGlite itself has no lock: two processes in one folder destroy it. A creation that
 * was killed half-way has never answered anybody, so it is made again from nothing.
 */
export async function openDataFolder(folder: string): Promise<DataFolder> {
  await mkdir(folder, { recursive: true });
  await refuseForeign(folder);
  const release = await takeLock(folder);
  try {
    if (!(await isReady(folder))) {
      await writeMarker(folder, false);
      await rm(join(folder, DATABASE), { recursive: true, force: true });
    }
  } catch (error) {
    await release();
    throw error;
  }
  return { database: join(folder, DATABASE), markReady: () => writeMarker(folder, true), release };
}

/** Begin again: empties a folder that is ours and that no living process holds. */
export async function clearDataFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  await refuseForeign(folder);
  const release = await takeLock(folder);
  for (const name of await readdir(folder)) {
    if (!name.startsWith(LOCK_FILE) && name !== MARKER_FILE) await rm(join(folder, name), { recursive: true, force: true });
  }
  // Last: a folder that was only half emptied is still known as ours.
  await rm(join(folder, MARKER_FILE), { force: true });
  await release();
}

async function refuseForeign(folder: string): Promise<void> {
  const entries = (await readdir(folder)).filter((name) => !name.startsWith(LOCK_FILE));
  if (entries.length === 0 || (entries.includes(MARKER_FILE) && (await readMarker(folder)) !== null)) return;
  throw new DatabaseRefused(
    `The folder ${folder} is not empty and was not made by Hybrid Desk (it holds "${entries.sort()[0] ?? ''}"): choose an empty or a new folder.`,
  );
}

async function isReady(folder: string): Promise<boolean> {
  return (await readMarker(folder))?.ready ?? false;
}

async function readMarker(folder: string): Promise<{ readonly ready: boolean } | null> {
  try {
    const marker: unknown = JSON.parse(await readFile(join(folder, MARKER_FILE), 'utf8'));
    if (typeof marker !== 'object' || marker === null || Reflect.get(marker, 'product') !== 'hybrid-desk') return null;
    return { ready: Reflect.get(marker, 'ready') === true };
  } catch {
    return null;
  }
}

async function writeMarker(folder: string, ready: boolean): Promise<void> {
  await writeFile(join(folder, MARKER_FILE), `${JSON.stringify({ product: 'hybrid-desk', ready })}\n`);
}
