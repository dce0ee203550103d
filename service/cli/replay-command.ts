import { stringify } from 'yaml';
import { toInstant, type Instant } from '../../shared/instant.js';
import { openEmbedded } from '../adapters/prisma/open.js';
import { createStore } from '../adapters/prisma/prisma-store.js';
import { problemsText } from '../config/communities.js';
import { rules } from '../features/list.js';
import { FELL_SHORT, WRONG_USAGE, type Answer } from './answer.js';
import { replay } from './replay/replay.js';
import { loadReplaySettings } from './replay/settings.js';
import { loadStory, StoryError } from './replay/story.js';

export interface ReplayArguments {
  readonly settings: string;
  readonly path?: string;
  readonly until?: string;
  readonly shuffle?: string;
  readonly duplicate?: string;
  readonly readAs?: readonly string[];
}

/** `replay <story.jsonl>`: what a recorded story comes to, in a throwaway database. */
export async function replayCommand(file: string, options: ReplayArguments): Promise<Answer> {
  const numbers = readNumbers(options);
  if (typeof numbers === 'string') return { code: WRONG_USAGE, text: numbers };
  const loaded = loadReplaySettings(options.settings, rules.features);
  if (!loaded.ok) return { code: WRONG_USAGE, text: problemsText(options.settings, loaded.problems) };
  const settings = {
    ...loaded.settings,
    hook: options.path ?? loaded.settings.hook,
    readAs: [...(options.readAs ?? loaded.settings.readAs)],
  };
  const story = openStory(file, settings.hook, numbers.until);
  if (typeof story === 'string') return { code: WRONG_USAGE, text: story };
  const database = await openEmbedded({ folder: 'memory' });
  try {
    const store = createStore(database);
    const now = numbers.until ?? story.lastAt;
    const result = await replay({ ...numbers, story, settings, store, rules, forumId: settings.forum, now });
    return {
      code: result.broken.length > 0 ? FELL_SHORT : 0,
      text: stringify(result, { lineWidth: 0, aliasDuplicateObjects: false }),
      json: result,
    };
  } finally {
    await database.close();
  }
}

function openStory(file: string, hook: string, until: Instant | null) {
  try {
    const story = loadStory(file, { hook, until });
    return story.deliveries.length > 0 ? story : `${file} holds no delivery of the hook ${hook}. Name another with --path.`;
  } catch (error) {
    if (error instanceof StoryError) return error.message;
    return `${file} cannot be read. Name a story file (.jsonl) in the recordings’ format.`;
  }
}

function readNumbers({
  until,
  shuffle,
  duplicate,
}: ReplayArguments): { until: Instant | null; shuffleSeed: number | null; duplicateRate: number } | string {
  const at = until === undefined ? null : toInstant(until);
  if (until !== undefined && at === null) return `--until ${until} is no time; write it as 2026-11-22T04:21:09Z.`;
  const shuffleSeed = shuffle === undefined ? null : Number(shuffle);
  if (shuffleSeed !== null && !Number.isInteger(shuffleSeed))
    return `--shuffle ${shuffle ?? ''} is no whole number; it is the seed of the order.`;
  const duplicateRate = duplicate === undefined ? 0 : Number(duplicate);
  if (!(duplicateRate >= 0 && duplicateRate <= 1)) return `--duplicate ${duplicate ?? ''} is no share from 0 to 1.`;
  return { until: at, shuffleSeed, duplicateRate };
}
