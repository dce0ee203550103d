import type { Instant } from '../../shared/instant.js';
import type { RoleName } from '../../shared/settings.js';
import type { Command } from './feature.js';
import type { TopicState } from './topic-state.js';

export interface OnBehalfRefusal {
  readonly code: 'asked_by_a_member' | 'unknown_person' | 'for_own_people';
}

interface Context {
  readonly topic: TopicState;
  rolesOf(user: number, at: Instant): ReadonlySet<RoleName>;
}

/**
 * R-START: what the desk's own people opened may be asked on behalf of somebody else, who holds no role here: she is the asker then, as if
 * she had opened it. Null: it may be, or it is another line.
 */
export function onBehalfRefused({ word, person, at }: Command, { topic, rolesOf }: Context): OnBehalfRefusal | null {
  if (word !== 'on behalf of') return null;
  const { openedBy, botId } = topic;
  const isOwn = (user: number): boolean => user === botId || user < 1 || rolesOf(user, topic.bornAt ?? at).size > 0;
  if (openedBy === null || !isOwn(openedBy)) return { code: 'asked_by_a_member' };
  if (person === null) return { code: 'unknown_person' };
  return isOwn(person) ? { code: 'for_own_people' } : null;
}
