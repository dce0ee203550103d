import { z } from 'zod';
import { calendarOrName, calendarsSchema } from './arithmetic/calendar-schema.js';
import { problemOfName } from './arithmetic/named-calendars.js';
import { RESPONDERS } from './arithmetic/cycles/cycle.js';
import { eachOnce, visibleName } from './lists.js';
import { policiesSchema, template } from './policy-settings.js';
import { withTemplate } from './templates.js';

const WEEKDAY_HOURS: [string, string][] = [['09:00', '17:00']];
const DEFAULT_CALENDAR = {
  tz: 'UTC',
  hours: { mon: WEEKDAY_HOURS, tue: WEEKDAY_HOURS, wed: WEEKDAY_HOURS, thu: WEEKDAY_HOURS, fri: WEEKDAY_HOURS },
};

/** A year around the clock. */
const MOST_MINUTES = 527_040;

/** R-ZERO. */
const targetMinutes = z
  .int({ error: 'a target is given in whole minutes' })
  .min(1, { error: 'a target is at least one minute; for "not measured" leave it empty (null)' })
  .max(MOST_MINUTES, {
    error: `a target is at most ${MOST_MINUTES} minutes, a year around the clock; for "not measured" leave it empty (null)`,
  })
  .nullable();

/** What may differ by priority. */
const ofPriority = z.strictObject({
  firstReplyMinutes: targetMinutes.optional(),
  nextReplyMinutes: targetMinutes.optional(),
  updateMinutes: targetMinutes.optional(),
  resolutionMinutes: targetMinutes.optional(),
  incidentResolutionMinutes: targetMinutes.optional(),
  acceptMinutes: targetMinutes.optional(),
  expertAnswerMinutes: targetMinutes.optional(),
});

const targetsSchema = z.strictObject({
  firstReplyMinutes: targetMinutes.default(480).describe('Desk minutes until the first official reply; null: not measured'),
  nextReplyMinutes: targetMinutes
    .optional()
    .describe("Desk minutes until the reply to the asker's next post; left out: as the first reply; null: not measured"),
  updateMinutes: targetMinutes
    .default(1440)
    .describe('Desk minutes from each official post to the next, as long as it is unsolved; null: not measured'),
  resolutionMinutes: targetMinutes.default(null).describe('Desk minutes until an answer is accepted; null: not measured'),
  incidentResolutionMinutes: targetMinutes.default(1920).describe('The same for incidents; null: not measured'),
  acceptMinutes: targetMinutes
    .default(120)
    .describe('Minutes of the expert group until somebody takes on what came to it; null: not measured'),
  expertAnswerMinutes: targetMinutes
    .default(480)
    .describe("Minutes of the expert group until the experts' answer is there; null: not measured"),
  communityReplyMinutes: targetMinutes
    .default(960)
    .describe('Desk minutes until the first reply by anybody; null: not measured. A statistic, never shown as due'),
  byPriority: z
    .strictObject({ urgent: ofPriority.prefault({}), high: ofPriority.prefault({}), low: ofPriority.prefault({}) })
    .prefault({})
    .describe(
      'Targets by priority; those above are for `normal`. What is left out: first and next reply 60, 240, 960 (urgent, high, low), updates 480, 960, none, incidents solved 480, 960, none, accepted 30, 60, 240, answered by experts 120, 240, 960, but never slower than normal where it is more urgent, nor faster where it is less',
    ),
});

const laneTargets = z.strictObject({
  firstReplyMinutes: targetMinutes.default(null).describe('Desk minutes until the first official reply; null: not measured'),
  nextReplyMinutes: targetMinutes.default(null).describe("Desk minutes until the reply to the asker's next post; null: not measured"),
  updateMinutes: targetMinutes.default(null).describe('Desk minutes from each official post to the next; null: not measured'),
  resolutionMinutes: targetMinutes.default(null).describe('Desk minutes until an answer is accepted; null: not measured'),
});

export const PAUSED_CLOCKS = ['nextReply', 'update', 'resolution'] as const;
/** R-PAUSE. */
const pausedClocks = eachOnce(
  z.enum(PAUSED_CLOCKS, { error: 'a pause may hold nextReply, update and resolution; nothing holds the first reply' }),
).default(['resolution', 'update']);

export const LADDER_ROLES = ['owner', 'facilitators', 'deskLeads', 'safetyOwner', 'queue'] as const;

const ladderSchema = z
  .array(
    z.strictObject({
      afterPercent: z
        .number()
        .min(0, { error: 'a step of the ladder is at 0 percent after due or later; before due there are thresholds' })
        .max(1000, { error: 'a step of the ladder is at most 1000 percent after due' })
        .describe('When so many percent of the target are used up after due; 0: at due itself'),
      tell: eachOnce(z.enum(LADDER_ROLES, { error: `a step tells one of ${LADDER_ROLES.join(', ')}` }))
        .min(1, { error: 'a step tells somebody; leave out a step that tells nobody' })
        .describe('Who is told; `queue`: it stands in the red part of the queue'),
    }),
  )
  .max(10, { error: 'the ladder has at most 10 steps' })
  .refine((steps) => new Set(steps.map(({ afterPercent }) => afterPercent)).size === steps.length, {
    error: 'two steps of the ladder are at the same percent; write them as one',
  });

/** What a policy says; those outside `policies` are the default one. */
const policyFields = {
  calendar: calendarOrName.prefault(DEFAULT_CALENDAR).describe('When the desk is open: a calendar, or the name of one in `calendars`'),
  targets: targetsSchema.prefault({}),
  communityLane: laneTargets.prefault({}).describe('Targets of what waits for the members (TR-05), for every priority'),
  responders: z
    .enum(RESPONDERS)
    .default('experts_and_facilitators')
    .describe('Whose reply is official: experts and signers, with or without facilitators, or any member (communities of peers)'),
  pauses: z
    .strictObject({
      waitingForAsker: pausedClocks.describe('Clocks that stand while the asker is waited for'),
      thirdParty: pausedClocks.describe('Clocks that stand while somebody outside is waited for'),
      scheduled: pausedClocks.describe('Clocks that stand until a date'),
    })
    .prefault({}),
  longestPauseDays: z
    .int({ error: 'given in whole days' })
    .min(1, { error: 'at least one day' })
    .max(250, { error: 'at most 250 days, a year of them' })
    .default(10)
    .describe(
      'After so many desk days (480 desk minutes each) a pause that nobody has renewed ends, and the question is back in the queue',
    ),
  shortestUpdateMinutes: targetMinutes
    .unwrap()
    .default(480)
    .describe('How often askers may ask to hear how it stands, at most, in desk minutes'),
  reopen: z
    .enum(['resume', 'new_cycle', 'ignore'])
    .default('resume')
    .describe(
      'The resolution of a question that is opened again: `resume` goes on with what remained, `new_cycle` starts anew, `ignore` counts only the first',
    ),
  thresholds: z
    .strictObject({
      percent: eachOnce(
        z
          .number()
          .min(1, { error: 'a threshold is at least 1 percent' })
          .max(99, { error: 'a threshold is at most 99 percent; 100 is due itself' }),
      )
        .max(10)
        .default([50, 75, 90])
        .describe('Warnings when so many percent of a target are used up'),
      minutesBefore: eachOnce(z.int().min(1).max(MOST_MINUTES)).max(10).default([]).describe('Warnings so many desk minutes before due'),
      riskPercent: z
        .number()
        .min(1)
        .max(99)
        .default(75)
        .describe('From so many percent on it counts as at risk, in the rows for reports; it tells nobody'),
    })
    .prefault({}),
  ladder: ladderSchema
    .default([
      { afterPercent: 0, tell: ['owner', 'facilitators'] },
      { afterPercent: 25, tell: ['deskLeads'] },
      { afterPercent: 100, tell: ['safetyOwner', 'queue'] },
    ])
    .describe('Who is told after due, and when; an empty list: nobody'),
  followUpDays: z
    .int({ error: 'given in whole days' })
    .min(1, { error: 'at least one day' })
    .max(365, { error: 'at most 365 days' })
    .default(5)
    .describe('After so many days with desk hours a post after the solution that nobody confirmed is let go'),
  urgent: z.boolean().default(false).describe('Whether people are told of it at any hour, not only in their working hours'),
};

const fields = z.strictObject({
  template,
  ...policyFields,
  vendors: z
    .strictObject({
      names: eachOnce(visibleName.max(100), (name) => name.toLowerCase())
        .max(200)
        .default([])
        .describe('Those outside whom the desk waits for; with a list a pause for a vendor names one of it'),
      showNames: z.boolean().default(false).describe('Whether the status post names the one who is waited for; only names of the list'),
    })
    .prefault({}),
  calendars: calendarsSchema.default({}).describe('Further calendars by name, usable wherever a calendar is asked'),
  calendarByGroup: z
    .record(z.string().regex(/^\d+$/, { error: 'the id of a group' }), calendarOrName)
    .default({})
    .describe('Calendars of expert groups by group id, for accepting and answering what is escalated; without: the calendar of the desk'),
  policies: policiesSchema(policyFields).describe(
    'Policies for some questions, tried in this order: the first whose conditions hold is applied (R-MATCH). Each may say any of the settings beside this one, except calendars by name and by group; what it leaves out, and every question that none matches, is as they say',
  ),
});

export const clocksSettings = z.preprocess(
  withTemplate,
  fields.superRefine(({ calendar, calendars, calendarByGroup, policies }, context) => {
    const asked = [
      { path: ['calendar'], own: calendar },
      ...Object.entries(calendarByGroup).map(([group, own]) => ({ path: ['calendarByGroup', group], own })),
      ...policies.flatMap(({ calendar: own }, index) => (own === undefined ? [] : [{ path: ['policies', index, 'calendar'], own }])),
    ];
    for (const { path, own } of asked) {
      const message = problemOfName(own, calendars);
      if (message !== null) context.addIssue({ code: 'custom', path, message });
    }
  }),
);

export type ClocksSettings = z.output<typeof clocksSettings>;
