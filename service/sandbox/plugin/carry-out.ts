import type { PluginEffect } from '../../../shared/contracts/plugin/effects.js';
import * as marks from './marks.js';
import { DONE, refused, type Acting, type Outcome } from './outcome.js';
import * as texts from './texts.js';

/** As the plugin does it: what is so already is done, and everything is asked of the forum as the bot. */
export function carryOut(acting: Acting, effect: PluginEffect): Outcome {
  switch (effect.type) {
    case 'post':
      return texts.post(acting, effect);
    case 'topic':
      return texts.topic(acting, effect);
    case 'message':
      return texts.message(acting, effect);
    case 'edit':
      return texts.edit(acting, effect);
    case 'tags':
      return marks.tags(acting, effect);
    case 'notice':
      return marks.notice(acting, effect);
    case 'like':
      return marks.like(acting, effect);
    case 'badge':
      return marks.badge(acting, effect);
    case 'solution':
      return marks.solution(acting, effect);
    case 'assignment':
      return marks.assignment(acting, effect);
    case 'timer':
      return refused('ability_missing');
    case 'status':
      return marks.status(acting, effect);
    case 'participant':
      return marks.participant(acting, effect);
    case 'config':
      acting.plugin.configs[effect.community] = effect.value;
      return DONE;
    case 'ticket':
      acting.plugin.tickets[effect.topicId] = effect.value;
      return DONE;
  }
}
