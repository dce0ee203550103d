import { z } from 'zod';
import type { Instant } from '../../shared/instant.js';
import type { CommunitySettings } from '../../shared/settings.js';
import type { ProjectionRow } from '../engine/feature.js';
import type { Asked } from '../features/clocks/origin.js';
import { clocksUntil } from '../features/clocks/pass.js';
import { ifAlways, ifApplied } from '../features/clocks/recount.js';
import { clockRows } from '../features/clocks/rows.js';
import type { ClocksSettings } from '../features/clocks/settings.js';
import type { ClocksView } from '../features/clocks/view.js';
import { clocksUntil as expertsUntil, withClocks } from '../features/escalation/expert-clocks.js';
import { expertRows } from '../features/escalation/rows.js';
import type { EscalationView } from '../features/escalation/view.js';
import type { Recount } from '../reports/preview.js';

/** Settings that are tried, as they would be applied. */
export interface Trial {
  readonly version: number;
  readonly settings: CommunitySettings;
}

interface Trying {
  /** By community. */
  readonly trials: ReadonlyMap<string, Trial>;
  readonly now: Instant;
  readonly isMember: Asked['isMember'];
}

/** CL-10: the clocks of a ticket as they are, as they would be if settings were applied now, and if these had always held. */
export function createRecount({ trials, now, isMember }: Trying): Recount {
  return (view) => {
    const stored = storedSchema.safeParse(view).data;
    if (stored === undefined) return null;
    const { clocks, escalation, triage, language, asker, category, tags, channel, isPrivateAsk } = stored;
    const community = clocks.origin?.community ?? '';
    const trial = trials.get(community);
    const today = rowsOf(clocksUntil(clocks, now), escalation?.clocks ?? null, now);
    if (trial === undefined) return { now: today, applied: today, always: today };
    const context: Asked = {
      at: now,
      settings: trial.settings.features['clocks']?.settings as ClocksSettings,
      settingsVersion: trial.version,
      community: trial.settings,
      isMember,
      ticket: {
        topic: { category, tags, asker, channel, posts: new Map([[0, { language }]]) },
        membership: { community, isPrivateAsk },
        views: { triage },
      },
    };
    return {
      now: today,
      applied: recounted(ifApplied(clocks, context), escalation, now),
      always: recounted(ifAlways(clocks, context), escalation, now),
    };
  };
}

/** The experts' clocks go by what the clocks of the question remember of settings. */
function recounted(clocks: ClocksView, escalation: EscalationView | null, now: Instant): Array<ProjectionRow['row']> {
  const hasExperts = escalation !== null && escalation.escalations.length > 0;
  return rowsOf(clocks, hasExperts ? withClocks(escalation, escalation, { ticket: { views: { clocks } } }).clocks : null, now);
}

function rowsOf(clocks: ClocksView, experts: EscalationView['clocks'] | null, now: Instant): Array<ProjectionRow['row']> {
  const own = [...clockRows(clocks), ...(experts === null ? [] : expertRows({ clocks: expertsUntil(experts, now) }))];
  return own.map(({ row }) => row);
}

/** Views that an older version of the service stored remember less: such a ticket cannot be counted again from its view. */
const clocksShape = z.looseObject({
  cycles: z.array(z.looseObject({ metric: z.string() })),
  policies: z.record(z.string(), z.looseObject({ written: z.looseObject({ policies: z.array(z.unknown()) }) })),
  matched: z.record(z.string(), z.string()),
  inner: z.looseObject({ heard: z.array(z.looseObject({ at: z.string() })), log: z.array(z.looseObject({ type: z.string() })) }),
});
const expertsShape = z.looseObject({ escalations: z.array(z.unknown()), clocks: z.looseObject({ cycles: z.array(z.unknown()) }) });

const storedSchema = z.object({
  asker: z.number().nullable(),
  category: z.number().nullable(),
  tags: z.array(z.string()),
  channel: z.enum(['board', 'mail']),
  language: z.string().nullable(),
  isPrivateAsk: z.boolean(),
  triage: z.unknown(),
  // Written by this version of the service as it was derived: the shape tells the version.
  clocks: z.custom<ClocksView>((view) => clocksShape.safeParse(view).success),
  escalation: z.custom<EscalationView | null>((view) => view === null || expertsShape.safeParse(view).success),
});
