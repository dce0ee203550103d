import { z } from 'zod';
import { configValue, ticketValue } from './shown.js';
import { id, instant, name, shortText, text } from './common.js';

export const MOST_EFFECTS = 100;

const marker = z.string().regex(/^hd1-[a-z2-7]{26}$/);
const head = {
  key: z.string().min(1).max(200).describe('names the forum object that the effect is about; unique in the forum'),
  revision: z.int().positive().describe('of that key; one older than the last done is `overtaken`'),
  onlyIf: z
    .object({ topicId: id, digest: z.string().max(100) })
    .optional()
    .describe('carried out only while the topic has this digest, else `stale`; what was done before is answered as it was, whatever it is'),
};

function effect<Type extends string, Fields extends z.ZodRawShape>(type: Type, description: string, fields: Fields) {
  return z.object({ type: z.literal(type), ...head, ...fields }).describe(description);
}

const post = effect('post', 'A new post of the bot. One of its own that carries one of `markers` is found instead of made again.', {
  topicId: id,
  raw: text,
  markers: z.array(marker).min(1).max(50),
  replyToPostId: id.nullable(),
  noBump: z.boolean(),
  onlyInMessage: z.boolean().describe('overruled as `made_public` where the topic is no private message any more'),
});
const topic = effect('topic', 'A new topic. One with this external id is found instead of made again.', {
  categoryId: id,
  title: shortText,
  raw: text,
  tags: z.array(name).max(50),
  externalId: marker,
  onlyReadRestricted: z.boolean().describe('refused as `library_is_public` where everybody may read the category'),
});
const message = effect('message', 'A new private message. One with this external id is found instead of made again.', {
  title: shortText,
  raw: text,
  userIds: z.array(id).max(100),
  groupIds: z.array(id).max(20),
  externalId: marker,
  mostGroupMembers: z.int().positive().optional().describe('ES-16: refused as `group_too_large` where one of the groups has more members'),
});
const edit = effect('edit', 'The text, and with a first post the title, of a post of the bot. The same text is not written again.', {
  postId: id,
  raw: text,
  title: shortText.optional(),
  reason: z.string().max(200),
  inTopics: z.array(id).max(5).describe('where it may stand; elsewhere a person moved it away: `overruled`'),
  onlyInMessage: z.boolean(),
});
const tags = effect('tags', 'Tags that are the desk’s, there or not; every other tag is kept. In a private message `not_permitted`.', {
  topicId: id,
  present: z.array(name).max(50),
  managed: z.array(name).max(200),
});
const notice = effect('notice', 'Our block in the notice of a post; empty: it shall not be there. What others wrote in it is kept.', {
  postId: id,
  block: text.describe('what stands between `<!-- hd -->` and `<!-- /hd -->`, each on a line of its own'),
});
const like = effect('like', 'The bot likes a post.', { postId: id });
const badge = effect('badge', 'A person holds a badge.', { userId: id, badgeId: id });
const solution = effect('solution', 'A post is the accepted answer of its topic, or is not.', { postId: id, accepted: z.boolean() });
const assignment = effect('assignment', 'Whom Assign shows; null: nobody. The same person again changes nothing.', {
  topicId: id,
  userId: id.nullable(),
});
const timer = effect('timer', 'A timer of a topic; null takes it away.', {
  topicId: id,
  kind: z.enum(['close', 'open', 'bump', 'remind']),
  at: instant.nullable(),
});
const status = effect('status', 'A status of a topic.', {
  topicId: id,
  status: z.enum(['closed', 'archived', 'visible']),
  enabled: z.boolean(),
});
const participant = effect('participant', 'A person or a group takes part in a private message, or does not.', {
  topicId: id,
  who: z.union([z.object({ userId: id }), z.object({ groupId: id })]),
  present: z.boolean(),
});
const config = effect('config', 'What the forum must know of a community; null: it is designated no more.', {
  community: name,
  value: configValue.nullable(),
});
const ticket = effect('ticket', 'What pages of the forum show of a ticket; null: nothing.', { topicId: id, value: ticketValue.nullable() });

export const pluginEffect = z.discriminatedUnion('type', [
  post,
  topic,
  message,
  edit,
  tags,
  notice,
  like,
  badge,
  solution,
  assignment,
  timer,
  status,
  participant,
  config,
  ticket,
]);
export type PluginEffect = z.infer<typeof pluginEffect>;

/** Why an effect was not carried out: the service's own codes of a refusal, and those that only the plugin can tell. */
export const REASONS = [
  'not_permitted',
  'closed_or_gone',
  'too_short',
  'too_long',
  'too_similar',
  'title_taken',
  'external_id_taken',
  'recipient_unknown',
  'recipient_not_messageable',
  'not_assignable',
  'assignee_without_access',
  'assignee_at_limit',
  'too_many_recipients',
  'group_too_large',
  'tags_not_allowed',
  'invalid',
  'library_is_public',
  'removed',
  'moved_away',
  'made_public',
  'unknown_effect',
  'invalid_effect',
  'ability_missing',
  'failed',
] as const;

export const effectAnswer = z.object({
  key: z.string(),
  revision: z.int(),
  outcome: z
    .enum(['done', 'refused', 'overruled', 'overtaken', 'in_progress', 'not_begun', 'stale'])
    .describe(
      '`done` also where it was so already; `overruled`: a person undid it; `in_progress`: another request carries it out; `not_begun`: time ran out before it; `stale`: see onlyIf',
    ),
  postId: id.nullish(),
  topicId: id.nullish(),
  reason: z.enum(REASONS).nullish(),
});
export type EffectAnswer = z.infer<typeof effectAnswer>;
