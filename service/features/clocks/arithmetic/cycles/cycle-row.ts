import type { Instant } from '../../../../../shared/instant.js';
import type { Priority } from './book.js';
import type { ClockEvent } from './clock-event.js';
import { isStep, type Cycle } from './cycle.js';

/** A cycle as lists, pages and reports read it. */
export function cycleRow({ inner, warnings, ...shown }: Cycle, of: { readonly community: string | null; readonly priority: Priority }) {
  // `cr` is a statistic with a target: it never pages anybody (CL-17).
  return { ...shown, ...of, pages: shown.metric !== 'cr', warned: warnings.filter((one) => !isStep(one)).length, followUp: inner.followUp };
}

/** The priority that was told last, up to an instant; null: up to now. */
export function priorityAt(log: readonly ClockEvent[], until: Instant | null, first: Priority): Priority {
  return log.reduce(
    (priority, event) =>
      (event.type === 'priority' || event.type === 'match' || event.type === 'posted') && (until === null || event.at <= until)
        ? event.priority
        : priority,
    first,
  );
}

/** Design section 9: rows of something private hold no word of anybody: neither why a breach was voided nor who was waited for. */
export function withoutWords<Row extends { readonly row: Readonly<Record<string, unknown>> }>(one: Row): Row {
  const { row } = one;
  const why = row['state'] === 'voided' ? { why: 'voided' } : {};
  const vendor = 'vendor' in row ? { vendor: null } : {};
  return { ...one, row: { ...row, ...why, ...vendor } };
}
