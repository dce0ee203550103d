import { z } from 'zod';
import { KINDS, LANES, MODES } from './view.js';

const conditionsSchema = z
  .strictObject({
    categories: z.array(z.int().positive()).min(1).optional().describe('Category ids; any of them'),
    tags: z.array(z.string().min(1)).min(1).optional().describe('Tag names; any of them'),
    words: z
      .array(z.string().trim().min(1).max(100))
      .min(1)
      .max(200)
      .optional()
      .describe('Whole words or phrases in the title or the first post, in any case; any of them'),
    channel: z.enum(['board', 'private']).optional().describe('`board`: asked in the open; `private`: asked in a message to the experts'),
  })
  // R-MATCH: a rule without conditions would match everything.
  .refine((when) => Object.values(when).some((condition) => condition !== undefined), {
    message: 'a rule needs at least one condition; one without conditions matches nothing. For a default use defaultLane and defaultMode',
  });

const ruleSchema = z.strictObject({
  name: z.string().trim().min(1).max(100).describe('Shown as the reason'),
  when: conditionsSchema.describe('All conditions that are given must hold'),
  set: z
    .strictObject({
      kind: z.enum(KINDS).optional(),
      lane: z.enum(LANES).optional(),
      mode: z.enum(MODES).optional(),
      group: z.int().positive().optional().describe('Id of the expert group whose queue it goes to'),
    })
    .refine((set) => Object.values(set).some((value) => value !== undefined), {
      message: 'a rule needs to set at least one of kind, lane, mode, group',
    }),
});

export const triageSettings = z.strictObject({
  rules: z.array(ruleSchema).max(500).default([]).describe('Tried in this order; the first whose conditions hold is applied'),
  starterRules: z
    .boolean()
    .default(false)
    .describe('Types questions by a supplied list of words (English and German) where no tag and no rule says what they are'),
  defaultLane: z.enum(LANES).default('desk').describe('`desk` holds only where the community has an expert group'),
  defaultMode: z.enum(MODES).default('community_decides'),
  kindTags: z
    .record(z.string().min(1), z.enum(KINDS))
    .default({ incident: 'incident', 'service-request': 'service_request', 'how-to': 'how_to', policy: 'policy', discussion: 'discussion' })
    .describe('Tags that say what a question is; they win over rules'),
  noticeAfterMinutes: z
    .array(z.int().min(1).max(527_040))
    .max(3)
    .default([120])
    .describe(
      'Desk minutes (hours of the clocks; without clocks plain minutes) after which a message says that nobody has triaged a question: the first to the facilitators, further ones to the desk leads; an empty list: none',
    ),
  notifyGroups: z.boolean().default(true).describe('A message to the expert group to which a rule or a person sends a question'),
  forumHosts: z
    .array(z.string().trim().toLowerCase().min(1).max(253))
    .max(20)
    .default([])
    .describe(
      'Host names of this forum as they stand in links, like forum.example.org; a link with another host is refused. /t/12 and HD-12 always work',
    ),
});

export type TriageSettings = z.output<typeof triageSettings>;
export type TriageRule = TriageSettings['rules'][number];
