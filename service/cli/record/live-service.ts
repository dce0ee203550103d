import { setTimeout as pause } from 'node:timers/promises';
import axios from 'axios';
import { earliest, type Instant } from '../../../shared/instant.js';
import { createDiscourseForum } from '../../adapters/discourse/discourse-forum.js';
import type { Database } from '../../adapters/prisma/database.js';
import { openEmbedded } from '../../adapters/prisma/open.js';
import { createStore } from '../../adapters/prisma/prisma-store.js';
import { sql } from '../../adapters/prisma/rows.js';
import { applyCommunities } from '../../assembly/apply-communities.js';
import { learnDirectory } from '../../assembly/learn-directory.js';
import { createService, type Service, type ServiceParts } from '../../assembly/service.js';
import { rules } from '../../features/list.js';
import type { Forum } from '../../ports/forum.js';
import type { Log } from '../../ports/log.js';
import type { Store } from '../../ports/store.js';
import { MARKER_SECRET } from '../replay/settings.js';
import type { Received } from './receiver.js';
import { RecordError, type Account } from './stage.js';
import type { StoryClock } from './story-clock.js';
import { STORY_FORUM } from './story-settings.js';

export interface LiveParts {
  readonly url: string;
  readonly bot: Account;
  readonly secret: string;
  readonly clock: StoryClock;
  readonly settings: string;
  /** What the service writes, in words and ids. */
  readonly onWrite: (words: string) => void;
}

/** The whole service beside the sandbox forum, in this process and with a database in memory. */
export interface LiveService {
  readonly store: Store;
  readonly forumId: string;
  readonly hear: (received: Received) => Promise<void>;
  /** Until everything that is due has been done; what is due later waits for the clock. */
  readonly rest: () => Promise<void>;
  readonly nextDue: () => Promise<Instant | null>;
  readonly stop: () => Promise<void>;
}

const SILENT: Log = { info: () => undefined, warn: () => undefined, error: () => undefined };
const MOST_TURNS = 6_000;
const TURN_MILLISECONDS = 5;

export async function openLiveService(parts: LiveParts): Promise<LiveService> {
  const database = await openEmbedded({ folder: 'memory' });
  try {
    return await startBeside(parts, database);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function startBeside(parts: LiveParts, database: Database): Promise<LiveService> {
  const { url, bot, clock } = parts;
  const store = createStore(database);
  const own = createDiscourseForum({ url, apiKey: bot.key, apiUsername: bot.username, clock: clock.ofService, id: STORY_FORUM });
  const forum = telling(own, (words) => parts.onWrite(`${bot.username} ${words}`));
  const who = await forum.whoAmI();
  const row = await store.openForum({ id: forum.id, botId: who.id, botName: who.name, mode: 'live', secret: MARKER_SECRET });
  // In a story hours pass at once: the budget of calls, which is for real time, must not slow the service down.
  await database.run(sql`
    insert into bucket (forum_id, capacity, per_seconds, tokens, refilled_at)
    values (${forum.id}, 1000000, 60, 1000000, ${new Date(clock.peek())})`);
  await designate({ store, forum, clock }, parts.settings);
  const failures: Error[] = [];
  const service = await startService({ store, forum, row }, { ...parts, failures });
  return {
    store,
    forumId: forum.id,
    hear: (received) => hear(`http://127.0.0.1:${service.port}`, received),
    rest: () => rest({ store, forumId: forum.id, clock, failures }),
    async nextDue() {
      const { effect, need, wake } = await store.nextDue(forum.id);
      return earliest(effect, need, wake);
    },
    async stop() {
      await service.stop();
      await database.close();
    },
  };
}

interface Known {
  readonly store: Store;
  readonly forum: Forum;
  readonly clock: StoryClock;
}

async function designate({ store, forum, clock: { ofService: clock } }: Known, text: string): Promise<void> {
  await learnDirectory({ store, forum, clock });
  const file = { name: 'the communities of the scenario', text };
  const applied = await applyCommunities(file, { store, forumId: forum.id, features: rules.features, clock, forum });
  if (!applied.ok) throw new RecordError(applied.text);
}

type Started = LiveParts & { readonly failures: Error[] };

async function startService(opened: Pick<ServiceParts, 'store' | 'forum' | 'row'>, { clock, secret, failures }: Started): Promise<Service> {
  const service = await createService({
    ...opened,
    clock: clock.ofService,
    log: SILENT,
    secrets: [secret],
    host: '127.0.0.1',
    port: 0,
    mostSeconds: 1,
    topicUrl: (topicId) => `${STORY_FORUM}/t/${topicId}`,
    crashPoint: undefined,
    onFailure: (error) => failures.push(error instanceof Error ? error : new Error('an assumption of the service broke')),
  });
  service.begin();
  return service;
}

async function hear(url: string, { path, headers, body }: Received): Promise<void> {
  const kept = headers.filter(([name]) => /^(?:x-discourse-|content-type|user-agent)/i.test(name));
  const { status } = await axios.post<unknown>(`${url}${path}`, body, {
    headers: Object.fromEntries(kept),
    proxy: false,
    validateStatus: () => true,
    transformRequest: (bytes: unknown) => bytes,
  });
  if (status !== 200) throw new RecordError(`the service refused a delivery (${status})`);
}

interface Resting {
  readonly store: Store;
  readonly forumId: string;
  readonly clock: StoryClock;
  readonly failures: readonly Error[];
}

async function rest(resting: Resting): Promise<void> {
  for (let turn = 1; turn <= MOST_TURNS; turn += 1) {
    const [failure] = resting.failures;
    if (failure) throw failure;
    if (await isIdle(resting)) return;
    await pause(TURN_MILLISECONDS);
    // The milliseconds in which the service works go by for whoever waits for one of them.
    resting.clock.ofService.now();
  }
  throw new RecordError('the service does not come to rest');
}

async function isIdle({ store, forumId, clock }: Resting): Promise<boolean> {
  const now = clock.peek();
  if ((await store.waitingDeliveries(forumId, 1)).length > 0) return false;
  if ((await store.nextNeeds(forumId, now, 50)).some((need) => need.why !== 'sweep' || need.by <= now)) return false;
  if ((await store.dirtyTopics(forumId, 1)).length > 0) return false;
  if ((await store.wakingTopics(forumId, now, 1)).length > 0) return false;
  const open = await store.effects(forumId, { states: ['waiting', 'in_flight', 'unknown'] });
  return open.every((effect) => effect.state !== 'in_flight' && effect.notBefore > now);
}

const IS_READ = /^(?:id$|whoAmI$|read|list|find|previous)/;

/** Says what is about to be written, before the forum announces it. Never texts: they are in the deliveries. */
function telling(forum: Forum, say: (words: string) => void): Forum {
  return new Proxy(forum, {
    get(target, name: keyof Forum) {
      const method: unknown = Reflect.get(target, name);
      if (typeof method !== 'function' || IS_READ.test(name)) return method;
      return (...given: unknown[]): unknown => {
        say([wordsOf(name), ...idsIn(given)].join(' '));
        return (method as (...given: unknown[]) => unknown).apply(target, given);
      };
    },
  });
}

function wordsOf(name: string): string {
  return name.replace(/Id$/, '').replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

/** `{ topicId: 20 }` as `topic 20`; a number that comes first is the thing itself. */
function idsIn(given: readonly unknown[]): string[] {
  const parts = given.flatMap((one): Array<[string, unknown]> =>
    typeof one === 'object' && one !== null && !Array.isArray(one) ? Object.entries(one) : [['', one]],
  );
  return parts
    .filter(([, value]) => typeof value === 'number' || Array.isArray(value))
    .map(([name, value]) => `${wordsOf(name)} ${Array.isArray(value) ? value.join(', ') : String(value)}`.trim());
}
