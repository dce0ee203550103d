import { z } from 'zod';
import { calendarSchema } from './arithmetic/calendar-schema.js';

const WEEKDAY_HOURS: [string, string][] = [['09:00', '17:00']];
const DEFAULT_CALENDAR = {
  tz: 'UTC',
  hours: { mon: WEEKDAY_HOURS, tue: WEEKDAY_HOURS, wed: WEEKDAY_HOURS, thu: WEEKDAY_HOURS, fri: WEEKDAY_HOURS },
};

/** R-ZERO. The upper limit is a year around the clock. */
const targetMinutes = z
  .int({ error: 'a target is given in whole minutes' })
  .min(1, { error: 'a target is at least one minute; for "not measured" leave it empty (null)' })
  .max(527_040)
  .nullable();

const RESPONDERS = ['experts_and_facilitators', 'experts', 'any_member'] as const;

export const clocksSettings = z.strictObject({
  calendar: calendarSchema.prefault(DEFAULT_CALENDAR).describe('When the desk is open'),
  targets: z
    .strictObject({
      firstReplyMinutes: targetMinutes.default(480).describe('Desk minutes until the first official reply; null: not measured'),
      communityReplyMinutes: targetMinutes
        .default(960)
        .describe('Desk minutes until the first reply by anybody; null: not measured. A statistic, never shown as due'),
    })
    .prefault({}),
  responders: z
    .enum(RESPONDERS)
    .default('experts_and_facilitators')
    .describe('Whose reply is official: experts and signers, with or without facilitators, or any member (communities of peers)'),
});

export type ClocksSettings = z.output<typeof clocksSettings>;
