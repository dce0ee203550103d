import type { Instant } from '../../../shared/instant.js';
import type { PostRead, TopicRead } from '../../ports/forum.js';
import { CALLS } from './calls.js';
import { readPost, seenTopic } from './seen.js';

/** A recorded answer to a GET as the read that it was; null when it shows neither a topic nor a post. */
export function recordedRead(
  path: string,
  body: string,
  readAt: Instant,
): { readonly what: 'topic'; readonly read: TopicRead } | { readonly what: 'post'; readonly read: PostRead } | null {
  if (/^\/t\/(?:[^/]+\/)?\d+\.json$/.test(path)) {
    const answer = CALLS.topic.answer.safeParse(parse(body));
    if (!answer.success) return null;
    return { what: 'topic', read: { topic: seenTopic(answer.data), posts: answer.data.post_stream.posts.map(readPost), readAt } };
  }
  if (/^\/posts\/\d+\.json$/.test(path)) {
    const answer = CALLS.post.answer.safeParse(parse(body));
    return answer.success ? { what: 'post', read: { post: readPost(answer.data), readAt } } : null;
  }
  return null;
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}
