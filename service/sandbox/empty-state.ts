import type { Instant } from '../../shared/instant.js';
import type { SandboxState, User } from './state.js';

export const SYSTEM_ID = -1;

export function emptyState(title: string, { seed, now }: { seed: number; now: Instant }): SandboxState {
  return {
    title,
    users: [newUser({ id: SYSTEM_ID, username: 'system', name: 'system', admin: true, moderator: true, trustLevel: 4 }, now)],
    groups: [],
    categories: [],
    tags: [],
    topics: [],
    posts: [],
    likes: [],
    badges: [],
    userBadges: [],
    queued: [],
    hooks: [],
    keys: [],
    memo: [],
    outgoing: [],
    next: { user: 1, group: 41, member: 1, category: 5, tag: 1, topic: 20, post: 23, review: 1, event: 1, outgoing: 1 },
    settings: {
      minPostLength: 5,
      minTitleLength: 8,
      maxPostLength: 32_000,
      editingGraceSeconds: 300,
      unassignOnClose: true,
      assignGroups: [],
      assignsPublic: true,
      callsPerMinute: null,
    },
    plugin: null,
    random: seed >>> 0,
    story: { step: 0 },
    week: { step: 0, posts: {} },
  };
}

export function newUser(given: Partial<User> & { id: number; username: string }, now: Instant): User {
  return {
    name: given.username,
    admin: false,
    moderator: false,
    trustLevel: 1,
    title: null,
    createdAt: now,
    suspended: false,
    silenced: false,
    ...given,
  };
}
