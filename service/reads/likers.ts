import { factsOfLikers } from '../engine/likers.js';
import { markerOfOurs, type ObserveContext, type Seen } from '../engine/observations.js';
import type { Forum, TopicRead } from '../ports/forum.js';

interface Parts {
  readonly forum: Pick<Forum, 'likersOf'>;
  readonly observing: ObserveContext;
  /** Waits for a token of the budget. */
  spend(): Promise<void>;
}

/** Of a topic with very many liked replies the newest ones say whether one is good. */
const MOST_REPLIES = 20;

/**
 * TR-26: with a topic also who likes the first post of ours in it, and where the community counts that (CL-05) who likes the replies;
 * asked only where the read says that somebody does.
 */
export async function withLikers(seen: Seen, { topic, posts, readAt }: TopicRead, parts: Parts): Promise<Seen> {
  const { forum, observing } = parts;
  if (topic.archetype === 'private_message') return seen;
  const first = posts.find((post) => markerOfOurs(post, observing) !== null);
  const replies = observing.readsLikes?.(topic.categoryId) === true ? posts.filter(({ id, number }) => number > 1 && id !== first?.id) : [];
  const asked = [...(first === undefined ? [] : [first]), ...replies.slice(-MOST_REPLIES)];
  let known = seen;
  for (const post of asked) {
    if (post.likes === undefined) continue;
    if (post.likes > 0) await parts.spend();
    const likers = post.likes === 0 ? [] : await forum.likersOf(post.id);
    const more = factsOfLikers(post, likers, { readAt, botId: observing.botId });
    known = { ...known, facts: [...known.facts, ...more.facts], labels: [...known.labels, ...more.labels] };
  }
  return known;
}
