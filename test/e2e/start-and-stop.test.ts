import { mkdir, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { openEmbedded } from '../../service/adapters/prisma/open.js';
import { createStore } from '../../service/adapters/prisma/prisma-store.js';
import { sql } from '../../service/adapters/prisma/rows.js';
import { createTemplate, until } from '../support/crash-stage.js';
import { createServiceProcess, type ServiceProcess } from '../support/service-process.js';

let template = '';
let removeTemplate: () => Promise<void> = () => Promise.resolve();
const services: ServiceProcess[] = [];

beforeAll(async () => {
  const made = await createTemplate();
  [template, removeTemplate] = [made.folder, made.remove];
}, 120_000);
afterEach(async () => {
  for (const service of services.splice(0)) await service.clear();
}, 60_000);
afterAll(() => removeTemplate());

/** With its own sandbox forum, as `npm start` on a fresh clone. */
async function newService(options: { readonly isEmpty?: boolean } = {}): Promise<ServiceProcess> {
  const service = await createServiceProcess({ sandbox: null, ...(options.isEmpty !== true && { template }) });
  services.push(service);
  return service;
}

const storyStep = async (service: ServiceProcess): Promise<number> => {
  const state = (await (await fetch(`${service.sandboxUrl}/sandbox/state`)).json()) as { story: { step: number } };
  return state.story.step;
};

const ticketsIn = async (folder: string): Promise<readonly number[]> => {
  const store = createStore(await openEmbedded({ folder }));
  try {
    return (await store.tickets('sandbox')).map(({ topicId }) => topicId);
  } finally {
    await store.close();
  }
};

/** What was said since the last start, without the line that says what is being done. */
const refusal = async (service: ServiceProcess): Promise<{ isReady: boolean; lines: string[]; code: number | null }> => {
  const from = service.output().length;
  const isReady = await service.start();
  const { code } = isReady ? { code: null } : await service.ended();
  const lines = service.output().slice(from).split('\n');
  return { isReady, code, lines: lines.filter((line) => line !== '' && !/^Opening |^\(ended/.test(line)) };
};

describe('npm start, Ctrl-C, and start again', () => {
  it('ends within five seconds, continues story and tickets at the next start, and begins again with --fresh', async () => {
    const service = await newService();
    expect(await service.start()).toBe(true);
    for (let turns = 0; turns < 300 && (await storyStep(service)) === 0; turns += 1) await until(() => false, 100);
    const step = await storyStep(service);
    await until(() => false, 1_500);

    const began = performance.now();
    service.kill('SIGINT');
    expect(await service.ended()).toEqual({ code: 0, signal: null });
    expect(performance.now() - began).toBeLessThan(5_000);
    const tickets = await ticketsIn(service.folder);
    expect(tickets).toHaveLength(step);

    expect(await service.start()).toBe(true);
    expect(await storyStep(service)).toBeGreaterThanOrEqual(step);
    service.kill('SIGTERM');
    expect((await service.ended()).code).toBe(0);
    expect(await ticketsIn(service.folder)).toEqual(expect.arrayContaining([...tickets]));

    expect(await service.start({ words: ['--fresh'] })).toBe(true);
    expect(await storyStep(service)).toBeLessThanOrEqual(1);
  }, 180_000);
});

describe('a start that cannot be', () => {
  it('on a data folder that is not ours is refused with one line and leaves the folder alone', async () => {
    const service = await newService({ isEmpty: true });
    await mkdir(service.folder);
    await writeFile(join(service.folder, 'thesis.txt'), 'precious');

    const { isReady, code, lines } = await refusal(service);

    expect([isReady, code]).toEqual([false, 1]);
    expect(lines).toEqual([expect.stringMatching(/is not empty and was not made by Hybrid Desk .*choose an empty or a new folder\.$/)]);
  }, 60_000);

  it('a second one on the same folder names the process that has it, and the first goes on', async () => {
    const service = await newService();
    expect(await service.start()).toBe(true);
    const second = await newService({ isEmpty: true });

    const from = second.output().length;
    expect(await second.start({ variables: { DATA_DIR: service.folder } })).toBe(false);

    const lines = second
      .output()
      .slice(from)
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('Opening'));
    expect(lines).toEqual([expect.stringContaining(`is in use by process ${service.pid} since`), '(ended: 1)']);
    expect((await fetch(`http://127.0.0.1:${service.port}/health/ready`)).status).toBe(200);
  }, 120_000);

  it.each([
    ['PORT', 'Set PORT to a free port'],
    ['SANDBOX_PORT', 'set SANDBOX_PORT to a free port'],
  ])(
    'on a port in use says which, and which setting to change: %s',
    async (name, advice) => {
      const service = await newService();
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      const from = service.output().length;

      expect(await service.start({ variables: { [name]: String(port) } })).toBe(false);
      await new Promise((resolve) => server.close(resolve));

      const lines = service
        .output()
        .slice(from)
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('Opening'));
      expect(lines).toEqual([expect.stringMatching(new RegExp(`Port ${port} .*in use`)), '(ended: 1)']);
      expect(lines[0]?.toLowerCase()).toContain(advice.toLowerCase());
    },
    60_000,
  );

  it.each([
    [
      'a newer one made',
      sql`insert into migration (name, checksum, applied_at) values ('9999_later', 'x', now())`,
      /newer Hybrid Desk .*start the newer version/,
    ],
    [
      'another one made',
      sql`update migration set checksum = 'x'`,
      /is not the one of this program: start the version that made the database/,
    ],
  ])(
    'on a data folder that %s is refused with one line',
    async (_what, change, advice) => {
      const service = await newService();
      const database = await openEmbedded({ folder: service.folder });
      await database.run(change);
      await database.close();

      const { isReady, code, lines } = await refusal(service);

      expect([isReady, code]).toEqual([false, 1]);
      expect(lines).toEqual([expect.stringMatching(advice)]);
    },
    60_000,
  );

  it('with an unknown word says what is known', async () => {
    const service = await newService({ isEmpty: true });

    expect(await service.start({ words: ['--fersh'] })).toBe(false);

    expect(service.output()).toContain('--fersh is not known here. The only option is --fresh');
  }, 60_000);
});
