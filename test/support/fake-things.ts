import type { Instant } from '../../shared/instant.js';
import type { SeenPost, SeenTopic } from '../../service/ports/forum.js';

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] };
export type FakePost = Mutable<SeenPost>;
export type FakeTopic = Mutable<SeenTopic> & { bumpedAt: Instant };

/** A question of Mara's in the community's category, as a forum would show it without anything special. */
export function plainTopic(at: Instant): Omit<FakeTopic, 'id'> {
  const flags = { closed: false, archived: false, listed: true, deletedAt: null };
  const place = { archetype: 'regular', categoryId: 5, title: 'A question', tags: [], externalId: null } as const;
  return { createdAt: at, author: { id: 50, name: 'mara' }, ...place, ...flags, highestPostNumber: 1, acceptedNumber: null, bumpedAt: at };
}

export function plainPost(at: Instant): Omit<FakePost, 'id' | 'topicId' | 'number'> {
  const shown = { kind: 'regular', version: 1, visibility: 'visible', deletedAt: null, notice: null } as const;
  return { createdAt: at, updatedAt: null, author: { id: 50, name: 'mara' }, replyTo: null, ...shown };
}
