import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openEmbedded } from '../../service/adapters/prisma/open.js';
import { createStore } from '../../service/adapters/prisma/prisma-store.js';
import { createServiceProcess, type ServiceProcess } from '../support/service-process.js';

const TWO_MINUTES = 120_000;
/** The week takes half a minute; on a machine that does other things as well, more. */
const MOST_MILLISECONDS = 240_000;

let service: ServiceProcess;
let outside = '';
let seconds = 0;
let pages: Readonly<Record<string, string>> = {};
let ending: { code: number | null; milliseconds: number } = { code: null, milliseconds: 0 };

const text = async (url: string): Promise<string> => (await fetch(url)).text();

/** `npm start` on a fresh clone, with a home and a place for temporary files that are empty; then Ctrl-C. */
beforeAll(async () => {
  outside = await mkdtemp(join(tmpdir(), 'hybrid-desk-outside-'));
  const variables = { SANDBOX_PLAYS: 'week', HOME: outside, TMPDIR: outside };
  service = await createServiceProcess({ sandbox: null, variables });
  const began = performance.now();
  if (!(await service.start())) throw new Error(service.output());
  await text(`http://127.0.0.1:${service.port}/queue`);
  seconds = (performance.now() - began) / 1000;
  while (!service.output().includes('The week is over')) {
    if (!service.isRunning() || performance.now() - began > MOST_MILLISECONDS) throw new Error(service.output());
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  const [queue, forum] = [await text(`http://127.0.0.1:${service.port}/queue?state=all`), await text(`${service.sandboxUrl}/`)];
  const doctor = await text(`http://127.0.0.1:${service.port}/doctor`);
  pages = { queue, forum, doctor };
  const stopped = performance.now();
  service.kill('SIGINT');
  const { code } = await service.ended();
  ending = { code, milliseconds: performance.now() - stopped };
}, 300_000);

afterAll(async () => {
  await service.clear();
  await rm(outside, { recursive: true, force: true });
});

describe('npm start on a fresh clone', () => {
  it('OP-01.1 has a page that one can click in under two minutes, with a week that was played', () => {
    expect(seconds * 1000).toBeLessThan(TWO_MINUTES);
    expect((pages['queue']?.match(/>HD-\d+</g) ?? []).length).toBeGreaterThanOrEqual(7);
    expect(pages['forum']).toContain('href="/t/');
  });

  it('OP-01.2 shows each story of the first form of the desk that is built', async () => {
    const store = createStore(await openEmbedded({ folder: service.folder }));
    try {
      const done = (await store.effects('sandbox', { states: ['done'] })).map(({ kind, key }) => `${kind} ${key}`);
      const tickets = await store.tickets('sandbox');
      const views = tickets.map(({ view }) => JSON.stringify(view));
      const has = (test: RegExp): boolean => done.some((one) => test.test(one));

      // 2: who has it and until when; 3: a member and an expert answer; 4: signed, void by an edit, signed again.
      expect(has(/^status /)).toBe(true);
      expect(views.some((view) => view.includes('"metric":"cr"') && view.includes('"state":"met"'))).toBe(true);
      expect(has(/^notice /)).toBe(true);
      expect(views.some((view) => view.includes('"voided"') && view.includes('"signatures"'))).toBe(true);
      // 5: escalated by silence, accepted in the room; 6: asked privately; 7: an article and an entry of the library.
      expect(has(/^room /)).toBe(true);
      expect(views.some((view) => view.includes('"silence"') && view.includes('"ranOutAt":"2'))).toBe(true);
      expect(views.some((view) => view.includes('"accepted":{"'))).toBe(true);
      expect(tickets.some(({ isPrivate }) => isPrivate)).toBe(true);
      expect(has(/^article article:/)).toBe(true);
      expect(has(/^article library:/)).toBe(true);
      // 9: sorted by lines to the desk.
      expect(has(/^like /)).toBe(true);
    } finally {
      await store.close();
    }
  }, 60_000);

  it('OP-01.3 ends with one key and leaves nothing outside its folder', async () => {
    expect(ending.code).toBe(0);
    expect(ending.milliseconds).toBeLessThan(5_000);
    expect(await readdir(outside)).toEqual([]);
  });
});
