import { z } from 'zod';
import { call } from './call.js';
import { GONE, NEVER_HIDDEN } from './refusals.js';
import { category, group, instant, tagList, user, wholePost, wholeTopic } from './shapes.js';
import { WRITE_CALLS } from './write-calls.js';

const topicList = z.object({
  topic_list: z.object({
    topics: z.array(z.object({ id: z.int(), bumped_at: instant.nullish(), category_id: z.int().nullish() })),
    more_topics_url: z.string().nullish(),
  }),
});
const member = z.object({ id: z.int(), username: z.string(), added_at: instant.nullish() });

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
  likers: call({
    name: 'list likers',
    method: 'GET',
    path: '/post_action_users.json',
    sends: ['id', 'post_action_type_id'],
    answer: z.object({ post_action_users: z.array(z.object({ id: z.int(), username: z.string() })) }),
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
  badges: call({
    name: 'list badges',
    method: 'GET',
    path: '/user-badges/:username.json',
    sends: [],
    answer: z.object({ user_badges: z.array(z.object({ badge_id: z.int() })) }),
    refusals: GONE,
  }),
  ...WRITE_CALLS,
} as const;
