import { systemClock } from '../../service/adapters/memory/system-clock.js';
import { createPluginClient } from '../../service/adapters/discourse/plugin-client.js';
import { createDiscourseForum } from '../../service/adapters/discourse/discourse-forum.js';
import type { Database } from '../../service/adapters/prisma/database.js';
import { createStore } from '../../service/adapters/prisma/prisma-store.js';
import { sql } from '../../service/adapters/prisma/rows.js';
import { applyCommunities, type Applied } from '../../service/assembly/apply-communities.js';
import { learnDirectory } from '../../service/assembly/learn-directory.js';
import { createService, type Service } from '../../service/assembly/service.js';
import { rules } from '../../service/features/list.js';
import type { ClocksView, Cycle, Metric } from '../../service/features/clocks/view.js';
import type { TriageView } from '../../service/features/triage/view.js';
import type { Clock } from '../../service/ports/clock.js';
import type { Forum } from '../../service/ports/forum.js';
import type { Store, TicketRow } from '../../service/ports/store.js';
import { SAMPLE_BOT, SAMPLE_KEYS, setUpSample } from '../../service/sandbox/sample.js';
import { createSandbox, type Sandbox } from '../../service/sandbox/sandbox.js';
import type { Post } from '../../service/sandbox/state.js';
import { keepingLog } from './keeping-log.js';
import { openThrowaway } from './embedded.js';

export const PLUGIN_SECRET = 'secret-of-the-plugin';
export const DESK_SECRET = 'secret-of-the-desk';
/** Seconds after which what should have happened is not waited for any longer. */
const MOST_SECONDS = 25;
/** Opening the database takes seconds, and more where several do it at once. */
export const DESK_MILLISECONDS = 120_000;

export interface DeskOptions {
  /** Text of the settings file, by the ids of the sample categories. */
  readonly communities?: (category: (name: string) => number) => string;
  /** Secrets that the service takes; the forum signs with the first. */
  readonly secrets?: readonly string[];
  /** What plugin and service share. */
  readonly pluginSecret?: string;
  /** The forum has the plugin, and the service knows its secret. */
  readonly hasPlugin?: boolean;
  /** What stands between the service and the forum. */
  readonly around?: (forum: Forum, store: Store) => Forum;
}

/** What a page shows of a ticket, as far as tests ask. */
export interface ShownView {
  readonly state: string;
  readonly owner: number | null;
  readonly proposed: number | null;
  readonly asker: number;
  readonly community: string;
  readonly since: string;
  readonly accepted: number | null;
  readonly tags: readonly string[];
  readonly visiblePosts: readonly number[];
  readonly ownPosts: readonly number[];
  readonly merged: { readonly into: number } | null;
  readonly features: { readonly triage: TriageView; readonly clocks: ClocksView };
  readonly wants: ReadonlyArray<{ readonly key: string; readonly because: string }>;
  readonly shadows: ReadonlyArray<{ readonly key: string; readonly because: string }>;
}

export type Ticket = TicketRow & { readonly view: ShownView };

/** The sample forum with a database of its own. */
export async function openDesk(clock: Clock, options: DeskOptions = {}) {
  const sandbox = createSandbox({ clock: { now: () => clock.now(), sleep: (milliseconds) => systemClock.sleep(milliseconds) }, port: 0 });
  setUpSample(sandbox);
  if (options.hasPlugin) sandbox.admin.installPlugin(PLUGIN_SECRET, SAMPLE_BOT);
  await sandbox.start();
  const database = await openThrowaway();
  const store = createStore(database);
  const own = createDiscourseForum({ url: sandbox.url, apiKey: SAMPLE_KEYS.bot, apiUsername: SAMPLE_BOT, clock, id: 'desk' });
  const forum = options.around?.(own, store) ?? own;
  const row = await store.openForum({ id: 'desk', botId: (await forum.whoAmI()).id, botName: SAMPLE_BOT, mode: 'live', secret: 'markers' });
  await learnDirectory({ store, forum, clock });
  const category = (name: string): number => sandbox.state.categories.find((one) => one.name === name)?.id ?? 0;
  const apply = (text: string): Promise<Applied> =>
    applyCommunities({ name: 'settings.yaml', text }, { store, forumId: 'desk', features: rules.features, clock, forum });
  const applied = await apply((options.communities ?? bothCommunities)(category));
  if (!applied.ok) throw new Error(applied.text);
  return { sandbox, database, store, forum, row, clock, apply, category, ticket: (topic: number) => ticketOf(store, topic) };
}

export type OpenDesk = Awaited<ReturnType<typeof openDesk>>;

/** The two communities of the sample organisation, as short as they can be written. */
export function bothCommunities(category: (name: string) => number, own = ''): string {
  return `communities:
  - { id: housing, category: ${category('Housing Desk')}, experts: housing_experts, facilitators: facilitators, settleSeconds: 0${own} }
  - { id: it, category: ${category('IT-Hilfe')}, experts: it_experts, facilitators: facilitators, settleSeconds: 0 }
`;
}

/** The whole service in this process, live, with hooks from the sample forum. */
export async function startDesk(options: DeskOptions = {}) {
  const desk = await openDesk(systemClock, options);
  const { store, sandbox, forum, row } = desk;
  const { log, lines } = keepingLog();
  const failures: unknown[] = [];
  const service = await createService({
    store,
    forum,
    plugin: options.hasPlugin ? createPluginClient({ url: sandbox.url, secret: PLUGIN_SECRET, clock: systemClock }) : null,
    row,
    clock: systemClock,
    log,
    secrets: options.secrets ?? [DESK_SECRET],
    pluginSecret: options.pluginSecret,
    host: '127.0.0.1',
    port: 0,
    mostSeconds: 1,
    topicUrl: (topic) => `${sandbox.url}/t/${topic}`,
    crashPoint: undefined,
    waits: { leaseSeconds: 2, lookUpSeconds: 0.2, everySeconds: 0.3, firstSeconds: 0.1, missingSeconds: 0.2 },
    onFailure: (error) => failures.push(error),
  });
  const url = `http://127.0.0.1:${service.port}`;
  sandbox.admin.setOnlyHook({ url: `${url}/hooks/all`, secret: options.secrets?.[0] ?? DESK_SECRET });
  await widenBudget(desk.database);
  service.begin();
  await service.sweep.sweepAll();
  const quiet = () => untilQuiet(desk, lines);
  await quiet();
  return { ...desk, ...conveniences({ ...desk, quiet }), service, url, lines, failures, quiet, stop: () => stopDesk(desk, service) };
}

export type Desk = Awaited<ReturnType<typeof startDesk>>;

function conveniences({ sandbox, store, quiet }: OpenDesk & { readonly quiet: () => Promise<void> }) {
  return {
    id: (username: string): number => sandbox.state.users.find((user) => user.username === username)?.id ?? 0,
    /** Asked by paula in the housing desk, derived and answered by the status post. */
    async ask(title: string, own: { readonly as?: string; readonly category?: string; readonly tags?: readonly string[] } = {}) {
      const { as = 'paula', category = 'Housing Desk', tags = [] } = own;
      const { topicId } = sandbox.as(as).ask({ category, title, raw: `What can I do about this? ${title}`, tags });
      await quiet();
      return topicId;
    },
    /** Posts of the bot in a topic; the first is the status post. */
    statusPosts: (topic: number): Post[] => botPosts(sandbox, topic),
    statusPost(topic: number): Post {
      const [post] = botPosts(sandbox, topic);
      if (!post) throw new Error(`no status post in ${topic}`);
      return post;
    },
    async view(topic: number): Promise<ShownView> {
      return (await ticketOf(store, topic)).view;
    },
  };
}

function botPosts(sandbox: Sandbox, topic: number): Post[] {
  const bot = sandbox.state.users.find((user) => user.username === SAMPLE_BOT)?.id;
  return sandbox.state.posts.filter((post) => post.topicId === topic && post.userId === bot && post.deletedAt === null);
}

async function ticketOf(store: Store, topic: number): Promise<Ticket> {
  const row = await store.ticket('desk', topic);
  if (!row) throw new Error(`topic ${topic} is no ticket`);
  return row as Ticket;
}

export function cycleIn(view: ShownView, metric: Metric): Cycle {
  const cycle = view.features.clocks.cycles.findLast((one) => one.metric === metric);
  if (!cycle) throw new Error(`no ${metric} runs`);
  return cycle;
}

/** Until all deliveries are sent and nothing is waiting, dirty, to be read or to be written, at three looks in a row. */
async function untilQuiet({ sandbox, store }: OpenDesk, lines: readonly string[]): Promise<void> {
  const end = performance.now() + MOST_SECONDS * 1000;
  for (let still = 0; still < 3;) {
    await sandbox.settled();
    const open = [
      ...(await store.waitingDeliveries('desk', 1)).map((one) => `delivery ${one.event}`),
      ...(await store.dirtyTopics('desk', 1)).map((topic) => `dirty ${topic}`),
      ...(await store.needs('desk'))
        .filter((need) => need.attempts === 0 && need.why !== 'sweep')
        .map((need) => `to be read ${need.thing}`),
      ...(await store.effects('desk', { states: ['waiting', 'in_flight', 'unknown'] })).map((one) => `${one.key} ${one.state}`),
    ];
    still = open.length === 0 ? still + 1 : 0;
    if (performance.now() > end) throw new Error(`the desk does not come to rest: ${open.join(', ')}\n${lines.slice(-5).join('\n')}`);
    await systemClock.sleep(25);
  }
}

export async function until(isTrue: () => Promise<boolean> | boolean): Promise<number> {
  const began = performance.now();
  while (!(await isTrue())) {
    if (performance.now() - began > MOST_SECONDS * 1000) throw new Error(`did not happen within ${MOST_SECONDS} s`);
    await systemClock.sleep(20);
  }
  return (performance.now() - began) / 1000;
}

/** Many stories share one forum here: the budget of a real one would make them wait for each other. */
async function widenBudget(database: Database): Promise<void> {
  await database.run(sql`
    insert into bucket (forum_id, capacity, per_seconds, tokens, refilled_at) values ('desk', 1000000, 60, 1000000, now())
    on conflict (forum_id) do update set capacity = 1000000, tokens = 1000000`);
}

async function stopDesk({ sandbox, store }: OpenDesk, service: Service): Promise<void> {
  await service.stop();
  await sandbox.stop();
  await store.close();
}
