import { z } from 'zod';
import { addSeconds, type Instant } from '../../shared/instant.js';
import type { Frame, QueryContext } from './frame.js';
import type { Viewer } from './may-read.js';
import { mayReadTicket } from './queries.js';

/** A rule and where it sent a question to the wrong people, within the time that is looked at. */
export interface CorrectedRule {
  readonly community: string;
  readonly rule: string;
  readonly corrections: ReadonlyArray<{ readonly topicId: number; readonly at: Instant }>;
}

export interface RuleReview {
  /** Corrected so often that somebody should look at the rule (TR-10). */
  readonly review: readonly CorrectedRule[];
  readonly others: readonly CorrectedRule[];
}

export const REVIEW_DAYS = 30;
export const REVIEW_CORRECTIONS = 3;
const MOST_ROWS = 5_000;

/** Booked where it was said: the question may have moved on since. */
const correctionSchema = z.object({ rule: z.string(), community: z.string(), at: z.string() });

/** Counts only what the viewer may read: a rule's name would tell what a private question is about. */
export async function loadRuleReview(
  context: QueryContext,
  viewed: { readonly frame: Frame; readonly viewer: Viewer },
): Promise<RuleReview> {
  const { store, forumId, now } = context;
  const since = addSeconds(now, -REVIEW_DAYS * 86_400);
  const found = new Map<string, CorrectedRule>();
  const readable = new Map<number, boolean>();
  for (const { topicId, row } of await store.rowsOfAll(forumId, 'correction', MOST_ROWS)) {
    const correction = correctionSchema.safeParse(row).data;
    if (correction === undefined || correction.at < since || !leads(viewed.viewer, correction.community)) continue;
    const mayRead = readable.get(topicId) ?? (await mayReadTicket(context, topicId, viewed));
    readable.set(topicId, mayRead);
    if (!mayRead) continue;
    const { community } = correction;
    const key = JSON.stringify([community, correction.rule]);
    const { corrections } = found.get(key) ?? { corrections: [] };
    found.set(key, { community, rule: correction.rule, corrections: [...corrections, { topicId, at: correction.at }] });
  }
  const rules = [...found.values()].sort((one, other) => other.corrections.length - one.corrections.length);
  const isDue = ({ corrections }: CorrectedRule): boolean => corrections.length >= REVIEW_CORRECTIONS;
  return { review: rules.filter(isDue), others: rules.filter((rule) => !isDue(rule)) };
}

function leads(viewer: Viewer, community: string): boolean {
  return viewer.type === 'operator' || (viewer.type === 'person' && viewer.leads.includes(community));
}
