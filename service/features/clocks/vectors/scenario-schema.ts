import { z } from 'zod';
import { calendarSchema } from '../arithmetic/calendar-schema.js';
import { WEEKDAYS, type Calendar } from '../arithmetic/calendar.js';
import { METRICS } from '../arithmetic/cycles/cycle.js';

/** The published form of a scenario (`sla-scenarios.json`): several clocks over a stream of events. */
const instant = z.string().refine((text) => !Number.isNaN(Date.parse(text)), { error: 'is no instant; write it as 2026-11-22T03:59:00Z' });
const minutes = z.int().min(1).nullable();
const metric = z.enum(METRICS);
const targets = z.partialRecord(metric, minutes);
/** Any name: one that the policy does not know has the targets of the policy itself. */
const byPriority = z.record(z.string(), targets).default({});

/** Minutes stand beside the other keys: `{ "fr": 240, "reopen": "resume" }`. */
/** R-NEVER: one without any window cannot be saved, but the engine may meet it. */
const anyCalendar = z.union([
  calendarSchema,
  z
    .looseObject({ tz: z.string(), hours: z.record(z.string(), z.array(z.unknown()).max(0)) })
    .transform(({ tz }): Calendar => ({ tz, hours: noHours(), holidays: [], dateHours: {} })),
]);

function noHours(): Calendar['hours'] {
  return Object.fromEntries(WEEKDAYS.map((day) => [day, []])) as unknown as Calendar['hours'];
}

export const policySchema = z.looseObject({
  ...Object.fromEntries(METRICS.map((one) => [one, minutes.optional()])),
  byPriority,
  lanes: z.record(z.string(), z.looseObject({ byPriority })).default({}),
  ['fr_responders']: z.string().optional(),
  reopen: z.enum(['resume', 'new_cycle', 'ignore']).default('resume'),
  pauses: z.record(z.string(), z.array(metric)).default({}),
  /** Topics from before get no first reply and no resolution (R-START). */
  enforceFrom: instant.optional(),
  thresholds: z.array(z.number().positive().max(100)).default([50, 75, 90]),
  lapseDays: z.int().min(1).default(5),
  calendar: z.string().default('main'),
});

const eventSchema = z.looseObject({
  at: instant,
  type: z.string(),
  by: z.string().optional(),
  id: z.string().optional(),
  author: z.string().optional(),
  kind: z.string().optional(),
  onBehalfOf: z.string().optional(),
  channel: z.string().optional(),
  priority: z.string().optional(),
  reason: z.string().optional(),
  until: instant.optional(),
  policy: z.looseObject({}).optional(),
  calendars: z.record(z.string(), anyCalendar).optional(),
  recompute: z.boolean().optional(),
  calendar: z.string().optional(),
});

const expectationSchema = z.looseObject({ metric, cycle: z.int().min(1).default(1) });

export const scenarioSchema = z
  .looseObject({
    id: z.string(),
    title: z.string().default(''),
    calendars: z.record(z.string(), anyCalendar),
    policy: policySchema,
    events: z.array(eventSchema),
    asOf: instant,
    expect: z.array(expectationSchema),
  })
  .superRefine(({ calendars, events }, context) => {
    const known = new Set([...Object.keys(calendars), ...events.flatMap((event) => Object.keys(event.calendars ?? {}))]);
    for (const [index, { calendar }] of events.entries()) {
      if (calendar !== undefined && !known.has(calendar))
        context.addIssue({ code: 'custom', path: ['events', index, 'calendar'], message: `there is no calendar "${calendar}"` });
    }
  });

export type Scenario = z.output<typeof scenarioSchema>;
export type ScenarioPolicy = Scenario['policy'];
export type ScenarioEvent = Scenario['events'][number];
