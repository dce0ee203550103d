import type { z } from 'zod';
import { sayingsFor } from '../../support/sayings.js';
import { ticketValue, type TicketValue } from '../../../shared/contracts/plugin/shown.js';

/** What the harness opens: who looks at which page of the forum, and what the server gave to it. */
export interface Scene {
  readonly page: 'topic' | 'list' | 'composer' | 'category' | 'admin';
  readonly locale?: 'en' | 'de';
  readonly rtl?: boolean;
  readonly nested?: boolean;
  readonly now?: string;
  readonly user?: object | null;
  readonly site?: object;
  readonly topic?: object;
  readonly [more: string]: unknown;
}

export const NAMES = { 7: 'ada', 8: 'erik', 9: 'olga', 30: 'carla' };
export const ADA = { id: 7, username: 'ada', user_option: { timezone: 'Europe/Berlin' } };
export const ERIK = { id: 8, username: 'erik', user_option: { timezone: 'America/New_York' } };
export const CARLA = { id: 30, username: 'carla' };

export const HOUSING = {
  id: 'housing',
  name: 'Housing',
  categoryIds: [5],
  words: { desk: 'help desk', officialAnswer: 'official answer' },
  privateNotice:
    'Only you and the help desk read this. Administrators of this forum can technically read private messages. It is kept for two years.',
  askGroups: ['housing_experts'],
  isDesk: false,
  consoleUrl: 'https://desk.example.org/',
};
export const SITE = { hybrid_desk: { communities: [HOUSING], bot: 'desk' } };

type Clock = TicketValue['everyone']['clocks'][number];
type Label = TicketValue['everyone']['labels'][number];

export function clock(part: Partial<Clock> = {}): Clock {
  return {
    metric: 'fr',
    lane: 'desk',
    title: 'First reply',
    state: 'running',
    due: '2026-12-01T13:00:00.000Z',
    why: [
      'Started with the question on Mon 30 Nov, 09:40.',
      'Counted: 30 Nov 09:40 to 17:00, 440 desk minutes.',
      'Not counted: the night.',
    ],
    ...part,
  };
}

export function label(part: Partial<Label> = {}): Label {
  return {
    postId: 101,
    label: 'official',
    by: 8,
    capacity: 'Housing office',
    at: '2026-11-30T10:00:00.000Z',
    scope: 'staff contracts, site A',
    validUntil: '2027-11-30T00:00:00.000Z',
    text: 'Official answer',
    changed: null,
    ...part,
  };
}

type Parts = Partial<TicketValue['everyone']>;

/** A ticket as the service tells it; what of it a person sees is cut out by `seenBy`. */
export function ticket(everyone: Parts = {}, rest: Partial<TicketValue> = {}): TicketValue {
  return ticketValue.parse({
    community: 'housing',
    reference: 'HD-20',
    isPrivate: false,
    askerId: 7,
    everyone: {
      state: 'waiting_for_expert',
      stateText: 'Waiting for an expert',
      outcome: null,
      ownerId: 8,
      proposedId: null,
      decisionMode: 'official_decides',
      next: 'An answer of the help desk is expected by tomorrow.',
      clocks: [
        clock({
          metric: 'cr',
          lane: 'community',
          title: 'Reply of the community',
          state: 'met',
          due: null,
          why: ['A member replied after 12 minutes.'],
        }),
        clock(),
      ],
      labels: [],
      articleTopicId: null,
      ...everyone,
    },
    maySay: {
      member: [],
      expert: ['accept', 'hand back', 'hand to', 'note', 'update', 'pause', 'official', 'withdraw', 'faq'],
      signer: [],
      facilitator: [],
      persons: [{ id: 7, words: ['still need help', 'all good', 'escalate', 'outcome', 'private'] }],
    },
    meToo: [],
    asker: { escalateFrom: null },
    desk: {
      roomTopicId: 44,
      priority: 'high',
      kind: 'policy',
      clocks: [
        clock({ metric: 'ola', lane: 'experts', title: 'Answer of an expert', state: 'late', due: '2026-11-29T16:00:00.000Z', why: [] }),
      ],
    },
    ...rest,
  } satisfies z.input<typeof ticketValue>);
}

/** As the server of the plugin cuts it for one person. */
export function seenBy(who: 'asker' | 'desk' | 'everyone', value: TicketValue, lastPostId: number | null = null): object {
  const { askerId, asker, desk, maySay: _, meToo, everyone, ...rest } = value;
  return {
    ...rest,
    everyone: { ...everyone, meToo: meToo.length },
    maySay: sayingsFor({ id: who === 'asker' ? askerId : 0, roles: who === 'desk' ? ['expert'] : [] }, value),
    ...(who === 'asker' && { asker: { ...asker, lastPostId } }),
    ...(who === 'desk' && { desk }),
    people: NAMES,
  };
}

export function post(part: object = {}): object {
  return { id: 100, post_number: 1, user_id: 7, username: 'ada', text: 'May I sublet my room from May to July?', ...part };
}

export function topicOf(hybridDesk: object | undefined, posts: readonly object[] = [post()]): object {
  return { id: 20, title: 'May I sublet my room?', category_id: 5, hybrid_desk: hybridDesk, posts };
}

export function topicScene(part: Partial<Scene> = {}): Scene {
  return { page: 'topic', user: ADA, site: SITE, topic: topicOf(seenBy('asker', ticket())), ...part };
}

export const CATEGORY = { id: 5, name: 'Housing', url: '/c/housing/5' };

/** As the server gives a topic of a list: no more than its line shows. */
export function line(part: object = {}): object {
  return {
    reference: 'HD-20',
    state: 'waiting_for_expert',
    stateText: 'Waiting for an expert',
    ownerId: 8,
    proposedId: null,
    due: '2026-12-01T13:00:00.000Z',
    official: false,
    people: NAMES,
    ...part,
  };
}

export function listScene(part: Partial<Scene> = {}): Scene {
  return {
    page: 'list',
    user: ADA,
    site: SITE,
    category: CATEGORY,
    topics: [{ id: 20, title: 'May I sublet my room?', category_id: 5, hybrid_desk: line() }],
    ...part,
  };
}

export function composerScene(draft: object, part: Partial<Scene> = {}): Scene {
  return { page: 'composer', user: ADA, site: SITE, draft: { categoryId: 5, title: '', reply: '', ...draft }, ...part };
}

/** As `GET /admin/plugins/hybrid-desk/status.json` answers. */
export function connection(part: object = {}): object {
  return {
    contract: 1,
    plugin: '0.1.0',
    forum: '2026.10.0',
    problems: [],
    bot: { username: 'desk', problem: null },
    service: {
      url: 'https://desk.example.org',
      reached_at: '2026-11-30T08:59:20.000Z',
      failure: null,
      version: '0.1.0',
      last_delivery_at: '2026-11-30T08:58:00.000Z',
      effects: { waiting: 2, refused: 1 },
      console: 'https://desk.example.org/',
      doctor: 'https://desk.example.org/doctor',
    },
    hook: { id: 3, active: true, last_at: '2026-11-30T08:58:00.000Z', last_status: 200, missed: 0 },
    effects: { done: 12 },
    withholding: {
      works: true,
      on: true,
      protected_topics: 4,
      own_hooks: [{ id: 3, address: 'https://desk.example.org/hooks/all' }],
      other_hooks: [9],
    },
    keys: { with_our_scope: 1, last_used_at: '2026-11-30T08:58:00.000Z', for_everything: 0 },
    communities: [
      {
        community: 'housing',
        name: 'Housing',
        version: 7,
        since: '2026-11-01T08:00:00.000Z',
        console: 'https://desk.example.org/',
        self_served: 12,
      },
    ],
    ...part,
  };
}
