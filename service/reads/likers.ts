import { factsOfLikers } from '../engine/likers.js';
import { markerOfOurs, type ObserveContext, type Seen } from '../engine/observations.js';
import type { Forum, TopicRead } from '../ports/forum.js';

interface Parts {
  readonly forum: Pick<Forum, 'likersOf'>;
  readonly observing: ObserveContext;
  /** Waits for a token of the budget. */
  spend(): Promise<void>;
}

/** TR-26: with a topic also who likes the first post of ours in it; asked only where the read says that somebody does. */
export async function withLikers(seen: Seen, { topic, posts, readAt }: TopicRead, parts: Parts): Promise<Seen> {
  const { forum, observing } = parts;
  const first = topic.archetype === 'private_message' ? undefined : posts.find((post) => markerOfOurs(post, observing) !== null);
  if (first?.likes === undefined) return seen;
  if (first.likes > 0) await parts.spend();
  const likers = first.likes === 0 ? [] : await forum.likersOf(first.id);
  const more = factsOfLikers(first, likers, { readAt, botId: observing.botId });
  return { ...seen, facts: [...seen.facts, ...more.facts], labels: [...seen.labels, ...more.labels] };
}
