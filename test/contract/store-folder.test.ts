import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openDataFolder } from '../../service/adapters/prisma/data-folder.js';
import { takeLock } from '../../service/adapters/prisma/folder-lock.js';
import { openEmbedded } from '../../service/adapters/prisma/open.js';
import { createStore } from '../../service/adapters/prisma/prisma-store.js';

const LOCK = 'hybrid-desk.lock';
let folder: string;

beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'hybrid-desk-')), 'data');
});
afterEach(() => rm(join(folder, '..'), { recursive: true, force: true }));

describe('the lock of a data folder', () => {
  it('is held until it is released, also against the same process', async () => {
    const first = await openDataFolder(folder);
    await expect(openDataFolder(folder)).rejects.toThrow(`is in use by process ${process.pid} since`);

    await first.release();
    const second = await openDataFolder(folder);
    await second.release();

    expect(await readdir(folder)).toEqual(['hybrid-desk.json']);
  });

  it.each([
    ['of a process that is gone', { pid: 2_000_000_000, began: null }],
    ['of an earlier process with our number', { pid: process.pid, began: null }],
    ['of an earlier process whose number another one has now', { pid: process.ppid, began: '1' }],
  ])('%s is taken over', async (_title, holder) => {
    await (await openDataFolder(folder)).release();
    await writeFile(join(folder, LOCK), JSON.stringify({ ...holder, since: '2026-01-01T00:00:00.000Z', token: 'old' }));

    const opened = await openDataFolder(folder);

    expect(JSON.parse(await readFile(join(folder, LOCK), 'utf8'))).toMatchObject({ pid: process.pid });
    await opened.release();
  });

  it('of a process that lives is respected, and one that cannot be read is taken over', async () => {
    await (await openDataFolder(folder)).release();
    await writeFile(
      join(folder, LOCK),
      JSON.stringify({ pid: process.ppid, began: null, since: '2026-01-01T00:00:00.000Z', token: 'other' }),
    );
    await expect(openDataFolder(folder)).rejects.toThrow(
      `in use by process ${process.ppid} since 2026-01-01T00:00:00.000Z: stop that process first`,
    );

    await writeFile(join(folder, LOCK), '');
    await (await openDataFolder(folder)).release();
  });

  it('that exists and cannot be opened is not taken over', async () => {
    await mkdir(join(folder, LOCK), { recursive: true });

    await expect(takeLock(folder)).rejects.toThrow('EISDIR');
  });

  it.each([
    ['there is none', null],
    [
      'it is of a process that is gone',
      JSON.stringify({ pid: 2_000_000_000, began: null, since: '2026-01-01T00:00:00.000Z', token: 'old' }),
    ],
    ['it cannot be read', ''],
  ])('goes to exactly one of many that try at once, forty times over, where %s', async (_title, stale) => {
    await mkdir(folder);
    const opened: number[] = [];
    for (let round = 0; round < 40; round += 1) {
      if (stale !== null) await writeFile(join(folder, LOCK), stale);
      const tries = await Promise.allSettled(Array.from({ length: 8 }, () => takeLock(folder)));
      const releases = tries.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
      opened.push(releases.length);
      for (const release of releases) await release();
    }

    expect(opened).toEqual(Array.from({ length: 40 }, () => 1));
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('a data folder', () => {
  it('that holds something else is refused and left as it is', async () => {
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'thesis.txt'), 'precious');

    await expect(openDataFolder(folder)).rejects.toThrow(
      /is not empty and was not made by Hybrid Desk \(it holds "thesis.txt"\): choose an empty or a new folder\.$/,
    );
    expect(await readdir(folder)).toEqual(['thesis.txt']);
  });

  it('whose first creation was killed is made again; a finished one is kept', async () => {
    const half = await openDataFolder(folder);
    await mkdir(half.database);
    await half.release();

    const again = await openDataFolder(folder);
    expect(existsSync(again.database)).toBe(false);
    await mkdir(again.database);
    await again.markReady();
    await again.release();

    const kept = await openDataFolder(folder);
    expect(existsSync(kept.database)).toBe(true);
    await kept.release();
  });

  it('held by another process is refused; after its kill -9 during inserts every acknowledged row is there', async () => {
    const { child, acknowledged } = await startHolder(folder);
    await expect(openEmbedded({ folder })).rejects.toThrow(`is in use by process ${String(child.pid)} since`);

    child.kill('SIGKILL');
    await once(child, 'close');
    const store = createStore(await openEmbedded({ folder }));

    const stored = (await store.waitingDeliveries('forum', 100_000)).map(({ eventId }) => eventId);
    expect(acknowledged().length).toBeGreaterThan(20);
    expect(stored.slice(0, acknowledged().length)).toEqual(acknowledged());
    await store.close();
    expect((await readdir(folder)).sort()).toEqual(['database', 'hybrid-desk.json']);
  }, 120_000);
});

/** Resolves when the process has stored some rows; it goes on storing. */
async function startHolder(held: string): Promise<{ readonly child: ChildProcess; acknowledged(): readonly string[] }> {
  const script = fileURLToPath(new URL('./store-holder.ts', import.meta.url));
  const child = spawn(process.execPath, ['--import', 'tsx', script, held], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  const acknowledged = (): readonly string[] => said.split('\n').slice(0, -1);
  while (acknowledged().length <= 20) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error('the holding process ended');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return { child, acknowledged };
}
