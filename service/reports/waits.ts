import { z } from 'zod';
import type { ClockRow } from '../ports/store.js';
import type { ClockEntry } from './clock-entry.js';
import { areTold, type SmallGroups } from './compliance.js';

/** One wait for an outside party, beside the desk's own clocks (CL-14). */
export interface Wait extends Pick<ClockEntry, 'topicId' | 'community' | 'audience' | 'asker' | 'startedAt' | 'endedAt'> {
  /** Null: no name is kept. */
  readonly vendor: string | null;
  /** Desk time; null while it lasts. */
  readonly seconds: number | null;
}

/** Who was waited for; `vendor` left out: anybody. */
export interface WaitsOf extends Pick<Wait, 'community' | 'audience'> {
  readonly vendor?: string | null;
}

export interface WaitLine {
  readonly of: WaitsOf;
  /** Null: fewer tickets or askers than may be told (capabilities 0.1, rule 5). */
  readonly figures: {
    readonly count: number;
    readonly lasting: number;
    /** Of those that are over. */
    readonly seconds: number;
  } | null;
}

const text = z.string().nullable().catch(null);
const rowSchema = z.object({ vendor: text, from: z.string(), to: text, seconds: z.number().nullable().catch(null) });

export function waitOf({ topicId, community, isPrivate, asker, row }: ClockRow): Wait | null {
  const read = rowSchema.safeParse(row).data;
  if (read === undefined || community === null) return null;
  const { vendor, from: startedAt, to: endedAt, seconds } = read;
  const said = isPrivate ? ({ audience: 'private', vendor: null } as const) : ({ audience: 'public', vendor } as const);
  return { topicId, community, asker, startedAt, endedAt, seconds, ...said };
}

/** Per community all together, then by vendor; private ones hold no names. Every figure is over the list that `waitsBehind` gives. */
export function waitLines(waits: readonly Wait[], smallGroups: SmallGroups): WaitLine[] {
  const lines = new Map<string, WaitsOf>();
  for (const { community, audience, vendor } of waits) {
    const all: WaitsOf = { community, audience };
    for (const of of audience === 'private' ? [all] : [all, { ...all, vendor }]) lines.set(waitsKey(of), of);
  }
  return [...lines]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([, of]) => {
      const own = waitsBehind(waits, of);
      const lasting = own.filter(({ endedAt }) => endedAt === null);
      const over = own.filter(({ endedAt }) => endedAt !== null);
      const figures = { count: own.length, lasting: lasting.length, seconds: over.reduce((sum, { seconds }) => sum + (seconds ?? 0), 0) };
      return { of, figures: areTold([lasting, over], smallGroups(of.community)) ? figures : null };
    });
}

export function waitsBehind(waits: readonly Wait[], { community, audience, vendor }: WaitsOf): Wait[] {
  return waits.filter(
    (wait) => wait.community === community && wait.audience === audience && (vendor === undefined || wait.vendor === vendor),
  );
}

/** In an address: without the vendor where it is all of them. */
export function waitsKey({ community, audience, vendor }: WaitsOf): string {
  return JSON.stringify([community, audience, ...(vendor === undefined ? [] : [vendor])]);
}
