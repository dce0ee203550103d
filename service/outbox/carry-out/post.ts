import type { TopicRead } from '../../ports/forum.js';
import type { AttemptEnd } from '../../ports/store.js';
import { GONE, LOST, MADE_PUBLIC, findMade, readTopic, type Carrying } from '../carrying.js';
import type { NamedCarrying } from '../naming.js';
import type { PostValue } from '../../engine/effects.js';
import { carryOutOurPost } from './our-post.js';

/** A post of ours in the ticket's topic, or in a room of it. */
export async function carryOutPost(carrying: NamedCarrying<'post'>, ticket: TopicRead): Promise<AttemptEnd> {
  const { topic, raw, replyTo } = carrying.value;
  const isInTicket = topic === carrying.effect.topicId;
  const read = isInTicket ? ticket : await readTopic(carrying, topic);
  if (!read) return LOST;
  if (read.topic.deletedAt !== null) return isInTicket ? GONE : { outcome: 'overruled', reason: 'a person removed the topic of the post' };
  // What is said among few is not said before all because somebody opened the door.
  if (!isInTicket && read.topic.archetype !== 'private_message' && (await isRoomOfOurs(carrying, topic))) return MADE_PUBLIC;
  // Without the post that it answers it stands for itself.
  const replyToNumber = read.posts.find((post) => post.id === replyTo)?.number ?? null;
  return carryOutOurPost(carrying, read, { topic, raw, noun: 'post', quiet: false, replyToNumber });
}

/** What came of an attempt in a room that did not report back; in the ticket's topic `settle` looks. */
export async function lookUpPost(carrying: Carrying): Promise<AttemptEnd | null> {
  const { topic } = carrying.effect.value as PostValue;
  if (carrying.effect.postId !== null || topic === carrying.effect.topicId) return null;
  const read = await readTopic(carrying, topic);
  const made = read && findMade(carrying, read, 'own');
  return made ? { outcome: 'done', postId: made.id, topicId: made.topicId } : null;
}

async function isRoomOfOurs({ store, forum, effect }: Carrying, topicId: number): Promise<boolean> {
  const effects = await store.effects(forum.id, { topicId: effect.topicId });
  return effects.some(({ kind, forumTopicId }) => (kind === 'room' || kind === 'message') && forumTopicId === topicId);
}
