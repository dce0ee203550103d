import { compareEvents, type ClockEvent } from './arithmetic/cycles/clock-event.js';
import { runOf } from './arithmetic/cycles/run-clocks.js';
import type { Run } from './arithmetic/cycles/run.js';
import { step } from './arithmetic/cycles/step.js';
import { bookOf } from './arithmetic/policy.js';
import type { ClocksView, Heard } from './view.js';

/** The cycles from what is known now: one step more where something was added at the end, else all anew. */
export function replayed(before: ClocksView, now: ClocksView): ClocksView {
  const added = before.origin === now.origin && !hasRestarted(before, now) ? additions(before, now) : null;
  if (added?.length === 0) return now;
  const book = bookOf(now.policies);
  const run: Run = { ...now.inner.run, cycles: now.cycles };
  if (added === null || !isAfter(run, added)) return rerun(now);
  return withRun(
    now,
    added.reduce((one, event) => step(one, event, book), run),
  );
}

/** All anew. */
export function rerun(view: ClocksView): ClocksView {
  return withRun(view, runOf(eventsOf(view), bookOf(view.policies)));
}

/** What is added to the log at a moment that lies before others, and coming back from an absence, begin anew. */
function hasRestarted(before: ClocksView, now: ClocksView): boolean {
  return before.inner.left !== now.inner.left;
}

function withRun(view: ClocksView, { cycles, ...run }: Run): ClocksView {
  return { ...view, cycles, inner: { ...view.inner, run } };
}

function isAfter({ last }: Run, added: readonly ClockEvent[]): boolean {
  // A solution that is withdrawn changes what came after it.
  return added.every((event) => event.type !== 'unsolved' && (last === null || compareEvents(event, last) > 0));
}

/** Null: something went away or changed that counted. */
function additions(before: ClocksView, now: ClocksView): ClockEvent[] | null {
  const heard = appended(withoutUntouched(before, now), now.inner.heard);
  const log = appended(before.inner.log, now.inner.log);
  const standing = appended(before.inner.standing, now.inner.standing);
  if (heard === null || log === null || standing === null) return null;
  return [...heard.map(replyOf), ...log, ...standing].sort(compareEvents);
}

function appended<Item>(before: readonly Item[], now: readonly Item[]): readonly Item[] | null {
  return before.length <= now.length && before.every((one, index) => one === now[index]) ? now.slice(before.length) : null;
}

/** A post that goes away and had started, ended or held nothing changes nothing. */
function withoutUntouched(before: ClocksView, now: ClocksView): readonly Heard[] {
  if (now.inner.heard.length >= before.inner.heard.length) return before.inner.heard;
  const gone = before.inner.heard.find((one, index) => one !== now.inner.heard[index]);
  return gone === undefined || isTouched(before, gone) ? before.inner.heard : before.inner.heard.filter((one) => one !== gone);
}

function isTouched({ cycles, policies, inner: { run } }: ClocksView, { post, by }: Heard): boolean {
  if (by !== 'other' || policies[run.policy]?.settings.responders === 'any_member') return true;
  return cycles.some((cycle) => cycle.endedBy === post) || Object.values(run.firsts).some((first) => first.post === post);
}

/** What the cycles are a function of, together with the policies and calendars. */
export function eventsOf({ origin, inner }: ClocksView): ClockEvent[] {
  const { heard, log, standing } = inner;
  return [...startOf(origin), ...heard.map(replyOf), ...log, ...standing];
}

function startOf(origin: ClocksView['origin']): ClockEvent[] {
  if (origin === null || (origin.nothing !== null && origin.clockStart !== null)) return [];
  const { startedBy, policy, circumstances, clockStart, since } = origin;
  const { priority, lane, kind, channel, isSigned } = circumstances;
  const at = clockStart ?? since;
  return [
    ...(isSigned ? [{ at: BEFORE_ALL, type: 'mode' as const, isSigned }] : []),
    { at, type: 'posted', post: startedBy, policy, priority, lane, kind, channel, isOld: clockStart === null },
  ];
}

/** The mode in which it began holds before anything. */
const BEFORE_ALL = '0000-01-01T00:00:00.000Z';

function replyOf({ post, at, by, isUnderCommunity, approvedAt }: Heard): ClockEvent {
  return { at: approvedAt ?? at, type: 'reply', post, by, isUnderCommunity };
}
