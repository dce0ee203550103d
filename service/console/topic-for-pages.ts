import type { Instant } from '../../shared/instant.js';
import type { PostView } from '../engine/feature.js';
import { timelineOf } from '../engine/timeline.js';
import { nameResolver } from '../engine/resolve-name.js';
import { TopicState } from '../engine/topic-state.js';
import type { TicketMaterial } from '../ports/store.js';

export interface ShownPost extends Omit<PostView, 'textHash' | 'textId'> {
  /** Null: not kept, or not for these pages. */
  readonly text: string | null;
}

/** The topic as its facts show it this very moment: more private than the stored view, where a delivery just made it so. */
export function topicOf(material: TicketMaterial, { topicId, botId, now }: { topicId: number; botId: number; now: Instant }): TopicState {
  const topic = new TopicState(topicId, botId, nameResolver(material.names));
  for (const step of timelineOf(topicId, material.facts, now).steps) for (const fact of step.facts) topic.apply(fact);
  return topic;
}

export function titleOf(topic: TopicState, material: TicketMaterial): string | null {
  return topic.titleTextId === null ? null : (material.texts.get(topic.titleTextId) ?? null);
}

/** Only what everybody can read in the forum anyway is shown: not what is hidden, held, deleted or private. */
export function shownPost({ textHash: _hash, textId, ...post }: PostView, material: TicketMaterial, isPrivate: boolean): ShownPost {
  const isOpen = !isPrivate && post.visibility === 'visible' && post.kind !== 'whisper';
  return { ...post, text: isOpen && textId !== null ? (material.texts.get(textId) ?? null) : null };
}
