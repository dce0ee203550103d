import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Fact } from '../../shared/facts.js';
import { addSeconds, earliest, type Instant } from '../../shared/instant.js';
import { recordedStory } from '../../service/cli/record/recording.js';
import { replay } from '../../service/cli/replay/replay.js';
import { loadReplaySettings } from '../../service/cli/replay/settings.js';
import { loadStory } from '../../service/cli/replay/story.js';
import { judge } from '../../service/engine/judge.js';
import { viewForPages } from '../../service/engine/view-for-pages.js';
import { rules } from '../../service/features/list.js';
import type { TicketMaterial } from '../../service/ports/store.js';
import { BOT_ID, testStore } from '../support/database.js';

const STORY = 'test/fixtures/sandbox-recordings/desk-silence';
/** Asked on Thursday; on Monday nobody has answered well for as long as the community waits. */
const ASKED: Instant = '2026-11-26T11:00:30.000Z';
const DAY = 86_400;
const tests = testStore();
let material: TicketMaterial;
let topicId = 0;

/** What the service knew at the end of a story that was recorded with the sandbox forum. */
beforeAll(async () => {
  const files = recordedStory(STORY);
  const loaded = loadReplaySettings(files?.settings ?? '', rules.features);
  if (!files || !loaded.ok) throw new Error(`${STORY} is no recorded story`);
  const forumId = await tests.newForum();
  const { settings } = loaded;
  const story = loadStory(files.story, { hook: settings.hook, until: null });
  await replay({ story, settings, store: tests.store, rules, forumId, now: story.lastAt, shuffleSeed: null, duplicateRate: 0 });
  topicId = (await tests.store.tickets(forumId)).find(({ isPrivate }) => !isPrivate)?.topicId ?? 0;
  material = await tests.store.material(forumId, topicId);
}, 120_000);

interface Lived {
  /** Everything that clocks ever told: each breach and each threshold with its instant. */
  readonly told: readonly string[];
  readonly view: unknown;
  readonly wakes: number;
}

/** Facts come in when they are learnt; a service that looks only so often derives what is due then, and at last at the end. */
function wakeEvery(seconds: number, facts: readonly Fact[]): Lived {
  const learnt = facts.map(({ learntAt }) => learntAt).sort();
  const end = onGrid(addSeconds(learnt.at(-1) ?? '', 20 * DAY), DAY);
  const told = new Set<string>();
  const look = (now: Instant) => {
    const known = { ...material, facts: facts.filter(({ learntAt }) => learntAt <= now) };
    const judgement = judge(rules, { topicId, botId: BOT_ID, now, material: known }, []);
    for (const { projection, key, row } of judgement.rows)
      if (projection === 'clock' && row['breachedAt'] !== null) told.add(`${key} breached ${String(row['breachedAt'])}`);
    for (const { metric, number, warnings } of cyclesOf(judgement.derived.ticket.views))
      for (const { threshold, at } of warnings) told.add(`${metric}:${number} ${threshold} ${at}`);
    return judgement;
  };
  let wakes = 0;
  for (let now = onGrid(learnt[0] ?? '', seconds); now <= end;) {
    const { derived } = look(now);
    wakes += 1;
    // In between it would wake as often, and find nothing new.
    const next = earliest(
      learnt.find((at) => at > now),
      derived.nextWakeAt,
    );
    if (next === null) break;
    now = next > now ? onGrid(next, seconds) : addSeconds(now, seconds);
  }
  return { view: viewForPages(look(end)), told: [...told].sort(), wakes };
}

interface Warned {
  readonly metric: string;
  readonly number: number;
  readonly warnings: ReadonlyArray<{ readonly threshold: string; readonly at: Instant }>;
}

function cyclesOf(views: Readonly<Record<string, unknown>>): Warned[] {
  const { clocks, escalation } = views as { clocks: { cycles: Warned[] }; escalation: { clocks: { cycles: Warned[] } } };
  return [...clocks.cycles, ...escalation.clocks.cycles];
}

/** The first moment at or after an instant at which a service wakes that looks only so often. */
function onGrid(at: Instant, seconds: number): Instant {
  return new Date(Math.ceil(Date.parse(at) / (seconds * 1000)) * seconds * 1000).toISOString();
}

describe('a service that wakes every second, every half hour or once a day', () => {
  it('holds the same of a recorded story that ends well', () => {
    const [second, halfHour, day] = [wakeEvery(1, material.facts), wakeEvery(1_800, material.facts), wakeEvery(DAY, material.facts)];

    expect(second.wakes).toBeGreaterThan(halfHour.wakes);
    expect(halfHour.wakes).toBeGreaterThan(day.wakes);
    expect([halfHour.view, day.view]).toEqual([second.view, second.view]);
  });

  it('holds the same of one in which nobody answers, and tells every breach and threshold with the same instant (R-BREACH, R-RISK)', () => {
    const asked = material.facts.filter(({ at, learntAt }) => at <= ASKED && learntAt <= ASKED);
    const [second, halfHour, day] = [wakeEvery(1, asked), wakeEvery(1_800, asked), wakeEvery(DAY, asked)];

    expect(second.told).toContain('fr:1 breached 2026-11-26T13:00:00.000Z');
    expect(second.told.length).toBeGreaterThan(10);
    expect([halfHour.told, day.told]).toEqual([second.told, second.told]);
    expect([halfHour.view, day.view]).toEqual([second.view, second.view]);
  });
});
