import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { play } from '../../service/cli/record/play.js';
import { recordedStory } from '../../service/cli/record/recording.js';
import { openSandboxStage } from '../../service/cli/record/sandbox-stage.js';
import { parseScenario } from '../../service/cli/record/scenario.js';
import { replay } from '../../service/cli/replay/replay.js';
import { loadReplaySettings } from '../../service/cli/replay/settings.js';
import { loadStory } from '../../service/cli/replay/story.js';
import { rules } from '../../service/features/list.js';
import { testStore } from '../support/database.js';

const SCENARIOS = ['ask-answer-accept', 'silence-over-a-weekend', 'private-ask'] as const;
const MILLISECONDS = 120_000;
const database = testStore();
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'recorded-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

type View = Readonly<Record<string, unknown>>;

/** Records with the whole service beside the forum; tells what the service held true at the end. */
async function record(name: string, into: string): Promise<View[]> {
  const parsed = parseScenario(readFileSync(`test/fixtures/scenarios/${name}.yaml`, 'utf8'));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  const played = await play({
    scenario: parsed.scenario,
    open: (parts) => openSandboxStage({ ...parts, withService: true }),
    signal: new AbortController().signal,
  });
  const live = played?.stage.live();
  if (!played || !live) throw new Error('nothing was played');
  const tickets = await live.store.tickets(live.forumId);
  await played.stage.stop();
  played.recording.write(into, played.files);
  return tickets.map(({ view }) => view as View);
}

async function replayed(from: string): Promise<View[]> {
  const files = recordedStory(from);
  const loaded = loadReplaySettings(files?.settings ?? '', rules.features);
  if (!files || !loaded.ok) throw new Error(`${from} is no recorded story`);
  const { settings } = loaded;
  const story = loadStory(files.story, { hook: settings.hook, until: null });
  const options = { story, settings, store: database.store, rules, forumId: from, now: story.lastAt, shuffleSeed: null, duplicateRate: 0 };
  const { tickets, broken, readsNotAvailable } = await replay(options);
  // Posts are read with their topics.
  expect({ broken, unread: readsNotAvailable.filter((thing) => thing.startsWith('topic:')) }).toEqual({ broken: [], unread: [] });
  return [...tickets];
}

/** Without the milliseconds at which something was seen, which differ by nature. */
function mainFields(view: View): View {
  const { features } = view as { features: { clocks: { cycles: ReadonlyArray<Record<string, unknown>> } } };
  const names = [
    'topic',
    'state',
    'outcome',
    'owner',
    'asker',
    'accepted',
    'tags',
    'category',
    'closed',
    'visiblePosts',
    'ownPosts',
    'participants',
  ];
  const cycles = features.clocks.cycles.map(({ metric, state, due, startedBy, endedBy }) => ({ metric, state, due, startedBy, endedBy }));
  return { ...Object.fromEntries(names.map((name) => [name, view[name]])), cycles };
}

function filesIn(of: string): Array<readonly [string, string]> {
  const files = readdirSync(of, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files
    .map(({ parentPath, name }) => [join(parentPath, name).slice(of.length), readFileSync(join(parentPath, name), 'utf8')] as const)
    .sort();
}

describe('a scenario recorded with the service', () => {
  it.each(SCENARIOS)(
    'is replayed to what the service held true: %s',
    async (name) => {
      const into = join(folder, name);

      const live = await record(name, into);

      expect(live).toHaveLength(1);
      expect((await replayed(into)).map(mainFields)).toEqual(live.map(mainFields));
    },
    MILLISECONDS,
  );

  it('tells the answer, the weekend and the private question', async () => {
    const views = await Promise.all(SCENARIOS.map((name) => replayed(join(folder, name)).then(([view]) => view)));

    expect(views[0]).toMatchObject({ state: 'solved', accepted: expect.any(Number), tags: ['incident'] });
    expect(views[1]).toMatchObject({ state: 'answered', owner: 8 });
    expect(views[2]).toMatchObject({ category: null });
    expect(mainFields(views[1] ?? {})['cycles']).toContainEqual(expect.objectContaining({ metric: 'fr', state: 'met' }));
  });

  it(
    'gives the same bytes a second time',
    async () => {
      const again = join(folder, 'again');

      await record('ask-answer-accept', again);

      const files = filesIn(again);
      expect(files.length).toBeGreaterThan(50);
      expect(files).toEqual(filesIn(join(folder, 'ask-answer-accept')));
    },
    MILLISECONDS,
  );

  it('holds what the bot wrote, in words and as deliveries', () => {
    const lines = readFileSync(join(folder, 'ask-answer-accept/stories/main.jsonl'), 'utf8');

    expect(lines).toContain('desk_bot create post topic 21');
    const bodies = filesIn(join(folder, 'ask-answer-accept/webhooks')).filter(([name]) => name.includes('post_created'));
    expect(bodies.filter(([, text]) => text.includes('desk_bot')).length).toBeGreaterThan(0);
  });
});
