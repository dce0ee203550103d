import { floorToSecond } from '../../../../../shared/instant.js';
import { policyIn, type ClockBook } from './book.js';
import { afterEdit, afterLane, afterMatch, afterMode, afterPriority, afterTransfer, afterUpdates } from './changes.js';
import type { ClockEvent, EventOf, Leaving } from './clock-event.js';
import { beforeSecond, ended, passed, resumedAt } from './course.js';
import { isOpen, type Cycle } from './cycle.js';
import { ending, holding } from './holds.js';
import { withMissing } from './measured.js';
import { afterReply, met, withFirst } from './replies.js';
import {
  afterConfirmed,
  afterDismissed,
  afterEscalated,
  afterEscalation,
  afterReopened,
  afterSaid,
  afterSolved,
  afterUnsolved,
} from './resolution.js';
import { openOf, withCycle, withCycles, type Run } from './run.js';

/** One event more: what ran out before it did so by what held then (R-BREACH); what is in its second goes after it (R-EDGE). */
export function step(run: Run, event: ClockEvent, book: ClockBook): Run {
  const at = floorToSecond(event.at);
  const isOver = ({ endedAt }: Cycle) => endedAt !== null && endedAt < at;
  const timely = withCycles(run, (cycle) => (isOver(cycle) ? cycle : resumedAt(passed(beforeSecond(cycle, at, book), at, book), at, book)));
  return { ...afterEvent(timely, { ...event, at }, book), last: event };
}

function afterEvent(run: Run, event: ClockEvent, book: ClockBook): Run {
  switch (event.type) {
    case 'posted':
      return afterPosted(run, event, book);
    case 'restart':
      return afterRestart(run, event, book);
    case 'reply':
      return afterReply(run, event, book);
    case 'signed':
      return afterSigned(run, event, book);
    case 'solved':
      return afterSolved(run, event, book);
    case 'said':
      return afterSaid(run, event.at, book);
    case 'unsolved':
      return afterUnsolved(run, event.at, book);
    case 'reopened':
      return afterReopened(run, event.at, book);
    case 'confirmed':
      return afterConfirmed(run, event.at, book);
    case 'dismissed':
      return afterDismissed(run, event.at, book);
    case 'pause':
      return holding(run, event, book);
    case 'resume':
      return ending(run, event, book);
    case 'gone':
      return afterGone(run, event, book);
    case 'voided':
      return afterVoided(run, event, book);
    default:
      return afterOther(run, event, book);
  }
}

type Other =
  | 'escalated'
  | 'claimed'
  | 'private_answer'
  | 'escalation_ended'
  | 'priority'
  | 'lane'
  | 'match'
  | 'mode'
  | 'transfer'
  | 'edit'
  | 'no_updates'
  | 'updates';

function afterOther(run: Run, event: EventOf<Other>, book: ClockBook): Run {
  switch (event.type) {
    case 'escalated':
      return afterEscalated(run, event, book);
    case 'claimed':
      return met(run, 'own', { post: null, at: event.at }, book);
    case 'private_answer':
      return met(run, 'ola', { post: null, at: event.at }, book);
    case 'escalation_ended':
      return afterEscalation(run, event, book);
    case 'priority':
      return afterPriority(run, event, book);
    case 'lane':
      return afterLane(run, event, book);
    case 'match':
      return afterMatch(run, event, book);
    case 'mode':
      return afterMode(run, event, book);
    case 'transfer':
      return afterTransfer(run, event, book);
    case 'edit':
      return afterEdit(run, event, book);
    default:
      return event.type === 'updates' ? afterUpdates(run, event, book) : afterNoUpdates(run, event, book);
  }
}

/** R-START. What was there before the clock started counts as given at its start. */
function afterPosted(run: Run, event: EventOf<'posted'>, book: ClockBook): Run {
  const { at, post, policy, priority, lane, kind, channel, isOld } = event;
  const { calendar } = policyIn(book, policy);
  const legs = [{ calendar, from: at, to: null }];
  const begun: Run = {
    ...run,
    startedAt: at,
    startedBy: post,
    policy,
    originPolicy: policy,
    calendar,
    priority,
    lane,
    kind,
    channel,
    isOld,
    legs,
  };
  const isSigned = run.isSigned || policyIn(book, policy).responders === 'signed_official';
  return withMissing({ ...begun, isSigned }, at, book);
}

function afterRestart(run: Run, { at, metrics, leftAt, post, policy }: EventOf<'restart'>, book: ClockBook): Run {
  const isOver = ({ endedAt }: Cycle) => endedAt !== null && endedAt < leftAt;
  const kept = run.cycles.filter((cycle) => !metrics.includes(cycle.metric) || isOver(cycle));
  const { calendar } = policyIn(book, policy);
  const since = (stop: Run['unanswered']) => stop && { ...stop, at };
  return withMissing(
    {
      ...run,
      cycles: kept,
      isGone: false,
      policy,
      originPolicy: policy,
      calendar,
      startedAt: at,
      startedBy: post,
      legs: [{ calendar, from: at, to: null }],
      unanswered: since(run.unanswered),
      lastOfficial: since(run.lastOfficial),
    },
    at,
    book,
  );
}

function afterSigned(run: Run, { at, post }: EventOf<'signed'>, book: ClockBook): Run {
  const noted = run.firsts['signed'] ? run : { ...run, firsts: { ...run.firsts, signed: { post, at } } };
  return run.startedAt === null || run.isGone ? noted : withFirst(noted, 'fr', book);
}

const WHY_GONE: Readonly<Record<Leaving, string>> = {
  deleted: 'the topic was deleted',
  merged: 'it was merged into another topic',
  ['moved_out']: 'moved out of all communities',
  undesignated: 'the community was un-designated',
};

/** R-STATE, R-MERGE. */
function afterGone(run: Run, { at, how }: EventOf<'gone'>, book: ClockBook): Run {
  const state = how === 'merged' ? 'cancelled_duplicate' : 'dismissed';
  return withCycles({ ...run, isGone: true }, (cycle) =>
    isOpen(cycle) ? ended(cycle, { at, state, by: null, why: WHY_GONE[how] }, book) : cycle,
  );
}

/** R-PRIO: the breach stays in the log, the cycle counts no more. */
function afterVoided(run: Run, { at, metric, number, reason }: EventOf<'voided'>, book: ClockBook): Run {
  const cycle = run.cycles.find((one) => one.metric === metric && one.number === number);
  if (cycle === undefined) return run;
  const over: Cycle = cycle.endedAt === null ? ended(cycle, { at, state: 'voided', by: null, why: reason }, book) : cycle;
  // Measured again, it does not come back.
  return withCycle(run, cycle, { ...over, state: 'voided', why: `voided: ${reason}`, inner: { ...over.inner, isOutOfLane: false } });
}

/** CL-13: the asker wants to hear only when there is news. */
function afterNoUpdates(run: Run, { at }: EventOf<'no_updates'>, book: ClockBook): Run {
  const open = openOf(run, 'pu');
  const quiet: Run = { ...run, wantsNoUpdates: true };
  return open === null ? quiet : withCycle(quiet, open, ended(open, { at, state: 'dismissed', by: null, why: "asker's wish" }, book));
}
