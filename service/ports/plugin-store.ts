import type { Fact } from '../../shared/facts.js';
import type { Instant } from '../../shared/instant.js';
import type { EffectKind } from './effect-kinds.js';

export interface TopicDigest {
  readonly digest: string;
  /** When the read that followed it was learnt. */
  readonly readAt: Instant;
}

/** Effects that are about the forum as a whole stand under this topic, which no forum has. */
export const WHOLE_FORUM = 0;
/** Instead of a digest: the bot may not see the topic. */
export const GONE_TOPIC = 'gone';

/** An older forum has the plugin and no place on its pages for labels. */
export interface PluginHere {
  readonly showsLabels: boolean;
}

/** How the service is, in figures for the forum's admin page. */
export interface Pulse {
  readonly lastDeliveryAt: Instant | null;
  /** Effects under way, and those that came to nothing. */
  readonly waiting: number;
  readonly refused: number;
}

/** What is remembered because the forum has the plugin (decisions 056 and 057). */
export interface PluginStore {
  // What the plugin asks
  /** True the first time. A nonce is remembered for ten minutes, also over a restart. */
  useNonce(forumId: string, nonce: string, now: Instant): Promise<boolean>;
  /** By its key: whether a press is recorded. */
  fact(forumId: string, key: string): Promise<Fact | null>;
  /** The tickets that a topic serves as a room, else the topic itself. */
  ticketsAt(forumId: string, topicId: number): Promise<readonly number[]>;
  pulse(forumId: string): Promise<Pulse>;

  // What the plugin is asked
  /** Notes whether it is there (null: it is not); a change marks everything as to be derived. True: it changed. */
  setPlugin(forumId: string, plugin: PluginHere | null): Promise<boolean>;
  /** Where it knows less of the communities than it was told (by name, with the version), all that it was told is wanted once more. */
  forgetPlugin(forumId: string, known: Readonly<Record<string, number>>): Promise<boolean>;
  /** Of topics whose last whole read came after it was taken. */
  digests(forumId: string, topicIds: readonly number[]): Promise<ReadonlyMap<number, TopicDigest>>;
  /** Topics in which effects of these kinds are due and no digest is known. */
  topicsWithoutDigest(
    forumId: string,
    now: Instant,
    wanted: { readonly kinds: readonly EffectKind[]; readonly most: number },
  ): Promise<readonly number[]>;
  forgetDigests(forumId: string, topicIds: readonly number[]): Promise<void>;
  saveDigest(forumId: string, topicId: number, digest: TopicDigest): Promise<void>;
}
