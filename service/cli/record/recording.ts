import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { header } from '../../../shared/contracts/recordings.js';
import { callText, deliveryText, type WrittenCall, type WrittenDelivery } from '../../../shared/contracts/recordings-written.js';
import type { Instant } from '../../../shared/instant.js';

/** What was recorded so far, in memory: a story that does not come to its end leaves nothing behind. */
export interface Recording {
  delivery(delivery: WrittenDelivery): void;
  /** Something was done; `call` is the call that did it, or null. */
  did(at: Instant, words: string, call: WrittenCall | null): void;
  readonly counts: { readonly deliveries: number; readonly calls: number };
  /** Writes everything beside the folder and then gives it its name. */
  write(folder: string, files: Readonly<Record<string, string>>): void;
}

const STORY = 'stories/main.jsonl';
export const STORY_SETTINGS = 'stories/main.settings.yaml';

export function createRecording(): Recording {
  const files = new Map<string, string>();
  const lines: string[] = [];
  const counts = { deliveries: 0, calls: 0 };
  return {
    counts,
    delivery(delivery) {
      counts.deliveries += 1;
      const event = (header(delivery.headers, 'x-discourse-event') ?? '').replace(/[^a-z_]/g, '') || 'unknown';
      const path = `webhooks/${number(counts.deliveries)}-${event}.json`;
      files.set(path, deliveryText(delivery));
      lines.push(JSON.stringify({ at: delivery.at, delivery: path }));
    },
    did(at, words, call) {
      if (call) counts.calls += 1;
      const path = call && `rest/${number(counts.calls)}-${call.name}.json`;
      if (call && path !== null) files.set(path, callText(call));
      lines.push(JSON.stringify({ at, did: words, rest: path }));
    },
    write(folder, more) {
      writeWhole(folder, [...files, ...Object.entries(more), [STORY, `${lines.join('\n')}\n`]]);
    },
  };
}

function writeWhole(folder: string, files: ReadonlyArray<readonly [string, string]>): void {
  const wanted = resolve(folder);
  const aside = join(dirname(wanted), `.${basename(wanted)}.${process.pid}`);
  try {
    for (const [path, content] of files) {
      mkdirSync(dirname(join(aside, path)), { recursive: true });
      writeFileSync(join(aside, path), content);
    }
    renameSync(aside, wanted);
  } catch (error) {
    rmSync(aside, { recursive: true, force: true });
    throw error;
  }
}

function number(count: number): string {
  return String(count).padStart(4, '0');
}

/** Null: a story may be written there. */
export function problemWithFolder(folder: string): string | null {
  if (!existsSync(folder)) return null;
  try {
    return readdirSync(folder).length === 0 ? null : `${folder} is not empty, so nothing was recorded. Name a new folder.`;
  } catch {
    return `${folder} is no folder. Name a new one.`;
  }
}

/** A recorded folder as the two files that a replay takes; null when it is none. */
export function recordedStory(folder: string): { readonly story: string; readonly settings: string } | null {
  const [story, settings] = [join(folder, STORY), join(folder, STORY_SETTINGS)];
  return existsSync(story) && existsSync(settings) ? { story, settings } : null;
}
