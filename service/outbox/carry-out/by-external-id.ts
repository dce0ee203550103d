import { withMarker, type Marker } from '../../../shared/marker.js';
import { ForumError, type Created, type Forum, type TopicRead } from '../../ports/forum.js';
import type { AttemptEnd } from '../../ports/store.js';
import { createdEnd, madeBefore, ownMarker, readTopic, type Carrying } from '../carrying.js';
import { waitsForReview } from './our-post.js';

/** The topic that an earlier revision made: also one that was let through after this revision was wanted. */
export async function madeTopic(carrying: Carrying): Promise<number | null> {
  return carrying.effect.forumTopicId ?? (await madeBefore(carrying))?.forumTopicId ?? null;
}

/** What came of an attempt that did not report back; null: the forum has no such topic. */
export async function lookUpTopic(carrying: Carrying): Promise<AttemptEnd | null> {
  if (carrying.effect.forumTopicId !== null) return null;
  await carrying.reader.spend('act');
  const topicId = await carrying.forum.findByExternalId(ownMarker(carrying));
  if (topicId === null) return null;
  const read = await readTopic(carrying, topicId);
  return { outcome: 'done', postId: read?.posts[0]?.id ?? null, topicId };
}

/** Makes a topic or message under our external id; what is there already under it is ours. */
export async function createUnderExternalId(
  carrying: Carrying,
  raw: string,
  make: (forum: Forum, made: { readonly raw: string; readonly externalId: Marker }) => Promise<Created>,
): Promise<AttemptEnd> {
  const waits = await waitsForReview(carrying);
  if (waits) return waits;
  const externalId = ownMarker(carrying);
  try {
    return createdEnd(await carrying.send((forum) => make(forum, { raw: withMarker(raw, externalId), externalId })));
  } catch (error) {
    if (!(error instanceof ForumError) || error.detail.code !== 'external_id_taken') throw error;
    // Ours, if we can find it; taken and not found: nothing is retried, a person is asked (design section 3).
    return (await lookUpTopic(carrying)) ?? { outcome: 'lost', reason: 'external_id_taken' };
  }
}

/** The new title where the wanted one changed since it was last written: what the forum or a person made of it is kept. */
export async function changedTitle(carrying: Carrying, title: string): Promise<{ readonly title?: string }> {
  const wanted = (one: unknown): string | undefined => (one as { readonly title?: string } | undefined)?.title;
  const before = wanted((await madeBefore(carrying))?.value);
  return before !== undefined && before !== wanted(carrying.effect.value) ? { title } : {};
}

/** What a person did with it: deleted or hid it. */
export function removedTopic({ topic, posts }: TopicRead): boolean {
  const first = posts.find((post) => post.number === 1);
  return topic.deletedAt !== null || (first !== undefined && first.visibility !== 'visible');
}
