import type { Express } from 'express';
import { adminOf } from './admin.js';
import { addControls } from './controls.js';
import type { Sandbox, SandboxOptions } from './contract.js';
import { createDoor } from './door.js';
import type { Door } from './door.js';
import { createSender } from './hooks.js';
import type { Sender } from './hooks.js';
import { WELL_BEHAVED } from './misbehaviour.js';
import type { Misbehaviour } from './misbehaviour.js';
import { personOf } from './people.js';
import { createApp } from './routes/http.js';
import { emptyState } from './empty-state.js';
import { createStorage, loadState } from './storage.js';
import type { Storage } from './storage.js';
import { playStory } from './story.js';
import type { World, SandboxClock } from './world.js';

export type { Sandbox, SandboxOptions };

const WAIT_FOR_DELIVERIES_MS = 1_000;

export function createSandbox(options: SandboxOptions): Sandbox {
  const { clock } = options;
  const loaded = loadState(options.dataFile);
  const state = loaded ?? emptyState(options.title ?? 'Riverside Help', { seed: options.seed ?? 1, now: clock.now() });
  const storage = createStorage(options.dataFile, state);
  const manners = createManners();
  const sender = createSender({ state, clock, baseUrl: () => door.url, misbehaviour: manners.now, changed: storage.changed });
  const world: World = { state, baseUrl: () => door.url, now: () => clock.now(), emit: sender.emit };
  const front = {
    world,
    misbehaviour: manners.now,
    setMisbehaviour: manners.set,
    delivered: () => {
      storage.changed();
      return options.deliverFirst === false ? Promise.resolve() : atMost(WAIT_FOR_DELIVERIES_MS, sender.settled());
    },
    answerLater: (milliseconds: number) => clock.sleep(milliseconds),
    countKeyCall: createKeyCounter(world),
    extend: (app: Express) => {
      addControls(app, () => sandbox);
    },
  };
  const door = createDoor(createApp(front), options.port ?? 0);
  const sandbox = assemble({ world, clock, storage, manners, sender, door, continued: loaded !== null });
  return sandbox;
}

interface Parts {
  readonly world: World;
  readonly clock: SandboxClock;
  readonly storage: Storage;
  readonly manners: Manners;
  readonly sender: Sender;
  readonly door: Door;
  readonly continued: boolean;
}

function assemble({ world, clock, storage, manners, sender, door, continued }: Parts): Sandbox {
  const admin = adminOf(world);
  return {
    state: world.state,
    get url() {
      return door.url;
    },
    // Some acts send no event; whoever is about to act causes a save within a second.
    get admin() {
      storage.changed();
      return admin;
    },
    continued,
    as: (username) => {
      storage.changed();
      return personOf(world, username);
    },
    async start() {
      await door.open();
      sender.start();
    },
    async stop() {
      await door.close();
      await sender.stop();
      storage.flush();
    },
    settled: sender.settled,
    sent: sender.sent,
    misbehave: (change) => {
      manners.set({ ...manners.now(), ...change });
    },
    behave: manners.reset,
    refuseConnections: door.close,
    acceptConnections: door.open,
    async playStory(play = {}) {
      await playStory({ world, clock, speed: play.speed ?? 1, signal: play.signal });
      storage.changed();
    },
  };
}

interface Manners {
  readonly now: () => Misbehaviour;
  readonly set: (next: Misbehaviour) => void;
  readonly reset: () => void;
}

function createManners(): Manners {
  let how: Misbehaviour = WELL_BEHAVED;
  return {
    now: () => how,
    set: (next) => {
      how = next;
    },
    reset: () => {
      how = WELL_BEHAVED;
    },
  };
}

/** Counts the calls with keys in each minute, all keys together; false when they are used up. */
function createKeyCounter({ state, now }: World): () => boolean {
  let minute = { at: '', calls: 0 };
  return () => {
    const at = now().slice(0, 16);
    minute = { at, calls: minute.at === at ? minute.calls + 1 : 1 };
    const { callsPerMinute } = state.settings;
    return callsPerMinute === null || minute.calls <= callsPerMinute;
  };
}

async function atMost(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work, limit]);
  clearTimeout(timer);
}
