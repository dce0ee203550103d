import { z } from 'zod';
import type { Instant } from '../../shared/instant.js';
import type { ClockRow } from '../ports/store.js';

/** What became of a clock. `met` and `late` make the rate; all others are told apart and left out of it. */
export const OUTCOMES = [
  'met',
  'late',
  'open',
  'met_by_resolution',
  'dismissed',
  'lapsed',
  'tentative',
  'voided',
  'cancelled_duplicate',
  'by_policy_change',
  'no_working_time',
] as const;
export type ClockOutcome = (typeof OUTCOMES)[number];

/** One clock of one ticket, as reports count and list it. */
export interface ClockEntry {
  readonly topicId: number;
  readonly community: string;
  /** Private tickets are counted apart, so that no figure over others tells of them. */
  readonly audience: 'public' | 'private';
  readonly asker: number | null;
  readonly policy: string;
  readonly metric: string;
  readonly number: number;
  readonly priority: string;
  readonly startedAt: Instant;
  readonly due: Instant | null;
  readonly endedAt: Instant | null;
  readonly elapsedSeconds: number | null;
  readonly outcome: ClockOutcome;
  /** It ran out, for whatever reason. */
  readonly isBreached: boolean;
  readonly followUp: 'unconfirmed' | 'confirmed' | null;
}

const text = z.string().nullable().catch(null);
/** As features write it; a row of an older version may lack what came later. */
const rowSchema = z.object({
  metric: z.string(),
  number: z.number(),
  startedAt: z.string(),
  state: z.string(),
  due: text,
  endedAt: text,
  breachedAt: text,
  byPolicyChange: z.boolean().catch(false),
  elapsedSeconds: z.number().nullable().catch(null),
  community: text,
  policyName: z.string().catch('default'),
  priority: z.string().catch('normal'),
  followUp: z.enum(['unconfirmed', 'confirmed']).nullable().catch(null),
});
type Row = z.output<typeof rowSchema>;

/**
 * Null: no clock, or of no community, or the members' reply to what no member may read (decision 041). A clock counts for the community
 * under whose policy it runs.
 */
export function entryOf({ topicId, community, isPrivate, asker, row }: ClockRow): ClockEntry | null {
  const read = rowSchema.safeParse(row).data;
  const own = read?.community ?? community;
  if (read === undefined || own === null || (isPrivate && read.metric === 'cr')) return null;
  const { metric, number, startedAt, due, endedAt, elapsedSeconds, policyName: policy, priority, followUp } = read;
  const audience = isPrivate ? 'private' : 'public';
  const shown = { metric, number, priority, startedAt, due, endedAt, elapsedSeconds, followUp };
  return { topicId, community: own, audience, asker, policy, ...shown, outcome: outcomeOf(read), isBreached: read.breachedAt !== null };
}

/** What is left out keeps its own reason, also where it was late before that; a breach counts whatever ended the clock after it (R-PRIO). */
function outcomeOf({ state, breachedAt, byPolicyChange }: Pick<Row, 'state' | 'breachedAt' | 'byPolicyChange'>): ClockOutcome {
  switch (state) {
    case 'voided':
    case 'dismissed':
    case 'lapsed':
    case 'tentative':
    case 'cancelled_duplicate':
    case 'no_working_time':
      return state;
    default:
      if (breachedAt !== null) return byPolicyChange ? 'by_policy_change' : 'late';
      return state === 'met' || state === 'met_by_resolution' ? state : 'open';
  }
}
