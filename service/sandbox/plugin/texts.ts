import type { EffectAnswer, PluginEffect } from '../../../shared/contracts/plugin/effects.js';
import { withoutMarker } from '../../../shared/marker.js';
import { editPost } from '../actions/edit.js';
import { createPost, type Draft } from '../actions/post.js';
import { findCategory, findGroup, findPost, findTopic, findUser, firstPostOf } from '../lookups.js';
import { canSeeTopic } from '../permissions.js';
import { isRefusal } from '../refusal.js';
import type { Post } from '../state.js';
import { overruled, refused, type Acting, type Outcome } from './outcome.js';
import { reasonOf } from './reason.js';

type Effect<Type extends PluginEffect['type']> = Extract<PluginEffect, { type: Type }>;

export function post({ world, bot, plugin }: Acting, effect: Effect<'post'>): Outcome {
  const topic = findTopic(world.state, effect.topicId);
  if (!topic || topic.deletedAt !== null || !canSeeTopic(world.state, bot, topic)) return refused('closed_or_gone');
  if (effect.onlyInMessage && topic.archetype !== 'private_message') return overruled('made_public');
  const found = world.state.posts.find(
    (one) => one.topicId === topic.id && one.userId === bot.id && effect.markers.some((marker) => one.raw.includes(marker)),
  );
  if (found) {
    const head = { key: effect.key, revision: effect.revision, raw: effect.raw, reason: '', inTopics: [topic.id], onlyInMessage: false };
    return edit({ world, bot, plugin }, { type: 'edit', ...head, postId: found.id });
  }
  const answered = effect.replyToPostId === null ? undefined : findPost(world.state, effect.replyToPostId);
  const replyTo = answered?.topicId === topic.id && answered.deletedAt === null ? answered.number : undefined;
  return create({ world, bot }, { topicId: topic.id, raw: effect.raw, replyTo, bump: !effect.noBump });
}

export function topic(acting: Acting, effect: Effect<'topic'>): Outcome {
  const { state } = acting.world;
  const found = state.topics.find(({ externalId }) => externalId === effect.externalId);
  if (found) return made(firstPostOf(state, found.id));
  const category = findCategory(state, effect.categoryId);
  if (!category) return refused('invalid');
  if (effect.onlyReadRestricted && category.readGroups === null) return refused('library_is_public');
  const { title, raw, tags, externalId, categoryId } = effect;
  return create(acting, { title, raw, tags, externalId, categoryId });
}

export function message(acting: Acting, effect: Effect<'message'>): Outcome {
  const { state } = acting.world;
  const found = state.topics.find(({ externalId }) => externalId === effect.externalId);
  if (found) return made(firstPostOf(state, found.id));
  const users = effect.userIds.map((id) => findUser(state, id)?.username);
  const groups = effect.groupIds.map((id) => findGroup(state, id)?.name);
  const recipients = [...users, ...groups].filter((name) => name !== undefined);
  if (recipients.length < users.length + groups.length) return refused('recipient_unknown');
  const { title, raw, externalId, groupIds, mostGroupMembers = Infinity } = effect;
  if (groupIds.some((id) => (findGroup(state, id)?.members.length ?? 0) > mostGroupMembers)) return refused('group_too_large');
  return create(acting, { title, raw, externalId, recipients });
}

export function edit({ world, bot }: Acting, effect: Effect<'edit'>): Outcome {
  const found = findPost(world.state, effect.postId);
  const place = found && findTopic(world.state, found.topicId);
  if (!found || !place) return overruled('removed');
  if (!effect.inTopics.includes(place.id)) return overruled('moved_away');
  if (place.deletedAt !== null) return found.number === 1 ? overruled('removed') : refused('closed_or_gone');
  if (found.deletedAt !== null || found.hidden || found.userDeleted) return overruled('removed');
  if (!canSeeTopic(world.state, bot, place)) return refused('closed_or_gone');
  if (effect.onlyInMessage && place.archetype !== 'private_message') return overruled('made_public');
  const { raw, reason, title } = effect;
  if (withoutMarker(found.raw) === withoutMarker(raw) && (title === undefined || title === place.title)) return made(found);
  const edited = editPost(world, bot, { post: found, change: { raw, reason, title, bump: false } });
  return isRefusal(edited) ? refused(reasonOf(edited)) : made(found);
}

function create({ world, bot }: Pick<Acting, 'world' | 'bot'>, draft: Draft): Outcome {
  const posted = createPost(world, bot, draft);
  if (isRefusal(posted)) return refused(reasonOf(posted));
  return 'post' in posted ? made(posted.post) : refused('not_permitted');
}

function made({ id, topicId }: Post): Outcome & Pick<EffectAnswer, 'postId' | 'topicId'> {
  return { outcome: 'done', postId: id, topicId };
}
