import type { ObserveContext } from '../engine/observations.js';
import type { Clock } from '../ports/clock.js';
import type { Forum, PostRead, TopicRead } from '../ports/forum.js';
import type { Log } from '../ports/log.js';
import type { Queue } from '../ports/queue.js';
import type { Store } from '../ports/store.js';
import type { Digests } from './digests.js';

export interface ReadContext extends ObserveContext {
  /** Topics of these categories (and messages, category null) are read when they change. */
  watches(place: { readonly topicId: number; readonly categoryId: number | null | undefined }): boolean;
}

export interface ReaderParts {
  readonly store: Store;
  readonly forum: Forum;
  readonly clock: Clock;
  readonly log: Log;
  readonly queue: Queue;
  /** What is watched and kept follows the settings of the moment. */
  readonly context: () => Promise<ReadContext>;
  /** Where the forum has the plugin. */
  readonly digests?: Digests;
  /** Names a point at which a test may end the process; does nothing otherwise. */
  readonly crashPoint?: (name: 'read:before-commit' | 'read:after-commit') => void;
}

export type Reading =
  | { readonly type: 'topic'; readonly read: TopicRead }
  | { readonly type: 'post'; readonly read: PostRead }
  | { readonly type: 'group' }
  /** 403 or 404: gone or hidden. */
  | { readonly type: 'refused' };
