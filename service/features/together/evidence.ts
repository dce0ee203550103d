import type { Instant } from '../../../shared/instant.js';
import type { TicketView } from '../../engine/feature.js';
import type { Calendar } from '../clocks/arithmetic/calendar.js';
import type { ClockBook } from '../clocks/arithmetic/cycles/book.js';
import { compareEvents, type ClockEvent } from '../clocks/arithmetic/cycles/clock-event.js';
import { ledgerOf, type LedgerLine } from '../clocks/arithmetic/cycles/ledger.js';
import type { Cycle } from '../clocks/arithmetic/cycles/cycle.js';
import { runClocks } from '../clocks/arithmetic/cycles/run-clocks.js';
import { bookOf } from '../clocks/arithmetic/policy.js';
import { eventsOf } from '../clocks/replay.js';
import type { ClocksView } from '../clocks/view.js';
import { bookOfExperts, expertEvents } from '../escalation/expert-clocks.js';
import type { EscalationView } from '../escalation/view.js';

/** R-EXPORT: log and ledger of the clocks of a ticket, with all that they were counted by. It holds numbers, times and rules; no text of a person. */
export interface ClockEvidence {
  readonly form: typeof EVIDENCE_FORM;
  readonly reference: string;
  readonly asOf: Instant;
  readonly sets: readonly EvidenceSet[];
}

export interface EvidenceSet extends ClockBook {
  readonly of: 'question' | 'experts';
  readonly events: readonly ClockEvent[];
  readonly clocks: readonly ClockResult[];
}

/** What came of one run of a clock. */
export interface ClockResult extends Pick<
  Cycle,
  'metric' | 'number' | 'startedAt' | 'targetMinutes' | 'due' | 'state' | 'endedAt' | 'breachedAt' | 'byPolicyChange'
> {
  readonly ledger: readonly LedgerLine[];
}

export const EVIDENCE_FORM = 'hybrid-desk clock evidence 1';
export function evidenceOf(
  { topic, views }: TicketView,
  { asOf, of }: { readonly asOf: Instant; readonly of: ReadonlyArray<EvidenceSet['of']> },
): ClockEvidence {
  const clocks = views['clocks'] as ClocksView | undefined;
  const escalation = views['escalation'] as EscalationView | undefined;
  const sets = [
    ...(clocks ? [setOf('question', { events: eventsOf(clocks), book: bookOf(clocks.policies), asOf })] : []),
    ...(escalation && escalation.clocks.log.length > 0
      ? [
          setOf('experts', {
            events: expertEvents(escalation.clocks, escalation.escalations),
            book: bookOfExperts(escalation.clocks),
            asOf,
          }),
        ]
      : []),
  ];
  return { form: EVIDENCE_FORM, reference: `HD-${topic.id}`, asOf, sets: sets.filter((set) => of.includes(set.of)) };
}

interface Counting {
  readonly events: readonly ClockEvent[];
  readonly book: ClockBook;
  readonly asOf: Instant;
}

function setOf(of: EvidenceSet['of'], counting: Counting): EvidenceSet {
  const events = [...counting.events].sort(compareEvents).map(withoutWords);
  const calendars = Object.fromEntries(Object.entries(counting.book.calendars).map(([key, calendar]) => [key, withoutSources(calendar)]));
  return { of, events, policies: counting.book.policies, calendars, clocks: recounted({ ...counting, events }) };
}

/** An address of a feed can hold a secret, and nothing is counted by it: its days are there. */
function withoutSources({ tz, hours, dateHours, holidays }: Calendar): Calendar {
  return { tz, hours, dateHours, holidays: holidays.map(({ date, name }) => ({ date, name })) };
}

/** Whoever leaves a clock out says why in her own words: they stay in the ticket. */
function withoutWords(event: ClockEvent): ClockEvent {
  return event.type === 'voided' ? { ...event, reason: '' } : event;
}

/** The same again from log, policies and calendars alone: what anybody can do who has the export. */
export function recounted({ events, book, asOf }: Counting): ClockResult[] {
  return runClocks(events, asOf, book).cycles.map((cycle) => ({
    metric: cycle.metric,
    number: cycle.number,
    startedAt: cycle.startedAt,
    targetMinutes: cycle.targetMinutes,
    due: cycle.due,
    state: cycle.state,
    endedAt: cycle.endedAt,
    breachedAt: cycle.breachedAt,
    byPolicyChange: cycle.byPolicyChange,
    ledger: ledgerOf(cycle, asOf, book).lines,
  }));
}
