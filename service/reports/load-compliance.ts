import { addSeconds, type Instant } from '../../shared/instant.js';
import type { ClockRow, Store } from '../ports/store.js';
import { entryOf, type ClockEntry } from './clock-entry.js';
import { waitOf, type Wait } from './waits.js';

/** The days of the community's zone in which a clock started, both included. */
export interface ReportAsk {
  readonly since: string;
  /** Null: up to now. */
  readonly until: string | null;
  /** Null: all that the viewer may see. */
  readonly community: string | null;
}

export interface ReportContext {
  readonly store: Store;
  readonly forumId: string;
  /** In which zone the days of a community are, and how few are too few (rule 5). */
  readonly communities: ReadonlyMap<string, { readonly zone: string; readonly smallGroupSize: number }>;
  /** 00:00 of a local date; null: it is no date. */
  readonly startOfDate: (date: string, zone: string) => Instant | null;
}

export interface ReportViewer {
  /** Whether figures of a community are for her. */
  counts(community: string): boolean;
  /** Whether she may read a ticket. */
  reads(ticket: Omit<ClockRow, 'row'>): boolean;
}

export interface InPeriod<Entry> {
  /** What figures are made of. */
  readonly all: readonly Entry[];
  /** Of these, what the viewer may see one by one. */
  readonly readable: ReadonlySet<Entry>;
}

const DAY = 86_400;
/** 13 weeks: a quarter, whatever the day. */
const USUAL_DAYS = 91;

/** Since when reports look if nobody says. */
export function usualSince(now: Instant): string {
  return addSeconds(now, -USUAL_DAYS * DAY).slice(0, 10);
}

/**
 * Every clock that started in the period. A start never moves, whatever is paused, changed or edited later: a clock is in one period
 * only, and all clocks of a question can be compared. Null: one of the dates is none.
 */
export function loadEntries(context: ReportContext, ask: ReportAsk, viewer: ReportViewer): Promise<InPeriod<ClockEntry> | null> {
  const { store, forumId } = context;
  return load(context, { ask, viewer }, { rows: (started) => store.clockRows(forumId, started), entryOf });
}

/** Every wait for an outside party that began in the period. */
export function loadWaits(context: ReportContext, ask: ReportAsk, viewer: ReportViewer): Promise<InPeriod<Wait> | null> {
  const { store, forumId } = context;
  return load(context, { ask, viewer }, { rows: (started) => store.vendorRows(forumId, started), entryOf: waitOf });
}

interface Source<Entry> {
  readonly rows: (started: { readonly from: Instant; readonly to: Instant }) => Promise<readonly ClockRow[]>;
  readonly entryOf: (row: ClockRow) => Entry | null;
}

async function load<Entry extends { readonly community: string; readonly startedAt: Instant }>(
  { communities, startOfDate }: ReportContext,
  { ask, viewer }: { readonly ask: ReportAsk; readonly viewer: ReportViewer },
  source: Source<Entry>,
): Promise<InPeriod<Entry> | null> {
  const [first, last] = [startOfDate(ask.since, 'UTC'), startOfDate(ask.until ?? LAST_DATE, 'UTC')];
  if (first === null || last === null) return null;
  // Zones differ from UTC by less than a day on either side.
  const rows = await source.rows({ from: addSeconds(first, -DAY), to: addSeconds(last, 2 * DAY) });
  const periods = new Map([...communities].map(([id, { zone }]) => [id, periodIn(zone, ask, startOfDate)]));
  const readable = new Set<Entry>();
  const all = rows.flatMap((row) => {
    const entry = source.entryOf(row);
    const period = entry && periods.get(entry.community);
    if (!entry || !period || entry.startedAt < period.from || entry.startedAt >= period.to) return [];
    if ((ask.community !== null && ask.community !== entry.community) || !viewer.counts(entry.community)) return [];
    if (viewer.reads(row)) readable.add(entry);
    return [entry];
  });
  return { all, readable };
}

function periodIn(zone: string, { since, until }: ReportAsk, startOfDate: ReportContext['startOfDate']) {
  const [from, to] = [startOfDate(since, zone), startOfDate(dateAfter(until ?? LAST_DATE), zone)];
  return from === null || to === null ? null : { from, to };
}

/** Nothing starts in the future. */
const LAST_DATE = '9998-12-31';

function dateAfter(date: string): string {
  return addSeconds(`${date}T00:00:00.000Z`, DAY).slice(0, 10);
}
