import { createHmac } from 'node:crypto';
import { addSeconds, earliest, type Instant } from '../../../shared/instant.js';
import { SAMPLE_BOT, SAMPLE_KEYS, setUpSample } from '../../sandbox/sample.js';
import { createSandbox, type Sandbox } from '../../sandbox/sandbox.js';
import { openLiveService, type LiveService } from './live-service.js';
import { openReceiver, type Received, type Receiver } from './receiver.js';
import type { Scenario } from './scenario.js';
import type { Account, Stage, StageParts } from './stage.js';
import { createStoryClock, nextOnGrid, type StoryClock } from './story-clock.js';
import { HOOK, STORY_FORUM } from './story-settings.js';

const SECRET = 'recorded-secret-1';
const ADMIN = 'vera_admin';
/** The forum is set up before its communities begin, and they before the first step. */
const SET_UP_SECONDS = 120;
const BEGIN_SECONDS = 60;
/** What is overdue although the service rests is looked at again so much later. */
const STUCK_SECONDS = 900;

export interface SandboxStageParts extends StageParts {
  readonly withService: boolean;
}

export interface SandboxStage extends Stage {
  /** The service beside the forum, once the stage has begun with it. */
  readonly live: () => LiveService | null;
}

interface Theatre {
  readonly clock: StoryClock;
  readonly sandbox: Sandbox;
  readonly receiver: Receiver;
  /** Deliveries that the service has not heard yet. */
  readonly heard: Received[];
  readonly settled: (text: string) => string;
  live: LiveService | null;
}

/** A fresh sandbox forum on a clock of its own. */
export async function openSandboxStage(parts: SandboxStageParts): Promise<SandboxStage> {
  const theatre = await openTheatre(parts);
  const { clock, sandbox, receiver } = theatre;
  const since = addSeconds(parts.scenario.start, -BEGIN_SECONDS);
  return {
    url: sandbox.url,
    secret: SECRET,
    bot: accountOf(SAMPLE_BOT),
    admin: accountOf(ADMIN),
    since,
    accountOf: (person) => (sandbox.state.users.some(({ username }) => username === person) ? accountOf(person) : null),
    stamp: clock.stamp,
    settled: theatre.settled,
    // The time of this machine would differ each time.
    keepsHeader: (name) => !['date', 'connection', 'keep-alive'].includes(name),
    live: () => theatre.live,
    begin: (settings) => begin(theatre, parts, settings),
    pass: (seconds, atRest) =>
      until(theatre, seconds, async () => {
        await atRest();
        return false;
      }),
    until: (seconds, isEnough) => until(theatre, seconds, isEnough),
    async stop() {
      await theatre.live?.stop();
      await sandbox.stop();
      await receiver.close();
    },
  };
}

function accountOf(username: string): Account {
  return { username, key: SAMPLE_KEYS.allUsers };
}

/** The hook is there before the first user, so that the story tells of everything. */
async function openTheatre({ scenario, take }: StageParts): Promise<Theatre> {
  const clock = createStoryClock(addSeconds(scenario.start, -SET_UP_SECONDS));
  const heard: Received[] = [];
  const receiver = await openReceiver({ host: '127.0.0.1', port: 0 }, (received) => {
    take(settledDelivery(received, settled), clock.stamp());
    heard.push(received);
  });
  const sandbox = createSandbox({ clock: clock.ofForum, seed: scenario.seed });
  const settled = (text: string): string => text.replaceAll(sandbox.url, STORY_FORUM).replaceAll(`127.0.0.1:${receiver.port}`, '127.0.0.1');
  sandbox.admin.addHook({ url: `http://127.0.0.1:${receiver.port}${HOOK}`, secret: SECRET });
  setUpSample(sandbox);
  addPeople(sandbox, scenario);
  await sandbox.start();
  await sandbox.settled();
  return { clock, sandbox, receiver, heard, settled, live: null };
}

/** A body that names an address is signed anew, so that it stays a delivery as the forum makes it. */
function settledDelivery({ path, headers, body }: Received, settled: (text: string) => string): Received {
  const bytes = Buffer.from(settled(body.toString('utf8')), 'utf8');
  const own: Readonly<Record<string, string>> = {
    'content-length': String(bytes.length),
    'x-discourse-event-signature': `sha256=${createHmac('sha256', SECRET).update(bytes).digest('hex')}`,
  };
  return { path, headers: headers.map(([name, value]) => [name, own[name.toLowerCase()] ?? settled(value)] as const), body: bytes };
}

function addPeople({ admin, state }: Sandbox, { people }: Scenario): void {
  for (const [username, { name, groups, moderator, trust }] of Object.entries(people)) {
    if (!state.users.some((user) => user.username === username))
      admin.addUser(username, { ...(name !== undefined && { name }), moderator, trustLevel: trust });
    for (const group of groups) {
      if (!state.groups.some((known) => known.name === group)) admin.addGroup({ name: group });
      admin.join(group, username);
    }
  }
}

async function begin(theatre: Theatre, { scenario, recording, withService }: SandboxStageParts, settings: string): Promise<void> {
  const { clock, sandbox, heard } = theatre;
  // As when it is connected to a forum that is there already: it has heard nothing of before.
  heard.length = 0;
  clock.passTo(addSeconds(scenario.start, -BEGIN_SECONDS));
  if (withService) {
    const onWrite = (words: string): void => recording.did(clock.stamp(), words, null);
    theatre.live = await openLiveService({ url: sandbox.url, bot: accountOf(SAMPLE_BOT), secret: SECRET, clock, settings, onWrite });
  }
  await quiet(theatre);
  clock.passTo(scenario.start);
  await quiet(theatre);
}

/** The service hears what the forum sent when all of it was sent: its own writes then come in the same order each time. */
async function quiet({ sandbox, heard, live }: Theatre): Promise<void> {
  await sandbox.settled();
  while (live) {
    for (const received of heard.splice(0)) await live.hear(received);
    await live.rest();
    await sandbox.settled();
    if (heard.length === 0) return;
  }
}

/** From one moment to the next at which the service has something to do. */
async function until(theatre: Theatre, seconds: number, isEnough: () => Promise<boolean>): Promise<void> {
  const { clock } = theatre;
  const end = addSeconds(clock.ofForum.now(), seconds);
  for (;;) {
    await quiet(theatre);
    if ((await isEnough()) || clock.ofForum.now() >= end) return;
    const due = (await theatre.live?.nextDue()) ?? null;
    clock.passTo(earliest(end, due && nextMoment(clock, due)) ?? end);
  }
}

function nextMoment(clock: StoryClock, due: Instant): Instant {
  return nextOnGrid(due <= clock.peek() ? addSeconds(clock.ofForum.now(), STUCK_SECONDS) : due);
}
