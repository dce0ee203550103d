import { setTimeout as pause } from 'node:timers/promises';
import { createPluginClient } from '../../service/adapters/discourse/plugin-client.js';
import { createDiscourseForum } from '../../service/adapters/discourse/discourse-forum.js';
import { sql } from '../../service/adapters/prisma/rows.js';
import { applyCommunities } from '../../service/assembly/apply-communities.js';
import { learnDirectory } from '../../service/assembly/learn-directory.js';
import { sampleCommunities } from '../../service/assembly/sample-communities.js';
import { createService, type Service } from '../../service/assembly/service.js';
import { rules } from '../../service/features/list.js';
import type { Forum } from '../../service/ports/forum.js';
import type { Store } from '../../service/ports/store.js';
import type { Misbehaviour } from '../../service/sandbox/misbehaviour.js';
import { SAMPLE_BOT, SAMPLE_KEYS, setUpSample } from '../../service/sandbox/sample.js';
import { createSandbox, type Sandbox } from '../../service/sandbox/sandbox.js';
import { addSeconds, type Instant } from '../../shared/instant.js';
import type { TestStore } from './database.js';
import { keepingLog } from './keeping-log.js';
import { movableClock, type MovableClock } from './movable-clock.js';
import { sceneOf, type WeekAct } from './week.js';

const START: Instant = '2026-11-23T08:00:00.000Z';
export const SECRET = 'secret-of-the-week';
/** Posts of the bot come in another order when deliveries are lost: each act has its own numbers, and the bot has others. */
const NUMBERS_PER_ACT = 40;
const NUMBERS_OF_BOT = 20;
const MOST_TURNS = 2_000;

export interface PlayedWeek {
  readonly forumId: string;
  readonly sandbox: Sandbox;
  readonly botId: number;
  /** Deliveries that reached the service, each counted once. */
  readonly delivered: number;
  /** Deliveries that reached it once more. */
  readonly doubled: number;
  readonly lines: readonly string[];
  stop(): Promise<void>;
}

/** A forum and the whole service beside it in this process, on a clock that moves only when told. */
export interface Desk {
  readonly tests: TestStore;
  readonly clock: MovableClock;
  readonly sandbox: Sandbox;
  readonly forum: Forum;
  readonly service: Service;
  readonly botId: number;
  readonly lines: readonly string[];
  /** Until everything that is due has been done; what is due later waits for the clock. */
  quiet(): Promise<void>;
  stop(): Promise<void>;
}

export interface Playing {
  readonly seed: number;
  /** What the forum does wrong with its deliveries; without it every delivery comes once and in order. */
  readonly misbehaviour?: Partial<Misbehaviour>;
  /** The forum has the plugin, and the service knows its secret. */
  readonly hasPlugin?: boolean;
  readonly communities?: (category: (name: string) => number) => string;
}

/** Plays the acts in a forum of its own with the whole service beside it; at the end the sweep looks at everything. */
export async function playWeek(tests: TestStore, acts: readonly WeekAct[], { misbehaviour, ...options }: Playing): Promise<PlayedWeek> {
  const desk = await openDesk(tests, options);
  const { sandbox, forum, service, clock } = desk;
  const { quiet } = desk;
  const scene = sceneOf(sandbox);
  await quiet();
  if (misbehaviour) sandbox.misbehave(misbehaviour);
  for (const [index, act] of acts.entries()) {
    // What comes late comes in the minute before, so that no read of it falls into the minute of the act.
    clock.passTo(addSeconds(timeOf(index), -60));
    await quiet();
    clock.passTo(timeOf(index));
    sandbox.state.next.post = Math.max(sandbox.state.next.post, 1000 + index * NUMBERS_PER_ACT);
    act.play(scene);
    sandbox.state.next.post = Math.max(sandbox.state.next.post, 1000 + index * NUMBERS_PER_ACT + NUMBERS_OF_BOT);
    await quiet();
  }
  sandbox.behave();
  clock.passTo(timeOf(acts.length + 3));
  await quiet();
  await service.sweep.sweepAll();
  await quiet();
  const events = new Set(sandbox.sent().map(({ eventId }) => eventId));
  return {
    forumId: forum.id,
    sandbox,
    botId: desk.botId,
    delivered: events.size,
    doubled: sandbox.sent().length - events.size,
    lines: desk.lines,
    stop: desk.stop,
  };
}

/** Between one and five hours apart, through days and nights; whole minutes, so that the service's own seconds can be left out. */
function timeOf(index: number): Instant {
  let minutes = 0;
  for (let number = 0; number <= index; number += 1) minutes += 60 + ((number * 37) % 240);
  return addSeconds(START, minutes * 60);
}

export interface DeskOptions {
  readonly seed?: number;
  readonly hasPlugin?: boolean;
  /** How far the forum's clock is ahead of ours. */
  readonly forumAheadSeconds?: number;
  /** What happened in the forum before the communities were designated. */
  readonly before?: (sandbox: Sandbox) => void;
  /** What the service sees of the store. */
  readonly storeOf?: (store: Store) => Store;
  /** The settings file, by the ids of the sample categories. */
  readonly communities?: (category: (name: string) => number) => string;
}

export async function openDesk(tests: TestStore, options: DeskOptions = {}): Promise<Desk> {
  const { seed = 1, hasPlugin = false, forumAheadSeconds = 0, before, storeOf, communities = withoutRooms } = options;
  const { log, lines } = keepingLog();
  const clock = movableClock(START, forumAheadSeconds);
  const sandbox = createSandbox({ clock: clock.ofForum, seed });
  setUpSample(sandbox);
  sandbox.admin.join('housing_experts', SAMPLE_BOT);
  if (hasPlugin) sandbox.admin.installPlugin(SECRET, SAMPLE_BOT);
  before?.(sandbox);
  await sandbox.start();
  if (before) clock.pass(60);
  const id = await tests.newForum('live');
  const forum = createDiscourseForum({ url: sandbox.url, apiKey: SAMPLE_KEYS.bot, apiUsername: SAMPLE_BOT, clock, id });
  const bot = await forum.whoAmI();
  const row = await tests.store.openForum({ id, botId: bot.id, botName: bot.name, mode: 'live', secret: SECRET });
  await tests.database.run(sql`
    insert into bucket (forum_id, capacity, per_seconds, tokens, refilled_at) values (${id}, 100000, 60, 100000, ${new Date(START)})`);
  await learnDirectory({ store: tests.store, forum, clock });
  const category = (name: string): number => sandbox.state.categories.find((one) => one.name === name)?.id ?? 0;
  const applied = await applyCommunities(
    { name: 'the week', text: communities(category) },
    { store: tests.store, forumId: id, features: rules.features, clock, forum: null },
  );
  if (!applied.ok) throw new Error(applied.text);
  const service = await createService({
    store: storeOf?.(tests.store) ?? tests.store,
    forum,
    plugin: hasPlugin ? createPluginClient({ url: sandbox.url, secret: SECRET, clock }) : null,
    row,
    clock,
    log,
    secrets: [SECRET],
    host: '127.0.0.1',
    port: 0,
    mostSeconds: 1,
    topicUrl: (topicId) => `${sandbox.url}/t/${topicId}`,
    crashPoint: undefined,
    onFailure: (error) => log.error({ error: String(error) }, 'an assumption broke'),
  });
  sandbox.admin.setOnlyHook({ url: `http://127.0.0.1:${service.port}/hooks/all`, secret: SECRET });
  service.begin();
  // What happens from now on is younger than the communities, also by the forum's clock, which does not tick.
  clock.pass(60);
  const work = { tests, clock, sandbox, forum };
  return {
    ...work,
    service,
    botId: bot.id,
    lines,
    quiet: () => quiet(work),
    async stop() {
      await service.stop();
      await sandbox.stop();
    },
  };
}

/**
 * What is compared is what the forum shows and what the loop makes of it: rooms and messages have tests of their own, and would give
 * topics other numbers in a week in which deliveries are lost.
 */
function withoutRooms(category: (name: string) => number): string {
  return sampleCommunities(category)
    .replaceAll('settleSeconds: 1', 'settleSeconds: 0')
    .replaceAll(/^ *(?:official|escalation|faq): \{\}\n/gm, '')
    .replaceAll('starterRules: true', 'starterRules: true, noticeAfterMinutes: []');
}

type Work = Pick<Desk, 'tests' | 'clock' | 'sandbox' | 'forum'>;

async function quiet(stage: Work): Promise<void> {
  for (let turn = 1; turn <= MOST_TURNS; turn += 1) {
    await stage.sandbox.settled();
    if (await isIdle(stage)) return;
    await pause(5);
    // Something is due and nobody rang: the timer does it.
    if (turn % 40 === 0) stage.clock.pass(1);
  }
  throw new Error('the service does not come to rest');
}

async function isIdle({ tests: { store }, forum, clock }: Work): Promise<boolean> {
  const now = clock.peek();
  if ((await store.waitingDeliveries(forum.id, 1)).length > 0) return false;
  if ((await store.nextNeeds(forum.id, now, 50)).some((need) => need.why !== 'sweep' || need.by <= now)) return false;
  if ((await store.dirtyTopics(forum.id, 1)).length > 0) return false;
  if ((await store.wakingTopics(forum.id, now, 1)).length > 0) return false;
  const open = await store.effects(forum.id, { states: ['waiting', 'in_flight', 'unknown'] });
  return open.every((effect) => effect.state !== 'in_flight' && effect.notBefore > now);
}
