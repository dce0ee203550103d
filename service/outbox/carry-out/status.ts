import type { TopicRead } from '../../ports/forum.js';
import type { AttemptEnd } from '../../ports/store.js';
import type { NamedCarrying } from '../naming.js';
import { carryOutOurPost } from './our-post.js';

/** The one status post of a topic: it does not move the topic up. */
export function carryOutStatus(carrying: NamedCarrying<'status'>, read: TopicRead): Promise<AttemptEnd> {
  return carryOutOurPost(carrying, read, { ...carrying.value, noun: 'status post', quiet: true, replyToNumber: null });
}
