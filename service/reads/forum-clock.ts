import { secondsBetween, type Instant } from '../../shared/instant.js';

/** Beyond 5 s `doctor` is amber; beyond 60 s red, and irreversible timed acts wait (design section 3, "Now"). */
export type ForumClockLevel = 'green' | 'amber' | 'red';

export interface ForumClock {
  /** A birth was delivered: created by the forum's clock, received by ours. */
  sawBirth(createdAt: Instant, receivedAt: Instant): void;
  /** Smallest `receivedAt - createdAt` of the last births in seconds; null: too few yet. Negative: the forum's clock is ahead. */
  state(): { readonly level: ForumClockLevel; readonly seconds: number | null };
}

const BIRTHS = 100;
/** One late delivery looks like a slow clock; several say more. A delivery from the future needs no second one. */
const ENOUGH = 3;
const AMBER_SECONDS = 5;
const RED_SECONDS = 60;

export function createForumClock(): ForumClock {
  const delays: number[] = [];
  return {
    sawBirth(createdAt, receivedAt) {
      delays.push(secondsBetween(createdAt, receivedAt));
      if (delays.length > BIRTHS) delays.shift();
    },
    state() {
      const least = Math.min(...delays);
      if (delays.length === 0 || (least > 0 && delays.length < ENOUGH)) return { level: 'green', seconds: null };
      const off = Math.abs(least);
      return { level: off > RED_SECONDS ? 'red' : off > AMBER_SECONDS ? 'amber' : 'green', seconds: least };
    },
  };
}
