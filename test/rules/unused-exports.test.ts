import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it, expect } from '@jest/globals';

const ROOT = process.cwd();

describe('the rule that nothing is unused', () => {
  let folder = '';

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hybrid-desk-unused-'));
    await cp(join(ROOT, 'knip.json'), join(folder, 'knip.json'));
    await mkdir(join(folder, 'service'));
    await mkdir(join(folder, 'shared'));
    await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'fixture', type: 'module', dependencies: {} }));
    await writeFile(join(folder, 'service/main.ts'), `import { used } from '../shared/words.js';\nused();\n`);
    await writeFile(join(folder, 'shared/words.ts'), 'export function used(): void {}\n');
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  it('passes when all is used', async () => {
    expect(await knipIn(folder)).toMatchObject({ code: 0 });
  });

  it('refuses an export that nobody imports', async () => {
    await writeFile(join(folder, 'shared/words.ts'), 'export function used(): void {}\nexport function lonely(): void {}\n');

    const { code, output } = await knipIn(folder);

    expect(code).toBe(1);
    expect(output).toMatch(/lonely .*shared\/words\.ts/);
  });

  it('refuses a file that nobody imports', async () => {
    await writeFile(join(folder, 'service/lonely.ts'), 'export {};\n');

    const { code, output } = await knipIn(folder);

    expect(code).toBe(1);
    expect(output).toContain('service/lonely.ts');
  });

  it('refuses a dependency that nobody imports', async () => {
    await writeFile(join(folder, 'package.json'), JSON.stringify({ name: 'fixture', type: 'module', dependencies: { axios: '1.21.1' } }));

    const { code, output } = await knipIn(folder);

    expect(code).toBe(1);
    expect(output).toMatch(/axios .*package\.json/);
  });
});

function knipIn(folder: string): Promise<{ readonly code: number; readonly output: string }> {
  return new Promise((resolve) => {
    execFile(process.execPath, [join(ROOT, 'node_modules/knip/bin/knip.js'), '--no-progress'], { cwd: folder }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, output: stdout + stderr });
    });
  });
}
