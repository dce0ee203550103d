import type { ProjectionRow } from '../../engine/feature.js';
import type { ClocksView } from './view.js';

/** One row per cycle: what lists, pages and reports read. */
export function rows(view: ClocksView): ProjectionRow[] {
  return view.cycles.map((cycle) => {
    const { metric, number, startedAt, startedBy, targetMinutes, due, state, endedAt, endedBy, breachedAt, byPolicyChange, elapsedSeconds, version, why } = cycle;
    return {
      projection: 'clock',
      key: `${metric}:${number}`,
      row: {
        metric, number, startedAt, startedBy, targetMinutes, due, state, endedAt, endedBy, breachedAt, byPolicyChange, elapsedSeconds, version, why,
        community: cycle.inner.policy.community,
        // `cr` is a statistic with a target: it never pages anybody (CL-17).
        pages: metric !== 'cr',
      },
    };
  });
}
