// What `npm start` runs. The service lives in this very process, so that a signal to it ends in its own drain, and not in a process
// of which nobody knows.
import { importBuilt } from './built.mjs';

if (process.env.npm_lifecycle_event === 'start') drainWhenLeftAlone();
await importBuilt('service');

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
