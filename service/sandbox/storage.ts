import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { SandboxState } from './state.js';

/** The state in a JSON file: at most once a second and at stop, always whole (written aside, then renamed). */
export interface Storage {
  readonly changed: () => void;
  readonly flush: () => void;
}

const AT_MOST_EVERY_MS = 1_000;

export function loadState(file: string | undefined): SandboxState | null {
  if (file === undefined || !existsSync(file)) return null;
  // Files of before there were badges and the plugin have none.
  const older = { badges: [], userBadges: [], plugin: null };
  return { ...older, ...(JSON.parse(readFileSync(file, 'utf8')) as Omit<SandboxState, keyof typeof older>) };
}

export function createStorage(file: string | undefined, state: SandboxState): Storage {
  let timer: NodeJS.Timeout | null = null;

  function flush(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    if (file === undefined) return;
    writeFileSync(`${file}.new`, JSON.stringify(state));
    renameSync(`${file}.new`, file);
  }

  return {
    changed() {
      if (file === undefined || timer) return;
      timer = setTimeout(flush, AT_MOST_EVERY_MS);
      timer.unref();
    },
    flush,
  };
}
