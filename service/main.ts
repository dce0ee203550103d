import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createDiscourseForum } from './adapters/discourse/discourse-forum.js';
import { pluginOf } from './adapters/discourse/plugin-client.js';
import { leapingClock } from './adapters/memory/leaping-clock.js';
import { systemClock } from './adapters/memory/system-clock.js';
import { createPinoLog } from './adapters/pino/pino-log.js';
import { clearDataFolder } from './adapters/prisma/data-folder.js';
import { openEmbedded, openServer } from './adapters/prisma/open.js';
import { createStore } from './adapters/prisma/prisma-store.js';
import { applyCommunities } from './assembly/apply-communities.js';
import { listenForCommands } from './assembly/command-socket.js';
import { createCrashPoint } from './assembly/crash-point.js';
import { createHolidayPorts, type HolidayPorts } from './assembly/holidays.js';
import { learnDirectory } from './assembly/learn-directory.js';
import { playDemoWeek } from './assembly/demo-week.js';
import { playsWeek, pointHook, startSandbox, type StartedSandbox } from './assembly/sandbox-forum.js';
import { createService, type Service } from './assembly/service.js';
import { runDeskCommand } from './cli/desk-commands.js';
import { readEnvironment, type Environment } from './config/environment.js';
import { rules } from './features/list.js';
import type { Clock } from './ports/clock.js';
import { ForumError, type Forum } from './ports/forum.js';
import type { ForumRow, Store } from './ports/store.js';
import { mondayBefore } from './sandbox/play-week.js';

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};
/** In a new sandbox the week before is played first: its clock begins then and leaps to the present. */
let clock: Clock = systemClock;

/** Of the five seconds in which the process ends, so long may work take; what is not done then is left to its lease, and the database is closed. */
const DRAIN_MILLISECONDS = 3_500;
const SWEEP_MILLISECONDS = 500;

async function atMost(milliseconds: number, work: Promise<void>): Promise<void> {
  const done = new AbortController();
  await Promise.race([work, clock.sleep(milliseconds, done.signal)]);
  done.abort();
}

/** `npm start`: builds everything, connects it, and says where it is to be found. */
async function start(words: readonly string[]): Promise<void> {
  const read = readEnvironment();
  if (!read.ok) {
    stopWith(['The service was not started:', ...read.problems.map((problem) => `  ${problem}`)].join('\n'));
    return;
  }
  const { environment } = read;
  const unknown = words.find((word) => word !== '--fresh');
  if (unknown !== undefined) {
    stopWith(`${unknown} is not known here. The only option is --fresh, which begins again with an empty data folder.`);
    return;
  }
  const undo: Array<() => Promise<unknown>> = [];
  try {
    if (words.includes('--fresh')) await clearDataFolder(environment.DATA_DIR);
    await run(environment, undo);
  } catch (error) {
    for (const step of undo.reverse()) await step().catch(() => undefined);
    stopWith(error instanceof Error ? error.message : String(error));
  }
}

async function run(environment: Environment, undo: Array<() => Promise<unknown>>): Promise<void> {
  const log = createPinoLog(environment.LOG_LEVEL);
  say(environment.DATABASE_URL ? 'Opening the database server …' : `Opening the embedded database in ${environment.DATA_DIR}/ …`);
  const store = createStore(
    environment.DATABASE_URL ? await openServer({ url: environment.DATABASE_URL }) : await openEmbedded({ folder: environment.DATA_DIR }),
  );
  undo.push(() => store.close());
  const past = playsWeek(environment) ? leapingClock(mondayBefore(systemClock.now())) : null;
  clock = past ?? systemClock;
  const sandbox = environment.forum ? null : await startSandbox(environment, clock);
  if (sandbox) undo.push(() => sandbox.sandbox.stop());
  const connection = environment.forum ?? sandbox?.forum;
  if (!connection) throw new Error('There is neither a forum nor a sandbox.');
  const forum = createDiscourseForum({ ...connection, clock, ...(sandbox && { id: 'sandbox' }) });
  const row = await openForum({ store, forum, isSandbox: sandbox !== null });
  const holidays = createHolidayPorts(environment.CALENDARS_FROM_PRIVATE_NETWORK === 'yes');
  const service = await createService({
    store,
    ...pluginOf({ url: connection.url, secret: environment.PLUGIN_SECRET, clock }),
    holidays,
    forum,
    row,
    clock,
    log,
    secrets: connection.secrets,
    host: environment.HOST,
    port: environment.PORT,
    mostSeconds: sandbox ? 1 : 5,
    topicUrl: (topicId) => `${connection.url}/t/${topicId}`,
    crashPoint: createCrashPoint(environment.HD_CRASH_AT),
    waits: {
      ...(environment.HD_LEASE_SECONDS !== undefined && { leaseSeconds: environment.HD_LEASE_SECONDS }),
      ...(environment.HD_LOOKUP_SECONDS !== undefined && { lookUpSeconds: environment.HD_LOOKUP_SECONDS }),
    },
    onFailure: (error) => {
      log.error({ error: error instanceof Error ? error.stack : String(error) }, 'an assumption of ours broke; the service ends');
      void shutDown(1);
    },
  });
  undo.push(() => atMost(DRAIN_MILLISECONDS, service.stop()));
  await tellCommunities({ store, forum, environment, sandbox, holidays });
  if (sandbox) pointHook(sandbox, service.port);
  const desk = { store, forum, forumId: forum.id, rules, clock, holidays };
  const socket = await listenForCommands(environment.DATA_DIR, (name, given, onProgress) =>
    runDeskCommand({ ...desk, onProgress }, name, given),
  );
  undo.push(() => socket.close());
  service.begin();
  const playing = new AbortController();
  undo.push(() => {
    playing.abort();
    return Promise.resolve();
  });
  let isEnding = false;
  const shutDown = async (code: number): Promise<void> => {
    if (isEnding) return;
    isEnding = true;
    const atTheLatest = setTimeout(() => process.exit(code || 1), 5_000);
    atTheLatest.unref();
    for (const step of undo.reverse()) await step().catch(() => undefined);
    process.exit(code);
  };
  // Both the terminal and npm may send it: the second one changes nothing.
  const onSignal = (): void => {
    if (!isEnding) say('Finishing what is under way …');
    void shutDown(0);
  };
  process.on('SIGINT', onSignal);
  process.on('SIGTERM', onSignal);
  announce({ environment, service, sandbox, row });
  const firstSweep = service.sweep
    .sweepAll(playing.signal)
    .catch((error: unknown) => log.warn({ error: error instanceof Error ? error.message : 'unknown' }, 'the first sweep did not end'));
  // It ends at its next safe point; a read that is under way is not waited for.
  undo.push(() => {
    playing.abort();
    return atMost(SWEEP_MILLISECONDS, firstSweep);
  });
  if (!sandbox) return;
  if (past) await playDemoWeek({ sandbox: sandbox.sandbox, store, forumId: forum.id, clock: past, signal: playing.signal }, say);
  if (environment.SANDBOX_PLAYS !== 'nothing') void sandbox.sandbox.playStory({ signal: playing.signal });
}

/** Who we are in the forum. A forum that does not answer is waited for later: its row tells who the bot was. */
async function openForum({ store, forum, isSandbox }: { store: Store; forum: Forum; isSandbox: boolean }): Promise<ForumRow> {
  const known = await store.forum(forum.id);
  try {
    const bot = await forum.whoAmI();
    const secret = randomBytes(32).toString('base64url');
    const row = await store.openForum({ id: forum.id, botId: bot.id, botName: bot.name, mode: isSandbox ? 'live' : 'observe', secret });
    await learnDirectory({ store, forum, clock });
    return row;
  } catch (error) {
    if (known && error instanceof ForumError) {
      say(`The forum does not answer as it should (${error.message}); the service starts with what it knows and tries again.`);
      return known;
    }
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(
      `The forum did not say who we are (${why}). Check DISCOURSE_URL, DISCOURSE_API_KEY and DISCOURSE_API_USERNAME, then start again.`,
      { cause: error },
    );
  }
}

async function tellCommunities(parts: {
  store: Store;
  forum: Forum;
  environment: Environment;
  sandbox: StartedSandbox | null;
  holidays: HolidayPorts;
}): Promise<void> {
  const { store, forum, environment, sandbox, holidays } = parts;
  const name = environment.COMMUNITIES_FILE;
  if (name === undefined && !sandbox) return;
  const text = name === undefined ? (sandbox?.communities ?? '') : readFileSync(name, 'utf8');
  const applied = await applyCommunities(
    { name: name ?? 'the sample communities', text },
    { store, forumId: forum.id, features: rules.features, clock, forum, holidays },
  );
  if (!applied.ok) throw new Error(applied.text);
}

function announce({
  environment,
  service,
  sandbox,
  row,
}: {
  environment: Environment;
  service: Service;
  sandbox: StartedSandbox | null;
  row: ForumRow;
}): void {
  const address = `http://${environment.HOST === '0.0.0.0' ? '127.0.0.1' : environment.HOST}:${service.port}`;
  if (sandbox) say(`Sandbox forum:  ${sandbox.sandbox.url}/  (a sample organisation; what to try: ${sandbox.sandbox.url}/web/try)`);
  else
    say(
      `Forum:          ${environment.forum?.url ?? ''}  (${row.mode === 'live' ? 'live' : `${row.mode}: nothing is written until \`npx hybrid-desk go\``})`,
    );
  say(`Tickets:        ${address}/  (a page per ticket, which reloads itself)`);
  say(`Webhook:        ${address}/hooks/all`);
  say('Stop with Ctrl-C; the next start continues. Begin again with npm start -- --fresh.');
}

function stopWith(text: string): void {
  process.stderr.write(`${text}\n`);
  process.exitCode = 1;
}

await start(process.argv.slice(2));
