import { findPost, postsOf } from '../lookups.js';
import { userBadgeEvent } from '../payloads.js';
import { isStaff } from '../permissions.js';
import { refusal } from '../refusal.js';
import type { Refusal } from '../refusal.js';
import type { Badge, Post, User, UserBadge } from '../state.js';
import type { World } from '../world.js';

/**
 * `POST /user_badges.json`. Fact 11: a single badge that is held already is a success and no event; one that may be granted often
 * is granted once more, and the delivery shows the first grant again.
 */
export function grantBadge(
  world: World,
  actor: User,
  { badge, user, reason }: { badge: Badge; user: User; reason: string | null },
): UserBadge | Refusal {
  if (!isStaff(actor)) return refusal(403, { failed: 'FAILED' });
  const post = reason === null ? null : postAt(world, reason);
  if (post === undefined) {
    return refusal(400, { failed: 'FAILED', message: 'External or invalid discourse link is not allowed in badge reason' });
  }
  const first = world.state.userBadges.find((held) => held.userId === user.id && held.badgeId === badge.id);
  if (first && !badge.multiple) return first;
  const granted: UserBadge = {
    id: world.state.userBadges.reduce((most, held) => Math.max(most, held.id), 0) + 1,
    badgeId: badge.id,
    userId: user.id,
    grantedBy: actor.id,
    grantedAt: world.now(),
    postId: post?.id ?? null,
  };
  world.state.userBadges.push(granted);
  world.emit(userBadgeEvent(first ?? granted, first ? postOf(world, first) : (post ?? undefined)));
  return granted;
}

/** The post that a reason links to; undefined: it is no link into this forum. */
function postAt(world: World, reason: string): Post | undefined {
  const path = reason.startsWith(`${world.baseUrl()}/`) ? reason.slice(world.baseUrl().length) : '';
  const [, topicId, number = '1'] = /^\/t\/(?:[^/]+\/)?(\d+)(?:\/(\d+))?$/.exec(path) ?? [];
  return topicId === undefined ? undefined : postsOf(world.state, Number(topicId)).find((post) => post.number === Number(number));
}

function postOf(world: World, { postId }: UserBadge): Post | undefined {
  return postId === null ? undefined : findPost(world.state, postId);
}
