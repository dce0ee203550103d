import type { SeenDelivery, SeenPost, SeenTopic } from '../../service/ports/forum.js';
import type { Instant } from '../../shared/instant.js';
import type { InterpretContext } from '../../service/inbox/interpret.js';

export const BOT = 999;
export const BORN: Instant = '2026-03-02T10:00:00.289Z';
export const RECEIVED: Instant = '2026-03-02T12:00:00.000Z';
export const MARKER = 'hd1-abcdefghijklmnopqrstuvwxyz';

export function seenPost(own: Partial<SeenPost> = {}): SeenPost {
  return {
    id: 100,
    topicId: 20,
    number: 1,
    createdAt: BORN,
    updatedAt: null,
    author: { id: 7, name: 'ada' },
    kind: 'regular',
    version: 1,
    visibility: 'visible',
    deletedAt: null,
    replyTo: null,
    raw: 'heliotrope',
    archetype: 'regular',
    categoryId: 5,
    ...own,
  };
}

export function seenTopic(own: Partial<SeenTopic> = {}): SeenTopic {
  return {
    id: 20,
    createdAt: BORN,
    author: { id: 7, name: 'ada' },
    archetype: 'regular',
    categoryId: 5,
    title: 'heliotrope',
    tags: ['b', 'a'],
    closed: false,
    archived: false,
    listed: true,
    deletedAt: null,
    externalId: null,
    highestPostNumber: 1,
    ...own,
  };
}

export function ofPost(change: Extract<SeenDelivery, { what: 'post' }>['change'], own: Partial<SeenPost> = {}): SeenDelivery {
  return { what: 'post', change, post: seenPost(own) };
}

export function ofTopic(change: Extract<SeenDelivery, { what: 'topic' }>['change'], own: Partial<SeenTopic> = {}): SeenDelivery {
  return { what: 'topic', change, topic: seenTopic(own) };
}

/** Category 5 is a community's; messages and things whose place is not known are looked at. */
export const CONTEXT: InterpretContext = {
  botId: BOT,
  keepsText: (category) => category === 5,
  watches: ({ categoryId }) => categoryId === 5 || categoryId === null || categoryId === undefined,
};
