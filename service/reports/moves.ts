import type { Instant } from '../../shared/instant.js';
import type { ClockEntry } from './clock-entry.js';
import { areTold, median, type SmallGroups } from './compliance.js';

/** An open clock whose due time would be another one. */
export interface MovedClock extends Pick<ClockEntry, 'topicId' | 'community' | 'audience' | 'asker' | 'metric' | 'number'> {
  readonly dueNow: Instant | null;
  readonly dueThen: Instant | null;
  /** In desk time of the new settings; less than 0: earlier. Null: one of the two is no due time. */
  readonly seconds: number | null;
  /** It would be late by the change. */
  readonly isLate: boolean;
}

export interface Moves {
  readonly community: string;
  readonly audience: ClockEntry['audience'];
  /** Null: too few private tickets to be told of. */
  readonly figures: {
    readonly open: number;
    readonly earlier: number;
    readonly later: number;
    /** Begins or ends to be measured, or has no due time. */
    readonly otherwise: number;
    readonly late: number;
    /** How far, in desk time: in the middle, and at most. */
    readonly medianSeconds: number | null;
    readonly mostSeconds: number | null;
  } | null;
}

export function movesOf(moved: readonly MovedClock[], unmoved: readonly ClockEntry[], smallGroups: SmallGroups): Moves[] {
  const keys = new Set([...moved, ...unmoved].map(({ community, audience }) => JSON.stringify([community, audience])));
  return [...keys].sort().map((key): Moves => {
    const [community, audience] = JSON.parse(key) as [string, ClockEntry['audience']];
    const isOf = (one: Pick<ClockEntry, 'community' | 'audience'>) => one.community === community && one.audience === audience;
    return { community, audience, figures: figuresOf(moved.filter(isOf), unmoved.filter(isOf), smallGroups(community)) };
  });
}

function figuresOf(moved: readonly MovedClock[], unmoved: readonly ClockEntry[], least: number): Moves['figures'] {
  // By the instants: between two of them there may be no desk time at all.
  const moves = ({ dueNow, dueThen }: MovedClock): number =>
    dueNow === null || dueThen === null || dueNow === dueThen ? 0 : dueThen < dueNow ? -1 : 1;
  const earlier = moved.filter((one) => moves(one) < 0);
  const later = moved.filter((one) => moves(one) > 0);
  const otherwise = moved.filter((one) => moves(one) === 0);
  const late = moved.filter(({ isLate }) => isLate);
  if (!areTold([earlier, later, otherwise, late, unmoved], least)) return null;
  const distances = moved.flatMap(({ seconds }) => (seconds === null ? [] : [Math.abs(seconds)]));
  return {
    open: moved.length + unmoved.length,
    earlier: earlier.length,
    later: later.length,
    otherwise: otherwise.length,
    late: late.length,
    medianSeconds: median(distances),
    mostSeconds: distances.length === 0 ? null : Math.max(...distances),
  };
}
