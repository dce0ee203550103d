import type { Instant } from '../../shared/instant.js';
import type { TicketMaterial } from '../ports/store.js';
import type { SettingsTimeline } from './communities.js';
import type { FeatureFailure } from './failures.js';
import type { AnyFeature, Command, Offer, TicketView } from './feature.js';
import type { RoleName } from '../../shared/settings.js';
import type { Spans } from './roles.js';
import type { JudgedLine } from './judge-line.js';
import type { TopicState } from './topic-state.js';

export interface DeriveInput {
  readonly topicId: number;
  readonly botId: number;
  readonly now: Instant;
  readonly material: Omit<TicketMaterial, 'effects'>;
  readonly features: readonly AnyFeature[];
}

export interface Speaker {
  readonly user: number;
  readonly roles: ReadonlySet<RoleName>;
}

export interface Derived {
  readonly ticket: TicketView;
  /** The community whose ticket this is or was last; null: the topic is no ticket. */
  readonly community: string | null;
  readonly leftBecause: 'moved_out' | 'undesignated' | null;
  /** The same topic, with what only the engine and pages need of it. */
  readonly topic: TopicState;
  /** Whether another topic, with which it exchanged posts, is known to be public: then everybody may read its number. */
  readonly mayName: (topic: number) => boolean;
  readonly settings: SettingsTimeline;
  readonly spans: Spans;
  readonly nextWakeAt: Instant | null;
  readonly failures: readonly FeatureFailure[];
  /** What would become of commands that somebody gave now. */
  readonly offersTo: (speaker: Speaker) => (command: Command) => Offer;
  /** Just after the last moment that changed anything: whenever one asks until the next, the answer is the same. */
  readonly latest: Instant;
  readonly owner: number | null;
  /** Every line to the desk, and whether its author may give it; what came of it, the features say. */
  readonly commands: readonly JudgedLine[];
}
