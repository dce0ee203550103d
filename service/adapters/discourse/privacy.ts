import { toInstant } from '../../../shared/instant.js';
import { markerIn } from '../../../shared/marker.js';
import { nameKey } from '../../../shared/names.js';
import { eventKind, isObject, partOf } from './events.js';
import { linkedTopicIn } from './links.js';
import { archetype } from './shapes.js';

/**
 * What may be stored of a delivery (design section 9). `private`: it is of a private message, may carry a message's title,
 * or says neither; `personal`: it carries mail addresses.
 */
export function privacyOf(event: string, json: unknown): 'public' | 'private' | 'personal' {
  const kind = eventKind(event);
  switch (kind.family) {
    case 'post':
    case 'solution':
      return privacyOfArchetype(partOf(json, kind.root, 'topic_archetype'));
    case 'like':
      return privacyOfArchetype(partOf(json, kind.root, 'post', 'topic_archetype'));
    case 'topic':
      return privacyOfArchetype(partOf(json, kind.root, 'archetype'));
    case 'group':
    case 'category':
      return MAIL_FIELDS.some((field) => typeof partOf(json, kind.root, field) === 'string') ? 'personal' : 'public';
    // Nothing of these is needed but ids, and what stands beside them is not looked at.
    case 'membership':
    case 'harmless':
    case 'user':
      return 'personal';
    case 'assignment':
    case 'review':
    case 'unknown':
      return 'private';
  }
}

/** Where mail to a category or group goes; shown to admins only. */
const MAIL_FIELDS = ['email_in', 'incoming_email'];

function privacyOfArchetype(value: unknown): 'public' | 'private' {
  return value === 'regular' || value === 'banner' ? 'public' : 'private';
}

type Kept = Record<string, unknown>;

/**
 * The body that is stored instead of a private or personal one: ids, version, times, archetype, external id, action
 * code and flags; each only in its own form, so that no text slips in under another name. `readDelivery` reads it.
 * Of a post by the bot (`botId`) its marker stays.
 */
export function keepOfPrivate(event: string, json: unknown, botId: number): unknown {
  const kind = eventKind(event);
  const kept = 'ids';
  switch (kind.family) {
    case 'post':
    case 'solution':
      return { kept, [kind.root]: keptOfPost(partOf(json, kind.root), botId) };
    case 'like':
      return { kept, like: { post: keptOfPost(partOf(json, 'like', 'post'), botId), user: keptOfOther(partOf(json, 'like', 'user')) } };
    case 'topic':
      return { kept, topic: keptOfTopic(partOf(json, 'topic')) };
    case 'user':
      return { kept, [kind.root]: keptOfUser(partOf(json, kind.root)) };
    case 'category':
    case 'group':
      return { kept, [kind.root]: keptOfPlace(partOf(json, kind.root)) };
    default:
      return { kept, ...keptOfRoots(json) };
  }
}

function keptOfPost(post: unknown, botId: number): Kept {
  const code = textIn(post, 'action_code', /^[\w.-]{1,50}$/);
  const who = partOf(post, 'action_code_who');
  const marker = partOf(post, 'user_id') === botId ? markerOf(partOf(post, 'raw')) : null;
  const linkedTopic = code === 'split_topic' ? linkedTopicIn({ raw: stringIn(post, 'raw'), cooked: stringIn(post, 'cooked') }) : null;
  return {
    ...numbersOf(post, ['id', 'topic_id', 'post_number', 'post_type', 'version', 'user_id', 'reply_to_post_number', 'category_id']),
    ...timesOf(post, ['created_at', 'updated_at', 'deleted_at']),
    ...flagsOf(post, ['hidden', 'user_deleted', 'accepted_answer', 'via_email']),
    ...archetypeOf(post, 'topic_archetype'),
    ...(code !== null && { action_code: code }),
    ...(typeof who === 'string' && { whoKey: nameKey(who) }),
    ...(linkedTopic !== null && { linkedTopic }),
    ...(marker !== null && { marker }),
  };
}

function keptOfTopic(topic: unknown): Kept {
  const externalId = textIn(topic, 'external_id', /^[\w-]{1,50}$/);
  return {
    ...numbersOf(topic, ['id', 'user_id', 'category_id', 'highest_post_number']),
    ...timesOf(topic, ['created_at', 'deleted_at']),
    ...flagsOf(topic, ['closed', 'archived', 'visible']),
    ...archetypeOf(topic, 'archetype'),
    ...(externalId !== null && { external_id: externalId }),
    ...insideOf(topic, 'created_by', 'id'),
    ...insideOf(topic, 'assigned_to_user', 'id'),
    ...insideOf(topic, 'accepted_answer', 'post_number'),
  };
}

function keptOfUser(user: unknown): Kept {
  const name = partOf(user, 'username');
  return { ...numbersOf(user, ['id']), ...timesOf(user, ['created_at']), ...(typeof name === 'string' && { nameKey: nameKey(name) }) };
}

/** All that is read of a category or group; its name is what the forum shows of it. */
function keptOfPlace(place: unknown): Kept {
  const name = stringIn(place, 'name');
  return { ...numbersOf(place, ['id', 'parent_category_id']), ...flagsOf(place, ['read_restricted']), ...(name !== null && { name }) };
}

function keptOfRoots(json: unknown): Kept {
  if (!isObject(json)) return {};
  const roots = Object.entries(json).filter(([root, part]) => /^[a-z_]{1,40}$/.test(root) && root !== 'kept' && isObject(part));
  return Object.fromEntries(roots.map(([root, part]) => [root, keptOfOther(part)]));
}

/** Of a body without a form that we know: whatever is an id, a number of a post or version, or a time. */
function keptOfOther(part: unknown): Kept {
  const ids = isObject(part) ? Object.keys(part).filter((key) => /^(?:id|[a-z_]{1,40}_id|post_number|version|status)$/.test(key)) : [];
  return { ...numbersOf(part, ids), ...timesOf(part, ['created_at', 'updated_at']) };
}

// ---- Copies of fields that have the right form; all others are left out.
function pick(part: unknown, keys: readonly string[], allowed: (value: unknown) => boolean): Kept {
  const kept: Kept = {};
  for (const key of keys) {
    const value = partOf(part, key);
    if (value === null || allowed(value)) kept[key] = value;
  }
  return kept;
}

function numbersOf(part: unknown, keys: readonly string[]): Kept {
  return pick(part, keys, (value) => Number.isSafeInteger(value));
}

function flagsOf(part: unknown, keys: readonly string[]): Kept {
  return pick(part, keys, (value) => typeof value === 'boolean');
}

function timesOf(part: unknown, keys: readonly string[]): Kept {
  return pick(part, keys, (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d[T\d:.Z+ -]*$/.test(value) && toInstant(value) !== null);
}

function archetypeOf(part: unknown, key: string): Kept {
  return pick(part, [key], (value) => archetype.options.some((one) => one === value));
}

function insideOf(part: unknown, key: string, id: string): Kept {
  const inside = partOf(part, key);
  return isObject(inside) ? { [key]: numbersOf(inside, [id]) } : {};
}

function stringIn(part: unknown, key: string): string | null {
  const value = partOf(part, key);
  return typeof value === 'string' ? value : null;
}

function textIn(part: unknown, key: string, form: RegExp): string | null {
  const value = stringIn(part, key);
  return value !== null && form.test(value) ? value : null;
}

function markerOf(raw: unknown): string | null {
  return typeof raw === 'string' ? markerIn(raw) : null;
}
