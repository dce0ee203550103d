import type { PluginEffect } from '../../../shared/contracts/plugin/effects.js';
import { assign, unassign } from '../actions/assign.js';
import { grantBadge } from '../actions/badges.js';
import { editTopic } from '../actions/edit.js';
import { inviteGroup, inviteUser, removeFromMessage } from '../actions/people-in.js';
import { acceptAnswer, likePost, setNotice, unacceptAnswer } from '../actions/solve.js';
import { setStatus } from '../actions/topic-status.js';
import { findGroup, findPost, findTopic, findUser, topicOf } from '../lookups.js';
import { canSeeTopic } from '../permissions.js';
import { isRefusal, type Refusal } from '../refusal.js';
import type { Post, Topic } from '../state.js';
import { DONE, overruled, refused, type Acting, type Outcome } from './outcome.js';
import { reasonOf } from './reason.js';

type Effect<Type extends PluginEffect['type']> = Extract<PluginEffect, { type: Type }>;

const GONE = refused('closed_or_gone');
const OUR_BLOCK = /<!-- hd -->[\s\S]*?<!-- \/hd -->/;

export function tags({ world, bot }: Acting, effect: Effect<'tags'>): Outcome {
  const topic = seenTopic({ world, bot }, effect.topicId);
  if (!topic) return GONE;
  if (topic.archetype === 'private_message') return refused('not_permitted');
  const wanted = [...new Set([...topic.tags.filter((tag) => !effect.managed.includes(tag)), ...effect.present])];
  return ended(editTopic(world, bot, { topic, change: { tags: wanted } }));
}

export function notice({ world, bot }: Acting, effect: Effect<'notice'>): Outcome {
  const post = seenPost({ world, bot }, effect.postId);
  if (!post) return GONE;
  const wanted = noticeWith(post.notice ?? '', effect.block);
  return wanted === (post.notice ?? '') ? DONE : ended(setNotice(world, bot, { post, notice: wanted }));
}

function noticeWith(current: string, text: string): string {
  const block = text === '' ? '' : `<!-- hd -->\n${text}\n<!-- /hd -->`;
  const [before = '', after = ''] = OUR_BLOCK.test(current) ? current.split(OUR_BLOCK) : [current];
  return [before.trim(), block, after.trim()].filter(Boolean).join('\n\n');
}

export function like({ world, bot }: Acting, effect: Effect<'like'>): Outcome {
  const post = seenPost({ world, bot }, effect.postId);
  if (!post) return GONE;
  if (world.state.likes.some(({ postId, userId }) => postId === post.id && userId === bot.id)) return DONE;
  return ended(likePost(world, bot, post));
}

export function badge({ world, bot }: Acting, effect: Effect<'badge'>): Outcome {
  const user = findUser(world.state, effect.userId);
  const found = world.state.badges.find(({ id }) => id === effect.badgeId);
  if (!user) return refused('recipient_unknown');
  if (!found) return GONE;
  if (world.state.userBadges.some(({ userId, badgeId }) => userId === user.id && badgeId === found.id)) return DONE;
  return ended(grantBadge(world, bot, { badge: found, user, reason: null }));
}

export function solution({ world, bot }: Acting, effect: Effect<'solution'>): Outcome {
  const post = seenPost({ world, bot }, effect.postId);
  if (!post) return GONE;
  if ((topicOf(world.state, post).acceptedPostId === post.id) === effect.accepted) return DONE;
  return ended(effect.accepted ? acceptAnswer(world, bot, post) : unacceptAnswer(world, bot, post));
}

export function assignment({ world, bot }: Acting, effect: Effect<'assignment'>): Outcome {
  const target = seenTopic({ world, bot }, effect.topicId);
  if (!target) return GONE;
  if ((target.assignment?.userId ?? null) === effect.userId && (target.assignment?.groupId ?? null) === null) return DONE;
  if (effect.userId === null) return ended(unassign(world, bot, target));
  const user = findUser(world.state, effect.userId);
  return user ? ended(assign(world, bot, { target, to: { user }, note: null })) : refused('recipient_unknown');
}

export function status({ world, bot }: Acting, effect: Effect<'status'>): Outcome {
  const topic = seenTopic({ world, bot }, effect.topicId);
  if (!topic) return GONE;
  return topic[effect.status] === effect.enabled ? DONE : ended(setStatus(world, bot, { topic, status: effect.status, enabled: effect.enabled }));
}

export function participant({ world, bot }: Acting, { topicId, who, present }: Effect<'participant'>): Outcome {
  const topic = findTopic(world.state, topicId);
  if (!topic || !canSeeTopic(world.state, bot, topic)) return GONE;
  if (topic.deletedAt !== null) return overruled('removed');
  if (topic.archetype !== 'private_message') return overruled('made_public');
  const takesPart = 'userId' in who ? topic.allowedUsers.includes(who.userId) : topic.allowedGroups.includes(who.groupId);
  if (takesPart === present) return DONE;
  const user = 'userId' in who ? findUser(world.state, who.userId) : undefined;
  const group = 'groupId' in who ? findGroup(world.state, who.groupId) : undefined;
  if (!user && !group) return refused('recipient_unknown');
  if (!present) return ended(removeFromMessage(world, bot, { topic, user, group }));
  const invited = user ? inviteUser(world, bot, { topic, user }) : group && inviteGroup(world, bot, { topic, group });
  if (isRefusal(invited) && group) return refused('recipient_not_messageable');
  return ended(invited);
}

function seenTopic({ world, bot }: Pick<Acting, 'world' | 'bot'>, id: number): Topic | null {
  const topic = findTopic(world.state, id);
  return topic && topic.deletedAt === null && canSeeTopic(world.state, bot, topic) ? topic : null;
}

function seenPost(acting: Pick<Acting, 'world' | 'bot'>, id: number): Post | null {
  const post = findPost(acting.world.state, id);
  return post && post.deletedAt === null && !post.userDeleted && seenTopic(acting, post.topicId) ? post : null;
}

function ended(answer: Refusal | object | undefined): Outcome {
  return isRefusal(answer) ? refused(reasonOf(answer)) : DONE;
}
