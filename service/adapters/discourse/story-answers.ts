import { z } from 'zod';

/** What a recorder understands of the answers to its calls; everything else is only kept. */
const made = z
  .object({ id: z.int(), topic_id: z.int(), post_number: z.int() })
  .transform(({ id, topic_id: topic, post_number: number }) => ({ post: id, topic, number }));

/** What an ask, reply or message made; null when it waits for approval. */
export function madeIn(answer: unknown): z.output<typeof made> | null {
  return made.safeParse(answer).data ?? null;
}

const refused = z.object({
  success: z.boolean().optional(),
  failed: z.unknown().optional(),
  message: z.string().optional(),
  errors: z.array(z.string()).optional(),
});

/** Why the forum refused; null when it did not. Some refusals come as a success (discourse.md 9.1, 12). */
export function storyRefusal(status: number, answer: unknown): string | null {
  const said = refused.safeParse(answer).data;
  const isRefused = status >= 300 || said?.success === false || said?.failed !== undefined;
  return isRefused ? (said?.errors?.join(' ') ?? said?.message ?? `status ${status}`) : null;
}

const named = z.object({ id: z.int(), name: z.string() });
const site = z.object({ categories: z.array(named), groups: z.array(named) });

export function siteIn(answer: unknown): z.output<typeof site> | null {
  return site.safeParse(answer).data ?? null;
}

const members = z
  .object({
    members: z.array(
      z
        .object({ id: z.int(), username: z.string(), added_at: z.string().nullish() })
        .transform(({ id, username, added_at: addedAt }) => ({ id, user: username, from: addedAt ?? null })),
    ),
    meta: z.object({ total: z.int() }),
  })
  .transform(({ members: page, meta: { total } }) => ({ members: page, total }));

export function membersIn(answer: unknown): z.output<typeof members> | null {
  return members.safeParse(answer).data ?? null;
}

const session = z
  .object({ current_user: z.object({ id: z.int(), username: z.string() }) })
  .transform(({ current_user: { id, username } }) => ({ id, user: username }));

export function whoIn(answer: unknown): z.output<typeof session> | null {
  return session.safeParse(answer).data ?? null;
}

const shownPost = z
  .object({ id: z.int(), topic_id: z.int(), post_number: z.int(), username: z.string(), raw: z.string().default('') })
  .transform(({ id, topic_id: topic, post_number: number, username, raw }) => ({ post: id, topic, number, author: username, text: raw }));
const groupNames = z.array(z.object({ name: z.string() })).default([]);
const shownTopic = z
  .object({
    id: z.int(),
    title: z.string(),
    archetype: z.string(),
    details: z.object({ allowed_users: z.array(z.object({ username: z.string() })).default([]), allowed_groups: groupNames }),
    post_stream: z.object({ posts: z.array(shownPost) }),
  })
  .transform(({ id, title, archetype, details, post_stream: { posts } }) => ({
    topic: id,
    title,
    isPrivate: archetype === 'private_message',
    people: details.allowed_users.map(({ username }) => username),
    groups: details.allowed_groups.map(({ name }) => name),
    posts,
  }));

export type ShownPost = z.output<typeof shownPost>;
/** A topic as the bot sees it; of a long one the first posts only. */
export type ShownTopic = z.output<typeof shownTopic>;

export function topicIn(answer: unknown): ShownTopic | null {
  return shownTopic.safeParse(answer).data ?? null;
}

export function postIn(answer: unknown): ShownPost | null {
  return shownPost.safeParse(answer).data ?? null;
}

const delivery = z.record(
  z.string(),
  z.object({ id: z.int().optional(), topic_id: z.int().nullish(), post: z.object({ id: z.int(), topic_id: z.int() }).optional() }),
);

/** The topic that a delivery tells of, and the post; null when it tells of none. */
export function placeOfDelivery(body: unknown): { readonly topic: number; readonly post: number | null } | null {
  const [root, payload] = Object.entries(delivery.safeParse(body).data ?? {})[0] ?? [];
  if (root === undefined || payload === undefined || root === 'notification') return null;
  if (root === 'topic') return payload.id === undefined ? null : { topic: payload.id, post: null };
  if (payload.post) return { topic: payload.post.topic_id, post: payload.post.id };
  if (typeof payload.topic_id !== 'number') return null;
  const isAboutPost = root === 'post' || root === 'solved';
  return { topic: payload.topic_id, post: isAboutPost ? (payload.id ?? null) : null };
}
