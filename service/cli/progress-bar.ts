import type { OnProgress } from '../assembly/command-socket.js';

const WIDTH = 30;

/** A bar on a terminal; where the output goes into a file or a pipe, nothing. It goes when all is done. */
export function progressBar(out: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>): OnProgress {
  if (!out.isTTY) return () => undefined;
  return (done, of) => {
    const filled = of === 0 ? WIDTH : Math.floor((WIDTH * done) / of);
    const bar = `[${'#'.repeat(filled)}${'.'.repeat(WIDTH - filled)}] ${done} of ${of} tickets`;
    out.write(done >= of ? `\r${' '.repeat(bar.length)}\r` : `\r${bar}`);
  };
}
