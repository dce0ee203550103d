import { badCsrf } from '../refusal.js';
import type { Handler, Route, SignedCall } from './call.js';
import * as badges from './badges.js';
import * as posts from './write-posts.js';
import * as topics from './write-topics.js';

/** Every call that changes something. Without a key the forum takes a request for a forged one. */
export const writeRoutes: readonly Route[] = [
  { method: 'post', path: '/posts', handle: signed(posts.create) },
  { method: 'put', path: '/posts/:id', handle: signed(posts.update) },
  { method: 'delete', path: '/posts/:id', handle: signed(posts.destroy) },
  { method: 'put', path: '/posts/:id/recover', handle: signed(posts.recover) },
  { method: 'put', path: '/posts/:id/notice', handle: signed(posts.notice) },
  { method: 'post', path: '/post_actions', handle: signed(posts.act) },
  { method: 'post', path: '/solution/accept', handle: signed(posts.accept) },
  { method: 'post', path: '/solution/unaccept', handle: signed(posts.unaccept) },
  { method: 'put', path: '/t/:id/status', handle: signed(topics.status) },
  { method: 'put', path: '/t/:id/recover', handle: signed(topics.recover) },
  { method: 'put', path: '/t/:id/convert-topic/:type', handle: signed(topics.convert) },
  { method: 'put', path: '/t/:id/remove-allowed-user', handle: signed(topics.removeUserFrom) },
  { method: 'put', path: '/t/:id/remove-allowed-group', handle: signed(topics.removeGroupFrom) },
  { method: 'put', path: '/t/:slug/:id', handle: signed(topics.update) },
  { method: 'delete', path: '/t/:id', handle: signed(topics.destroy) },
  { method: 'post', path: '/t/:id/move-posts', handle: signed(topics.move) },
  { method: 'post', path: '/t/:id/merge-topic', handle: signed(topics.merge) },
  { method: 'post', path: '/t/:id/invite', handle: signed(topics.inviteUserTo) },
  { method: 'post', path: '/t/:id/invite-group', handle: signed(topics.inviteGroupTo) },
  { method: 'put', path: '/assign/assign', handle: signed(topics.assignTo) },
  { method: 'put', path: '/assign/unassign', handle: signed(topics.unassignFrom) },
  { method: 'post', path: '/user_badges', handle: signed(badges.grant) },
  { method: 'put', path: '/groups/:id/members', handle: signed(topics.addToGroup) },
  { method: 'delete', path: '/groups/:id/members', handle: signed(topics.removeFromGroup) },
];

function signed(handle: Handler<SignedCall>): Handler {
  return (call) => (call.reader && call.withKey ? handle({ ...call, actor: call.reader }) : badCsrf());
}
