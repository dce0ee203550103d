/** The forum's webhook events by the name in their header (discourse.md 1.6 and 9.2), and where their body holds what they are about. */
export type EventKind =
  | { readonly family: 'post'; readonly root: 'post'; readonly change: 'created' | 'edited' | 'destroyed' | 'recovered' }
  | { readonly family: 'like'; readonly root: 'like' }
  | { readonly family: 'topic'; readonly root: 'topic'; readonly change: 'created' | 'changed' | 'destroyed' | 'recovered' }
  | { readonly family: 'solution'; readonly root: 'solved'; readonly accepted: boolean }
  | { readonly family: 'assignment'; readonly root: 'assign' }
  | { readonly family: 'review'; readonly root: 'reviewable' }
  | { readonly family: 'membership'; readonly root: 'group_user'; readonly change: 'added' | 'removed' }
  | { readonly family: 'user'; readonly root: string; readonly change: 'changed' | 'destroyed' }
  | { readonly family: 'group'; readonly root: 'group'; readonly change: 'changed' | 'destroyed' }
  | { readonly family: 'category'; readonly root: 'category'; readonly change: 'changed' | 'destroyed' }
  /** Known, of no use to us, and without anything private. */
  | { readonly family: 'harmless' }
  | { readonly family: 'unknown' };

const KINDS = new Map<string, EventKind>([
  ['post_created', { family: 'post', root: 'post', change: 'created' }],
  ['post_edited', { family: 'post', root: 'post', change: 'edited' }],
  ['post_destroyed', { family: 'post', root: 'post', change: 'destroyed' }],
  ['post_recovered', { family: 'post', root: 'post', change: 'recovered' }],
  ['post_liked', { family: 'like', root: 'like' }],
  ['topic_created', { family: 'topic', root: 'topic', change: 'created' }],
  ['topic_edited', { family: 'topic', root: 'topic', change: 'changed' }],
  ['topic_revised', { family: 'topic', root: 'topic', change: 'changed' }],
  ['topic_destroyed', { family: 'topic', root: 'topic', change: 'destroyed' }],
  ['topic_recovered', { family: 'topic', root: 'topic', change: 'recovered' }],
  ['accepted_solution', { family: 'solution', root: 'solved', accepted: true }],
  ['unaccepted_solution', { family: 'solution', root: 'solved', accepted: false }],
  ['assigned', { family: 'assignment', root: 'assign' }],
  ['unassigned', { family: 'assignment', root: 'assign' }],
  ['user_added_to_group', { family: 'membership', root: 'group_user', change: 'added' }],
  ['user_removed_from_group', { family: 'membership', root: 'group_user', change: 'removed' }],
  ['user_badge_granted', { family: 'harmless' }],
  ['user_badge_revoked', { family: 'harmless' }],
  ['user_destroyed', { family: 'user', root: 'user', change: 'destroyed' }],
  ['user_promoted', { family: 'user', root: 'user_promoted', change: 'changed' }],
  ['group_created', { family: 'group', root: 'group', change: 'changed' }],
  ['group_updated', { family: 'group', root: 'group', change: 'changed' }],
  ['group_destroyed', { family: 'group', root: 'group', change: 'destroyed' }],
  ['category_created', { family: 'category', root: 'category', change: 'changed' }],
  ['category_updated', { family: 'category', root: 'category', change: 'changed' }],
  ['category_destroyed', { family: 'category', root: 'category', change: 'destroyed' }],
  ['tag_created', { family: 'harmless' }],
  ['tag_updated', { family: 'harmless' }],
  ['tag_destroyed', { family: 'harmless' }],
  ['ping', { family: 'harmless' }],
]);

export function eventKind(event: string): EventKind {
  const known = KINDS.get(event);
  if (known) return known;
  if (/^topic_.+_status_updated$/.test(event)) return { family: 'topic', root: 'topic', change: 'changed' };
  if (event.startsWith('reviewable_')) return { family: 'review', root: 'reviewable' };
  if (event.startsWith('user_')) return { family: 'user', root: 'user', change: 'changed' };
  return { family: 'unknown' };
}

/** A part of any JSON; undefined when there is none. */
export function partOf(json: unknown, ...path: readonly string[]): unknown {
  let part = json;
  for (const key of path) part = isObject(part) && Object.hasOwn(part, key) ? part[key] : undefined;
  return part;
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
