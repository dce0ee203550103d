import { readFileSync } from 'node:fs';
import type { RequestHandler } from 'express';
import { CONTRACT } from '../../shared/contracts/plugin/common.js';
import { pluginRoute } from '../http/plugin.js';
import { createDesignations } from '../inbox/designation.js';
import { createPresses, type PressParts } from '../inbox/press.js';

export interface DoorParts extends PressParts {
  /** Empty: nothing is taken from a plugin. */
  readonly secret: string;
  readonly site?: () => string | null;
}

/** What the plugin in the forum may ask of the service. */
export function createPluginDoor(parts: DoorParts): RequestHandler {
  const { secret, site, store, forumId, clock, log } = parts;
  const version = versionOfPackage();
  return pluginRoute({
    secret,
    ...(site && { site }),
    version,
    clock,
    log,
    useNonce: (nonce) => store.useNonce(forumId, nonce, clock.now()),
    requests: {
      command: createPresses(parts),
      designation: createDesignations({ forumId, store, clock }),
      async hello() {
        const { lastDeliveryAt, waiting, refused } = await store.pulse(forumId);
        const effects = { waiting, refused };
        return { contract: CONTRACT, service: version, at: clock.now(), lastDeliveryAt, effects, console: null };
      },
    },
  });
}

function versionOfPackage(): string {
  const file = new URL('../../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
}
