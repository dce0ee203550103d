import { OUTCOMES, type ClockEntry, type ClockOutcome } from './clock-entry.js';

/** What a line counts: one policy, metric and priority of one community. */
export type LineOf = Pick<ClockEntry, 'community' | 'audience' | 'policy' | 'metric' | 'priority'>;

export interface Figures {
  readonly counts: Readonly<Record<ClockOutcome, number>>;
  /** Met of those that were met or late; null: none was. */
  readonly rate: number | null;
  /** How many were answered, and the median of the desk time that it took. */
  readonly answered: number;
  readonly medianSeconds: number | null;
}

export interface ComplianceLine {
  readonly of: LineOf;
  /** Null: fewer tickets or askers than may be told (capabilities 0.1, rule 5). */
  readonly figures: Figures | null;
}

/** R-COMM: the first official and the first community reply to the same questions, of those that members can answer. */
export interface FirstReplies {
  readonly community: string;
  readonly official: Replies;
  readonly members: Replies;
}

export type Replies = Pick<Figures, 'answered' | 'medianSeconds'>;

/** CL-21: what became of posts after the solution. */
export interface FollowUps {
  readonly community: string;
  readonly audience: ClockEntry['audience'];
  readonly counts: Readonly<Record<FollowUpOutcome, number>> | null;
}

export const FOLLOW_UPS = ['confirmed', 'dismissed', 'lapsed', 'waiting', 'other'] as const;
type FollowUpOutcome = (typeof FOLLOW_UPS)[number];

export interface Compliance {
  readonly firstReplies: readonly FirstReplies[];
  readonly lines: readonly ComplianceLine[];
  readonly followUps: readonly FollowUps[];
}

/** Of fewer tickets than this, private figures of a community are not told. */
export type SmallGroups = (community: string) => number;

/** Every figure is the length of a list that `entriesOf` gives for the same line. */
export function complianceOf(entries: readonly ClockEntry[], smallGroups: SmallGroups): Compliance {
  const lines = [...groupBy(entries, lineKey).values()].map((own): ComplianceLine => {
    const of = lineOf(own);
    return { of, figures: isTooSmall(own, smallGroups) ? null : figuresOf(own) };
  });
  const inPublic = entries.filter(({ audience }) => audience === 'public');
  const audiences = [...groupBy(entries, ({ community, audience }) => JSON.stringify([community, audience])).values()];
  return {
    firstReplies: [...groupBy(inPublic, ({ community }) => community)].map(firstReplies),
    lines: lines.sort((one, other) => compare(lineKey(one.of), lineKey(other.of))),
    followUps: audiences.map((own) => followUps(own, smallGroups)).filter(({ counts }) => counts === null || sum(counts) > 0),
  };
}

/** The list behind a number: of a line, or of one outcome in it. */
export function entriesOf(entries: readonly ClockEntry[], line: LineOf, outcome: ClockOutcome | null): ClockEntry[] {
  return entries.filter((entry) => lineKey(entry) === lineKey(line) && (outcome === null || entry.outcome === outcome));
}

export function figuresOf(entries: readonly ClockEntry[]): Figures {
  const counts = Object.fromEntries(
    OUTCOMES.map((outcome) => [outcome, entries.filter((entry) => entry.outcome === outcome).length]),
  ) as Record<ClockOutcome, number>;
  const judged = counts.met + counts.late;
  const times = entries.flatMap(({ outcome, endedAt, elapsedSeconds }) =>
    (outcome === 'met' || outcome === 'late') && endedAt !== null && elapsedSeconds !== null ? [elapsedSeconds] : [],
  );
  return { counts, rate: judged === 0 ? null : counts.met / judged, answered: times.length, medianSeconds: median(times) };
}

/**
 * Rule 5. A private line is told only if each of its figures rests on enough tickets and askers: with one of them left out the rest
 * would give it away.
 */
function isTooSmall(entries: readonly ClockEntry[], smallGroups: SmallGroups): boolean {
  const [first] = entries;
  if (first === undefined || first.audience === 'public') return false;
  return !areTold([...groupBy(entries, ({ outcome }) => outcome).values()], smallGroups(first.community));
}

interface Told {
  readonly topicId: number;
  readonly asker: number | null;
  readonly audience: ClockEntry['audience'];
}

/** Whether each figure rests on enough tickets and people, where it is over private ones; a figure of nothing tells nothing. */
export function areTold(figures: ReadonlyArray<readonly Told[]>, least: number): boolean {
  return figures.every(
    (own) =>
      own.length === 0 ||
      own.every(({ audience }) => audience === 'public') ||
      (distinct(own.map(({ topicId }) => topicId)) >= least && distinct(own.map(({ asker }) => asker)) >= least),
  );
}

function firstReplies([community, own]: readonly [string, readonly ClockEntry[]]): FirstReplies {
  const of = (metric: string): Replies => {
    const { answered, medianSeconds } = figuresOf(own.filter((entry) => entry.metric === metric));
    return { answered, medianSeconds };
  };
  return { community, official: of('fr'), members: of('cr') };
}

function followUps(entries: readonly ClockEntry[], smallGroups: SmallGroups): FollowUps {
  const [first] = entries;
  const { community, audience } = first ?? { community: '', audience: 'public' as const };
  const own = entries.filter(({ followUp }) => followUp !== null);
  const counts = Object.fromEntries(
    FOLLOW_UPS.map((outcome) => [outcome, own.filter((entry) => followUpOutcome(entry) === outcome).length]),
  ) as Record<FollowUpOutcome, number>;
  const isHidden =
    isTooSmall(own, smallGroups) || [...groupBy(own, followUpOutcome).values()].some((some) => isTooSmall(some, smallGroups));
  return { community, audience, counts: isHidden ? null : counts };
}

function followUpOutcome({ followUp, outcome }: ClockEntry): FollowUpOutcome {
  if (followUp === 'confirmed') return 'confirmed';
  if (outcome === 'dismissed' || outcome === 'lapsed') return outcome;
  return outcome === 'tentative' ? 'waiting' : 'other';
}

function lineOf([first]: readonly ClockEntry[]): LineOf {
  const { community = '', audience = 'public', policy = '', metric = '', priority = '' } = first ?? {};
  return { community, audience, policy, metric, priority };
}

function lineKey({ community, audience, policy, metric, priority }: LineOf): string {
  return JSON.stringify([community, audience, policy, metric, priority]);
}

function groupBy(entries: readonly ClockEntry[], key: (entry: ClockEntry) => string): Map<string, ClockEntry[]> {
  const groups = new Map<string, ClockEntry[]>();
  for (const entry of entries) {
    const group = groups.get(key(entry));
    if (group) group.push(entry);
    else groups.set(key(entry), [entry]);
  }
  return groups;
}

export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low === undefined || high === undefined ? null : (low + high) / 2;
}

function distinct(values: readonly unknown[]): number {
  return new Set(values).size;
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
