import { setImmediate } from 'node:timers/promises';
import type { Instant } from '../../shared/instant.js';
import type { ClockRow, Store, StoredClocks } from '../ports/store.js';
import { entryOf, type ClockEntry, type ClockOutcome } from './clock-entry.js';
import { complianceOf, type ComplianceLine } from './compliance.js';
import type { ReportContext, ReportViewer } from './load-compliance.js';
import { movesOf, type MovedClock, type Moves } from './moves.js';
import { chosen, type Sample } from './sample.js';

/** Rows of the projection `clock` of one ticket. */
export interface Recounted {
  readonly now: readonly unknown[];
  /** If the settings were applied now and open clocks recomputed. */
  readonly applied: readonly unknown[];
  /** If the settings had always been these. */
  readonly always: readonly unknown[];
}

/** Null: the view was stored by an older version of the service. */
export type Recount = (view: unknown) => Recounted | null;

export interface PreviewAsk {
  /** Communities whose settings would change. */
  readonly communities: readonly string[];
  /** The first day of the time that is looked back on. */
  readonly since: string;
}

export interface PreviewParts extends ReportContext {
  readonly recount: Recount;
  /** Desk time between two instants by the new settings of a community; null: not known. */
  readonly deskSeconds: (community: string, from: Instant, to: Instant) => number | null;
  readonly onProgress?: (done: number, of: number) => void;
  readonly mostTickets?: number;
}

/** `notes`: what the preview does not look at. */
export type PreviewAnswer =
  { readonly ok: true; readonly preview: Preview; readonly notes: readonly string[] } | { readonly ok: false; readonly text: string };

export interface LookBack {
  readonly before: readonly ComplianceLine[];
  readonly after: readonly ComplianceLine[];
  /** What would have come out otherwise; null: it would not have been measured, or was not. */
  readonly changes: ReadonlyArray<{
    readonly entry: ClockEntry;
    readonly before: ClockOutcome | null;
    readonly after: ClockOutcome | null;
  }>;
}

export interface Preview {
  readonly ask: PreviewAsk;
  readonly sample: Sample;
  /** Tickets that could not be counted from what is stored of them. */
  readonly notCounted: number;
  readonly moves: readonly Moves[];
  /** Of tickets that the viewer may read. */
  readonly moved: readonly MovedClock[];
  readonly lookBack: LookBack;
}

/** OP-15, CL-10: above this the ended tickets are a sample. */
const MOST_TICKETS = 20_000;
const BATCH = 200;

/** CL-10: nothing is written; the service goes on with its other work after each batch. Null: `since` is no date. */
export async function preview(parts: PreviewParts, ask: PreviewAsk, viewer: ReportViewer): Promise<Preview | null> {
  const { store, forumId, communities, startOfDate, onProgress, mostTickets = MOST_TICKETS } = parts;
  const starts = new Map(ask.communities.map((id) => [id, startOfDate(ask.since, communities.get(id)?.zone ?? 'UTC')]));
  const earliestStart = [...starts.values()].sort()[0] ?? null;
  if (earliestStart === null || [...starts.values()].includes(null)) return null;
  const seen = ask.communities.filter((id) => viewer.counts(id));
  const sample = chosen(await store.clockTopics(forumId, { communities: seen, since: earliestStart }), mostTickets);
  const found = new Findings(parts, { starts, communities: new Set(seen), viewer });
  for (let done = 0; done < sample.topics.length; done += BATCH) {
    for (const ticket of await batchOf(store, forumId, sample.topics.slice(done, done + BATCH))) found.add(ticket);
    onProgress?.(Math.min(done + BATCH, sample.topics.length), sample.topics.length);
    await setImmediate();
  }
  return { ask, sample, ...found.result() };
}

function batchOf(store: Store, forumId: string, topics: readonly number[]): Promise<readonly StoredClocks[]> {
  return store.storedClocks(forumId, topics);
}

interface Looking {
  readonly starts: ReadonlyMap<string, Instant | null>;
  readonly communities: ReadonlySet<string>;
  readonly viewer: ReportViewer;
}

class Findings {
  private notCounted = 0;
  private readonly moved: MovedClock[] = [];
  private readonly unmoved: ClockEntry[] = [];
  private readonly before: ClockEntry[] = [];
  private readonly after: ClockEntry[] = [];
  private readonly changes: Array<LookBack['changes'][number]> = [];
  private readonly readable = new Set<number>();

  constructor(
    private readonly parts: PreviewParts,
    private readonly looking: Looking,
  ) {}

  add({ view, ...ticket }: StoredClocks): void {
    const recounted = this.parts.recount(view);
    if (recounted === null) {
      this.notCounted += 1;
      return;
    }
    if (this.looking.viewer.reads(ticket)) this.readable.add(ticket.topicId);
    const now = this.entriesOf(ticket, recounted.now);
    this.addOpen(now, this.entriesOf(ticket, recounted.applied));
    this.addEnded(now, this.entriesOf(ticket, recounted.always));
  }

  result(): Pick<Preview, 'notCounted' | 'moves' | 'moved' | 'lookBack'> {
    const { communities } = this.parts;
    const least = (id: string): number => communities.get(id)?.smallGroupSize ?? 5;
    const whole = (entries: readonly ClockEntry[]) => complianceOf(entries.map(anyPolicy), least).lines;
    const mayList = ({ topicId }: { readonly topicId: number }): boolean => this.readable.has(topicId);
    return {
      notCounted: this.notCounted,
      moves: movesOf(this.moved, this.unmoved, least),
      moved: this.moved.filter(mayList),
      lookBack: { before: whole(this.before), after: whole(this.after), changes: this.changes.filter(({ entry }) => mayList(entry)) },
    };
  }

  private entriesOf(ticket: Omit<ClockRow, 'row'>, rows: readonly unknown[]): Map<string, ClockEntry> {
    const entries = rows.flatMap((row) => entryOf({ ...ticket, row }) ?? []);
    return new Map(entries.filter(({ community }) => this.looking.communities.has(community)).map((entry) => [keyOf(entry), entry]));
  }

  private addOpen(now: ReadonlyMap<string, ClockEntry>, applied: ReadonlyMap<string, ClockEntry>): void {
    for (const [key, then] of applied) {
      const today = now.get(key);
      // The community's first reply is never due (CL-04).
      const isOpen = today?.endedAt === null || then.endedAt === null;
      if (!isOpen || then.metric === 'cr') continue;
      const isLate = then.isBreached && !(today?.endedAt === null && today.isBreached);
      if (today !== undefined && dueOf(today) === dueOf(then) && !isLate) this.unmoved.push(today);
      else this.moved.push(this.movedClock(today ?? null, then, isLate));
    }
  }

  private movedClock(today: ClockEntry | null, then: ClockEntry, isLate: boolean): MovedClock {
    const { topicId, community, audience, asker, metric, number } = then;
    const [from, to] = [today === null ? null : dueOf(today), dueOf(then)];
    const isLater = from !== null && to !== null && to > from;
    const between = from === null || to === null ? null : this.parts.deskSeconds(community, isLater ? from : to, isLater ? to : from);
    const seconds = between === null ? null : isLater ? between : -between;
    return { topicId, community, audience, asker, metric, number, dueNow: from, dueThen: to, seconds, isLate };
  }

  private addEnded(now: ReadonlyMap<string, ClockEntry>, always: ReadonlyMap<string, ClockEntry>): void {
    const isInTime = ({ startedAt, community }: ClockEntry): boolean => startedAt >= (this.looking.starts.get(community) ?? '');
    for (const key of new Set([...now.keys(), ...always.keys()])) {
      const [before, after] = [now.get(key), always.get(key)];
      const entry = after ?? before;
      if (entry === undefined || !isInTime(entry)) continue;
      if (before) this.before.push(before);
      if (after) this.after.push(after);
      if (before?.outcome !== after?.outcome) this.changes.push({ entry, before: before?.outcome ?? null, after: after?.outcome ?? null });
    }
  }
}

/** Nothing is due of what ended because it is not measured any more. */
function dueOf({ endedAt, due }: ClockEntry): Instant | null {
  return endedAt === null ? due : null;
}

/** Policies have other names before and after: compared is what can be compared. */
function anyPolicy(entry: ClockEntry): ClockEntry {
  return { ...entry, policy: 'any', priority: 'any' };
}

function keyOf({ metric, number }: ClockEntry): string {
  return `${metric}:${number}`;
}
