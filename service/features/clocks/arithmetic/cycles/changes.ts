import { policyIn, type ClockBook } from './book.js';
import type { EventOf } from './clock-event.js';
import { counted, reopened } from './course.js';
import { isOpen, type Cycle, type Leg } from './cycle.js';
import { asBefore, movedTo, remeasured } from './measured.js';
import { withFirst } from './replies.js';
import { withCycles, type Run } from './run.js';

/** Another priority or kind: targets by the policy that each cycle keeps (R-EDIT). */
export function afterPriority(run: Run, { at, priority, kind }: EventOf<'priority'>, book: ClockBook): Run {
  const changed: Run = { ...run, priority, kind };
  if (run.startedAt === null) return changed;
  return remeasured(changed, { at, why: 'not measured for this priority and kind', ...asBefore(book) }, book);
}

/** CL-13: another rhythm; start and elapsed time stay (R-PRIO). */
export function afterUpdates(run: Run, { at, minutes }: EventOf<'updates'>, book: ClockBook): Run {
  const changed: Run = { ...run, updateMinutes: minutes, wantsNoUpdates: false };
  if (run.startedAt === null) return changed;
  return remeasured(changed, { at, why: "asker's wish", ...asBefore(book) }, book);
}

export function afterLane(run: Run, { at, lane }: EventOf<'lane'>, book: ClockBook): Run {
  const changed: Run = { ...run, lane };
  if (run.startedAt === null || run.isGone) return changed;
  return remeasured(changed, { at, why: whyOut(lane), ...asBefore(book) }, book);
}

function whyOut(lane: string | null): string {
  return `moved to the lane of the ${lane ?? 'desk'}`;
}

/** R-MATCH: each cycle takes the policy that matches now in the version that it keeps (R-EDIT), with priority, kind and lane of now. */
export function afterMatch(run: Run, { at, priority, kind, lane, policies }: EventOf<'match'>, book: ClockBook): Run {
  const matched = new Map(policies.map((key) => [policyIn(book, key).set, policyIn(book, key)]));
  const nowOf = (key: string) => {
    const policy = policyIn(book, key);
    return matched.get(policy.set) ?? policy;
  };
  const circumstances: Run = { ...run, priority, kind, lane };
  if (run.policy === '') return circumstances;
  const policy = nowOf(run.policy);
  const isOwn = run.calendar === policyIn(book, run.policy).calendar;
  const changed: Run = {
    ...circumstances,
    policy: policy.key,
    originPolicy: nowOf(run.originPolicy).key,
    calendar: isOwn ? policy.calendar : run.calendar,
    legs: isOwn ? movedTo(policy.calendar, run.legs, at) : run.legs,
  };
  if (run.startedAt === null || run.isGone) return changed;
  return remeasured(
    changed,
    {
      at,
      why: lane === run.lane ? 'the policy that applies now does not measure it' : whyOut(lane),
      policyOf: ({ inner }) => nowOf(inner.policy),
      // Handed to another group, it keeps that group's calendar.
      legsOf: ({ inner }, { calendar }) =>
        inner.legs.at(-1)?.calendar === policyIn(book, inner.policy).calendar ? movedTo(calendar, inner.legs, at) : inner.legs,
    },
    book,
  );
}

/** R-TRANSFER. */
export function afterTransfer(run: Run, { at, calendar, policy: key }: EventOf<'transfer'>, book: ClockBook): Run {
  const changed: Run = {
    ...run,
    policy: key ?? run.policy,
    originPolicy: key ?? run.originPolicy,
    calendar,
    legs: movedTo(calendar, run.legs, at),
  };
  if (run.startedAt === null) return changed;
  return remeasured(
    changed,
    {
      at,
      why: 'not measured where it was handed to',
      policyOf: ({ inner }) => policyIn(book, key ?? inner.policy),
      // What the experts have keeps their calendar, unless it went to another community.
      legsOf: (cycle) => (key === null && !isOfQuestion(cycle) ? cycle.inner.legs : movedTo(calendar, cycle.inner.legs, at)),
    },
    book,
  );
}

/** R-EDIT: new cycles use the new version; open ones only if it was asked for. Ended ones never change. */
export function afterEdit(run: Run, { at, policy: key, recompute, calendars = {} }: EventOf<'edit'>, book: ClockBook): Run {
  // What begins later begins under its own version.
  if (run.policy === '') return run;
  const policy = policyIn(book, key);
  const onNew = (legs: readonly Leg[]) => legs.map((leg) => (leg.to === null ? { ...leg, calendar: policy.calendar } : leg));
  const onReplacing = (legs: readonly Leg[]) => legs.map((leg) => ({ ...leg, calendar: calendars[leg.calendar] ?? leg.calendar }));
  // Handed to another group, it keeps that group's calendar.
  const calendar = run.calendar === policyIn(book, run.policy).calendar ? policy.calendar : run.calendar;
  if (!recompute || run.startedAt === null) return { ...run, policy: key, calendar };
  return remeasured(
    { ...run, policy: key, originPolicy: key, calendar: policy.calendar, legs: onNew(run.legs) },
    {
      at,
      why: 'the new settings do not measure it',
      policyOf: () => policy,
      legsOf: (cycle) => (isOfQuestion(cycle) ? onNew(cycle.inner.legs) : onReplacing(cycle.inner.legs)),
    },
    book,
  );
}

function isOfQuestion({ metric }: Cycle): boolean {
  return metric !== 'own' && metric !== 'ola';
}

/** OF-13: from now on only a signature ends `fr`, or again everybody whom the policy names. */
export function afterMode(run: Run, { at, isSigned }: EventOf<'mode'>, book: ClockBook): Run {
  const changed: Run = { ...run, isSigned };
  const judged = withCycles(changed, (cycle) => {
    if (cycle.metric !== 'fr' || cycle.state === 'voided') return cycle;
    const { responders } = policyIn(book, cycle.inner.policy);
    const responder = isSigned ? 'signed_official' : responders;
    const open = isSigned && cycle.state === 'met_by_resolution' ? reopened(cycle, { at, holds: cycle.inner.holds }, book) : cycle;
    if (open.responder === responder) return open;
    return isOpen(open) ? counted({ ...open, responder }, at, book) : { ...open, responder };
  });
  return withFirst(judged, 'fr', book);
}
