import { addSeconds, secondsBetween, type Instant } from '../../shared/instant.js';
import { CONTRACT } from '../../shared/contracts/plugin/common.js';
import type { PingAnswer } from '../../shared/contracts/plugin/requests.js';
import type { Clock } from '../ports/clock.js';
import { ForumError } from '../ports/forum.js';
import type { Log } from '../ports/log.js';
import type { ForumPlugin, PluginAbsence, PluginState } from '../ports/plugin.js';
import type { Queue } from '../ports/queue.js';
import type { PluginHere } from '../ports/plugin-store.js';
import type { Store } from '../ports/store.js';

/** Whether the plugin answers; asked every minute, and sooner after it did not. */
export interface PluginPresence {
  state(): PluginState;
  /** Null: what is to be done goes over the REST interface. */
  plugin(): ForumPlugin | null;
  /** Address of the forum, as the plugin said it last; null: it never did. */
  site(): string | null;
  /** Asks when it is time. */
  look(): Promise<void>;
  /** A call of it failed: it is not used until it answers again. */
  failed(error: ForumError): void;
}

export interface PresenceWaits {
  readonly everySeconds: number;
  /** After it did not answer; twice as long each time, up to the usual. */
  readonly firstSeconds: number;
  /**
   * What only the plugin shows goes back into notices when it stays away for so long: a forum that restarts answers again before that.
   * One that says it has none is believed at the second time.
   */
  readonly awaySeconds: number;
  readonly missingSeconds: number;
}

const WAITS: PresenceWaits = { everySeconds: 60, firstSeconds: 5, awaySeconds: 600, missingSeconds: 30 };

export interface PresenceParts {
  readonly forumId: string;
  readonly plugin: ForumPlugin | null;
  readonly store: Pick<Store, 'setPlugin' | 'forgetPlugin'>;
  readonly clock: Clock;
  readonly log: Log;
  readonly queue: Queue;
  /** Tests only: other waits than the usual ones. */
  readonly waits?: Partial<PresenceWaits>;
}

export function createPluginPresence(parts: PresenceParts): PluginPresence {
  return new Presence(parts);
}

class Presence implements PluginPresence {
  private known: PluginState;
  private lastSite: string | null = null;
  private nextAt: Instant = '';
  private awaySince: Instant | null = null;
  private failures = 0;
  private asking: Promise<void> | null = null;

  private readonly waits: PresenceWaits;

  constructor(private readonly parts: PresenceParts) {
    this.waits = { ...WAITS, ...parts.waits };
    this.known = { isHere: false, reason: parts.plugin === null ? 'no_secret' : 'not_asked_yet', ping: null };
  }

  state(): PluginState {
    return this.known;
  }

  plugin(): ForumPlugin | null {
    return this.known.isHere ? this.parts.plugin : null;
  }

  site(): string | null {
    return this.lastSite;
  }

  look(): Promise<void> {
    if (this.parts.clock.now() < this.nextAt) return Promise.resolve();
    this.asking ??= this.ask().finally(() => {
      this.asking = null;
    });
    return this.asking;
  }

  failed(error: ForumError): void {
    this.leave(error.kind === 'missing' ? 'missing' : (error.detail.plugin ?? 'unavailable'), null);
    const { everySeconds, firstSeconds } = this.waits;
    this.nextAt = addSeconds(this.parts.clock.now(), Math.min(everySeconds, firstSeconds * 2 ** Math.max(0, this.failures - 1)));
  }

  private async ask(): Promise<void> {
    const { plugin, clock, forumId, store } = this.parts;
    this.nextAt = addSeconds(clock.now(), this.waits.everySeconds);
    if (plugin === null) {
      await this.tell(null);
      return;
    }
    try {
      const ping = await plugin.ping();
      this.lastSite = ping.site ?? this.lastSite;
      if (ping.contract !== CONTRACT) this.leave('other_contract', ping);
      else {
        this.arrive(ping);
        await store.forgetPlugin(forumId, ping.configs);
        await this.tell({ showsLabels: ping.abilities.includes('labels') });
      }
    } catch (error) {
      if (!(error instanceof ForumError)) throw error;
      this.failed(error);
    }
    if (this.isAwayForGood()) await this.tell(null);
  }

  private arrive(ping: PingAnswer): void {
    const { log } = this.parts;
    if (!this.known.isHere) log.info({ plugin: ping.plugin, forum: ping.forum }, 'the plugin of the forum answers and is used');
    this.known = { isHere: true, ping };
    this.awaySince = null;
    this.failures = 0;
  }

  private leave(reason: PluginAbsence, ping: PingAnswer | null): void {
    const { log, clock } = this.parts;
    if (this.known.isHere) log.warn({ reason }, 'the plugin of the forum is not used any more');
    this.known = { isHere: false, reason, ping };
    this.awaySince ??= clock.now();
    this.failures += 1;
  }

  private isAwayForGood(): boolean {
    if (this.known.isHere || this.awaySince === null) return false;
    const seconds = secondsBetween(this.awaySince, this.parts.clock.now());
    const { reason } = this.known;
    const { missingSeconds, awaySeconds } = this.waits;
    return seconds >= (reason === 'missing' || reason === 'other_contract' ? missingSeconds : awaySeconds);
  }

  /** What is wanted of the forum depends on it: a change makes everything to be derived. */
  private async tell(plugin: PluginHere | null): Promise<void> {
    const { store, forumId, queue } = this.parts;
    if (await store.setPlugin(forumId, plugin)) queue.ring('tickets');
  }
}
