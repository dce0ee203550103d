/**
 * `HD_CRASH_AT=<point>#<n>`: the process ends itself, as by `kill -9`, when it reaches the point for the n-th time. For the tests
 * that show that nothing is lost and nothing doubled; without the variable nothing happens.
 */
export function createCrashPoint(setting: string | undefined): ((name: string) => void) | undefined {
  const match = /^([a-z:-]+)#(\d+)$/.exec(setting ?? '');
  if (!match) return undefined;
  const [, point, times] = match;
  let left = Number(times);
  return (name) => {
    if (name !== point) return;
    left -= 1;
    if (left === 0) process.kill(process.pid, 'SIGKILL');
  };
}
