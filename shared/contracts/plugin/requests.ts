import { z } from 'zod';
import { CONTRACT, id, instant, name, shortText, site, text } from './common.js';
import { effectAnswer } from './effects.js';

const contract = z.literal(CONTRACT);

// ---- From the service to the forum

/** The effects stay unread here: each is read alone, so that a bad one does not stop the others. */
export const applyRequest = z.object({ contract, site, effects: z.array(z.unknown()).min(1).max(100) });
export const applyAnswer = z.object({ contract, answers: z.array(effectAnswer).describe('one per effect, in their order') });

export const MOST_TOPICS = 200;
export const stateRequest = z.object({ contract, site, topicIds: z.array(id).min(1).max(MOST_TOPICS) });
const topicState = z.union([
  z.object({
    id,
    digest: z.string().describe('changes with everything that a read of the topic would show otherwise; posts of the bot are left out until somebody else touches them'),
    highestPostNumber: z.int(),
    bumpedAt: instant.nullable(),
  }),
  z.object({ id, gone: z.literal(true) }),
]);
export type PluginTopicState = z.infer<typeof topicState>;
export const stateAnswer = z.object({ contract, at: instant, topics: z.array(topicState) });

export const ABILITIES = ['apply', 'state', 'config', 'solution', 'assignment', 'badge', 'tags', 'withholding', 'labels'] as const;
export const pingAnswer = z.object({
  contract: z.int(),
  plugin: z.string(),
  forum: z.string(),
  site,
  at: instant,
  abilities: z.array(z.string()),
  bot: z.object({ id: id.nullable(), username: z.string().nullable(), problem: z.string().nullable() }),
  configs: z.record(z.string(), z.int()).describe('version of each community that is known here'),
  problems: z.array(z.string()).describe('what is red on the admin page, in the language of the forum'),
});
export type PingAnswer = z.infer<typeof pingAnswer>;

// ---- From the forum to the service

/** Added by the forum's server, never by the browser. */
const actor = z.object({
  id,
  username: name,
  groupIds: z.array(id),
  trustLevel: z.int().min(0).max(4),
  isStaff: z.boolean(),
  hasName: z.boolean().describe('the profile gives the name of a person; never the name itself'),
});

export const commandRequest = z.object({
  contract,
  site,
  id: z.uuid().describe('of the press of a button: the same id again gives the same answer and does nothing twice'),
  actor,
  topicId: id,
  postId: id.nullable().describe('the post whose button it was'),
  line: z.string().min(1).max(1_000).describe('as it would be written after the name of the bot: `pause waiting for the vendor`'),
  at: instant,
  takeBack: z.boolean().optional().describe('the press of this id is taken back: by who pressed, within 60 seconds'),
});
export type CommandRequest = z.infer<typeof commandRequest>;
export const commandAnswer = z.object({
  contract,
  outcome: z.enum(['done', 'told', 'refused', 'waiting']).describe('`waiting`: recorded, what came of it shows in the topic'),
  text: text.nullable().describe('with all reasons of a clock, or all lines that one may write'),
});
export type CommandAnswerBody = z.infer<typeof commandAnswer>;

export const designationRequest = z.object({ contract, site, actor, categoryId: id, designated: z.boolean() });
export type DesignationRequest = z.infer<typeof designationRequest>;
export const designationAnswer = z.object({ contract, designated: z.boolean(), community: name.nullable(), text: shortText.nullable() });
export type DesignationAnswerBody = z.infer<typeof designationAnswer>;

/** What the forum gives its composer while somebody asks: what was answered before and she may read (FA-05). */
export const similarAnswers = z.object({
  answers: z
    .array(
      z.object({
        kind: z.enum(['article', 'official', 'solved']),
        topic_id: id,
        title: shortText,
        url: z.string().max(500).describe('of the topic or post in the forum, from its root'),
        state: z.enum(['valid', 'expired', 'voided']),
        excerpt: shortText.nullable(),
      }),
    )
    .max(10),
});

/** The forum asks once a minute whether the service is there. */
export const helloRequest = z.object({ contract, site, plugin: z.string(), forum: z.string(), at: instant });
export const helloAnswer = z.object({
  contract: z.int(),
  service: z.string(),
  at: instant,
  lastDeliveryAt: instant.nullable(),
  effects: z.object({ waiting: z.int(), refused: z.int() }),
  console: z.url().nullable(),
});
export type HelloAnswerBody = z.infer<typeof helloAnswer>;
