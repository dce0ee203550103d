import type { Instant } from '../../../../../shared/instant.js';
import type { Priority } from './book.js';
import type { Metric, PauseReason } from './cycle.js';

/** Who wrote a post that can count, in the role held when posting (R-ROLE). `other`: forum staff without a role, or any member. */
export type Writer = 'asker' | 'expert' | 'signer' | 'facilitator' | 'other';

/** How a topic goes away (R-STATE, R-MERGE). */
export type Leaving = 'deleted' | 'merged' | 'moved_out' | 'undesignated';

type Body =
  /** R-START. `isOld`: older than the community, so only a later post of the asker starts something. */
  | {
      readonly type: 'posted';
      readonly post: number | null;
      readonly policy: string;
      readonly priority: Priority;
      readonly lane: string | null;
      readonly kind: string | null;
      readonly channel: string | null;
      readonly isOld: boolean;
    }
  /** A visible public post. `isUnderCommunity`: written while the community decided, so it counts even where a signature is needed now (TR-11). */
  | { readonly type: 'reply'; readonly post: number; readonly by: Writer; readonly isUnderCommunity: boolean }
  | { readonly type: 'signed'; readonly post: number }
  /** `isUndone`: withdrawn later, so that it ended nothing but the resolution. */
  | { readonly type: 'solved'; readonly post: number | null; readonly isUndone: boolean }
  /** TR-29: somebody who may said that it is solved or decided; no accepted answer is needed, and none that is withdrawn changes it. */
  | { readonly type: 'said' }
  | { readonly type: 'unsolved' }
  | { readonly type: 'reopened' }
  /** R-THANKS: help is still needed, or no reply is. */
  | { readonly type: 'confirmed' }
  | { readonly type: 'dismissed' }
  /** R-ESC. `calendar`: the expert group's; null: that of the policy. */
  | { readonly type: 'escalated'; readonly calendar: string | null }
  | { readonly type: 'claimed' }
  | { readonly type: 'private_answer' }
  | { readonly type: 'escalation_ended'; readonly why: string; readonly state: 'dismissed' | 'cancelled_duplicate' | 'met_by_resolution' }
  | { readonly type: 'pause'; readonly reason: PauseReason; readonly until: Instant | null }
  | { readonly type: 'resume'; readonly reason: PauseReason | null }
  /** R-PRIO: priority and kind, as they are from now on. */
  | { readonly type: 'priority'; readonly priority: Priority; readonly kind: string | null }
  | { readonly type: 'lane'; readonly lane: string | null }
  /** R-MATCH: priority, kind and lane from now on, and of each version of the settings the policy that matches now, where it is another one. */
  | {
      readonly type: 'match';
      readonly priority: Priority;
      readonly kind: string | null;
      readonly lane: string | null;
      readonly policies: readonly string[];
    }
  /** OF-13: whether only a signature ends `fr` from now on. */
  | { readonly type: 'mode'; readonly isSigned: boolean }
  /** R-TRANSFER. `policy`: that of another community; null: only the calendar changes. */
  | { readonly type: 'transfer'; readonly calendar: string; readonly policy: string | null }
  /** R-EDIT. `calendars`: for clocks of expert groups, which calendar takes the place of which. */
  | {
      readonly type: 'edit';
      readonly policy: string;
      readonly recompute: boolean;
      readonly calendars?: Readonly<Record<string, string>>;
    }
  /** Back in a community: what leaving had dismissed starts anew (R-START). */
  | {
      readonly type: 'restart';
      readonly metrics: readonly Metric[];
      readonly leftAt: Instant;
      readonly post: number | null;
      readonly policy: string;
    }
  | { readonly type: 'no_updates' }
  /** CL-13: the asker's own rhythm; null: as the policy says. */
  | { readonly type: 'updates'; readonly minutes: number | null }
  | { readonly type: 'voided'; readonly metric: Metric; readonly number: number; readonly reason: string }
  | { readonly type: 'gone'; readonly how: Leaving };

/** Something that happened, with the forum's full precision. */
export type ClockEvent = Body & { readonly at: Instant };
export type EventOf<Type extends ClockEvent['type']> = Extract<ClockEvent, { readonly type: Type }>;

export const CLOCK_EVENTS: ReadonlyArray<ClockEvent['type']> = [
  'posted',
  'restart',
  'reply',
  'signed',
  'solved',
  'said',
  'unsolved',
  'reopened',
  'confirmed',
  'dismissed',
  'escalated',
  'claimed',
  'private_answer',
  'escalation_ended',
  'pause',
  'resume',
  'priority',
  'lane',
  'match',
  'mode',
  'transfer',
  'edit',
  'no_updates',
  'updates',
  'voided',
  'gone',
];
const RANK = new Map(CLOCK_EVENTS.map((kind, rank) => [kind, rank]));

/** R-IDEM: by the forum's time, then by kind, then by the forum's id, then by what it says; never by arrival. */
export function compareEvents(one: ClockEvent, other: ClockEvent): number {
  if (one.at !== other.at) return one.at < other.at ? -1 : 1;
  const ranks = (RANK.get(one.type) ?? 0) - (RANK.get(other.type) ?? 0);
  if (ranks !== 0) return ranks;
  const posts = postOf(one) - postOf(other);
  if (posts !== 0) return posts;
  const [key, otherKey] = [JSON.stringify(one), JSON.stringify(other)];
  return key === otherKey ? 0 : key < otherKey ? -1 : 1;
}

function postOf(event: ClockEvent): number {
  return 'post' in event ? (event.post ?? 0) : 0;
}
