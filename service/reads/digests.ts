import { addSeconds } from '../../shared/instant.js';
import { ForumError } from '../ports/forum.js';
import type { Clock } from '../ports/clock.js';
import type { ForumPlugin } from '../ports/plugin.js';
import { GONE_TOPIC } from '../ports/plugin-store.js';
import type { Store } from '../ports/store.js';

const LONG_AGO_SECONDS = 24 * 3600;

export interface DigestParts {
  readonly store: Pick<Store, 'digests' | 'saveDigest'>;
  readonly forumId: string;
  readonly clock: Clock;
  readonly presence: { plugin(): ForumPlugin | null; failed(error: ForumError): void };
}

/**
 * What the plugin said of topics before they were read. A digest that was taken before a whole read and is still the same says that
 * nothing changed since; one that was taken long before only says "changed" too often.
 */
export class Digests {
  private readonly taken = new Map<number, string>();

  constructor(private readonly parts: DigestParts) {}

  /** For topics that are about to be read, in one request. */
  async take(topics: readonly number[]): Promise<void> {
    this.keep((await this.ask([...new Set(topics)].filter((topic) => !this.taken.has(topic)))) ?? []);
  }

  /**
   * Of these topics those that are not as they were when they were read, or were read long ago: posts of the bot are not in a digest, and
   * what people do to them is told by nothing else where a delivery was lost. Null: nobody says.
   */
  async changed(topics: readonly number[], beforeEachCall: () => Promise<void>): Promise<readonly number[] | null> {
    const { store, forumId, clock } = this.parts;
    const now = await this.ask(topics, beforeEachCall);
    if (now === null) return null;
    const since = addSeconds(clock.now(), -LONG_AGO_SECONDS);
    const known = await store.digests(forumId, topics);
    const changed = topics.filter((topic) => {
      const last = known.get(topic);
      return last === undefined || last.digest !== now.get(topic) || last.readAt < since;
    });
    // They are read next. Of the others a digest of now would be an old one by the time that a bell rings for them.
    this.keep(changed.map((topic) => [topic, now.get(topic) ?? GONE_TOPIC]));
    return changed;
  }

  /** Before a read begins. */
  before(topic: number): string | null {
    const digest = this.taken.get(topic) ?? null;
    this.taken.delete(topic);
    return digest;
  }

  /** A whole read is learnt, or the forum refused it. */
  async read(topic: number, digest: string | null): Promise<void> {
    const { store, forumId, clock } = this.parts;
    if (digest !== null) await store.saveDigest(forumId, topic, { digest, readAt: clock.now() });
  }

  private keep(digests: Iterable<readonly [number, string]>): void {
    for (const [topic, digest] of digests) this.taken.set(topic, digest);
  }

  /** What the plugin says now. Null: it does not say. */
  private async ask(topics: readonly number[], beforeEachCall?: () => Promise<void>): Promise<ReadonlyMap<number, string> | null> {
    const { presence } = this.parts;
    const plugin = presence.plugin();
    if (!plugin || topics.length === 0) return null;
    try {
      const states = await plugin.state(topics, beforeEachCall);
      const said = new Map(states.map((state) => [state.id, 'digest' in state ? state.digest : GONE_TOPIC]));
      return new Map(topics.map((topic) => [topic, said.get(topic) ?? GONE_TOPIC]));
    } catch (error) {
      if (!(error instanceof ForumError)) throw error;
      if (error.kind !== 'throttled') presence.failed(error);
      return null;
    }
  }
}
