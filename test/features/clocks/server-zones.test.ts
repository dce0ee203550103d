import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from '@jest/globals';

const ZONES = ['UTC', 'America/St_Johns', 'Pacific/Apia'];

/** A process of its own: a zone is read once, when a process starts. */
async function vectorsIn(zone: string): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['bin/hybrid-desk.js', 'vectors', 'docs/vectors/sla-cases.json'], {
    env: { ...process.env, TZ: zone },
  });
  return stdout;
}

it('trap 11: the zone of the server moves no deadline', async () => {
  const [first = '', ...others] = await Promise.all(ZONES.map(vectorsIn));

  expect(first).toMatch(/\n81 passed, 0 failed\n$/);
  expect(others).toEqual([first, first]);
});
