import type { ClockOutcome } from './clock-entry.js';
import type { Sample } from './sample.js';
import type { WaitsOf } from './waits.js';

const OUTCOME_WORDS: Readonly<Record<ClockOutcome, string>> = {
  met: 'in time',
  late: 'late',
  open: 'open',
  ['met_by_resolution']: 'ended by the solution',
  dismissed: 'dismissed',
  lapsed: 'let go: nobody said that help was needed',
  tentative: 'waiting to be confirmed',
  voided: 'voided by a person',
  ['cancelled_duplicate']: 'ended as a duplicate',
  ['by_policy_change']: 'late only by a change of settings or priority',
  ['no_working_time']: 'without due: the desk never opens',
};

/** The community's own replies are a figure with a target: nobody is late (CL-04). */
export function outcomeInWords(outcome: ClockOutcome, metric: string): string {
  if (metric === 'cr' && outcome === 'late') return 'after the target';
  return metric === 'cr' && outcome === 'met' ? 'within the target' : OUTCOME_WORDS[outcome];
}

/** What is counted, in words: no figure stands without it. */
export const COHORT =
  'every clock that started on these days of its community’s zone, as it is known now. A start never moves, so a clock is in one period only. Rates are “in time” of “in time” and “late”; all else is counted beside them and in no rate. Times are desk time; a median is that of the answered ones.';

/** CL-14. */
export const WAITS =
  'Every wait that began in the period, in desk time of those that are over. It is a figure of its own, and part of no target of the desk.';

export function vendorInWords({ vendor }: Pick<WaitsOf, 'vendor'>): string {
  return vendor === undefined ? 'anybody' : (vendor ?? 'not named');
}

/** CL-10: whether all tickets were counted, or which. */
export function sampleInWords({ topics, of, open, every }: Sample, notCounted: number): string {
  const counted =
    every === 1
      ? `All ${of} tickets were counted that have open clocks or clocks of this time.`
      : `A sample: of ${of} tickets ${topics.length} were counted, all ${open} with open clocks and every ${every}th of the others. What is open is exact, what was is a share.`;
  return notCounted === 0
    ? counted
    : `${counted} ${notCounted} of them could not be: they were stored by an older version of this service.`;
}
