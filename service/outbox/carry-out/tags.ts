import type { TagsValue } from '../../engine/effects.js';
import type { TopicRead } from '../../ports/forum.js';
import type { AttemptEnd } from '../../ports/store.js';
import { DONE, GONE, readTopic, type Carrying } from '../carrying.js';
import type { NamedCarrying } from '../naming.js';

/** Tags of the desk are there or not; every other tag is kept (design section 5). */
export async function carryOutTags(carrying: NamedCarrying<'tags'>): Promise<AttemptEnd> {
  const { value } = carrying;
  const read = await readTopic(carrying, value.topic);
  if (!read || read.topic.deletedAt !== null) return GONE;
  // A message hides its tags from us: what we wrote would take others away.
  if (read.topic.archetype === 'private_message') return { outcome: 'refused', reason: 'not_permitted' };
  const current = read.topic.tags;
  const wanted = withOurs(current, value);
  if (sameTags(current, wanted)) return DONE;
  const written = await carrying.send((forum) => forum.setTags(value.topic, wanted));
  await putBack(carrying, { read, written, value });
  return DONE;
}

/** What the forum had in the moment of our write and we neither read nor manage was set by somebody in between: it comes back. */
async function putBack(
  carrying: Carrying,
  { read, written, value }: { read: TopicRead; written: readonly string[]; value: TagsValue },
): Promise<void> {
  const first = read.posts.find((post) => post.number === 1);
  if (!first) return;
  await carrying.reader.spend('act');
  const previous = (await carrying.forum.previousTags(first.id)) ?? [];
  const lost = previous.filter((tag) => !read.topic.tags.includes(tag) && !value.managed.includes(tag) && !written.includes(tag));
  if (lost.length === 0) return;
  await carrying.reader.spend('act');
  await carrying.send((forum) => forum.setTags(value.topic, [...written, ...lost]));
}

function withOurs(current: readonly string[], { present, managed }: TagsValue): string[] {
  return [...new Set([...current.filter((tag) => !managed.includes(tag)), ...present])];
}

export function sameTags(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((tag) => b.includes(tag));
}
