import { floorToSecond, type Instant } from '../../../../../shared/instant.js';
import { epochSecond, toInstant } from '../business-time.js';
import type { ClockBook } from './book.js';
import { compareEvents, type ClockEvent } from './clock-event.js';
import { passed } from './course.js';
import { initialRun, withCycles, type Run } from './run.js';
import { step } from './step.js';

/** All events in their true order, whatever the order in which they are given; equal ones once (R-IDEM). */
export function runOf(events: readonly ClockEvent[], book: ClockBook): Run {
  const sorted = withUndone([...events].sort(compareEvents));
  return sorted.reduce((run, event, index) => {
    const before = sorted[index - 1];
    return before !== undefined && compareEvents(before, event) === 0 ? run : step(run, event, book);
  }, initialRun);
}

/** A solution that was withdrawn ended nothing but the resolution: the rest runs on as if it had never been (R-DELETE, R-REOPEN). */
function withUndone(sorted: readonly ClockEvent[]): ClockEvent[] {
  return sorted.map((event, index) => {
    if (event.type !== 'solved') return event;
    const next = sorted.slice(index + 1).find(({ type }) => type === 'unsolved' || type === 'reopened' || type === 'confirmed');
    return next?.type === 'unsolved' ? { ...event, isUndone: true } : event;
  });
}

/** What is true at an instant: everything up to and including it has passed. */
export function runUntil(run: Run, at: Instant, book: ClockBook): Run {
  const limit = toInstant(epochSecond(at) + 1);
  return withCycles(run, (cycle) => passed(cycle, limit, book));
}

/** The clocks of one topic: events, policies and calendars in, cycles out. */
export function runClocks(events: readonly ClockEvent[], asOf: Instant, book: ClockBook): Run {
  const known = events.filter(({ at }) => floorToSecond(at) <= floorToSecond(asOf));
  return runUntil(runOf(known, book), asOf, book);
}
