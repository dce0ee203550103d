import type { ProjectionRow, TicketView } from '../../engine/feature.js';
import { cycleRow, priorityAt, withoutWords } from './arithmetic/cycles/cycle-row.js';
import { vendorTimes } from './commands/vendor-times.js';
import { channelOf, circumstancesNow, firstPost } from './origin.js';
import type { ClocksView } from './view.js';

/** What lists, pages and reports read. */
export function rows(view: ClocksView, ticket: TicketView): ProjectionRow[] {
  const told = [...clockRows(view), ...vendorRows(view)];
  return [...policyRows(view, ticket), ...(ticket.topic.isPrivate ? told.map(withoutWords) : told)];
}

/** R-MATCH: what conditions of policies look at, and the policy by which new clocks count. The asker's groups are looked up by whoever reads it. */
function policyRows({ origin, matched }: ClocksView, ticket: TicketView): ProjectionRow[] {
  const { topic, membership } = ticket;
  if (origin === null || membership === null) return [];
  const { priority, lane, kind } = circumstancesNow({ ticket });
  const row = {
    policy: Object.values(matched).at(-1) ?? origin.policy,
    category: topic.category,
    tags: topic.tags.join(','),
    kind,
    lane,
    priority,
    channel: channelOf(ticket),
    language: firstPost(topic)?.language ?? null,
    asker: topic.asker,
  };
  return [{ projection: 'policy', key: 'question', row }];
}

/** One row per cycle. */
export function clockRows(view: ClocksView): ProjectionRow[] {
  const first = view.origin?.circumstances.priority ?? 'normal';
  return view.cycles.map((cycle) => ({
    projection: 'clock',
    key: `${cycle.metric}:${cycle.number}`,
    row: {
      ...cycleRow(cycle, {
        community: view.policies[cycle.inner.policy]?.community ?? null,
        priority: priorityAt(view.inner.log, cycle.endedAt, first),
      }),
      lane: view.inner.run.lane,
    },
  }));
}

/** CL-14: how long an outside party was waited for, in desk time; a figure of its own, and none of the desk's. */
function vendorRows(view: ClocksView): ProjectionRow[] {
  return vendorTimes(view).map(({ from, ...row }, index) => ({ projection: 'vendor', key: String(index + 1), row: { ...row, from } }));
}
