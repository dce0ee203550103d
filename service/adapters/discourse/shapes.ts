import { z } from 'zod';
import { toInstant } from '../../../shared/instant.js';
import type { NameKey } from '../../../shared/names.js';

/** What the forum's JSON must hold for us, in the forms of 2.9 and of today; unknown fields are dropped. */

export const instant = z.string().transform((text, context) => {
  const at = toInstant(text);
  if (at !== null) return at;
  context.addIssue({ code: 'custom', message: 'expected a time' });
  return z.NEVER;
});

export const archetype = z.enum(['regular', 'private_message', 'banner']);

/** Tags are texts on 2.9 and objects today (discourse.md 0.2, fact 7). */
export const tagList = z.array(z.union([z.string(), z.object({ name: z.string() })]));
export type TagList = z.infer<typeof tagList>;

export function tagNames(tags: TagList | null | undefined): readonly string[] {
  return (tags ?? []).map((tag) => (typeof tag === 'string' ? tag : tag.name));
}

export const user = z.object({ id: z.int(), username: z.string() });
export const group = z.object({ id: z.int(), name: z.string() });
const userOrId = z.object({ id: z.int(), username: z.string().optional() });

export const category = z.object({
  id: z.int(),
  name: z.string(),
  parent_category_id: z.int().nullish(),
  read_restricted: z.boolean(),
});

/** Several solutions per topic are a list today; the first is the one that counts. */
const solution = z.object({ post_number: z.int() });
const acceptedAnswer = z.union([solution, z.array(solution)]).nullish();

/** A post without the texts and names that may not be kept of a private one. */
export const keptPost = z.object({
  id: z.int(),
  topic_id: z.int(),
  post_number: z.int(),
  post_type: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)], { error: 'expected 1, 2, 3 or 4' }),
  version: z.int(),
  created_at: instant,
  updated_at: instant.nullish(),
  user_id: z.int().nullable(),
  username: z.string().nullish(),
  /** Left out where the forum shows no names of persons. */
  name: z.string().nullish(),
  reply_to_post_number: z.int().nullish(),
  deleted_at: instant.nullish(),
  user_deleted: z.boolean().nullish(),
  hidden: z.boolean().nullish(),
  /** Told only where it is so. */
  via_email: z.boolean().nullish(),
  /** Where content is translated (2025 and later): `en`, `pt_BR`. */
  locale: z.string().nullish(),
  raw: z.string().nullish(),
  cooked: z.string().nullish(),
  accepted_answer: z.boolean().nullish(),
  actions_summary: z.array(z.object({ id: z.int(), acted: z.boolean().nullish(), count: z.int().nullish() })).nullish(),
  topic_archetype: archetype.nullish(),
  topic_title: z.string().nullish(),
  category_id: z.int().nullish(),
  action_code: z.string().nullish(),
  action_code_who: z.string().nullish(),
  notice: z.object({ type: z.string().optional(), raw: z.string().optional() }).nullish(),
  /** Ours, in kept bodies only (`privacy.ts`). */
  whoKey: z.custom<NameKey>((value) => typeof value === 'string').optional(),
  linkedTopic: z.int().nullish(),
  marker: z.string().optional(),
});
export type PostJson = z.infer<typeof keptPost>;

export const wholePost = keptPost.superRefine((post, context) => {
  if (post.user_id === null || typeof post.username === 'string') return;
  context.addIssue({ code: 'custom', path: ['username'], message: 'expected string' });
});

export const keptTopic = z.object({
  id: z.int(),
  created_at: instant,
  archetype,
  category_id: z.int().nullish(),
  title: z.string().optional(),
  tags: tagList.nullish(),
  closed: z.boolean(),
  archived: z.boolean(),
  visible: z.boolean(),
  deleted_at: instant.nullish(),
  external_id: z.string().nullish(),
  highest_post_number: z.int(),
  user_id: z.int().nullish(),
  created_by: userOrId.nullish(),
  accepted_answer: acceptedAnswer,
  /** 2.9 tells the name without the id. */
  assigned_to_user: z.object({ id: z.int().optional(), username: z.string().optional() }).nullish(),
  details: z
    .object({
      created_by: userOrId.nullish(),
      participants: z.array(user).nullish(),
      allowed_users: z.array(user).nullish(),
      allowed_groups: z.array(group).nullish(),
    })
    .nullish(),
});
export type TopicJson = z.infer<typeof keptTopic>;

export const wholeTopic = keptTopic.extend({ title: z.string() });
