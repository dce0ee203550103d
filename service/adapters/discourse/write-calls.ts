import { z } from 'zod';
import { call } from './call.js';
import { ASSIGNMENT, CHANGE, EDIT, GROUP_INVITATION, INVITATION, LIKES, MESSAGE, POST, TAGS, TOPIC } from './refusals.js';
import { tagList } from './shapes.js';

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

/** The calls that change something in the forum. */
export const WRITE_CALLS = {
  createPost: call({
    name: 'create post',
    method: 'POST',
    path: '/posts.json',
    sends: ['topic_id', 'raw', 'reply_to_post_number', 'auto_track', 'no_bump', 'nested_post'],
    body: 'form',
    answer: created,
    refusals: POST,
  }),
  createTopic: call({
    name: 'create topic',
    method: 'POST',
    path: '/posts.json',
    sends: ['title', 'raw', 'category', 'tags[]', 'external_id', 'auto_track', 'nested_post'],
    body: 'form',
    answer: created,
    refusals: TOPIC,
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
    sends: ['post[raw]', 'post[edit_reason]', 'bypass_bump', 'title'],
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
  likePost: call({
    name: 'like post',
    method: 'POST',
    path: '/post_actions.json',
    sends: ['id', 'post_action_type_id'],
    body: 'form',
    answer: z.unknown(),
    refusals: LIKES,
  }),
  setStatus: call({
    name: 'set status',
    method: 'PUT',
    path: '/t/:topicId/status.json',
    sends: ['status', 'enabled'],
    body: 'json',
    answer: z.unknown(),
    refusals: CHANGE,
  }),
  assign: call({
    name: 'assign topic',
    method: 'PUT',
    path: '/assign/assign.json',
    sends: ['target_id', 'target_type', 'username'],
    body: 'json',
    answer: z.unknown(),
    refusals: ASSIGNMENT,
  }),
  unassign: call({
    name: 'unassign topic',
    method: 'PUT',
    path: '/assign/unassign.json',
    sends: ['target_id', 'target_type'],
    body: 'json',
    answer: z.unknown(),
    refusals: CHANGE,
  }),
  inviteUser: call({
    name: 'invite person',
    method: 'POST',
    path: '/t/:topicId/invite.json',
    sends: ['user'],
    body: 'form',
    answer: z.unknown(),
    refusals: INVITATION,
  }),
  inviteGroup: call({
    name: 'invite group',
    method: 'POST',
    path: '/t/:topicId/invite-group.json',
    sends: ['group'],
    body: 'form',
    answer: z.unknown(),
    refusals: GROUP_INVITATION,
  }),
  removeUser: call({
    name: 'remove person',
    method: 'PUT',
    path: '/t/:topicId/remove-allowed-user.json',
    sends: ['username'],
    body: 'json',
    answer: z.unknown(),
    refusals: CHANGE,
  }),
  removeGroup: call({
    name: 'remove group',
    method: 'PUT',
    path: '/t/:topicId/remove-allowed-group.json',
    sends: ['name'],
    body: 'json',
    answer: z.unknown(),
    refusals: CHANGE,
  }),
  grantBadge: call({
    name: 'grant badge',
    method: 'POST',
    path: '/user_badges.json',
    sends: ['username', 'badge_id'],
    body: 'form',
    answer: z.unknown(),
    refusals: CHANGE,
  }),
} as const;
