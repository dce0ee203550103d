import { addSeconds } from '../../shared/instant.js';
import type { ClockBook } from '../../service/features/clocks/arithmetic/cycles/book.js';
import type { ClockEvent } from '../../service/features/clocks/arithmetic/cycles/clock-event.js';
import { runClocks } from '../../service/features/clocks/arithmetic/cycles/run-clocks.js';
import { bookOf, policyNamed } from '../../service/features/clocks/arithmetic/policy.js';
import { clocksSettings } from '../../service/features/clocks/settings.js';
import { START } from './material.js';

/** A ticket on which asker and expert take turns, ten minutes apart. */
export function turns(count: number): { readonly events: readonly ClockEvent[]; readonly book: ClockBook; readonly until: string } {
  const policy = policyNamed({ community: 'housing', version: 1, written: clocksSettings.parse({}) }, 'default');
  const book = bookOf({ 'housing:1': policy });
  const at = (index: number): string => addSeconds(START, index * 600);
  const circumstances = { priority: 'normal', lane: 'desk', kind: null, channel: null } as const;
  const replies = Array.from({ length: count - 1 }, (_, index): ClockEvent => {
    const by = index % 2 === 0 ? 'expert' : 'asker';
    return { at: at(index + 1), type: 'reply', post: index + 2, by, isUnderCommunity: true };
  });
  return {
    events: [{ at: at(0), type: 'posted', post: 1, policy: 'housing:1', isOld: false, ...circumstances }, ...replies],
    book,
    until: at(count),
  };
}

/** Milliseconds to fold so many events from the first to the last. */
export function foldEvents(count: number): number {
  const { events, book, until } = turns(count);
  const started = performance.now();
  const { cycles } = runClocks(events, until, book);
  if (cycles.length < count / 2) throw new Error('the turns started too few cycles');
  return performance.now() - started;
}
