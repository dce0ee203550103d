import type { ProjectionRow } from '../../engine/feature.js';
import { isStep } from './arithmetic/cycles/cycle.js';
import type { ClocksView } from './view.js';

/** One row per cycle: what lists, pages and reports read. */
export function rows(view: ClocksView): ProjectionRow[] {
  return view.cycles.map(({ inner, warnings, ...shown }) => ({
    projection: 'clock',
    key: `${shown.metric}:${shown.number}`,
    // `cr` is a statistic with a target: it never pages anybody (CL-17).
    row: {
      ...shown,
      community: view.policies[inner.policy]?.community ?? null,
      pages: shown.metric !== 'cr',
      warned: warnings.filter((one) => !isStep(one)).length,
    },
  }));
}
