import { grantBadge } from '../actions/badges.js';
import { userCard } from '../cards.js';
import { findPost, userNamed, userOf } from '../lookups.js';
import { isRefusal, notFound } from '../refusal.js';
import { badgeCard, userBadgeJson } from '../serializers.js';
import type { Badge, SandboxState, UserBadge } from '../state.js';
import type { Call, Handler, SignedCall } from './call.js';
import { json } from './call.js';
import { numberIn, textIn } from './params.js';

export function grant({ world, actor, params }: SignedCall): ReturnType<Handler> {
  const { state } = world;
  const badge = state.badges.find(({ id }) => id === numberIn(params, 'badge_id'));
  const user = userNamed(state, textIn(params, 'username') ?? '');
  if (!badge || !user) return notFound();
  const granted = grantBadge(world, actor, { badge, user, reason: textIn(params, 'reason') });
  if (isRefusal(granted)) return granted;
  return json({ ...around(state, [badge], [granted]), user_badge: rowOf(state, granted) });
}

export function badgesOf({ world, params }: Call): ReturnType<Handler> {
  const { state } = world;
  const user = userNamed(state, textIn(params, 'username') ?? '');
  if (!user) return notFound();
  const held = state.userBadges.filter(({ userId }) => userId === user.id);
  const badges = state.badges.filter(({ id }) => held.some(({ badgeId }) => badgeId === id));
  return json({ ...around(state, badges, held), user_badges: held.map((one) => rowOf(state, one)) });
}

function around(state: SandboxState, badges: readonly Badge[], held: readonly UserBadge[]) {
  const granters = [...new Set(held.map(({ grantedBy }) => grantedBy))];
  return {
    badges: badges.map((badge) => badgeCard(state, badge)),
    badge_types: [{ id: 3, name: 'Bronze', sort_order: 7 }],
    granted_bies: granters.map((id) => userCard(userOf(state, id))),
  };
}

function rowOf(state: SandboxState, held: UserBadge) {
  return userBadgeJson(state, held, held.postId === null ? undefined : findPost(state, held.postId));
}
