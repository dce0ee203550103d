import type { PluginEffect } from '../../../shared/contracts/plugin/effects.js';
import type { EffectKind } from '../../ports/effect-kinds.js';
import { articleEffect, messageEffect, postEffect, statusEffect } from './texts.js';
import { headOf, type Translating } from './translating.js';

/** As the contract says it; null: the plugin cannot do it in one, it goes over the REST interface. */
export function translate(one: Translating): PluginEffect | null {
  const head = headOf(one);
  const { kind } = one.effect;
  switch (kind) {
    case 'status':
      return statusEffect(as(one, kind));
    case 'post':
      return postEffect(as(one, kind));
    case 'message':
    case 'room':
      return messageEffect(as(one, kind));
    case 'article':
      return articleEffect(as(one, kind));
    case 'tags':
      return tagsEffect(as(one, kind));
    case 'notice':
      return { type: 'notice', ...head, postId: as(one, kind).value.post, block: as(one, kind).value.text };
    case 'like':
      return { type: 'like', ...head, postId: as(one, kind).value.post };
    case 'close':
      return { type: 'status', ...head, topicId: as(one, kind).value.topic, status: 'closed', enabled: as(one, kind).value.closed };
    case 'assign':
      return { type: 'assignment', ...head, topicId: as(one, kind).value.topic, userId: as(one, kind).value.user };
    case 'invite':
      return inviteEffect(as(one, kind));
    case 'badge':
      return { type: 'badge', ...head, userId: as(one, kind).value.user, badgeId: as(one, kind).value.badge };
    case 'config':
      return { type: 'config', ...head, ...as(one, kind).value };
    case 'ticket':
      return { type: 'ticket', ...head, topicId: as(one, kind).value.topic, value: as(one, kind).value.value };
  }
}

function tagsEffect(one: Translating<'tags'>): PluginEffect {
  const { topic, present, managed } = one.value;
  return { type: 'tags', ...headOf(one), topicId: topic, present: [...present], managed: [...managed] };
}

function inviteEffect(one: Translating<'invite'>): PluginEffect {
  const { topic, who, present } = one.value;
  const whom = 'user' in who ? { userId: who.user } : { groupId: who.group };
  return { type: 'participant', ...headOf(one), topicId: topic, who: whom, present };
}

/** The kind of an effect says what its value is. */
function as<Kind extends EffectKind>(one: Translating, _kind: Kind): Translating<Kind> {
  return one as Translating<Kind>;
}
