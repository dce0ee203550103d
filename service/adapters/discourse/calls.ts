import { z } from 'zod';
import type { Refusal } from './refusals.js';
import { EDIT, GONE, MESSAGE, NEVER_HIDDEN, POST, TAGS } from './refusals.js';
import { category, group, instant, tagList, user, wholePost, wholeTopic } from './shapes.js';

/** A call that we make. `sends` are all parameters that we ever send with it: in the query of a GET, else in the body. */
export interface Call<Answer, Sends extends string = string> {
  readonly name: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  readonly sends: readonly Sends[];
  /** Posts are sent as forms: keys bound to a topic accept nothing else, and flags must be texts (discourse.md 9.1, 2 and 13). */
  readonly body?: 'form' | 'json';
  readonly answer: z.ZodType<Answer>;
  /** The forum answers with a redirect; the answer is where to. */
  readonly isRedirect?: true;
  /** Known refusals; the first that fits counts. What is the same for every call is in `refusals.ts`. */
  readonly refusals: readonly Refusal[];
}

function call<Answer, const Sends extends string>(one: Call<Answer, Sends>): Call<Answer, Sends> {
  return one;
}

const topicList = z.object({
  topic_list: z.object({
    topics: z.array(z.object({ id: z.int(), bumped_at: instant.nullish(), category_id: z.int().nullish() })),
    more_topics_url: z.string().nullish(),
  }),
});
const member = z.object({ id: z.int(), username: z.string(), added_at: instant.nullish() });

const made = z
  .object({ id: z.int(), topic_id: z.int() })
  .transform(({ id, topic_id }) => ({ state: 'created', postId: id, topicId: topic_id }) as const);
const held = z.null().transform(() => ({ state: 'enqueued' }) as const);
/** Wrapped, as we ask for it; a post alone or nothing at all from a forum that does not wrap (discourse.md 9.1, 1). */
const created = z.union([
  z.object({ action: z.literal('enqueued') }).transform(() => ({ state: 'enqueued' }) as const),
  z.object({ post: made }).transform(({ post }) => post),
  made,
  held,
]);

/** Every call that we make. The sandbox forum plays these and nothing else. */
export const CALLS = {
  whoAmI: call({
    name: 'who am I',
    method: 'GET',
    path: '/session/current.json',
    sends: [],
    answer: z.object({ current_user: user }),
    refusals: NEVER_HIDDEN,
  }),
  topic: call({
    name: 'read topic',
    method: 'GET',
    path: '/t/:topicId.json',
    sends: ['include_raw'],
    answer: wholeTopic.extend({ post_stream: z.object({ posts: z.array(wholePost), stream: z.array(z.int()) }) }),
    refusals: GONE,
  }),
  topicPosts: call({
    name: 'read posts of topic',
    method: 'GET',
    path: '/t/:topicId/posts.json',
    sends: ['post_ids[]', 'include_raw'],
    answer: z.object({ post_stream: z.object({ posts: z.array(wholePost) }) }),
    refusals: GONE,
  }),
  post: call({ name: 'read post', method: 'GET', path: '/posts/:postId.json', sends: [], answer: wholePost, refusals: GONE }),
  postWindow: call({
    name: 'read post window',
    method: 'GET',
    path: '/posts.json',
    sends: ['before'],
    answer: z.object({ latest_posts: z.array(wholePost) }),
    refusals: GONE,
  }),
  latestTopics: call({
    name: 'list topics',
    method: 'GET',
    path: '/latest.json',
    sends: ['order', 'page'],
    answer: topicList,
    refusals: GONE,
  }),
  groupMessages: call({
    name: 'list group messages',
    method: 'GET',
    path: '/topics/private-messages-group/:username/:groupName.json',
    sends: ['page'],
    answer: topicList,
    refusals: GONE,
  }),
  site: call({
    name: 'read site',
    method: 'GET',
    path: '/site.json',
    sends: [],
    answer: z.object({ categories: z.array(category), groups: z.array(group) }),
    refusals: GONE,
  }),
  members: call({
    name: 'list members',
    method: 'GET',
    path: '/groups/:groupName/members.json',
    sends: ['limit', 'offset'],
    answer: z.object({ members: z.array(member), meta: z.object({ total: z.int() }) }),
    refusals: GONE,
  }),
  newestRevision: call({
    name: 'read newest revision',
    method: 'GET',
    path: '/posts/:postId/revisions/latest.json',
    sends: [],
    answer: z.object({ tags_changes: z.object({ previous: tagList.nullish() }).nullish() }),
    refusals: GONE,
  }),
  findTopic: call({
    name: 'find by external id',
    method: 'GET',
    path: '/t/external_id/:externalId.json',
    sends: [],
    answer: z.string(),
    isRedirect: true,
    refusals: GONE,
  }),
  createPost: call({
    name: 'create post',
    method: 'POST',
    path: '/posts.json',
    sends: ['topic_id', 'raw', 'auto_track', 'no_bump', 'nested_post'],
    body: 'form',
    answer: created,
    refusals: POST,
  }),
  createMessage: call({
    name: 'create message',
    method: 'POST',
    path: '/posts.json',
    sends: ['title', 'raw', 'archetype', 'target_recipients', 'external_id', 'auto_track', 'nested_post'],
    body: 'form',
    answer: created,
    refusals: MESSAGE,
  }),
  editPost: call({
    name: 'edit post',
    method: 'PUT',
    path: '/posts/:postId.json',
    sends: ['post[raw]', 'post[edit_reason]', 'bypass_bump'],
    body: 'form',
    answer: z.unknown(),
    refusals: EDIT,
  }),
  setTags: call({
    name: 'set tags',
    method: 'PUT',
    path: '/t/-/:topicId.json',
    sends: ['tags'],
    body: 'json',
    answer: z.object({ tags: tagList.nullish(), basic_topic: z.object({ tags: tagList.nullish() }).nullish() }),
    refusals: TAGS,
  }),
  setNotice: call({
    name: 'set notice',
    method: 'PUT',
    path: '/posts/:postId/notice.json',
    sends: ['notice'],
    body: 'json',
    answer: z.unknown(),
    refusals: EDIT,
  }),
} as const;
