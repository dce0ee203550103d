import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

describe('the plugin as a forum installs it', () => {
  let folder: string;
  let archive: string;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'plugin-pack-'));
    archive = pack(join(folder, 'one'));
  });

  afterAll(() => rmSync(folder, { recursive: true }));

  it('has plugin.rb at the root of a folder of the plugin’s name, and the contract inside', () => {
    const files = execFileSync('tar', ['-tzf', archive], { encoding: 'utf8' }).trim().split('\n');

    expect(files).toEqual(expect.arrayContaining(['hybrid-desk/plugin.rb', 'hybrid-desk/LICENSE', 'hybrid-desk/config/settings.yml']));
    expect(files.filter((file) => !file.startsWith('hybrid-desk/'))).toEqual([]);
    expect(readFileSync(join(folder, 'one/hybrid-desk/contracts/plugin.schema.json'), 'utf8')).toBe(
      readFileSync('shared/contracts/plugin.schema.json', 'utf8'),
    );
    expect(readFileSync(join(folder, 'one/hybrid-desk/plugin.rb'), 'utf8')).toContain('# name: hybrid-desk\n');
  });

  it('leaves out what checks it without a forum', () => {
    const files = execFileSync('tar', ['-tzf', archive], { encoding: 'utf8' });

    expect(files).not.toMatch(/Gemfile|rubocop|spec\/pure|node_modules|package.*json|vite/);
    expect(files).toMatch(/spec\/requests\/.*_spec\.rb/);
  });

  it('is the same archive for the same sources, whenever it is made', () => {
    utimesSync('plugin/plugin.rb', new Date(), new Date());
    const again = pack(join(folder, 'two'));

    expect(readFileSync(again).equals(readFileSync(archive))).toBe(true);
  });

  it('names one version, that of the package', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    const source = readFileSync('plugin/plugin.rb', 'utf8');

    expect(source).toContain(`# version: ${version}\n`);
    expect(source).toContain(`VERSION = "${version}"`);
    expect(archive).toContain(`hybrid-desk-${version}.tar.gz`);
  });
});

function pack(target: string): string {
  const said = execFileSync(process.execPath, ['scripts/plugin-pack.mjs', target], { encoding: 'utf8' });
  return said.trim().split('\n')[1] ?? '';
}
