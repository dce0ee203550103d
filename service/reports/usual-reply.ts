import { z } from 'zod';
import { factOf } from '../../shared/facts.js';
import { addSeconds } from '../../shared/instant.js';
import type { Clock } from '../ports/clock.js';
import type { ClockRow, Store } from '../ports/store.js';

const DAYS = 90;
const FEWEST_QUESTIONS = 10;
const DAY_SECONDS = 86_400;

export interface UsualReplyParts {
  readonly store: Store;
  readonly forumId: string;
  readonly clock: Pick<Clock, 'now'>;
}

/**
 * Counts how long a first reply usually takes where the members answer (CL-04), and notes it as a dated fact of each community. Askers are told
 * what was known when they asked, so a derivation is repeatable and no post is edited because a figure moved.
 */
export async function countUsualReplies({ store, forumId, clock }: UsualReplyParts): Promise<void> {
  const now = clock.now();
  const rows = await store.clockRows(forumId, { from: addSeconds(now, -DAYS * DAY_SECONDS), to: now });
  const communities = new Set((await store.settings(forumId)).map(({ community }) => community));
  const facts = [...communities].map((community) => {
    const body = { type: 'UsualReplyCounted', community, days: DAYS, ...usualReplyOf(rows, community) } as const;
    return factOf(body, { at: now, learntAt: now, source: 'reports' });
  });
  await store.learn(forumId, { facts, texts: [], labels: [], needs: [], confirmations: [], cause: { type: 'none' } });
}

const rowSchema = z.object({
  metric: z.literal('cr'),
  lane: z.literal('community'),
  community: z.string(),
  state: z.string(),
  endedAt: z.string().nullable(),
  elapsedSeconds: z.number().nullable(),
});

export interface UsualReplyFigure {
  readonly questions: number;
  readonly medianSeconds: number | null;
  readonly mostSeconds: number | null;
}

/**
 * The cohort: public questions of the members' lane. One that still has no reply took longer than any that has one, so that a community in which half
 * stay without an answer promises nothing; what ended without a reply (deleted, moved, solved by the asker) says nothing about replies.
 */
export function usualReplyOf(rows: readonly ClockRow[], community: string): UsualReplyFigure {
  const waits = rows.flatMap(({ isPrivate, row }) => {
    const read = rowSchema.safeParse(row).data;
    if (isPrivate || read?.community !== community) return [];
    if (read.endedAt === null) return [Infinity];
    return (read.state === 'met' || read.state === 'late') && read.elapsedSeconds !== null ? [read.elapsedSeconds] : [];
  });
  const sorted = waits.sort((a, b) => a - b);
  const at = (share: number): number | null => {
    const found = sorted[Math.ceil(sorted.length * share) - 1];
    return found === undefined || found === Infinity ? null : found;
  };
  if (sorted.length < FEWEST_QUESTIONS) return { questions: sorted.length, medianSeconds: null, mostSeconds: null };
  return { questions: sorted.length, medianSeconds: at(0.5), mostSeconds: at(0.8) };
}
