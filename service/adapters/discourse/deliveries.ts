import { z } from 'zod';
import type { NameKey } from '../../../shared/names.js';
import type { DeliveryReading, SeenDelivery } from '../../ports/forum.js';
import type { EventKind } from './events.js';
import { eventKind, partOf } from './events.js';
import { named, seenCategory, seenPost, seenTopic } from './seen.js';
import { category, group, instant, keptPost, keptTopic, wholePost, wholeTopic } from './shapes.js';

const assignment = z.object({ topic_id: z.int() });
const review = z.object({ topic_id: z.int().nullish(), post_id: z.int().nullish(), category_id: z.int().nullish() });
const membership = z.object({ group_id: z.int(), user_id: z.int(), created_at: instant });
const user = z.object({ id: z.int(), username: z.string() });
const keptUser = z.object({ id: z.int(), nameKey: z.custom<NameKey>((value) => typeof value === 'string').optional() });

/**
 * What a webhook delivery says, by the name of its event and its body (as sent, or as `keepOfPrivate` kept it). A
 * destroyed thing is shown as it was before (discourse.md 9.2, fact 8); what follows from that is not decided here.
 */
export function readDelivery(event: string, json: unknown): DeliveryReading {
  const kind = eventKind(event);
  if (kind.family === 'harmless' || kind.family === 'unknown') return { ok: true, seen: { what: 'other', event } };
  const path = kind.family === 'like' ? [kind.root, 'post'] : [kind.root];
  const part = partOf(json, ...path);
  const read = readPart(kind, part, partOf(json, 'kept') !== undefined);
  if (read.success) return { ok: true, seen: read.data };
  return { ok: false, problem: problemOf(read.error, path), ids: idsIn(part, kind) };
}

type Told = Exclude<EventKind, { readonly family: 'harmless' | 'unknown' }>;
type Read = { readonly success: true; readonly data: SeenDelivery } | { readonly success: false; readonly error: z.ZodError };

/** What the part says, where it has the shape. */
function inShape<Json>(shape: z.ZodType<Json>, part: unknown, tell: (json: Json) => SeenDelivery): Read {
  const read = shape.safeParse(part);
  return read.success ? { success: true, data: tell(read.data) } : read;
}

function readPart(kind: Told, part: unknown, isKept: boolean): Read {
  const post = isKept ? keptPost : wholePost;
  switch (kind.family) {
    case 'post':
      return inShape(post, part, (json) => ({ what: 'post', change: kind.change, post: seenPost(json) }));
    case 'like':
      return inShape(post, part, (json) => ({ what: 'post', change: 'liked', post: seenPost(json) }));
    case 'solution':
      return inShape(post, part, (json) => ({ what: 'solution', accepted: kind.accepted, post: seenPost(json) }));
    case 'topic':
      return inShape(isKept ? keptTopic : wholeTopic, part, (json) => ({ what: 'topic', change: kind.change, topic: seenTopic(json) }));
    case 'user':
      return isKept
        ? inShape(keptUser, part, ({ id, nameKey: key }) => ({
            what: 'user',
            change: kind.change,
            user: { id, name: '', ...(key && { key }) },
          }))
        : inShape(user, part, (json) => ({ what: 'user', change: kind.change, user: named(json) }));
    default:
      return readSmall(kind, part);
  }
}

function readSmall(
  kind: Extract<Told, { readonly family: 'assignment' | 'review' | 'membership' | 'group' | 'category' }>,
  part: unknown,
): Read {
  switch (kind.family) {
    case 'assignment':
      return inShape(assignment, part, (json) => ({ what: 'assignment', topicId: json.topic_id }));
    case 'review':
      return inShape(review, part, (json) => ({
        what: 'review',
        topicId: json.topic_id ?? null,
        postId: json.post_id ?? null,
        categoryId: json.category_id ?? null,
      }));
    case 'membership':
      return inShape(membership, part, (json) => ({
        what: 'membership',
        change: kind.change,
        group: json.group_id,
        user: json.user_id,
        createdAt: json.created_at,
      }));
    case 'group':
      return inShape(group, part, ({ id, name }) => ({ what: 'group', change: kind.change, group: { id, name } }));
    case 'category':
      return inShape(category, part, (json) => ({ what: 'category', change: kind.change, category: seenCategory(json) }));
  }
}

/** Names the field and what was expected there, never what stood there: that may be private. */
function problemOf(error: z.ZodError, root: readonly string[]): string {
  return error.issues
    .slice(0, 5)
    .map((issue) => `${[...root, ...issue.path].join('.')}: ${issue.message.replace(/^Invalid (?:input|option): /, '')}`)
    .join('; ');
}

function idsIn(part: unknown, kind: Told): { readonly topicId: number | null; readonly postId: number | null } {
  if (kind.family === 'topic') return { topicId: idIn(part, 'id'), postId: null };
  const isPost = kind.family === 'post' || kind.family === 'like' || kind.family === 'solution';
  return { topicId: idIn(part, 'topic_id'), postId: idIn(part, isPost ? 'id' : 'post_id') };
}

function idIn(part: unknown, key: string): number | null {
  const id = partOf(part, key);
  return typeof id === 'number' && Number.isSafeInteger(id) ? id : null;
}
