import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { adminOf } from './admin.js';
import type { Admin } from './admin.js';
import { addControls } from './controls.js';
import { createSender } from './hooks.js';
import type { Sent } from './hooks.js';
import { WELL_BEHAVED } from './misbehaviour.js';
import type { Misbehaviour } from './misbehaviour.js';
import { personOf } from './people.js';
import type { Person } from './people.js';
import { createApp } from './routes/http.js';
import { emptyState } from './state.js';
import type { SandboxState } from './state.js';
import { createStorage, loadState } from './storage.js';
import { playStory } from './story.js';
import type { World, SandboxClock } from './world.js';

export interface SandboxOptions {
  readonly clock: SandboxClock;
  readonly seed?: number;
  /** 0: any free port. */
  readonly port?: number;
  /** Where the state is kept; without it the forum forgets everything at stop. */
  readonly dataFile?: string;
  readonly title?: string;
  /** False: deliveries are not waited for, so an answer may come before them (fact 1 the other way round). */
  readonly deliverFirst?: boolean;
}

/** A forum that behaves like Discourse 2.9 with Solved and Assign for the calls that the service makes. */
export interface Sandbox {
  readonly state: SandboxState;
  /** Base address; the forum has to be started. */
  readonly url: string;
  readonly admin: Admin;
  /** True when the state came from the data file. */
  readonly continued: boolean;
  as(username: string): Person;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Resolves when all deliveries that are due have been sent. */
  settled(): Promise<void>;
  sent(): readonly Sent[];
  misbehave(change: Partial<Misbehaviour>): void;
  behave(): void;
  /** The port is closed: connections are refused until `acceptConnections`. People go on writing. */
  refuseConnections(): Promise<void>;
  acceptConnections(): Promise<void>;
  /** Plays the story from where it was left; resolves at its end, or when the signal aborts. */
  playStory(options?: { readonly speed?: number; readonly signal?: AbortSignal }): Promise<void>;
}

const WAIT_FOR_DELIVERIES_MS = 1_000;

export function createSandbox(options: SandboxOptions): Sandbox {
  const { clock } = options;
  const loaded = loadState(options.dataFile);
  const state = loaded ?? emptyState(options.title ?? 'Riverside Help', options.seed ?? 1, clock.now());
  const storage = createStorage(options.dataFile, state);
  let how: Misbehaviour = WELL_BEHAVED;
  let server: Server | null = null;
  let port = options.port ?? 0;
  let minute = { at: '', calls: 0 };

  const baseUrl = (): string => `http://127.0.0.1:${port}`;
  const sender = createSender({ state, clock, baseUrl, misbehaviour: () => how, changed: () => storage.changed() });
  const world: World = { state, baseUrl, now: () => clock.now(), emit: (event) => sender.emit(event) };

  const app = createApp({
    world,
    misbehaviour: () => how,
    setMisbehaviour: (next) => void (how = next),
    delivered,
    countKeyCall,
    extend: (target) => addControls(target, () => sandbox),
  });

  async function delivered(): Promise<void> {
    storage.changed();
    if (options.deliverFirst === false) return;
    let timer: NodeJS.Timeout | undefined;
    const limit = new Promise<void>((resolve) => (timer = setTimeout(resolve, WAIT_FOR_DELIVERIES_MS)));
    await Promise.race([sender.settled(), limit]);
    clearTimeout(timer);
  }

  function countKeyCall(): boolean {
    const { callsPerMinute } = state.settings;
    const at = clock.now().slice(0, 16);
    minute = { at, calls: minute.at === at ? minute.calls + 1 : 1 };
    return callsPerMinute === null || minute.calls <= callsPerMinute;
  }

  async function open(): Promise<void> {
    if (server) return;
    const opened = createServer(app);
    await new Promise<void>((resolve, reject) => {
      opened.once('error', reject);
      opened.listen(port, '127.0.0.1', resolve);
    });
    port = (opened.address() as AddressInfo).port;
    server = opened;
  }

  async function close(): Promise<void> {
    const closing = server;
    server = null;
    if (!closing) return;
    await new Promise<void>((resolve) => {
      closing.close(() => resolve());
      closing.closeAllConnections();
    });
  }

  const sandbox: Sandbox = {
    state,
    get url() {
      return baseUrl();
    },
    admin: adminOf(world),
    continued: loaded !== null,
    as: (username) => personOf(world, username),
    async start() {
      await open();
      sender.start();
    },
    async stop() {
      await close();
      await sender.stop();
      storage.flush();
    },
    settled: () => sender.settled(),
    sent: () => sender.sent(),
    misbehave: (change) => void (how = { ...how, ...change }),
    behave: () => void (how = WELL_BEHAVED),
    refuseConnections: close,
    acceptConnections: open,
    async playStory(play = {}) {
      await playStory({ world, clock, speed: play.speed ?? 1, signal: play.signal });
      storage.changed();
    },
  };
  return sandbox;
}
