import { floorToSecond, type Instant } from '../../../shared/instant.js';
import { elapsed } from './arithmetic/business-time.js';
import type { ClockState, Cycle, TopicEnds } from './view.js';

interface End {
  readonly at: Instant;
  readonly state: ClockState;
  readonly by: number | null;
  readonly why: string;
}

/** What the clock says, from its start, what stops it as things are now, and the time. */
export function settled(cycle: Cycle, ends: TopicEnds): Cycle {
  const end = firstEnd(cycle, ends);
  const breach = shownBreach(cycle, end);
  const state = end === null ? openState(cycle) : end.state === 'met' && breach !== null ? 'late' : end.state;
  const next = {
    state,
    endedAt: end?.at ?? null,
    endedBy: end?.by ?? null,
    breachedAt: breach?.at ?? null,
    byPolicyChange: breach?.byPolicyChange ?? false,
    why: end?.why ?? whyOpen(cycle, state),
  };
  if (isSame(cycle, next)) return cycle;
  return { ...cycle, ...next, elapsedSeconds: next.endedAt === null ? null : countedUntil(cycle, next.endedAt) };
}

type Settled = Pick<Cycle, 'state' | 'endedAt' | 'endedBy' | 'breachedAt' | 'byPolicyChange' | 'why'>;

function isSame(cycle: Cycle, next: Settled): boolean {
  return (Object.keys(next) as Array<keyof Settled>).every((key) => cycle[key] === next[key]);
}

/** The earliest thing that ends it; at the same second a reply goes before all others, in the order of this list. */
function firstEnd(cycle: Cycle, { solvedAt, deletedAt, merged, left }: TopicEnds): End | null {
  const { stop, leftLaneAt } = cycle.inner;
  const ends: Array<End | null> = [
    stop && { at: stop.at, state: 'met', by: stop.post, why: whyMet(cycle) },
    // OF-13: what the community accepts is no official answer.
    solvedAt === null || cycle.responder === 'signed_official'
      ? null
      : { at: solvedAt, state: 'met_by_resolution', by: null, why: 'an answer was accepted' },
    merged && { at: merged.at, state: 'cancelled_duplicate', by: null, why: 'it was merged into another topic' },
    deletedAt === null ? null : { at: deletedAt, state: 'dismissed', by: null, why: 'the topic was deleted' },
    left && {
      at: left.at,
      state: 'dismissed',
      by: null,
      why: left.reason === 'moved_out' ? 'moved out of all communities' : 'the community was un-designated',
    },
    leftLaneAt === null ? null : { at: leftLaneAt, state: 'dismissed', by: null, why: 'moved to the lane of the community' },
  ];
  return ends.reduce<End | null>((first, end) => {
    if (end === null) return first;
    // What was there before the clock started ends it at its start.
    const at = floorToSecond(end.at) > cycle.startedAt ? floorToSecond(end.at) : cycle.startedAt;
    return first === null || at < first.at ? { ...end, at } : first;
  }, null);
}

/**
 * The breach as things are now. One that came to be while a reply was away is none once the reply counts again, and one that was
 * prevented by a reply which is gone now is one, at its due (R-DELETE).
 */
function shownBreach({ due, inner: { breach } }: Cycle, end: End | null): Cycle['inner']['breach'] {
  if (end === null || (breach !== null && breach.at < end.at)) return breach;
  // What ended before the settings changed is not late by the new ones.
  if (breach?.byPolicyChange) return null;
  // R-EDGE: exactly at due is in time.
  return due !== null && due < end.at ? { at: due, byPolicyChange: false } : null;
}

function openState({ due, inner }: Cycle): ClockState {
  if (inner.breach !== null) return 'breached_open';
  return due === null ? 'no_working_time' : 'running';
}

function whyMet({ metric, responder }: Cycle): string {
  if (responder === 'signed_official') return 'the first answer that counts as official';
  return metric === 'fr' ? 'the first official reply' : 'the first reply';
}

function whyOpen(cycle: Cycle, state: ClockState): string {
  const { metric } = cycle;
  if (cycle.responder === 'signed_official' && state !== 'no_working_time') return 'waiting for the official answer, which decides here';
  if (state === 'no_working_time') return 'the desk never opens: no due can be given';
  return metric === 'fr' ? 'waiting for the first official reply' : 'waiting for the first reply';
}

function countedUntil({ inner }: Cycle, endedAt: Instant): number {
  return inner.bankedSeconds + elapsed(inner.policy.settings.calendar, inner.countsFrom, endedAt);
}
