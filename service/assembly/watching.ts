import { settingsTimeline } from '../engine/communities.js';
import type { InterpretContext } from '../inbox/interpret.js';
import type { Clock } from '../ports/clock.js';
import type { Store } from '../ports/store.js';

export interface Watching {
  /** What is watched and kept, by the settings of the moment. */
  context(): Promise<InterpretContext>;
  /** A topic became a ticket: it is watched wherever it goes. */
  sawTicket(topicId: number): void;
}

/** Topics of designated categories, tickets wherever they are, and messages are read when a bell rings; of the rest only births are kept. */
export async function createWatching(parts: { store: Store; forumId: string; botId: () => number; clock: Clock }): Promise<Watching> {
  const { store, forumId, botId, clock } = parts;
  const tickets = new Set((await store.tickets(forumId)).map((ticket) => ticket.topicId));
  return {
    sawTicket: (topicId) => void tickets.add(topicId),
    async context() {
      const settings = settingsTimeline(await store.settings(forumId), await store.parents(forumId));
      const now = clock.now();
      const isDesignated = (category: number) => settings.ofCategory(category, now) !== null;
      return {
        botId: botId(),
        // PR-01: texts of messages are not kept; of public topics only those in a community.
        keepsText: (category) => category !== null && isDesignated(category),
        isTicket: (topicId) => tickets.has(topicId),
        watches: ({ topicId, categoryId }) =>
          categoryId === null || categoryId === undefined || isDesignated(categoryId) || tickets.has(topicId),
      };
    },
  };
}
