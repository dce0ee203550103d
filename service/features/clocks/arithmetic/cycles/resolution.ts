import type { Instant } from '../../../../../shared/instant.js';
import { policyIn, type ClockBook } from './book.js';
import type { EventOf } from './clock-event.js';
import { counted, ended, reopened } from './course.js';
import { isOpen, type Cycle } from './cycle.js';
import { ending } from './holds.js';
import { met, withFirst } from './replies.js';
import { lastOf, openOf, started, tentativeOf, withCycle, withCycles, type Run } from './run.js';
import { whySolved } from './why.js';

/** Solved: the resolution is met; whatever else waits is met by it (R-NEXT). A solution that was withdrawn later ends only the resolution. */
export function afterSolved(run: Run, event: EventOf<'solved'>, book: ClockBook): Run {
  const { at, post, isUndone } = event;
  if (run.startedAt === null || run.isGone || run.solvedAt !== null) return run;
  const resolved = met(run, 'res', { post, at, why: whySolved(run) }, book);
  if (isUndone) return resolved;
  const solved: Run = { ...ending(resolved, { reason: null, at }, book), solvedAt: at, resolvedAt: run.resolvedAt ?? at, unanswered: null };
  const first = withFirst(withFirst(solved, 'fr', book), 'cr', book);
  return withCycles(first, (cycle) =>
    isOpen(cycle) && cycle.state !== 'tentative' && cycle.metric !== 'fr' && cycle.metric !== 'cr'
      ? ended(cycle, { at, state: 'met_by_resolution', by: null, why: whySolved(run) }, book)
      : cycle,
  );
}

/** TR-29: solved by a word. It stands also where an answer had been accepted before. */
export function afterSaid(run: Run, at: Instant, book: ClockBook): Run {
  return afterSolved({ ...run, isSaid: true }, { type: 'solved', at, post: null, isUndone: false }, book);
}

/** The accepted answer is none any more; what people said stands (TR-29). */
export function afterUnsolved(run: Run, at: Instant, book: ClockBook): Run {
  return run.isSaid ? run : resolutionReopened({ ...run, solvedAt: null }, at, book);
}

/** R-REOPEN. `at`: when the resolution runs on. */
export function resolutionReopened(run: Run, at: Instant, book: ClockBook): Run {
  const last = lastOf(run, 'res');
  if (last === null || last.endedAt === null || (last.state !== 'met' && last.state !== 'late')) return run;
  switch (policyIn(book, last.inner.policy).reopen) {
    case 'ignore':
      return run;
    case 'new_cycle':
      return started(run, { metric: 'res', at, by: null }, book);
    case 'resume':
      return withCycle(
        run,
        last,
        reopened(last, { at, holds: [...last.inner.holds, { from: last.endedAt, to: at, reason: 'solved' }] }, book),
      );
  }
}

export function afterReopened(run: Run, at: Instant, book: ClockBook): Run {
  if (run.solvedAt === null || run.isGone) return run;
  const open = resolutionReopened({ ...run, solvedAt: null, isSaid: false }, at, book);
  return madeReal(open, at, book);
}

/** R-THANKS: real from the post's own time, and the topic is reopened from then; without such a post from the word itself. */
export function afterConfirmed(run: Run, at: Instant, book: ClockBook): Run {
  if (run.solvedAt === null || run.isGone) return run;
  const waiting = tentativeOf(run);
  const from = waiting?.startedAt ?? at;
  const open = resolutionReopened({ ...run, solvedAt: null, isSaid: false }, from, book);
  if (waiting !== null) return madeReal(open, at, book);
  // R-NEXT: never beside an open `fr`.
  return openOf(open, 'fr') === null ? started(open, { metric: 'nr', at, by: null }, book) : open;
}

function madeReal(run: Run, at: Instant, book: ClockBook): Run {
  const waiting = tentativeOf(run);
  if (waiting === null) return run;
  if (openOf(run, 'fr') !== null)
    return withCycle(
      run,
      waiting,
      ended(waiting, { at, state: 'dismissed', by: null, why: 'the first official reply is awaited still' }, book),
    );
  const real: Cycle = { ...waiting, state: 'running', inner: { ...waiting.inner, followUp: 'confirmed', lapsesAt: null } };
  const unanswered = waiting.startedBy === null ? null : { post: waiting.startedBy, at: waiting.startedAt };
  return withCycle({ ...run, unanswered }, waiting, counted(real, at, book));
}

/** R-THANKS: no reply is needed. If help was needed in between, what was solved before is solved again. */
export function afterDismissed(run: Run, at: Instant, book: ClockBook): Run {
  const waiting = tentativeOf(run);
  if (waiting === null) return run.resolvedAt === null ? run : afterSolved(run, { type: 'solved', at, post: null, isUndone: false }, book);
  return withCycle(run, waiting, ended(waiting, { at, state: 'dismissed', by: null, why: 'no reply is needed' }, book));
}

/** R-ESC: clocks of the expert group, on its own calendar; the public clocks are not touched. */
export function afterEscalated(run: Run, { at, calendar }: EventOf<'escalated'>, book: ClockBook): Run {
  if (run.startedAt === null || run.isGone) return run;
  const own = calendar === null ? {} : { calendar };
  const first = openOf(run, 'own') === null ? started(run, { metric: 'own', at, by: null, ...own }, book) : run;
  return openOf(first, 'ola') === null ? started(first, { metric: 'ola', at, by: null, ...own }, book) : first;
}

export function afterEscalation(run: Run, { at, why, state }: EventOf<'escalation_ended'>, book: ClockBook): Run {
  return withCycles(run, (cycle) =>
    isOpen(cycle) && (cycle.metric === 'own' || cycle.metric === 'ola') ? ended(cycle, { at, state, by: null, why }, book) : cycle,
  );
}
