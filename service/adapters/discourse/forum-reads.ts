import type { Clock } from '../../ports/clock.js';
import type { Forum, Named, SeenPost } from '../../ports/forum.js';
import { ForumError } from '../../ports/forum.js';
import { CALLS } from './calls.js';
import type { Client } from './client.js';
import { topicIdOfUrl } from './links.js';
import { named, readPost, seenTopic } from './seen.js';
import type { PostJson, TopicJson } from './shapes.js';
import { tagNames } from './shapes.js';
import type { TagForm } from './tag-form.js';

/** So many posts of a topic come with one answer; so many are advised for one request. */
const CHUNK = 20;

type ThingReads = Pick<Forum, 'readTopic' | 'readPost' | 'readPostWindow' | 'previousTags' | 'findByExternalId'>;

export function thingReads(client: Client, { clock, tagForm }: { readonly clock: Clock; readonly tagForm: TagForm }): ThingReads {
  return {
    async readTopic(topicId, beforeEachCall) {
      const answer = await client.ask(CALLS.topic, { path: { topicId }, send: { include_raw: 1 } });
      // What was shown holds at the time of the answer: never before anything that stands in it.
      const readAt = clock.now();
      tagForm.saw(answer.tags);
      const posts = await restOf(client, { topicId, posts: answer.post_stream.posts, stream: answer.post_stream.stream, beforeEachCall });
      const topic = seenTopic(answer, peopleIn(answer, posts));
      return {
        topic,
        posts: posts.map((post) => ({ ...readPost(post), archetype: topic.archetype, categoryId: topic.categoryId })),
        readAt,
      };
    },

    async readPost(postId) {
      const post = await client.ask(CALLS.post, { path: { postId } });
      return { post: readPost(post), readAt: clock.now() };
    },

    async readPostWindow(before) {
      const answer = await client.ask(CALLS.postWindow, before === null ? {} : { send: { before } });
      const posts = answer.latest_posts.map(readPost).sort((a, b) => b.id - a.id);
      return { posts, highestId: highestId(posts) };
    },

    async previousTags(firstPostId) {
      const revision = await orNullWhenMissing(client.ask(CALLS.newestRevision, { path: { postId: firstPostId } }));
      const previous = revision?.tags_changes?.previous;
      return previous ? tagNames(previous) : null;
    },

    async findByExternalId(externalId) {
      const location = await orNullWhenMissing(client.ask(CALLS.findTopic, { path: { externalId } }));
      if (location === null) return null;
      const topicId = topicIdOfUrl(location);
      if (topicId === null) throw new ForumError('refused', CALLS.findTopic.name, { status: 301, code: 'unreadable_answer' });
      return topicId;
    },
  };
}

interface Stream {
  readonly topicId: number;
  readonly posts: readonly PostJson[];
  readonly stream: readonly number[];
  readonly beforeEachCall: (() => Promise<void>) | undefined;
}

/** All posts of a topic in the order of its stream; those that vanished between two answers are left out. */
async function restOf(client: Client, { topicId, posts, stream, beforeEachCall }: Stream): Promise<PostJson[]> {
  const found = new Map(posts.map((post) => [post.id, post]));
  const rest = stream.filter((id) => !found.has(id));
  for (let start = 0; start < rest.length; start += CHUNK) {
    await beforeEachCall?.();
    const send = { 'post_ids[]': rest.slice(start, start + CHUNK), include_raw: 1 };
    const answer = await client.ask(CALLS.topicPosts, { path: { topicId }, send });
    for (const post of answer.post_stream.posts) found.set(post.id, post);
  }
  const order = new Map(stream.map((id, place) => [id, place]));
  return [...found.values()].sort((a, b) => (order.get(a.id) ?? stream.length) - (order.get(b.id) ?? stream.length));
}

function peopleIn({ details }: TopicJson, posts: readonly PostJson[]): readonly Named[] {
  const authors = posts.flatMap(({ user_id: id, username }) => (id === null ? [] : [named({ id, username })]));
  return [...authors, ...[...(details?.participants ?? []), ...(details?.allowed_users ?? [])].map(named)];
}

function highestId(posts: readonly SeenPost[]): number | null {
  return posts[0]?.id ?? null;
}

async function orNullWhenMissing<T>(answer: Promise<T>): Promise<T | null> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ForumError && error.kind === 'missing') return null;
    throw error;
  }
}
