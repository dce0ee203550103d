import type { MessageValue } from '../../engine/effects.js';
import { ForumError, type Created } from '../../ports/forum.js';
import type { AttemptEnd } from '../../ports/store.js';
import { ownMarker, readTopic, type Carrying } from '../carrying.js';
import { withMarker } from '../../../shared/marker.js';
import { editPost } from './status.js';

const LOST_ROOM: AttemptEnd = { outcome: 'lost', reason: 'the message cannot be read any more' };

/** A private message or room: made once, found again by our `external_id`, edited when its text changes. */
export async function carryOutMessage(carrying: Carrying): Promise<AttemptEnd> {
  const value = carrying.effect.value as MessageValue;
  const { forumTopicId } = carrying.effect;
  return forumTopicId === null ? create(carrying, value) : update(carrying, forumTopicId, value);
}

/** What came of an attempt that did not report back; null: the forum has no such message. */
export async function lookUpMessage(carrying: Carrying): Promise<AttemptEnd | null> {
  await carrying.reader.spend('act');
  const topicId = await carrying.forum.findByExternalId(ownMarker(carrying));
  if (topicId === null) return null;
  const read = await readTopic(carrying, topicId);
  return { outcome: 'done', postId: read?.posts[0]?.id ?? null, topicId };
}

async function create(carrying: Carrying, { title, raw, users, groups }: MessageValue): Promise<AttemptEnd> {
  const externalId = ownMarker(carrying);
  let created: Created;
  try {
    created = await carrying.send((forum) => forum.createMessage({ title, raw: withMarker(raw, externalId), users, groups, externalId }));
  } catch (error) {
    if (!(error instanceof ForumError) || error.detail.code !== 'external_id_taken') throw error;
    // Ours, if we can find it; taken and not found: nothing is retried, a person is asked (design section 3).
    return (await lookUpMessage(carrying)) ?? { outcome: 'lost', reason: 'external_id_taken' };
  }
  return created.state === 'enqueued' ? { outcome: 'enqueued' } : { outcome: 'done', postId: created.postId, topicId: created.topicId };
}

async function update(carrying: Carrying, topicId: number, { raw }: MessageValue): Promise<AttemptEnd> {
  const read = await readTopic(carrying, topicId);
  const first = read?.posts.find((post) => post.number === 1);
  if (!read || !first) return LOST_ROOM;
  if (read.topic.deletedAt !== null || first.visibility !== 'visible')
    return { outcome: 'overruled', reason: 'a person removed the message' };
  return editPost(carrying, first, raw);
}
