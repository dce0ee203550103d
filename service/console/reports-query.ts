import type { Instant } from '../../shared/instant.js';
import { OUTCOMES, type ClockEntry, type ClockOutcome } from '../reports/clock-entry.js';
import { complianceOf, entriesOf, type Compliance, type LineOf } from '../reports/compliance.js';
import { loadEntries, usualSince, type ReportAsk, type ReportViewer } from '../reports/load-compliance.js';
import type { PreviewAnswer } from '../reports/preview.js';
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

export interface Report {
  readonly ask: ReportAsk;
  readonly compliance: Compliance;
  readonly behind: (Behind & { readonly entries: readonly ClockEntry[]; readonly leftOut: number }) | null;
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
  const entries = await loadEntries({ store, forumId, communities: frame.communities, startOfDate }, ask, reportViewer(viewer));
  if (entries === null) return null;
  const compliance = complianceOf(entries.all, (id) => frame.communities.get(id)?.smallGroupSize ?? 5);
  const behind = behindIn(query);
  if (behind === null) return { ask, compliance, behind };
  const listed = entriesOf(entries.all, behind.line, behind.outcome);
  const readable = listed.filter((entry) => entries.readable.has(entry));
  // How many there are that she may not read is told only where the figure itself is.
  const isTold = compliance.lines.some(({ of, figures }) => figures !== null && isSameLine(of, behind.line));
  return { ask, compliance, behind: { ...behind, entries: readable, leftOut: isTold ? listed.length - readable.length : 0 } };
}

export function reportViewer(viewer: Viewer): ReportViewer {
  return { counts: (community) => mayCount(viewer, community), reads: (ticket) => mayRead(viewer, ticket) };
}

/** The operator runs the desk for all; a lead sees her own communities. */
function mayCount(viewer: Viewer, community: string): boolean {
  return viewer.type === 'operator' || (viewer.type === 'person' && viewer.leads.includes(community));
}

export function reportAddress({ since, until, community }: ReportAsk, behind: Behind | null): string {
  const query = new URLSearchParams({
    since,
    ...(until !== null && { until }),
    ...(community !== null && { community }),
    ...(behind !== null && { line: JSON.stringify(PARTS.map((part) => behind.line[part])) }),
    ...(behind?.outcome && { outcome: behind.outcome }),
  });
  return `/reports?${query.toString()}${behind === null ? '' : '#list'}`;
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
