import type { ProjectionRow } from '../../engine/feature.js';
import { cycleRow, priorityAt } from './arithmetic/cycles/cycle-row.js';
import { vendorTimes } from './commands/vendor-times.js';
import type { ClocksView } from './view.js';

/** What lists, pages and reports read. */
export function rows(view: ClocksView): ProjectionRow[] {
  return [...clockRows(view), ...vendorRows(view)];
}

/** One row per cycle. */
function clockRows(view: ClocksView): ProjectionRow[] {
  const first = view.origin?.circumstances.priority ?? 'normal';
  return view.cycles.map((cycle) => ({
    projection: 'clock',
    key: `${cycle.metric}:${cycle.number}`,
    row: cycleRow(cycle, {
      community: view.policies[cycle.inner.policy]?.community ?? null,
      priority: priorityAt(view.inner.log, cycle.endedAt, first),
    }),
  }));
}

/** CL-14: how long an outside party was waited for, in desk time; a figure of its own, and none of the desk's. */
function vendorRows(view: ClocksView): ProjectionRow[] {
  return vendorTimes(view).map(({ from, ...row }, index) => ({ projection: 'vendor', key: String(index + 1), row: { ...row, from } }));
}
