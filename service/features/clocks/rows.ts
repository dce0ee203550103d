import type { ProjectionRow } from '../../engine/feature.js';
import { cycleRow, priorityAt } from './arithmetic/cycles/cycle-row.js';
import type { ClocksView } from './view.js';

/** One row per cycle: what lists, pages and reports read. */
export function rows(view: ClocksView): ProjectionRow[] {
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
