import type { Instant } from '../../shared/instant.js';
import { settingsTimeline, type SettingsTimeline } from '../engine/communities.js';
import type { InterpretContext } from '../inbox/interpret.js';
import type { Clock } from '../ports/clock.js';
import type { Store } from '../ports/store.js';

export interface Watching {
  /** What is watched and kept, by the settings of the moment. */
  context(): Promise<InterpretContext>;
  /** A topic became a ticket: it is watched wherever it goes. */
  sawTicket(topicId: number, rooms?: readonly number[]): void;
}

/** CL-05: the community counts a reply that is liked as a good answer. */
function countsLikes(settings: SettingsTimeline, category: number | null, now: Instant): boolean {
  const community = category === null ? null : settings.ofCategory(category, now);
  const escalation = community === null ? undefined : settings.inForce(community, now)?.settings.features['escalation'];
  return (escalation?.settings as { readonly likedAnswers?: boolean } | undefined)?.likedAnswers === true;
}

/** Topics of designated categories, tickets wherever they are, and messages are read when a bell rings; of the rest only births are kept. */
export async function createWatching(parts: {
  store: Store;
  forumId: string;
  botId: () => number;
  botName: string;
  clock: Clock;
}): Promise<Watching> {
  const { store, forumId, botId, botName, clock } = parts;
  const tickets = new Set(await store.watchedTopics(forumId));
  return {
    sawTicket(topicId, rooms = []) {
      for (const topic of [topicId, ...rooms]) tickets.add(topic);
    },
    async context() {
      const settings = settingsTimeline(await store.settings(forumId), await store.parents(forumId));
      const now = clock.now();
      const isDesignated = (category: number) => settings.ofCategory(category, now) !== null;
      return {
        botId: botId(),
        // PR-01: of public topics only texts in a community are kept, of messages those that ask the desk and the desk's own rooms.
        keepsText: (category) => category !== null && isDesignated(category),
        keepsMessage: (topicId, groups) => tickets.has(topicId) || settings.ofExpertGroups(groups, now) !== null,
        readsLikes: (category) => countsLikes(settings, category, now),
        commandNames: [botName, ...settings.aliases(now)],
        isTicket: (topicId) => tickets.has(topicId),
        watches: ({ topicId, categoryId }) =>
          categoryId === null || categoryId === undefined || isDesignated(categoryId) || tickets.has(topicId),
      };
    },
  };
}
