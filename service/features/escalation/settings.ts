import { z } from 'zod';

/** The upper limit is a year around the clock. */
const minutes = z.int({ error: 'given in whole minutes' }).min(1, { error: 'at least one minute' }).max(527_040);

const levelSchema = z.strictObject({
  level: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  groups: z.array(z.int().positive()).min(1).max(10).describe('Ids of the expert groups of this level'),
});

export const escalationSettings = z.strictObject({
  askerAfterMinutes: minutes
    .nullable()
    .default(480)
    .describe('Desk minutes without a good answer after which the asker herself may escalate; null: never, except what is urgent'),
  askerPerWeek: z
    .int()
    .min(1)
    .max(100)
    .default(5)
    .describe('So many questions one person may pass on herself within seven days; beyond that the facilitators decide'),
  silenceMinutes: minutes
    .nullable()
    .default(960)
    .describe('Desk minutes without a good answer after which a question goes to the experts by itself; null: never'),
  silenceMinutesByCategory: z
    .record(z.string().regex(/^\d+$/, { error: 'the id of a category' }), minutes.nullable())
    .default({})
    .describe('Other limits per category id; null: never there'),
  silenceIn: z
    .strictObject({
      communityLane: z.boolean().default(false).describe('Also what waits for the members'),
      discussions: z.boolean().default(false).describe('Also discussions'),
    })
    .prefault({}),
  likedAnswers: z
    .boolean()
    .default(false)
    .describe(
      'Whether a reply that the asker or two other members like counts as a good answer; costs a read of the forum per liked reply',
    ),
  levels: z
    .array(levelSchema)
    .max(3)
    .default([])
    .describe('Groups per level. Without: level 1 is the group to which triage gave the question, level 2 the experts, level 3 nobody'),
  largeGroup: z
    .int()
    .min(1)
    .max(100_000)
    .default(20)
    .describe('A group with more members than this gets a room only when a facilitator asks for it: they are told'),
  showOwnerWithAssign: z.boolean().default(true).describe('Shows who accepted also with the assignments of the forum'),
});

export type EscalationSettings = z.output<typeof escalationSettings>;
