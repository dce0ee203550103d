import type { Instant } from '../../../../shared/instant.js';
import type { Metric } from '../../clocks/arithmetic/cycles/cycle.js';

/** What somebody is told of: a clock reached a threshold or a step of the ladder, or nobody gave a good answer in time. */
export interface Mark {
  readonly metric: Metric | 'silence';
  readonly number: number;
  /** `75%`, `30min`, `+25%`. */
  readonly mark: string;
  /** The exact instant at which it was reached. */
  readonly at: Instant;
}

/** As what somebody is told: the reason that she reads. */
export type ToldAs = 'owner' | 'backup' | 'experts' | 'facilitators' | 'deskLeads' | 'safetyOwner';

export interface Addressee {
  readonly as: ToldAs;
  readonly to: { readonly user: number } | { readonly groups: readonly number[] };
  /** For whom she stands in. */
  readonly standsInFor: number | null;
}

/** One person or group, told of one mark. */
export interface Telling extends Mark {
  /** Who was meant by the settings; `first`: the first who is there (R-NOTIFY). */
  readonly meant: Meant;
  /** Null: the queue, or nobody is there to be told. */
  readonly addressee: Addressee | null;
  /** In the hours of who is told, at most one message in 15 minutes. */
  readonly tellAt: Instant;
  /** `overtaken`: something newer of the same clock was told instead, or she may not know of it any more. */
  readonly state: 'waiting' | 'told' | 'overtaken';
}

export type Meant = 'first' | 'facilitators' | 'deskLeads' | 'safetyOwner' | 'queue';

export interface LadderView {
  readonly tellings: readonly Telling[];
  /** Up to where this ticket's history has been looked at: nothing is told before that. */
  readonly upTo: Instant;
  /** When a clock of the question reaches or turns to something next. */
  readonly clocksAt: Instant | null;
}

export const initialLadder: LadderView = { tellings: [], upTo: '', clocksAt: null };

/** A warning comes again where a change moved it ahead (R-RISK); a step of the ladder is taken once (CL-08). */
export function isSameMark(one: Mark, other: Mark): boolean {
  const isSame = one.metric === other.metric && one.number === other.number && one.mark === other.mark;
  return isSame && (one.mark.startsWith('+') || one.at === other.at);
}

export function isSameAddressee(one: Addressee | null, other: Addressee | null): boolean {
  return one !== null && other !== null && nameOf(one) === nameOf(other);
}

/** Names whom it is told: of one person or group there is one thread in a ticket. */
export function nameOf({ to }: Addressee): string {
  return 'user' in to ? `user:${to.user}` : `group:${to.groups.join('+')}`;
}
