import { tagEvent } from '../payloads.js';
import { isStaff } from '../permissions.js';
import type { Topic, User } from '../state.js';
import type { World } from '../world.js';

/** What the forum checks before it takes a text, a title, tags or an external id; the sentences are its own. */
/** A tag that nobody used before comes into being by tagging. */
export function createTags(world: World, names: readonly string[]): void {
  for (const name of names) {
    if (world.state.tags.some((tag) => tag.name === name)) continue;
    const tag = { id: world.state.next.tag++, name, staffOnly: false };
    world.state.tags.push(tag);
    world.emit(tagEvent(world.state, 'tag_created', tag));
  }
}

export function forbiddenTag(world: World, user: User, names: readonly string[]): string | null {
  const tag = isStaff(user) ? undefined : world.state.tags.find((known) => known.staffOnly && names.includes(known.name));
  return tag ? `You cannot apply the tag "${tag.name}".` : null;
}

export function titleProblems(world: World, title: string, except?: Topic): string[] {
  const { minTitleLength } = world.state.settings;
  if (title.trim().length < minTitleLength) return [`Title is too short (minimum is ${minTitleLength} characters)`];
  const wanted = title.trim().toLowerCase();
  const taken = world.state.topics.some(
    (topic) => topic !== except && topic.archetype === 'regular' && !topic.deletedAt && topic.title.toLowerCase() === wanted,
  );
  return taken ? ['Title has already been used'] : [];
}

export function lengthProblems(world: World, raw: string): string[] {
  const { minPostLength, maxPostLength } = world.state.settings;
  if (raw.trim().length < minPostLength) return [`Body is too short (minimum is ${minPostLength} characters)`];
  return raw.length > maxPostLength ? [`Body is limited to ${maxPostLength} characters; you entered ${raw.length}.`] : [];
}

/** The same text by the same member within five minutes is refused; staff are exempt. */
export function textProblems(world: World, author: User, raw: string): string[] {
  const problems = lengthProblems(world, raw);
  const since = Date.parse(world.now()) - 5 * 60_000;
  const again =
    !isStaff(author) &&
    world.state.posts.some(
      (post) => post.userId === author.id && !post.deletedAt && post.raw === raw && Date.parse(post.createdAt) > since,
    );
  return again ? [...problems, 'Body is too similar to what you recently posted'] : problems;
}

export function externalProblems(world: World, { externalId }: { readonly externalId?: string | undefined }): string[] {
  if (externalId === undefined) return [];
  if (!/^[\w-]{1,50}$/.test(externalId)) return ['External is invalid'];
  return world.state.topics.some((topic) => topic.externalId === externalId) ? ['External has already been taken'] : [];
}
