import { z } from 'zod';
import type { Calendar } from '../arithmetic/calendar.js';
import type { ClockBook, ClockPolicy, TargetTable, Targets } from '../arithmetic/cycles/book.js';
import { METRICS, type Metric, type PauseReason, type Responder } from '../arithmetic/cycles/cycle.js';
import { policySchema, type Scenario, type ScenarioEvent, type ScenarioPolicy } from './scenario-schema.js';

/** The key of the policy with which a scenario begins. */
export const FIRST_POLICY = 'policy';
const PAUSED: readonly Metric[] = ['res', 'pu'];

/** The policy, and a version more for each event that edits policy or calendars (R-EDIT). */
export function bookOf({ calendars, policy, events }: Pick<Scenario, 'calendars' | 'policy' | 'events'>): ClockBook {
  const calendar = calendars[policy.calendar] === undefined ? (Object.keys(calendars)[0] ?? '') : policy.calendar;
  const first = policyOf(policy, { key: FIRST_POLICY, version: 1, calendar });
  const edits = events.map((event, index) => ({ event, key: editKey(index), version: index + 1 })).filter(({ event }) => isEdit(event));
  return {
    calendars: { ...calendars, ...Object.fromEntries(edits.flatMap(({ event, key }) => calendarsOf(event, key))) },
    policies: {
      [FIRST_POLICY]: first,
      ...Object.fromEntries(
        edits.map(({ event, key, version }) => [
          key,
          policyOf(policySchema.parse({ ...policy, ...event.policy }), {
            key,
            version,
            calendar: event.calendars?.[calendar] === undefined ? calendar : `${calendar} ${key}`,
          }),
        ]),
      ),
    },
  };
}

export function isEdit({ policy, calendars }: ScenarioEvent): boolean {
  return policy !== undefined || calendars !== undefined;
}

export function editKey(index: number): string {
  return `policy after event ${index + 1}`;
}

function calendarsOf({ calendars = {} }: ScenarioEvent, key: string): Array<readonly [string, Calendar]> {
  return Object.entries(calendars).map(([name, calendar]) => [`${name} ${key}`, calendar] as const);
}

function policyOf(written: ScenarioPolicy, own: Pick<ClockPolicy, 'key' | 'version' | 'calendar'>): ClockPolicy {
  return {
    ...own,
    name: own.key,
    set: own.key,
    ...tableOf(written),
    lanes: Object.fromEntries(Object.entries(written.lanes).map(([name, lane]) => [name, tableOf(lane)])),
    responders: respondersNamed(written['fr_responders'] ?? ''),
    pauses: {
      ['waiting_requester']: pausedBy('waiting_requester', written),
      ['waiting_third_party']: pausedBy('waiting_third_party', written),
      scheduled: pausedBy('scheduled', written),
    },
    reopen: written.reopen,
    thresholds: { percent: written.thresholds, minutesBefore: [] },
    ladder: [],
    riskPercent: 75,
    lapseDays: written.lapseDays,
  };
}

function pausedBy(reason: PauseReason, { pauses }: ScenarioPolicy): readonly Metric[] {
  return Object.entries(pauses).find(([name]) => reasonNamed(name) === reason)?.[1] ?? PAUSED;
}

export function reasonNamed(name: string): PauseReason | null {
  if (name.includes('requester')) return 'waiting_requester';
  if (name.includes('third')) return 'waiting_third_party';
  return name.includes('schedule') ? 'scheduled' : null;
}

const minutesSchema = z.int().min(1).nullable().optional();

function tableOf(written: Readonly<Record<string, unknown>> & { readonly byPriority: Readonly<Record<string, Targets>> }): TargetTable {
  const targets = METRICS.flatMap((metric) => {
    const minutes = minutesSchema.parse(written[metric]);
    return minutes === undefined ? [] : [[metric, minutes] as const];
  });
  return { targets: Object.fromEntries(targets), byPriority: written.byPriority };
}

function respondersNamed(name: string): Responder {
  if (name.includes('signed')) return 'signed_official';
  if (name.startsWith('any')) return 'any_member';
  return name.includes('expert') && !name.includes('facilitator') ? 'experts' : 'experts_and_facilitators';
}
