import type { Instant } from '../../shared/instant.js';
import { OUTCOMES, type ClockEntry, type ClockOutcome } from '../reports/clock-entry.js';
import { complianceOf, entriesOf, type Compliance, type LineOf } from '../reports/compliance.js';
import { loadEntries, loadWaits, usualSince, type InPeriod, type ReportAsk, type ReportViewer } from '../reports/load-compliance.js';
import type { PreviewAnswer } from '../reports/preview.js';
import { waitLines, waitsBehind, waitsKey, type Wait, type WaitLine, type WaitsOf } from '../reports/waits.js';
import type { Frame, QueryContext } from './frame.js';
import { mayRead, type Viewer } from './may-read.js';

/** 00:00 of a local date in a zone; null: it is no date. */
export type StartOfDate = (date: string, zone: string) => Instant | null;

/** What settings would do to clocks (CL-10). */
export type TrySettings = (text: string, asked: { readonly since: string; readonly viewer: ReportViewer }) => Promise<PreviewAnswer>;

/** A number whose list is asked for. */
export interface Behind {
  readonly line: LineOf;
  /** Null: all of the line. */
  readonly outcome: ClockOutcome | null;
}

/** `leftOut`: so many are in the number that the viewer may not see one by one. */
interface Listed<Entry> {
  readonly entries: readonly Entry[];
  readonly leftOut: number;
}

export interface Report {
  readonly ask: ReportAsk;
  readonly compliance: Compliance;
  readonly behind: (Behind & Listed<ClockEntry>) | null;
  readonly waits: readonly WaitLine[];
  readonly waitsBehind: (Listed<Wait> & { readonly of: WaitsOf }) | null;
}

type Query = Readonly<Record<string, unknown>>;

/** Null: a date in the address is none. The list is cut from the same entries as the figures. */
export async function loadReport(
  context: QueryContext,
  query: Query,
  { frame, viewer, startOfDate }: { readonly frame: Frame; readonly viewer: Viewer; readonly startOfDate: StartOfDate },
): Promise<Report | null> {
  const { store, forumId, now } = context;
  const community = [...frame.communities.keys()].find((id) => id === query['community']) ?? null;
  const ask = { since: textIn(query, 'since') ?? usualSince(now), until: textIn(query, 'until'), community };
  const reports = { store, forumId, communities: frame.communities, startOfDate };
  const entries = await loadEntries(reports, ask, reportViewer(viewer));
  const waits = await loadWaits(reports, ask, reportViewer(viewer));
  if (entries === null || waits === null) return null;
  const smallGroups = (id: string): number => frame.communities.get(id)?.smallGroupSize ?? 5;
  const compliance = complianceOf(entries.all, smallGroups);
  const lines = waitLines(waits.all, smallGroups);
  return { ask, compliance, behind: clocksBehind(query, entries, compliance), waits: lines, waitsBehind: waitsListed(query, waits, lines) };
}

function clocksBehind(query: Query, entries: InPeriod<ClockEntry>, { lines }: Compliance): Report['behind'] {
  const behind = behindIn(query);
  if (behind === null) return null;
  const listed = entriesOf(entries.all, behind.line, behind.outcome);
  const isTold = lines.some(({ of, figures }) => figures !== null && isSameLine(of, behind.line));
  return { ...behind, ...listedFor(listed, entries, isTold) };
}

function waitsListed(query: Query, waits: InPeriod<Wait>, lines: readonly WaitLine[]): Report['waitsBehind'] {
  const line = lines.find(({ of }) => waitsKey(of) === textIn(query, 'waits'));
  if (line === undefined) return null;
  return { of: line.of, ...listedFor(waitsBehind(waits.all, line.of), waits, line.figures !== null) };
}

/** How many there are that she may not read is told only where the figure itself is. */
function listedFor<Entry>(all: readonly Entry[], { readable }: InPeriod<Entry>, isTold: boolean): Listed<Entry> {
  const entries = all.filter((entry) => readable.has(entry));
  return { entries, leftOut: isTold ? all.length - entries.length : 0 };
}

export function reportViewer(viewer: Viewer): ReportViewer {
  return { counts: (community) => mayCount(viewer, community), reads: (ticket) => mayRead(viewer, ticket) };
}

/** The operator runs the desk for all; a lead sees her own communities. */
function mayCount(viewer: Viewer, community: string): boolean {
  return viewer.type === 'operator' || (viewer.type === 'person' && viewer.leads.includes(community));
}

export function reportAddress(ask: ReportAsk, behind: Behind | null): string {
  return addressOf(ask, {
    ...(behind !== null && { line: JSON.stringify(PARTS.map((part) => behind.line[part])) }),
    ...(behind?.outcome && { outcome: behind.outcome }),
  });
}

export function waitsAddress(ask: ReportAsk, of: WaitsOf): string {
  return addressOf(ask, { waits: waitsKey(of) });
}

function addressOf({ since, until, community }: ReportAsk, behind: Readonly<Record<string, string>>): string {
  const period = { since, ...(until !== null && { until }), ...(community !== null && { community }) };
  const query = new URLSearchParams({ ...period, ...behind });
  return `/reports?${query.toString()}${Object.keys(behind).length === 0 ? '' : '#list'}`;
}

const PARTS = ['community', 'audience', 'policy', 'metric', 'priority'] as const;

function behindIn(query: Query): Behind | null {
  const parts = partsIn(textIn(query, 'line') ?? '');
  if (parts === null) return null;
  const [community = '', audience = '', policy = '', metric = '', priority = ''] = parts;
  if (audience !== 'public' && audience !== 'private') return null;
  return {
    line: { community, audience, policy, metric, priority },
    outcome: OUTCOMES.find((outcome) => outcome === query['outcome']) ?? null,
  };
}

function partsIn(text: string): string[] | null {
  try {
    const parts: unknown = JSON.parse(text);
    return Array.isArray(parts) && parts.length === PARTS.length && parts.every((part) => typeof part === 'string') ? parts : null;
  } catch {
    return null;
  }
}

function isSameLine(one: LineOf, other: LineOf): boolean {
  return PARTS.every((part) => one[part] === other[part]);
}

function textIn(query: Query, name: string): string | null {
  const given = query[name];
  return typeof given === 'string' && given.trim() !== '' ? given.trim() : null;
}
