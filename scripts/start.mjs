// What `npm start` runs. The service lives in this very process, so that a signal to it ends in its own drain, and not in a process
// of which nobody knows.
import { mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const SERVICE = fileURLToPath(new URL('../service/main.ts', import.meta.url));

process.argv[1] = SERVICE;
if (process.env.npm_lifecycle_event === 'start') drainWhenLeftAlone();
await registerTypeScript();
await import(SERVICE);

/** tsx keeps what it has compiled where temporary files go; ours stay in this folder (OP-01). */
async function registerTypeScript() {
  const { TMPDIR } = process.env;
  process.env.TMPDIR = fileURLToPath(new URL('../node_modules/.cache/', import.meta.url));
  mkdirSync(process.env.TMPDIR, { recursive: true });
  const { register } = await import('tsx/esm/api');
  register();
  if (TMPDIR === undefined) delete process.env.TMPDIR;
  else process.env.TMPDIR = TMPDIR;
}

/** npm can die before its child (SIGKILL, a closed terminal, a supervisor that signals npm only): then the service drains too. */
function drainWhenLeftAlone() {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    process.emit('SIGTERM', 'SIGTERM');
  }, 500);
  watch.unref();
}
