import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Start } from './ask.js';

const SCRIPT = fileURLToPath(new URL('biz.rb', import.meta.url));
const INSTALL_MILLISECONDS = 120_000;

/** The biz gem in a temporary folder, never a requirement; a text says why it is not there. */
export async function installBiz(): Promise<{ readonly start: Start; remove(): void } | string> {
  const folder = mkdtempSync(join(tmpdir(), 'hybrid-desk-biz-'));
  const remove = (): void => rmSync(folder, { recursive: true });
  try {
    const words = ['install', 'biz', '--no-document', '--install-dir', folder];
    await promisify(execFile)('gem', words, { timeout: INSTALL_MILLISECONDS });
    const env = { ...process.env, GEM_HOME: folder, GEM_PATH: folder, TZ: 'UTC' };
    return { start: { command: 'ruby', words: [SCRIPT], env }, remove };
  } catch (error) {
    remove();
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return isMissing ? 'there is no Ruby here' : 'the gem cannot be installed';
  }
}
