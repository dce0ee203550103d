import type { Fact } from '../../shared/facts.js';
import type { Instant } from '../../shared/instant.js';
import type { PostView } from '../engine/feature.js';
import { timelineOf } from '../engine/timeline.js';
import { nameResolver } from '../engine/resolve-name.js';
import { TopicState } from '../engine/topic-state.js';
import type { TicketMaterial } from '../ports/store.js';
import type { Guarded, Readable } from './may-read.js';

export interface ShownPost extends Omit<PostView, 'textHash' | 'textId'> {
  /** Null: not kept, or not for this viewer. */
  readonly text: string | null;
}

/** A topic or room that serves the ticket, by what its facts say. */
export interface PageRoom {
  readonly room: number;
  readonly key: string;
  readonly participants: Guarded['participants'];
}

export interface PlacedFact {
  readonly fact: Fact;
  /** Null: in the ticket's own topic. */
  readonly room: number | null;
}

export interface PageTopic {
  readonly topic: TopicState;
  readonly facts: readonly PlacedFact[];
  readonly rooms: readonly PageRoom[];
}

/** The topic as its facts show it this very moment: more private than the stored view, where a delivery just made it so. */
export function topicOf(material: TicketMaterial, { topicId, botId, now }: { topicId: number; botId: number; now: Instant }): PageTopic {
  const topic = new TopicState(topicId, botId, nameResolver(material.names));
  const { steps, rooms } = timelineOf(topicId, material.facts, now);
  const facts = steps.flatMap((step) => step.facts.map((fact): PlacedFact => ({ fact, room: step.room })));
  for (const { fact, room } of facts) if (room === null) topic.apply(fact);
  return { topic, facts, rooms: [...rooms].map(([room, key]) => ({ room, key, participants: participantsOf(room, facts) })) };
}

function participantsOf(room: number, facts: readonly PlacedFact[]): Guarded['participants'] {
  const last = facts.findLast(({ fact: { body } }) => body.type === 'Participants' && body.topic === room)?.fact.body;
  return last?.type === 'Participants' ? { users: last.users, groups: last.groups } : null;
}

/** Null: not kept, or not for this viewer. */
export function titleOf(pass: Readable<Guarded> | null, topic: TopicState, material: TicketMaterial): string | null {
  return pass === null || topic.titleTextId === null ? null : (material.texts.get(topic.titleTextId) ?? null);
}

/** Of what the viewer may read, only what the forum shows there: not what is hidden, held, deleted or whispered. */
export function shownPost(
  pass: Readable<Guarded> | null,
  { textHash: _hash, textId, ...post }: PostView,
  material: TicketMaterial,
): ShownPost {
  const isOpen = pass !== null && post.visibility === 'visible' && post.kind !== 'whisper';
  return { ...post, text: isOpen && textId !== null ? (material.texts.get(textId) ?? null) : null };
}
