// `npm run long -- [name] [--minutes N]`: the tests that go on by the clock (`*.long.ts`), all of them or those whose file has the name.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const { values, positionals } = parseArgs({ options: { minutes: { type: 'string', default: '5' } }, allowPositionals: true });
const minutes = Number(values.minutes);
if (!(minutes > 0)) {
  process.stderr.write('usage: npm run long -- [name] [--minutes N]\n');
  process.exit(2);
}
const jest = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning', 'node_modules/jest/bin/jest.js'];
const which = ['--testMatch', '**/*.long.ts', '--runInBand', ...positionals.map((name) => `/${name}[^/]*\\.long\\.ts$`)];
const child = spawn(process.execPath, [...jest, ...which], {
  cwd: ROOT,
  stdio: 'inherit',
  env: { ...process.env, TZ: 'UTC', HD_LONG_MINUTES: String(minutes) },
});
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('close', (code, signal) => {
  process.exitCode = code ?? (signal === null ? 0 : 1);
});
