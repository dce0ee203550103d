import type { Instant } from '../../../../../shared/instant.js';
import { policyIn, type ClockBook } from './book.js';
import type { EventOf } from './clock-event.js';
import { ended, type End } from './course.js';
import type { Cycle, Metric } from './cycle.js';
import { firstStop, isOfficial, lastOf, openOf, started, tentativeOf, withCycle, type Run } from './run.js';
import { ending } from './holds.js';
import { whyMet, whySolved } from './why.js';

/** What a post does: by the asker, by somebody official, by anybody else. */
export function afterReply(run: Run, event: EventOf<'reply'>, book: ClockBook): Run {
  if (event.by === 'asker') return run.startedAt === null ? run : afterAsker(run, event, book);
  const key = event.isUnderCommunity ? `${event.by}+` : event.by;
  const stop = { post: event.post, at: event.at };
  const noted = run.firsts[key] ? run : { ...run, firsts: { ...run.firsts, [key]: stop } };
  if (run.startedAt === null || run.isGone) return noted;
  const judged = withAnswer(withFirst(withFirst(noted, 'cr', book), 'fr', book), event, book);
  return isOfficial(event.by, policyIn(book, run.policy)) ? afterOfficial(judged, event, book) : judged;
}

/** R-REQ, R-NEXT, R-THANKS. */
function afterAsker(run: Run, { post, at }: EventOf<'reply'>, book: ClockBook): Run {
  const waited = ending(run, { reason: 'waiting_requester', at }, book);
  if (run.isGone || tentativeOf(run) !== null) return waited;
  if (run.solvedAt !== null) return started(waited, { metric: 'nr', at, by: post, isTentative: true }, book);
  return isAnswered(run, book) && run.unanswered === null ? withUnanswered({ ...waited, unanswered: { post, at } }, book) : waited;
}

/** `nr` never runs while `fr` is open; where `fr` is not measured, or was voided, the first official reply opens the way. */
function isAnswered(run: Run, book: ClockBook): boolean {
  const first = lastOf(run, 'fr');
  if (run.isOld) return true;
  if (first !== null && !first.inner.isOutOfLane && first.state !== 'voided') return first.endedAt !== null;
  const policy = policyIn(book, run.policy);
  return firstStop(run, run.isSigned ? 'signed_official' : policy.responders, policy) !== null;
}

/** R-NEXT: from the oldest unanswered post, also when it comes to be measured later (R-PRIO). */
export function withUnanswered(run: Run, book: ClockBook): Run {
  const { unanswered } = run;
  if (unanswered === null || openOf(run, 'nr') !== null || run.solvedAt !== null) return run;
  return started(run, { metric: 'nr', at: unanswered.at, by: unanswered.post }, book);
}

/** R-EDIT: what is open keeps its policy, and with it whose word ends it. */
function withAnswer(run: Run, { post, at, by }: EventOf<'reply'>, book: ClockBook): Run {
  const counts = (metric: Metric) => {
    const open = openOf(run, metric);
    return open !== null && isOfficial(by, policyIn(book, open.inner.policy));
  };
  const next = counts('nr') ? met({ ...run, unanswered: null }, 'nr', { post, at }, book) : run;
  return counts('pu') ? met(next, 'pu', { post, at }, book) : next;
}

function afterOfficial(run: Run, { post, at }: EventOf<'reply'>, book: ClockBook): Run {
  const stop = { post, at };
  const answered: Run = { ...run, unanswered: openOf(run, 'nr') === null ? null : run.unanswered, lastOfficial: stop };
  const thanked = tentativeOf(answered);
  const told =
    thanked === null
      ? answered
      : withCycle(
          answered,
          thanked,
          ended(thanked, { at, state: 'dismissed', by: post, why: 'answered before anybody said that help was needed' }, book),
        );
  return withUpdates(told, book);
}

/** R-UPDATE: from the newest official post, unless it is solved or the asker wants none. */
export function withUpdates(run: Run, book: ClockBook): Run {
  const { lastOfficial } = run;
  if (lastOfficial === null || run.solvedAt !== null || run.wantsNoUpdates || openOf(run, 'pu') !== null) return run;
  return started(run, { metric: 'pu', at: lastOfficial.at, by: lastOfficial.post }, book);
}

interface Ending {
  readonly post: number | null;
  readonly at: Instant;
  /** As the metric says, if nothing else is said. */
  readonly why?: string;
}

// eslint-disable-next-line @typescript-eslint/max-params -- a run, what ended in it, by what, and the book
export function met(run: Run, metric: Metric, by: Ending, book: ClockBook): Run {
  const open = openOf(run, metric);
  return open === null
    ? run
    : withCycle(run, open, ended(open, { at: by.at, state: 'met', by: by.post, why: by.why ?? whyMet(open) }, book));
}

/** Ends `fr` or `cr` by the first word that counts for it, or by a solution, as things are now. */
export function withFirst(run: Run, metric: 'fr' | 'cr', book: ClockBook): Run {
  const open = openOf(run, metric);
  const end = open && firstEnd(run, open, book);
  return open && end ? withCycle(run, open, ended(open, end, book)) : run;
}

function firstEnd(run: Run, cycle: Cycle, book: ClockBook): End | null {
  const stop = firstStop(run, cycle.responder, policyIn(book, cycle.inner.policy));
  // OF-13: what the community accepts is no official answer.
  const { resolvedAt } = run;
  const solved: End | null =
    resolvedAt === null || cycle.responder === 'signed_official'
      ? null
      : { at: resolvedAt, state: 'met_by_resolution', by: null, why: whySolved(run) };
  if (stop === null || (solved !== null && solved.at < stop.at)) return solved;
  return { at: stop.at, state: 'met', by: stop.post, why: whyMet(cycle) };
}
